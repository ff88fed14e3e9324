"""Games that nobody named a file for are kept in the person's own folder."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from game import paths
from game.errors import InputError
from game.match import Match
from game.match.saves import finished, kept_anew, kept_near, new_journal, saved_games
from game.match.setup import open_match
from game.rules.state.commands import Advance
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.terminal.play import play


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "saves_dir", lambda: tmp_path)
    return tmp_path


def test_each_new_game_has_a_name_of_its_own(folder: Path) -> None:
    first = new_journal("december-2013")
    first.touch()
    second = new_journal("december-2013")
    assert first != second and {first.parent, second.parent} == {folder / "games"}
    assert second.name.endswith("-2.jsonl")


def test_the_games_there_are_newest_first_and_without_public_files(folder: Path) -> None:
    assert saved_games() == []
    (folder / "games").mkdir()
    for age, name in enumerate(["new.jsonl", "old.jsonl", "new.public.jsonl"]):
        (folder / "games" / name).touch()
        os.utime(folder / "games" / name, (1000 - age, 1000 - age))
    assert [g.path.name for g in saved_games()] == ["new.jsonl", "old.jsonl"]


def test_a_kept_game_is_there_to_go_on_with(folder: Path) -> None:
    with open_match("december-2013", "all=human", 5, keep=True) as match:
        path, position = match.path, match.digest()
    assert [path] == [game.path for game in saved_games()]
    assert path is not None
    with Match.resume(path) as again:
        assert again.digest() == position


def test_a_game_is_finished_once_it_is_over_and_its_night_was_seen(folder: Path) -> None:
    with open_match("december-2013", "all=random", 5, keep=True) as match:
        assert [finished(game) for game in saved_games()] == [False]
        while match.pending():
            if not match.step_ai():
                match.submit(Advance())
        voted = match.night_waits
        assert [finished(game) for game in saved_games()] == [not voted]
        match.announce()
    assert [finished(game) for game in saved_games()] == [True]


def test_a_game_that_was_gone_back_in_is_not_finished(folder: Path) -> None:
    with open_match("december-2013", "all=random", 5, keep=True) as match:
        while match.pending():
            if not match.step_ai():
                match.submit(Advance())
        match.announce()
        match.rewind(1)
    assert [finished(game) for game in saved_games()] == [False]


def test_what_is_no_journal_is_not_finished(folder: Path) -> None:
    (folder / "games").mkdir()
    (folder / "games" / "torn.jsonl").write_text("{")
    assert [finished(game) for game in saved_games()] == [False]


def test_a_game_nobody_asked_to_keep_is_not(folder: Path) -> None:
    with open_match("december-2013", "all=human", 5) as match:
        assert match.path is None
    assert saved_games() == []


def test_where_no_folder_can_be_made_the_game_goes_on_and_says_so(folder: Path) -> None:
    (folder / "games").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="can't be kept in your own folder"):
        new_journal("december-2013")
    with open_match("december-2013", "all=human", 5, keep=True) as match:
        assert match.path is None and match.pending()
        assert [w for w in match.warnings if "in memory only" in w]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_typing_at_a_terminal_keeps_the_game_and_a_script_does_not(tmp_path: Path) -> None:
    import pty

    command = [sys.executable, "-m", "game", "play", "--text", "--seed", "5"]
    env = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    script = subprocess.run(
        command, env=env, input="quit\n", capture_output=True, text=True, check=True, timeout=60
    )
    assert "The game stops here." in script.stdout
    assert not list(tmp_path.rglob("*.jsonl"))
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb", buffering=0) as keys:
        keys.write(b"quit\n")
        typed = subprocess.run(
            command, env=env, stdin=theirs, capture_output=True, text=True, check=True, timeout=60
        )
        os.close(theirs)
    (kept,) = (p for p in tmp_path.rglob("*.jsonl") if not p.name.endswith(".public.jsonl"))
    assert f"To go on: failure-regime play --text --journal {kept}" in typed.stdout


def test_a_name_that_another_window_takes_first_is_left_to_it(folder: Path) -> None:
    theirs: list[Path] = []

    def make(path: Path) -> Match:
        if not theirs:
            theirs.append(path)
            path.write_bytes(b"another game")
        return Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "human"), 5, path)

    with kept_anew("december-2013", make) as match:
        assert theirs[0].read_bytes() == b"another game"
        assert match.path is not None and match.path not in theirs and not match.trouble


def test_what_is_said_to_go_on_can_be_typed(tmp_path: Path) -> None:
    folder = tmp_path / ("a-long-name-" * 8 + "with spaces")
    folder.mkdir()
    shown = io.StringIO()
    with open_match("december-2013", "all=human", 5, folder / "game.jsonl") as match:
        play(match, io.StringIO(""), shown, screen=True)
    (said,) = (x for x in shown.getvalue().splitlines() if x.startswith("To go on: "))
    command = shlex.split(said.removeprefix("To go on: "), posix=os.name != "nt")
    assert Path(command[-1].strip('"')) == folder / "game.jsonl"


def test_a_game_kept_elsewhere_has_its_branches_beside_it(folder: Path) -> None:
    journal = folder / "tables" / "table1.jsonl"
    journal.parent.mkdir()
    seats = dict.fromkeys(ROLES, "human")
    made = partial(Match.new, loader.load("december-2013"), seats, 5)
    names = []
    for _ in range(2):
        with kept_near(journal, "december-2013", made) as match:
            assert match.path is not None
            names.append(match.path.relative_to(folder).as_posix())
    assert names == ["tables/table1-2.jsonl", "tables/table1-3.jsonl"]
    with kept_near(None, "december-2013", made) as match:
        own = match.path
    with kept_near(own, "december-2013", made) as match:
        assert match.path is not None and own is not None
        assert match.path.parent == own.parent == folder / "games"
