"""Every command that takes a path × odd places: one sentence, at once, or it works."""

from __future__ import annotations

import codecs
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from game.__main__ import main
from game.cli import cli
from game.cli.shared import file_path, folder_path
from game.journal.format import Header, encode
from game.scenario.schema.base import ROLES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links are POSIX")

ROOT = Path(__file__).parents[2]
SEATS = str(ROOT / "scenarios" / "common" / "constituencies-2010.csv")
SHARES = "con=36,lab=30,ld=24,oth=10"
ELECTION = ("election", "--shares", SHARES)
ONE = ("--games", "1")
SIMULATE = ("simulate", "--quarters", "1", *ONE)
EXPERIMENT = ("experiment", "--quarters", "1", "--draws", "2")
DECEMBER = ("--scenario", "december-2013")
LEVERS = ("lab", "levers", "--games", "2", "--lever", "strike")
LADDER = ("lab", "ladder", "--games", "1", "--rungs", "idle,persona")

HEADER: Final = Header(
    game="0.1.0",
    scenario="december-2013",
    content="c0ffee",
    seed=7,
    seats=dict.fromkeys(ROLES, "human"),
)

#: Commands by what they read from a path, with the path to follow.
READERS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("play", "journal"): ("play", "--text", "--journal"),
    ("play", "scenario"): ("play", "--text", "--scenario"),
    ("play", "kit"): ("play", "--text", "--kit"),
    ("replay", "journal"): ("replay",),
    ("replay", "scenario"): ("replay", "no-such.jsonl", "--scenario"),
    ("watch", "journal"): ("watch", "--once"),
    ("watch", "scenario"): ("watch", "--once", "no-such.jsonl", "--scenario"),
    ("validate", "path"): ("validate",),
    ("scenario check", "path"): ("scenario", "check"),
    ("election", "mapping"): (*ELECTION, "--constituencies", SEATS, "--mapping"),
    ("election", "hexjson"): (
        *ELECTION,
        "--constituencies",
        SEATS,
        "--chart",
        "e.svg",
        "--hexjson",
    ),
    ("simulate", "scenario"): (*SIMULATE, "--scenario"),
    ("experiment", "scenario"): (*EXPERIMENT, "--scenario"),
    ("election", "constituencies"): (*ELECTION, "--constituencies"),
    ("lab course", "scenario"): ("lab", "course", "--games", "1", "--scenario"),
    ("lab par", "scenario"): ("lab", "par", "--games", "2", "--scenario"),
    ("lab coverage", "scenario"): ("lab", "coverage", *ONE, "--scenario"),
    ("lab choices", "scenario"): ("lab", "choices", *ONE, "--draws", "1", "--scenario"),
    ("lab balance", "scenario"): ("lab", "balance", "--games", "4", "--scenario"),
    ("lab agendas", "scenario"): ("lab", "agendas", "--games", "4", "--scenario"),
    ("lab deals", "scenario"): ("lab", "deals", "--games", "2", "--scenario"),
    ("lab levers", "scenario"): (*LEVERS, "--scenario"),
    ("lab scoring", "scenario"): ("lab", "scoring", "--games", "10", "--scenario"),
    ("lab bids", "scenario"): ("lab", "bids", "--games", "2", "--scenario"),
    ("lab ladder", "scenario"): (*LADDER, "--scenario"),
    ("lab always", "scenario"): (
        "lab",
        "always",
        "--games",
        "2",
        "--lever",
        "strike",
        "--scenario",
    ),
    ("lab causes", "scenario"): ("lab", "causes", "--only", "loan", "--draws", "2", "--scenario"),
    ("lab ends", "scenarios"): ("lab", "ends", "--games", "2", "--scenario"),
    ("lab noise", "scenario"): ("lab", "noise", "--games", "14", "--scenario"),
    ("attribute", "journal"): ("attribute",),
    ("attribute", "scenario"): ("attribute", "no-such.jsonl", "--scenario"),
    ("whatif", "journal"): ("whatif", "--drop", "2014Q1:unions:strike"),
    ("whatif", "scenario"): ("whatif", "no-such.jsonl", "--scenario"),
    ("debrief", "journals"): ("debrief", "--out", "page.html"),
    ("debrief", "scenario"): ("debrief", "no-such.jsonl", "--out", "page.html", "--scenario"),
    ("pulse", "folder"): ("pulse", "--once"),
    ("kit", "scenario"): ("kit", "--out", "kit", "--scenario"),
    ("kit", "plan"): ("kit", "--out", "kit", "--plan"),
    ("guide", "scenario"): ("guide", "--scenario"),
    ("guide", "plan"): ("guide", "--plan"),
}
#: Commands by what they write to a path, with the path to follow.
WRITERS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("simulate", "out"): (*SIMULATE, *DECEMBER, "--json"),
    ("experiment", "out"): (*EXPERIMENT, *DECEMBER, "--json"),
    ("experiment", "sheet"): (*EXPERIMENT, *DECEMBER, "--csv"),
    ("election", "out"): (*ELECTION, "--constituencies", SEATS, "--json"),
    ("election", "sheet"): (*ELECTION, "--constituencies", SEATS, "--csv"),
    ("election", "parquet"): (*ELECTION, "--constituencies", SEATS, "--parquet"),
    ("election", "chart"): (*ELECTION, "--constituencies", SEATS, "--chart"),
    ("simulate", "sheet"): (*SIMULATE, *DECEMBER, "--csv"),
    ("simulate", "parquet"): (*SIMULATE, *DECEMBER, "--parquet"),
    ("simulate", "chart"): (*SIMULATE, *DECEMBER, "--chart"),
    ("replay", "sheet"): ("replay", "no-such.jsonl", "--csv"),
    ("replay", "parquet"): ("replay", "no-such.jsonl", "--parquet"),
    ("lab fidelity", "sheet"): ("lab", "fidelity", "--csv"),
    ("lab fidelity", "parquet"): ("lab", "fidelity", "--parquet"),
    ("lab fidelity", "chart"): ("lab", "fidelity", "--chart"),
    ("lab sensitivity", "sheet"): ("lab", "sensitivity", "--csv"),
    ("lab sensitivity", "parquet"): ("lab", "sensitivity", "--parquet"),
    ("lab sensitivity", "chart"): ("lab", "sensitivity", "--chart"),
    ("lab causes", "sheet"): ("lab", "causes", "--csv"),
    ("lab causes", "parquet"): ("lab", "causes", "--parquet"),
    ("lab causes", "chart"): ("lab", "causes", "--chart"),
    ("man", "out"): ("man", "--out"),
    ("scenario docs", "out"): ("scenario", "docs", "--out"),
    ("scenario map", "out"): ("scenario", "map", "december-2013", "--out"),
    ("scenario new", "folder"): ("scenario", "new"),
    ("scenario schema", "out"): ("scenario", "schema", "--out"),
    ("lab always", "out"): ("lab", "always", *DECEMBER, "--json"),
    ("lab balance", "out"): ("lab", "balance", "--games", "4", "--json"),
    ("lab ladder", "out"): (*LADDER, "--json"),
    ("lab ladder", "page"): (*LADDER, "--page"),
    ("lab balance", "page"): ("lab", "balance", "--games", "4", "--page"),
    ("lab agendas", "out"): ("lab", "agendas", "--games", "4", "--json"),
    ("lab agendas", "page"): ("lab", "agendas", "--games", "4", "--page"),
    ("lab always", "page"): ("lab", "always", *DECEMBER, "--page"),
    ("lab deals", "out"): ("lab", "deals", "--games", "2", "--json"),
    ("lab deals", "page"): ("lab", "deals", "--games", "2", "--page"),
    ("lab levers", "out"): (*LEVERS, "--json"),
    ("lab levers", "page"): (*LEVERS, "--page"),
    ("lab choices", "out"): ("lab", "choices", *DECEMBER, "--json"),
    ("lab history", "out"): ("lab", "history", "--json"),
    ("lab history", "chart"): ("lab", "history", "--chart"),
    ("lab ends", "out"): ("lab", "ends", "--games", "2", "--json"),
    ("lab ends", "page"): ("lab", "ends", "--games", "2", "--page"),
    ("lab fidelity", "out"): ("lab", "fidelity", "--json"),
    ("lab fidelity", "page"): ("lab", "fidelity", "--page"),
    ("lab sensitivity", "out"): ("lab", "sensitivity", "--json"),
    ("lab sensitivity", "page"): ("lab", "sensitivity", "--page"),
    ("lab causes", "out"): ("lab", "causes", "--json"),
    ("lab causes", "page"): ("lab", "causes", "--page"),
    ("lab guide", "out"): ("lab", "guide", "--out"),
    ("debrief", "out"): ("debrief", "no-such.jsonl", "--out"),
    ("whatif", "branch"): ("whatif", "no-such.jsonl", "--branch"),
    ("kit", "out"): ("kit", "--out"),
    ("guide", "out"): ("guide", "--out"),
    ("new", "folder"): ("new",),
    ("schema", "out"): ("schema", "--out"),
}
#: Those that take a moment, and may go on where a place can be written.
QUICK: Final = [("election", "out"), ("lab guide", "out")]

