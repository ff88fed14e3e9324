"""Read and write files: what one is and how large is asked first; new ones are whole or not there.

Whatever the game writes goes through here, a growing journal and its public file apart.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from game.errors import InputError

#: The largest file that is read: a match of 19 quarters takes some two million bytes.
MAX_BYTES: Final = 2**28
_OWNER_ALONE: Final = 0o600


def open_plain(path: Path, mode: Literal["rb", "r+b"], most: int = MAX_BYTES) -> BinaryIO:
    """Open a plain file of at most so many bytes, without a buffer in between.

    Raises OSError also for a folder, a pipe or a device, which could be waited for for ever.
    """
    _plain(path.stat(), most)
    file = cast(BinaryIO, path.open(mode, buffering=0))
    try:
        _plain(os.fstat(file.fileno()), most)  # it may have been exchanged in between
    except BaseException:
        file.close()
        raise
    return file


def close_with(owner: object, file: BinaryIO) -> None:
    """Close the file once nobody holds its owner any more, also where a cycle of objects did.

    ``__del__`` would not do: of a cycle the file may be finalized first, unclosed.
    """
    weakref.finalize(owner, file.close)


def _plain(found: os.stat_result, most: int) -> None:
    """Raises OSError for anything but a plain file of at most so many bytes."""
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    if found.st_size > most:
        raise OSError(errno.EFBIG, f"it is larger than {_size(most)}")


def _size(count: int) -> str:
    return f"{count:,} bytes" if count % 2**20 else f"{count // 2**20} MiB"


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a plain file of at most so many bytes holds. Raises OSError."""
    with open_plain(path, "rb", most) as file:
        held = file.read(most + 1)
    if len(held) > most:  # it grows, or says nothing of its size
        raise OSError(errno.EFBIG, f"it is larger than {_size(most)}")
    return held


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write all the bytes where an unbuffered file stands: one call may take a part of them.

    Raises OSError when no more can be written; a part may be there then.
    """
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def there_is(path: Path, to_be: Literal["opened", "written"] = "opened") -> bool:
    """Return whether there is anything at a path, a link to nowhere included.

    Raises InputError for a path that nothing can be at, which says that it can't be ``to_be``.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else str(fault)
        raise InputError(f"{cut(path)} can't be {to_be}: {why}.") from None
    return True


def cut(path: Path) -> str:
    """Return a path for a sentence, its middle left out where it is very long."""
    text = str(path)
    return text if len(text) <= 200 else f"{text[:60]}…{text[-60:]}"


def write_whole(path: Path, content: bytes) -> None:
    """Make a new file, readable by its owner alone, that is there whole or not at all.

    Raises FileExistsError if there is one, OSError if it can't be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(f"there is another file at {path}")
    scratch = _beside(path)
    try:
        with _new(scratch) as file:
            file.write(content)
            _sync(file)
        _put(scratch, path)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink()
    _sync_folder(path.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write to, which takes the path's place at the end: whole, or not at all.

    It is written beside, synced and then renamed, so an error leaves what was there as it was. Of
    a link the target is replaced. A pipe or a device can only be written as it is. Raises OSError.
    """
    target, mode = _target(path)
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as file:
            yield file
        return
    scratch = _beside(target)
    try:
        with _new(scratch, 0o666) as file:
            if mode is not None:
                with contextlib.suppress(OSError):
                    scratch.chmod(stat.S_IMODE(mode))
            yield file
            _sync(file)
        scratch.replace(target)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink()
    _sync_folder(target.parent)


def replace(path: Path, text: str) -> None:
    """Write a text, in UTF-8, in place of what is there: whole, or not at all. Raises OSError."""
    with replacing(path) as file:
        file.write(text.encode())


def try_to_replace(path: Path) -> None:
    """Raise OSError if ``replacing`` would, as far as that can be known; nothing is changed."""
    target, mode = _target(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "permission denied")
    if mode is None or stat.S_ISREG(mode):
        scratch = _beside(target)
        _new(scratch).close()
        scratch.unlink()


def _target(path: Path) -> tuple[Path, int | None]:
    """Where a file to be replaced is, links followed, and its mode: None if there is none."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    return Path(os.path.realpath(path)), mode


def _beside(path: Path) -> Path:
    """A name for a scratch file, short enough wherever the file's own is."""
    return path.with_name(f".{path.name[:32]}.{secrets.token_hex(4)}.new")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Has the folder's own entries on the disk, where a folder can be opened."""
    if sys.platform == "win32":
        return
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def keep_aside(path: Path) -> Path:
    """Copy the file to the first free name ``NAME.damaged-N``, for its owner alone."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.damaged-{number}")
        try:
            with _new(kept) as file:
                file.write(read_bytes(path))
            return kept
        except FileExistsError:
            number += 1


def lock(file: BinaryIO) -> bool:
    """Hold the file against other windows until it is closed or the process dies.

    Returns whether nobody else holds it.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**40)  # far past the end: others may still read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        # A file system without locks is no reason to refuse a match.
        return fault.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def reason(fault: OSError) -> str:
    """Return why the system refused, in a few words."""
    return (fault.strerror or str(fault) or "unknown reason").lower()


def _new(path: Path, mode: int = _OWNER_ALONE) -> BinaryIO:
    """A new file. Raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


def _put(scratch: Path, path: Path) -> None:
    """Gives the file its name, unless another has it. Raises FileExistsError."""
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is claimed first
        _new(path).close()
        scratch.replace(path)
