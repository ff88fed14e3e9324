"""Files as a journal needs them: plain ones, alone, whole or not at all, for their owner."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from game.errors import InputError

#: The largest file that is read: a match of 19 quarters takes some two million bytes.
MAX_BYTES: Final = 2**28
_OWNER_ALONE: Final = 0o600


def open_plain(path: Path, mode: Literal["rb", "r+b"]) -> BinaryIO:
    """Open a plain file of a sane size, without a buffer in between.

    Raises OSError also for a folder, a pipe or a device, which could be waited for for ever.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    if found.st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 2**20} MiB")
    return cast(BinaryIO, path.open(mode, buffering=0))


def there_is(path: Path) -> bool:
    """Return whether there is anything at a path, a link to nowhere included.

    Raises InputError for a path that nothing can be at.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else str(fault)
        raise InputError(f"{_cut(path)} can't be opened: {why}.") from None
    return True


def _cut(path: Path) -> str:
    """A path in a sentence, its middle left out where it is very long."""
    text = str(path)
    return text if len(text) <= 200 else f"{text[:60]}…{text[-60:]}"


def write_whole(path: Path, content: bytes) -> None:
    """Make a new file, readable by its owner alone, that is there whole or not at all.

    Raises FileExistsError if there is one, OSError if it can't be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(f"there is another file at {path}")
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with _new(scratch) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put(scratch, path)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink()
    if sys.platform != "win32":  # the folder's own entry
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def keep_aside(path: Path) -> Path:
    """Copy the file to the first free name ``NAME.damaged-N``, for its owner alone."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.damaged-{number}")
        try:
            with _new(kept) as file:
                file.write(path.read_bytes())
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


def _new(path: Path) -> BinaryIO:
    """A new file for its owner alone. Raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _OWNER_ALONE), "wb")


def _put(scratch: Path, path: Path) -> None:
    """Gives the file its name, unless another has it. Raises FileExistsError."""
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is claimed first
        _new(path).close()
        scratch.replace(path)
