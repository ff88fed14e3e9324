"""What the maintainers need when the game has failed: a log of the program, and crash reports.

Neither has anything of a game in it. An error's message may quote a seed, a sheet or a figure,
and a path names a person: so there is the kind of an error and the places in the code that it
went through, and of a command its name alone. Both lie in a folder that its owner alone can read.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import logging
import os
import platform
import re
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from game import __version__, paths

LOG: Final = "failure-regime.log"
#: The log is begun anew at this many bytes; so many old ones are kept.
LOG_BYTES, OLD_LOGS = 128_000, 2
#: The newest crash reports that are kept.
REPORTS: Final = 10
#: Lines of the log that a report repeats.
LAST_LINES: Final = 20
#: Names of commands, which alone may stand in a report. ``game.cli`` fills it.
COMMANDS: Final[set[str]] = set()
HEAD: Final = """\
Failure Regime {version} has failed: {kind}

This says where in the program it failed, and with what it ran. Nothing of a game is in it (no
seed, no figure, no name, no order, no agenda, no deal), and no folder of this computer. The
places tell what the program was doing. Read it before you give it to anyone.
"""


class QuietHandler(RotatingFileHandler):
    """A log that can't be written is no reason to say anything, let alone to stop."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Do nothing."""


@contextlib.contextmanager
def log_kept(command: str) -> Iterator[None]:
    """Keep the log while a game is played: what was started, and how that ended."""
    logger = logging.getLogger("game")
    handler = _handler()
    before = logger.level
    if handler is not None:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    logger.info("%s: version %s, Python %s", command, __version__, platform.python_version())
    try:
        yield
        logger.info("ended")
    except BaseException as end:
        logger.info("ended by %s", type(end).__name__)
        raise
    finally:
        if handler is not None:
            logger.removeHandler(handler)
            logger.setLevel(before)
            handler.close()


def _handler() -> logging.Handler | None:
    """Return what writes to the log; None where there is no place for it."""
    try:
        file = _folder() / LOG
        with contextlib.suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        made = QuietHandler(file, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8")
    except OSError:
        return None
    made.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return made


def _folder() -> Path:
    folder = paths.log_dir()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def failed(fault: BaseException, args: Sequence[str]) -> str:
    """Keep a report of the fault, and return the sentence that names it."""
    said = f"The game has failed ({type(fault).__name__}); that is its fault, not yours. "
    said += "A journal keeps what was played. "
    try:
        kept = keep(report(fault, args))
    except Exception:  # out of memory, no folder, a full disk: the sentence has to be said
        return f"{said}Set FAILURE_REGIME_DEBUG=1 to see where."
    return f"{said}Where it failed is in {paths.shown(kept)}, without anything of your game."


def show(sentence: str) -> None:
    """Show the sentence in a box, if it was a window that failed and nobody sees the terminal."""
    window = sys.modules.get("game.desktop.app.window")
    if window is not None and not (sys.stderr is not None and sys.stderr.isatty()):
        window.show_fault(sentence)


def keep(text: str) -> Path:
    """Write a crash report, let go of the oldest, and return where it is. Raises OSError."""
    folder = _folder()
    stem = time.strftime("crash-%Y%m%d-%H%M%S")
    for n in range(1, 100):
        path = folder / (f"{stem}.txt" if n == 1 else f"{stem}-{n}.txt")
        with contextlib.suppress(FileExistsError):
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(text)
            break
    else:
        raise FileExistsError(stem)
    kept = sorted(folder.glob("crash-*.txt"), key=lambda p: p.stat().st_mtime_ns)
    for old in kept[:-REPORTS]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def report(fault: BaseException, args: Sequence[str]) -> str:
    """Return the text of a crash report."""
    lines = [HEAD.format(version=__version__, kind=type(fault).__name__)]
    lines.append(f"command: {command_name(args)}")
    lines += [f"{name}: {version}" for name, version in versions()]
    lines += ["", *places(fault), "", "The last lines of the log:", *_last_lines()]
    return "\n".join(lines) + "\n"


def command_name(args: Sequence[str]) -> str:
    """Return the command without what a person gave it.

    >>> command_name(["play", "--text", "--seed", "7", "--journal", "/home/ann/one.jsonl"])
    'play --text'
    >>> command_name([])
    'desktop'
    """
    if not args:
        return "desktop"
    name = args[0] if args[0] in COMMANDS else "another"
    return f"{name} --text" if name == "play" and "--text" in args else name


def versions() -> list[tuple[str, str]]:
    """Return what the game runs with and on, by name."""
    found = [
        ("Python", platform.python_version()),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("kind", "portable folder" if getattr(sys, "frozen", False) else "package"),
    ]
    for name, _ in requirements():
        try:
            found.append((name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            found.append((name, "missing"))
    return found


def requirements() -> list[tuple[str, str]]:
    """Return each package that the game needs, and its oldest release; none if not installed."""
    try:
        asked = importlib.metadata.requires("failure-regime") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found = (re.fullmatch(r"([\w.-]+)>=([\d.]+)", text) for text in asked)
    return [(match[1], match[2]) for match in found if match]


def places(fault: BaseException) -> Iterator[str]:
    """Yield the kinds of errors, what nobody caught first, and the places in the code."""
    seen: set[int] = set()
    now: BaseException | None = fault
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield f"{'' if now is fault else 'after '}{type(now).__name__}"
        for frame, line in traceback.walk_tb(now.__traceback__):
            module = str(frame.f_globals.get("__name__", "?"))
            yield f"  {module}:{line} in {frame.f_code.co_qualname}"
        now = now.__cause__ or now.__context__


def _last_lines() -> list[str]:
    try:
        return (_folder() / LOG).read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
    except OSError:
        return []
