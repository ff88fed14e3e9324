"""Find the shipped data, from a checkout or an installed wheel alike."""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    """Return the folder that holds ``scenarios`` and ``assets``."""
    installed = Path(__file__).parent / "_data"
    return installed if installed.is_dir() else Path(__file__).parent.parent


def scenarios_dir() -> Path:
    """Return the folder of the shipped scenarios; ``common`` in it is shared by all."""
    return _root() / "scenarios"


def assets_dir() -> Path:
    """Return the folder of icons, sounds and templates."""
    return _root() / "assets"


def data_dir() -> Path:
    """Return where the person's own folder is, or would be. Raises OSError if there is no home."""
    import platformdirs

    return _absolute(platformdirs.user_data_dir("failure-regime", appauthor=False))


def saves_dir() -> Path:
    """Return the person's own folder for journals and settings, made if it is missing.

    Raises OSError if it can't be made.
    """
    folder = data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_dir() -> Path:
    """Return where the log of the program and its crash reports are, or would be.

    Raises OSError if there is no home.
    """
    import platformdirs

    return _absolute(platformdirs.user_log_dir("failure-regime", appauthor=False))


def _absolute(folder: str) -> Path:
    """The folder, unless it is ``~`` still: it would be made wherever the game was started."""
    if not Path(folder).is_absolute():
        raise FileNotFoundError(errno.ENOENT, "no home folder")
    return Path(folder)


def shown(path: Path) -> str:
    """Return a path as it is shown: a home is not spelt out where ``~`` is understood."""
    try:
        home = Path.home()
    except RuntimeError:
        return str(path)
    if os.name == "posix" and path.is_relative_to(home) and len(home.parts) > 1:
        return f"~/{path.relative_to(home)}"
    return str(path)
