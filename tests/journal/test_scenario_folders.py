"""A journal's own scenario is found again, also when it has moved; the journal has no path."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths
from game.errors import InputError
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from game.match.setup import open_match
from game.paths import scenarios_dir
from game.telling.transcript import transcript
from game.terminal.watch import watch

SEATS = "all=idle"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a scenario of one's own in ``own``, and a home beside it."""
    work, home = tmp_path / "jane" / "work", tmp_path / "home"
    shutil.copytree(scenarios_dir() / "common" / "example", work / "own")
    home.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(paths, "saves_dir", lambda: home)
    return work


def played(scenario: Path | str, journal: Path) -> str:
    """A match into its first quarter; its digest."""
    with open_match(str(scenario), SEATS, 3, journal) as match:
        for _ in range(12):
            match.step_ai()
        return match.digest()


def test_a_journal_holds_no_path_of_the_machine(here: Path) -> None:
    played(here / "own", here / "o.jsonl")
    for file in here.glob("o*.jsonl"):
        assert str(here.parent) not in file.read_text()
        assert "jane" not in file.read_text()
    with Journal.read(here / "o.jsonl") as journal:
        assert (journal.header.scenario, journal.header.folder) == ("one-region", "own")


def test_a_scenario_beside_the_journal_is_found_wherever_both_are(
    here: Path, tmp_path: Path
) -> None:
    digest = played("own", here / "o.jsonl")
    moved = tmp_path / "elsewhere"
    here.rename(moved)
    with Match.resume(moved / "o.jsonl") as match:
        assert match.digest() == digest
        assert match.warnings == []


def test_a_scenario_elsewhere_is_remembered_on_this_machine(here: Path, tmp_path: Path) -> None:
    far = tmp_path / "far"
    (here / "own").rename(far)
    digest = played(far, here / "o.jsonl")
    with Match.resume(here / "o.jsonl") as match:
        assert match.digest() == digest


def test_a_scenario_that_is_nowhere_is_named_in_the_sentence_and_can_be_given(
    here: Path, tmp_path: Path
) -> None:
    digest = played("own", here / "o.jsonl")
    (here / "own").rename(tmp_path / "renamed")
    journal, moved = here / "o.jsonl", str(tmp_path / "renamed")
    for read in (Match.resume, verify, lambda path: list(transcript(path))):
        with pytest.raises(InputError, match=r"'one-region' of o\.jsonl .* --scenario"):
            read(journal)
    with open_match(moved, None, None, journal) as match:
        assert match.digest() == digest
        assert match.warnings == []
    assert verify(journal, scenario=moved).difference == ""
    assert any("Turn 1" in line for line in transcript(journal, scenario=moved))
    with pytest.raises(InputError, match="not of 'december-2013'"):
        open_match("december-2013", None, None, journal)


def test_another_scenario_of_that_folders_name_is_not_taken_for_it(here: Path) -> None:
    played("own", here / "o.jsonl")
    text = (here / "own" / "scenario.yaml").read_text()
    (here / "own" / "scenario.yaml").write_text(text.replace("id: one-region", "id: another"))
    with pytest.raises(InputError, match="--scenario"):
        Match.resume(here / "o.jsonl")


def test_watch_follows_a_match_of_ones_own_scenario(here: Path, tmp_path: Path) -> None:
    played("own", here / "o.jsonl")
    shown = io.StringIO()
    assert watch(here / "o.jsonl", shown, once=True, interval=1) == 0
    assert "Bulletin ==" in shown.getvalue()
    (here / "own").rename(tmp_path / "renamed")
    shown = io.StringIO()
    assert watch(here / "o.jsonl", shown, once=True, interval=1) == 0
    assert "The scenario 'one-region' isn't here" in shown.getvalue()
    assert ": bulletin ==" in shown.getvalue()
    shown = io.StringIO()
    named = str(tmp_path / "renamed")
    assert watch(here / "o.jsonl", shown, once=True, interval=1, scenario=named) == 0
    assert "Bulletin ==" in shown.getvalue()


def test_a_journal_of_format_1_with_a_whole_path_still_opens(here: Path) -> None:
    played("own", here / "o.jsonl")
    with Journal.read(here / "o.jsonl") as journal:
        header = journal.header.model_copy(update={"folder": str(here / "own"), "scenario": ""})
        entries = journal.entries[1:]
    with Journal.create(here / "old.jsonl", header, entries):
        pass
    with Match.resume(here / "old.jsonl") as match:
        assert match.pack.scenario.id == "one-region"
