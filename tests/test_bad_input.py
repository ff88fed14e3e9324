"""Bad input at the command line: one clear sentence, exit code 2, no traceback, nothing lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from game.__main__ import main
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES

ROOT = Path(__file__).parent.parent
JUNK = {
    "random bytes": bytes(range(256)) * 40,
    "nothing": b"",
    "a zero byte": b"\x00",
    "another format": b"PK\x03\x04 this is an archive",
    "JSON of something else": b'{"hello": "world"}\n',
    "a number": b"1e999\n",
    "an endless list": b"[" * 100_000,
    "half a header": b'{"entry": "header", "scenario": "decem',
    "text": "Ünïcödé\n".encode() * 50,
}


def refused(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What the command says when it refuses: one line, on stderr alone, with exit code 2."""
    assert main(args) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("failure-regime: ")
    assert "Traceback" not in shown.err
    return shown.err


@pytest.mark.parametrize("junk", JUNK, ids=lambda name: name.replace(" ", "-"))
@pytest.mark.parametrize("command", ["play --text --journal", "replay", "replay --verify"])
def test_what_is_no_journal_is_refused_and_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, junk: str, command: str
) -> None:
    path = tmp_path / "game.jsonl"
    path.write_bytes(JUNK[junk])
    assert "game.jsonl" in refused(capsys, *command.split(), str(path))
    assert path.read_bytes() == JUNK[junk]
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named_and_not_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "gamse"
    said = refused(capsys, "play", "--text", "--journal", str(folder / "one.jsonl"))
    assert str(folder) in said
    assert not folder.exists()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A journal of a game just begun."""
    path = tmp_path / "kept.jsonl"
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:idle"), 5, path) as match:
        match.step_ai()
    return path


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--seed", "6"], "another seed"),
        (["--scenario", "if-it-works"], "not of 'if-it-works'"),
        (["--scenario", "atlantis"], "atlantis"),
        (["--seats", "queen=human"], "no seat 'queen'"),
        (["--seats", "secretary=human,secretary=idle"], "given twice"),
        (["--seats", "all=genius"], "genius"),
    ],
)
def test_what_conflicts_with_a_journal_is_refused_and_the_journal_stays(
    capsys: pytest.CaptureFixture[str], kept: Path, more: list[str], said: str
) -> None:
    before = kept.read_bytes()
    assert said in refused(capsys, "play", "--text", "--journal", str(kept), *more)
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    "args",
    [
        ["play", "--text", "--seed", "9" * 40],
        ["play", "--text", "--seed", "0x10"],
        ["play", "--text", "--seats", "="],
        ["play", "--text", "--scenario", "../../etc"],
        ["play", "--text", "--scenario", "december-2013\x1b[2J"],
        ["play", "--text", "--scenario", ""],
        ["simulate", "--scenario", "december-2013", "--games", "9" * 30],
        ["simulate", "--scenario", "december-2013", "--games", "1", "--jobs", "100000"],
        ["simulate", "--scenario", "december-2013", "--games", "1", "--quarters", "-1"],
        ["simulate", "--scenario", "december-2013", "--games", "1", "--seats", "secretary=human"],
        ["simulate", "--scenario", "\u202e", "--games", "1"],
        ["watch", "nowhere.jsonl", "--once"],
        ["validate", "/dev/null"],
        [""],
    ],
    ids=lambda args: " ".join(args).encode("ascii", "replace").decode()[:60],
)
def test_nonsense_is_one_sentence(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    said = refused(capsys, *args)
    assert "\x1b" not in said
    assert "\u202e" not in said


LONG = "a" * 2_000
DIGITS = "9" * 5_000


@pytest.mark.parametrize(
    "args",
    [
        [LONG],
        ["play", f"--{LONG}"],
        ["validate", "one", LONG],
        ["play", "--text", "--seed", DIGITS],
        ["play", "--text", f"--seed={DIGITS}"],
        ["play", "--text", "--seed", "a b'\"" * 900],
        ["play", "--text", "--seats", LONG],
        ["play", "--text", "--seats", f"{LONG}=human"],
        ["play", "--text", "--seats", f"all={LONG}"],
        ["play", "--text", "--seats", f"all={LONG}:reformer"],
        ["play", "--text", "--seats", f"all=hard:{LONG}"],
        ["play", "--text", "--scenario", LONG],
        ["replay", "game.jsonl", "--who", LONG],
        ["experiment", "--scenario", "december-2013", "--set", f"{LONG}=1"],
        ["experiment", "--scenario", "december-2013", "--set", f"tariff_pct={DIGITS}"],
        ["experiment", "--scenario", "december-2013", "--order", f"{LONG}:{LONG}:{LONG}"],
        ["election", "--constituencies", "seats.csv", "--shares", "con=36", "--draws", DIGITS],
        ["scenario", "docs", LONG],
    ],
    ids=lambda args: " ".join(args)[:60],
)
def test_what_is_long_is_not_said_whole(
    capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    said = refused(capsys, *args)
    assert "…" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [unclosed\n", "scenario.yaml"),
        ("\t- tabs\n", "scenario.yaml"),
        ("title: 3\n", "scenario.yaml"),
        ("- a\n- list\n", "scenario.yaml"),
        ("a: &a [*a, *a]\n", "scenario.yaml"),
        ("", "scenario.yaml"),
        ("!!python/object/apply:os.system ['true']\n", "scenario.yaml"),
    ],
)
def test_a_broken_scenario_names_its_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "scenarios" / "december-2013", folder)
    (folder / "scenario.yaml").write_text(text, "utf-8")
    for command in (["play", "--text", "--scenario", str(folder)], ["simulate", "--games", "1",
                    "--scenario", str(folder)]):  # fmt: skip
        assert said in refused(capsys, *command)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder kept from us")
def test_a_folder_that_can_t_be_written_costs_no_game(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["play", "--text", "--journal", str(locked / "game.jsonl")]) == 0
    assert "can't be saved" in capsys.readouterr().out


def test_a_journal_that_can_t_be_written_costs_no_game(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["play", "--text", "--journal", "/dev/fd/game.jsonl"]) == 0
    assert "can't be saved" in capsys.readouterr().out
