"""A kept match is told as it was played, whatever has become of its scenario since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.journal.format import Snapshot
from game.journal.positions import CHANGED, moments
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from game.match.setup import open_match
from game.paths import scenarios_dir
from game.rules import engine
from game.scenario import loader
from game.telling.transcript import transcript

Edit = Callable[[str], str]


def numbers_changed(of: str, to: str) -> Edit:
    def edit(text: str) -> str:
        assert of in text
        return text.replace(of, to, 1)

    return edit


#: A number changed in each kind of file of a scenario.
EDITS: dict[str, tuple[str, Edit]] = {
    "start": ("scenario.yaml", numbers_changed("con: 32.5, lab: 37.0", "con: 22.5, lab: 47.0")),
    "purse": ("scenario.yaml", numbers_changed("purse_m: ", "purse_m: 1")),
    "trusts": ("trusts.csv", numbers_changed("0.766", "1.766")),
    "commissioners": ("commissioners.csv", numbers_changed("532754", "232754")),
    "votes": ("constituencies.csv", numbers_changed("16565", "1656")),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with a scenario and a whole match of it, and what it comes to."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(scenarios_dir() / "common" / "example", folder / "own")
    with open_match(str(folder / "own"), "all=persona", 31, folder / "o.jsonl") as match:
        match.run_ai()
    return folder, list(transcript(folder / "o.jsonl"))


def ending(lines: list[str]) -> list[str]:
    """What a transcript says of the election and the scores."""
    return [line for line in lines if "scores" in line or "seats" in line]


@pytest.fixture(params=EDITS)
def changed(request: pytest.FixtureRequest, whole: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """The match beside the scenario with a number changed; its journal."""
    shutil.copytree(whole[0], tmp_path / "copy")
    name, edit = EDITS[request.param]
    file = tmp_path / "copy" / "own" / name
    file.write_text(edit(file.read_text()))
    return tmp_path / "copy" / "o.jsonl"


def test_every_reader_says_so_and_none_tells_another_ending(
    changed: Path, whole: tuple[Path, list[str]]
) -> None:
    told = list(transcript(changed))
    assert ending(told) == ending(whole[1]) != []
    assert [line for line in told if line.startswith(CHANGED)]
    assert verify(changed).difference == CHANGED
    with Match.resume(changed) as match:
        assert any("have changed" in said for said in match.warnings)


def test_every_turn_is_the_one_that_was_kept(whole: tuple[Path, list[str]]) -> None:
    with Journal.read(whole[0] / "o.jsonl") as journal:
        pack = loader.load(whole[0] / "own")
        found = list(moments(journal.entries, pack))
    turns = [m for m in found if isinstance(m.kept, Snapshot)]
    assert len(turns) > 5
    for moment in turns:
        assert isinstance(moment.kept, Snapshot) and moment.position is not None
        assert engine.digest(moment.position) == moment.kept.digest
    assert not any(m.fault for m in found)
    assert all(m.position is not None for m in found)


def test_what_is_played_on_under_another_content_is_told_too(changed: Path) -> None:
    with Match.resume(changed) as match:
        match.rewind(2)
        match.run_ai()
        digest = match.digest()
    with Match.resume(changed) as match:
        assert match.warnings == []
        assert match.digest() == digest
    told = list(transcript(changed, "all"))
    assert [line for line in told if line.startswith(CHANGED)]
    assert f"digest {digest[:16]}" in "\n".join(told)
    with Journal.read(changed) as journal:
        pack = loader.load(changed.parent / "own")
        found = list(moments(journal.entries, pack))
    assert [m.fault for m in found if m.fault] == [CHANGED] * 3  # turns 0 to 2
