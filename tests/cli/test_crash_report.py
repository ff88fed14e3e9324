"""When the game fails: a sentence, a report that has nothing of the game in it, a short log."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from game import paths
from game.__main__ import main
from game.cli import crash_report
from game.match import Match
from game.rules.state.commands import Command
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.desktop.people import Room
from tests.desktop.xvfb import display, environment, wait_for

KEPT = "what-ann-played.jsonl"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own empty folder for logs; a home beside it."""
    monkeypatch.setenv("HOME", str(tmp_path / "ann"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("FAILURE_REGIME_DEBUG", raising=False)
    return tmp_path / "state"


def broken(match: Match, command: Command) -> NoReturn:
    """A fault that quotes everything that its office may know, as an error's message may."""
    seen = match.view(getattr(command, "role", None) or "spectator")
    raise RuntimeError(f"{command} {seen} {match.seed} {match.path}") from KeyError(repr(seen))


def reports() -> list[Path]:
    return sorted(paths.log_dir().glob("crash-*.txt"))


def timeless(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}", "then", text)


def crash_in_text(monkeypatch: pytest.MonkeyPatch, seed: int, journal: Path) -> str:
    """What is printed to stderr when choosing an agenda behind the curtain fails."""
    err = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(Match, "submit", broken)
        patch.setattr("sys.stdin", io.StringIO("\n1\n"))
        patch.setattr("sys.stderr", err)
        play = ["play", "--text", "--seats", "all=human", "--seed", str(seed)]
        assert main([*play, "--journal", str(journal)]) == 1
    return err.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and XDG folders")
def test_a_crash_in_a_private_visit_leaks_nothing(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for n, seed in enumerate((31337, 271828)):
        folder = tmp_path / f"table-{n}"
        folder.mkdir()
        said = crash_in_text(monkeypatch, seed, folder / KEPT)
        report = reports()[-1]
        made.append(report.read_text("utf-8"))
        for text in (said, made[-1], (paths.log_dir() / crash_report.LOG).read_text("utf-8")):
            for secret in (str(seed), KEPT, str(folder), "december-2013", "agenda=", "ann/"):
                assert secret not in text
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
        assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
        report.unlink()
        (report.parent / crash_report.LOG).unlink()
    # other luck, other agendas, another file: the same report
    assert timeless(made[0]) == timeless(made[1])
    assert "RuntimeError\n" in made[0]
    assert "after KeyError\n" in made[0]
    assert "  game.terminal.play:" in made[0]
    assert f"command: play --text\nPython: {sys.version.split()[0]}\n" in made[0]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_terminal_is_cleared_before_the_sentence_and_not_after(tmp_path: Path) -> None:
    import pty

    code = (
        "import sys; from game.match import Match; from game.__main__ import main\n"
        "Match.submit = lambda match, command: 1 // 0\n"
        "sys.exit(main(['play', '--text', '--seats', 'all=human', '--seed', '3']))"
    )
    ours, theirs = pty.openpty()
    env = {**environment(tmp_path), "XDG_STATE_HOME": str(tmp_path), "PYTHONUNBUFFERED": ""}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as game:
        os.close(theirs)
        os.write(ours, b"\n1\n")
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes any more
            while got := os.read(ours, 65536):
                shown += got
    os.close(ours)
    assert game.returncode == 1
    agenda, _, after = shown.rpartition(b"\x1b[2J\x1b[3J")
    assert b"secret agendas" in agenda
    assert b"The game has failed (ZeroDivisionError)" in after
    assert b"agenda" not in after


def test_a_crash_while_a_sheet_is_sealed_in_the_window_leaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    seats: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona") | {"unions": "human"}
    for seed in (5, 6):
        match = Match.new(loader.load("december-2013"), seats, seed, None)
        with Room.at(match) as room, monkeypatch.context() as patch:
            room.agendas()
            room.to("orders")
            patch.setattr(Match, "submit", broken)
            with pytest.raises(RuntimeError) as fault:
                room.seal_here()
        made.append(crash_report.report(fault.value, []))
    assert made[0] == made[1]
    assert "  game.desktop.match_session:" in made[0]


def test_the_sentence_names_the_report(
    state: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> NoReturn:
        raise ZeroDivisionError("secret number 42")

    monkeypatch.setattr(loader, "available", fail)
    for n in range(1, crash_report.REPORTS + 3):
        assert main(["scenarios"]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        kept = reports()
        assert any(path.name in said for path in kept)
        assert len(kept) == min(n, crash_report.REPORTS)
    assert not any("42" in path.read_text("utf-8").partition("\n\n")[0] for path in kept)


def test_a_report_that_can_t_be_kept_is_no_second_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "state" / "log")
    monkeypatch.setattr(loader, "available", lambda: 1 // 0)
    monkeypatch.delenv("FAILURE_REGIME_DEBUG", raising=False)
    assert main(["scenarios"]) == 1
    assert "Set FAILURE_REGIME_DEBUG=1" in capsys.readouterr().err


def test_a_package_that_is_not_there_is_named(
    state: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> NoReturn:
        raise ModuleNotFoundError("No module named 'yaml.nodes'", name="yaml.nodes")

    monkeypatch.setattr(loader, "available", fail)
    assert main(["scenarios"]) == 2
    assert "'yaml' is missing" in capsys.readouterr().err
    assert reports() == []


def test_the_log_tells_of_start_and_end_and_is_begun_anew_when_it_is_long(state: Path) -> None:
    for _ in range(3):
        with crash_report.log_kept("play --text"):
            logging.getLogger("game.desktop").info("x" * (crash_report.LOG_BYTES // 2))
    log = (paths.log_dir() / crash_report.LOG).read_text("utf-8")
    assert log.count("\n") < 7
    assert log.endswith("ended\n")
    assert len(list(paths.log_dir().glob(f"{crash_report.LOG}*"))) <= 1 + crash_report.OLD_LOGS
    with pytest.raises(ValueError, match="42"), crash_report.log_kept("desktop"):
        raise ValueError("secret number 42")
    last = (paths.log_dir() / crash_report.LOG).read_text("utf-8").splitlines()[-1]
    assert last.endswith("ended by ValueError")


@pytest.mark.window
def test_a_window_that_fails_says_so_in_a_box(tmp_path: Path) -> None:
    code = (
        "import sys; from game.desktop.app import window; from game.__main__ import main\n"
        "window.loop = lambda app: 1 // 0\n"
        "sys.exit(main([]))"
    )
    with display() as name:
        env = environment(tmp_path, DISPLAY=name, SDL_FRAMEBUFFER_ACCELERATION="0")
        game = subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.PIPE)
        find = ["xdotool", "search", "--onlyvisible", "--class", ""]

        def answered() -> bool:
            """Press Enter on whatever is there; a window may go while it is asked for."""
            shown = subprocess.run(find, env=env, capture_output=True, text=True, check=False)
            for window in shown.stdout.split():
                press = ["xdotool", "windowfocus", window, "key", "Return"]
                subprocess.run(press, env=env, capture_output=True, check=False)
            return game.poll() is not None

        try:
            wait_for(answered, "the end, once the box was answered")
            _, said = game.communicate(timeout=30)
        finally:
            game.kill()
    assert game.returncode == 1
    assert b"ZeroDivisionError" in said
    assert said.count(b"\n") == 1
