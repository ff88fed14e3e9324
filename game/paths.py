"""Find the shipped data, from a checkout or an installed wheel alike."""

from __future__ import annotations

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


def saves_dir() -> Path:
    """Return the person's own folder for journals and settings, made if it is missing."""
    import platformdirs

    folder = Path(platformdirs.user_data_dir("failure-regime", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
