"""What a player sets for all games: kept as a small JSON file in the person's own folder."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from game import files, paths

_MOST: Final = 100_000  # bytes
#: The least and the most of numbers that are no share.
_BOUNDS: Final = {"text_scale": (0.9, 2.0), "pace": (1.0, 4.0)}
_LONGEST_TEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Frozen: a change makes a new one."""

    text_scale: float = 1.0
    contrast: bool = False
    motion: bool = True
    sound: bool = True
    volume: float = 0.6
    fullscreen: bool = False
    compatible: bool = False  # software frame buffer, for remote and virtual displays
    coach: bool = True  # hints for newcomers
    advice: bool = True  # what the coach makes of a draft, for who asks
    reader: bool = True  # tell the system's screen reader, where the extra for it is installed
    ambience: bool = True  # quiet sound of an office's room
    pace: float = 1.0  # how fast what runs by itself runs: 1, 2 or 4 times
    console_pin: str = ""  # what is kept of the facilitator's PIN (``match.pin``)

    def with_(self, **changes: Any) -> Settings:
        """Return a changed copy."""
        return replace(self, **changes)


def file() -> Path:
    """Return where settings are kept."""
    return paths.saves_dir() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Return the kept settings; whatever is missing or wrong takes its default."""
    try:
        raw = json.loads(files.read_bytes(path or file(), _MOST))
    except (OSError, ValueError, RecursionError):
        return Settings()
    made = Settings()
    if not isinstance(raw, dict):
        return made
    for field in fields(Settings):
        value, default = raw.get(field.name), getattr(made, field.name)
        if isinstance(default, bool):
            if isinstance(value, bool):
                made = made.with_(**{field.name: value})
        elif isinstance(default, str):
            if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
                made = made.with_(**{field.name: value})
        elif isinstance(value, int | float) and not isinstance(value, bool):
            low, top = _BOUNDS.get(field.name, (0.0, 1.0))
            made = made.with_(**{field.name: min(top, max(low, float(value)))})
    return made


def save(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings. A folder that can't be written to is no reason to stop the game."""
    with contextlib.suppress(OSError):
        files.replace(path or file(), json.dumps(asdict(settings), indent=1, allow_nan=False))
