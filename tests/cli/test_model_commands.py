"""Long runs: stopped at once, what is finished kept and said, gone on with to the same result."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.__main__ import main
from game.cli import model_commands
from game.lab import simulate

ROOT = Path(__file__).parents[2]
RUN = ("simulate", "--scenario", "december-2013", "--quarters", "1", "--seed", "3")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits as POSIX has them")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiles of two games."""
    monkeypatch.setattr(simulate, "TILE", 2)


def stop_after(count: int) -> Callable[[int, str], contextlib.AbstractContextManager[object]]:
    """Somebody who presses Ctrl-C when so many games are finished."""

    @contextlib.contextmanager
    def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
        seen = [0]

        def advance(games: int) -> None:
            seen[0] += games
            if seen[0] >= count:
                raise KeyboardInterrupt

        yield advance

    return progress


@pytest.mark.usefixtures("small")
def test_a_run_is_stopped_said_and_gone_on_with_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    straight, out = tmp_path / "straight.json", tmp_path / "out.json"
    assert main([*RUN, "--games", "5", "--json", str(straight)]) == 0
    assert f"{straight} is written." in capsys.readouterr().err
    to_file = [*RUN, "--games", "5", "--json", str(out)]
    with monkeypatch.context() as patch:
        patch.setattr(model_commands, "progress", stop_after(4))
        assert main(to_file) == 130
    said = capsys.readouterr().err
    assert "Stopped. 4 of 5 games are finished and kept in" in said and "--resume" in said
    assert not out.exists() and (tmp_path / "out.json.part").exists()
    assert main(to_file) == 2
    assert "--resume" in capsys.readouterr().err
    assert main([*to_file[:-4], "--games", "5", "--seed", "4", "--json", str(out), "--resume"]) == 2
    assert "seed" in capsys.readouterr().err
    assert main([*to_file, "--resume"]) == 0
    assert out.read_bytes() == straight.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "straight.json"]


@pytest.mark.usefixtures("small")
def test_without_a_file_the_finished_games_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(model_commands, "progress", stop_after(2))
    assert main([*RUN, "--games", "6", "--json", "-"]) == 130
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)["results"]) == 2
    assert "2 of 6 games are finished." in shown.err


def test_there_must_be_a_file_to_go_on_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--games", "1", "--resume"]) == 2
    assert "--json FILE" in capsys.readouterr().err


@pytest.fixture
def heard() -> Iterator[None]:
    """A shell's job in the background ignores Ctrl-C, and so would whatever is started here."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@POSIX
def test_ctrl_c_ends_every_process_of_a_run(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run = subprocess.Popen(
        [sys.executable, "-m", "game", *RUN, "--games", "5000", "--jobs", "2", "--json", str(out)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (tmp_path / "out.json.part").exists():  # it has begun
        assert run.poll() is None
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to every process
    _, said = run.communicate(timeout=60)  # ends when nobody holds the stream any more
    # a signal that strikes where Python can't raise is passed on as the signal itself
    assert run.returncode in (130, -signal.SIGINT)
    assert said.startswith("failure-regime: Stopped.") and said.count("\n") == 1


def limited(letters: int, *args: str) -> subprocess.CompletedProcess[str]:
    """A command that may write so many bytes to a file."""
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({letters}, {letters}));"
        "from game.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@POSIX
@pytest.mark.parametrize("letters", [100, 4_000])
def test_a_disk_that_fills_while_games_are_played_is_one_sentence(
    tmp_path: Path, letters: int
) -> None:
    """The system takes a part of what is written last, and says so with the next call alone."""
    out = tmp_path / "out.json"
    out.write_bytes(b"the good older one")
    args = ("simulate", "--scenario", str(ROOT / "scenarios" / "common" / "example"))
    done = limited(letters, *args, "--games", "2", "--json", str(out))
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert "out.json.part can't be written: file too large." in done.stderr
    assert out.read_bytes() == b"the good older one"
    assert list(tmp_path.iterdir()) == [out]


@POSIX
def test_a_full_disk_leaves_the_older_result(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"the good older one")
    table = ROOT / "scenarios" / "common" / "constituencies-2010.csv"
    args = ("election", "--constituencies", str(table), "--shares", "con=36,lab=30,ld=24,oth=10")
    done = limited(20_000, *args, "--json", str(out))
    assert done.returncode == 2
    assert f"{out} can't be written: file too large." in done.stderr
    assert out.read_bytes() == b"the good older one"
    assert list(tmp_path.iterdir()) == [out]
