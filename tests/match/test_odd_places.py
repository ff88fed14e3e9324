"""Odd places for games: what can't be opened or kept is said, and nothing fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import paths
from game.errors import InputError
from game.match.saves import saved_games
from game.match.setup import open_match
from game.scenario import loader

ROOT = Path(__file__).parents[2]
LONG = "x" * 300
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are POSIX")


def command(*args: str) -> subprocess.CompletedProcess[str]:
    """What the command line says to nobody at the keyboard."""
    return subprocess.run(
        [sys.executable, "-m", "game", *args],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "args",
    [
        ("play", "--text", "--scenario", LONG),
        ("play", "--text", "--journal", LONG),
        ("watch", "--once", LONG),
        ("replay", LONG),
        ("validate", LONG),
        ("simulate", "--games", "1", "--scenario", LONG),
        ("experiment", "--scenario", LONG),
    ],
    ids=lambda args: " ".join(args)[:24],
)
def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(args: tuple[str, ...]) -> None:
    done = command(*args)
    assert done.returncode == 2
    assert "The game has failed" not in done.stderr
    assert done.stderr.count("\n") == 1 and done.stdout == ""


@POSIX
@pytest.mark.parametrize("args", [("replay",), ("play", "--text", "--journal")])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "closed loop"])
def test_what_is_no_plain_file_is_refused_at_once(
    tmp_path: Path, args: tuple[str, ...], kind: str
) -> None:
    place = tmp_path / "odd.jsonl"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place = Path("/dev/zero")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(place)
    done = command(*args, str(place))
    assert done.returncode == 2
    assert kind == "folder" or "can't be" in done.stderr
    assert "The game has failed" not in done.stderr
    assert done.stderr.count("\n") == 1


@POSIX
def test_a_link_to_nowhere_among_the_saves_is_shown_as_one_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "saves_dir", lambda: tmp_path)
    games = tmp_path / "games"
    games.mkdir()
    (games / "lost.jsonl").symlink_to(tmp_path / "nowhere")
    (games / "good.jsonl").write_text("")
    os.mkfifo(games / "pipe.jsonl")
    assert [(g.path.name, g.when is None) for g in saved_games()] == [
        ("good.jsonl", False),
        ("lost.jsonl", True),
        ("pipe.jsonl", True),
    ]
    with pytest.raises(InputError, match="can't be read"):
        open_match(journal=games / "lost.jsonl")


def test_a_home_that_cannot_be_made_holds_no_games_and_keeps_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_home() -> Path:
        raise NotADirectoryError(20, "Not a directory")

    monkeypatch.setattr(paths, "saves_dir", no_home)
    assert saved_games() == []
    with open_match("december-2013", "all=human", 5, keep=True) as match:
        assert match.path is None
        assert any("in memory only" in said for said in match.warnings)


def test_a_long_name_of_a_scenario_is_not_said_whole() -> None:
    with pytest.raises(InputError) as refusal:
        loader.load("y" * 5000)
    assert len(str(refusal.value)) < 500