LONG: Final = "x" * 300
UNREADABLE: Final = (
    "pipe", "endless device", "empty device", "folder", "link to nowhere", "link to itself",
    "long name", "below a file", "dash", "no name", "a hole of 1 TB", "random bytes",
)  # fmt: skip
UNWRITABLE: Final = (
    "folder", "no such folder", "link to nowhere", "link to itself", "long name", "below a file",
    "no name", "journal", "journal that was mailed",
)  # fmt: skip


def place(kind: str, folder: Path) -> str:
    """Make an odd place in the folder, and return its path."""
    path = folder / "odd.jsonl"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "endless device":
            return "/dev/zero"
        case "empty device":
            return "/dev/null"
        case "folder":
            path.mkdir()
        case "link to nowhere":
            path.symlink_to(folder / "no" / "where")
        case "link to itself":
            path.symlink_to(path)
        case "long name":
            return str(folder / LONG)
        case "below a file":
            path.write_bytes(b"")
            return str(path / "below")
        case "no such folder":
            return str(folder / "no" / "where")
        case "dash":
            return "-"
        case "no name":
            return ""
        case "a hole of 1 TB":
            path.write_bytes(b"")
            os.truncate(path, 2**40)
        case "journal":
            path.write_bytes(encode(HEADER, None))
        case "journal that was mailed":
            path.write_bytes(codecs.BOM_UTF8 + encode(HEADER, None).replace(b"\n", b"\r\n"))
        case "random bytes":
            path.write_bytes(bytes(range(256)) * 40)
    return str(path)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No keyboard, a home and a folder of its own, and an end to whoever waits for ever."""

    def waited(*_: object) -> None:
        raise AssertionError("it waits for what never comes")

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def answer(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """What a command ends with, and the one sentence it says if it refuses."""
    code = main(args)
    said = capsys.readouterr().err
    assert "has failed" not in said and "Traceback" not in said
    if code:
        assert code == 2, said
        lines = [line for line in said.splitlines() if line]
        assert len(lines) == 1, said
        assert lines[0].startswith("failure-regime: ")
        assert len(lines[0]) < 600
    return code, said


def takers(group: click.Group, above: str = "") -> Iterator[tuple[str, str]]:
    """Every command and parameter that names a file, a folder or a scenario."""
    for name, command in group.commands.items():
        whole = f"{above} {name}".strip()
        if isinstance(command, click.Group):
            yield from takers(command, whole)
            continue
        for parameter in command.params:
            function = getattr(parameter.type, "func", None)
            if (
                isinstance(parameter.type, click.Path)
                or function in (file_path, folder_path)
                or parameter.name in ("scenario", "scenarios")
                or getattr(parameter, "metavar", None) in ("FILE", "FILE|-", "CSV", "DIR", "PLAN")
            ):
                yield whole, str(parameter.name)


def test_every_command_that_takes_a_path_is_tried() -> None:
    assert sorted(takers(cli)) == sorted([*READERS, *WRITERS])


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("taker", READERS, ids=" ".join)
def test_what_cannot_be_read_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, taker: tuple[str, str], kind: str
) -> None:
    if (taker, kind) == (("pulse", "folder"), "folder"):
        pytest.skip("it reads a folder")
    path = place(kind, tmp_path)
    code, _ = answer(capsys, *READERS[taker], path)
    assert code == 2


@pytest.mark.parametrize("kind", [k for k in UNREADABLE if k not in ("dash", "no name")])
@pytest.mark.parametrize("inside", ["scenario.yaml", "levers/own.yaml", "trusts.csv"])
def test_a_scenario_of_odd_files_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, inside: str, kind: str
) -> None:
    if kind in ("long name", "below a file"):
        pytest.skip("no file of a folder can be that")
    example = ROOT / "scenarios" / "common" / "example"
    folder = tmp_path / "own"
    for source in example.rglob("*"):
        if source.is_file():
            copy = folder / source.relative_to(example)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    odd = folder / inside
    odd.unlink(missing_ok=True)
    odd.parent.mkdir(exist_ok=True)
    made = Path(place(kind, tmp_path))
    odd.symlink_to(made)
    assert answer(capsys, "validate", str(folder))[0] == 2


@pytest.mark.parametrize("kind", UNWRITABLE)
@pytest.mark.parametrize("taker", WRITERS, ids=" ".join)
def test_what_cannot_be_written_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, taker: tuple[str, str], kind: str
) -> None:
    makes = {"schema": ("folder", "no such folder"), "new": ("no such folder",)}
    makes |= {"kit": ("folder",)}
    makes |= {f"scenario {name}": kinds for name, kinds in makes.items()}
    if kind in makes.get(taker[0], ()):
        pytest.skip("it makes its folder")
    path = place(kind, tmp_path)
    before = sorted(tmp_path.iterdir())
    code, said = answer(capsys, *WRITERS[taker], path)
    assert code == 2
    assert "can't be written" in said or "Name a folder" in said
    assert sorted(tmp_path.iterdir()) == before
    if kind.startswith("journal"):
        assert b'"kind":"header"' in Path(path).read_bytes()


@pytest.mark.parametrize("taker", QUICK, ids=" ".join)
def test_devices_are_written_as_they_are(
    capsys: pytest.CaptureFixture[str], taker: tuple[str, str]
) -> None:
    assert answer(capsys, *WRITERS[taker], "/dev/null")[0] == 0
    code, said = answer(capsys, *WRITERS[taker], "/dev/full")
    assert (code, "no space left" in said) == (2, True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("taker", WRITERS, ids=" ".join)
def test_a_folder_that_is_kept_from_us_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, taker: tuple[str, str]
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, said = answer(capsys, *WRITERS[taker], str(locked / "result"))
    assert (code, "permission denied" in said) == (2, True)


@pytest.mark.parametrize("home", ["/dev/null", "/proc/x", "{folder}/file/x"])
def test_without_a_home_a_game_is_played_and_said_not_to_be_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_HOME", home.format(folder=tmp_path))
    assert answer(capsys, "play", "--text", "--seed", "1")[0] == 0
