"""Files are written whole or not at all; what one is and how large is asked before it is read."""

from __future__ import annotations

import ast
import errno
import gc
import os
import stat
import threading
from pathlib import Path

import pytest

from game import files

ROOT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are POSIX")


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    files.replace(path, "one – £1m\n")
    files.replace(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("broken", ["write", "sync", "stopped"])
def test_a_write_that_fails_leaves_the_old_bytes_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b"the good older one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def attempt() -> None:
        with files.replacing(path) as file:
            file.write(b"half of the new")
            if broken == "write":
                raise OSError(errno.ENOSPC, "No space left on device")
            if broken == "stopped":
                raise KeyboardInterrupt

    if broken == "sync":
        monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((OSError, KeyboardInterrupt)):
        attempt()
    assert path.read_bytes() == b"the good older one"
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_rights_stay_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    for path in (old, new):
        files.replace(path, "x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@POSIX
def test_of_a_link_the_target_is_replaced(tmp_path: Path) -> None:
    target, link, nowhere = tmp_path / "target", tmp_path / "link", tmp_path / "nowhere"
    target.write_bytes(b"old")
    link.symlink_to(target)
    files.replace(link, "new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    nowhere.symlink_to(tmp_path / "made")
    files.replace(nowhere, "new")
    assert nowhere.is_symlink() and (tmp_path / "made").read_bytes() == b"new"


@POSIX
def test_a_pipe_and_a_device_are_written_as_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    files.replace(pipe, "down the pipe")
    reader.join()
    assert heard == [b"down the pipe"]
    files.replace(Path("/dev/null"), "gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_trial_changes_nothing_and_refuses_what_a_write_would(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    files.try_to_replace(path)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"old")
    files.try_to_replace(path)
    assert path.read_bytes() == b"old"
    for odd in (tmp_path, tmp_path / "no" / "x", path / "x", tmp_path / ("x" * 300)):
        with pytest.raises(OSError):
            files.try_to_replace(odd)
        with pytest.raises(OSError):
            files.replace(odd, "x")


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(b"x" * 100)
    assert files.read_bytes(path, 100) == b"x" * 100
    with pytest.raises(OSError, match="larger than 99 bytes"):
        files.read_bytes(path, 99)
    os.truncate(path, 2**40)  # a hole, not a disk full
    with pytest.raises(OSError, match="larger than 256 MiB"):
        files.read_bytes(path)


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "loop"])
def test_only_plain_files_are_read(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "odd"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(place)
    with pytest.raises(OSError):
        files.read_bytes(place)


#: What opens files by other means, and why that is safe.
OTHERS = {
    "game/files.py",  # the one door
    "game/journal/public_file.py",  # appends, and looks at what it opened first
    "game/lab/checkpoint.py",  # makes a new one, and appends to it
    "game/cli/crash_report.py",  # new files in the log's folder, made with O_EXCL
}
#: Reading what the game ships, which no person has put there.
SHIPPED = {
    "game/cli/diagnosis.py",
    "game/desktop/coach.py",
    "game/desktop/kit/paint.py",
    "game/lab/model_guide.py",
    "game/scenario/generate/constituencies.py",
    "game/scenario/generate/hexmap.py",
    "game/scenario/generate/place_names.py",
}


def opened(path: Path) -> set[str]:
    """Calls in a module that open, read or write a file by themselves."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or "os.devnull" in ast.unparse(node):
            continue
        call = ast.unparse(node.func)
        name = call.rpartition(".")[2]
        if name in ("read_text", "read_bytes", "write_text", "write_bytes", "touch"):
            if call not in (
                "read_text",
                "read_bytes",
                "files.read_bytes",
                "source_files.read_text",
            ):
                found.add(call)
        elif call in ("open", "os.open", "os.fdopen") or (
            name == "open" and ast.unparse(node).find("b'") > 0
        ):
            found.add(call)
    return found


def test_files_are_opened_by_the_one_door() -> None:
    """Whatever else opens one is listed here, with the reason."""
    found = {}
    for path in (ROOT / "game").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name not in OTHERS and (calls := opened(path)):
            writes = {c for c in calls if not c.endswith(("read_text", "open"))}
            if writes or name not in SHIPPED:
                found[name] = calls
    assert found == {}


def test_a_file_closes_with_its_owner_even_in_a_cycle(tmp_path: Path) -> None:
    """Whoever drops a journal lets go of its lock; nobody is warned of an unclosed file."""

    class Owner:
        def __init__(self, path: Path) -> None:
            self.file = files.open_plain(path, "r+b")
            self.itself = self
            files.close_with(self, self.file)

    path = tmp_path / "held"
    path.write_bytes(b"")
    owner = Owner(path)
    file = owner.file
    assert not file.closed
    del owner
    gc.collect()
    assert file.closed
