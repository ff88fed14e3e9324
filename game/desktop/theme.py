"""The look of the game as one frozen value: colours, type, spacing, motion.

A ``Theme`` is made from settings and the window's size and passed to whoever draws;
nothing reads a global. Two scales are kept apart: ``scale`` for space (from the window)
and ``text_scale`` for type (from the player). Nothing is ever set below 13 pixels.

Colours are named by what they mean, per *tone*, the surface on which they lie: ``cloth``
(the dark cloth), ``panel`` (a dark board on it), ``raised`` (a control on a board),
``paper`` (cards and documents) and ``desk`` (a shaded field on paper). Every text token
has a contrast of at least 4.5:1 on its tone; a test goes over the whole theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from game.scenario.schema.base import Role
from game.telling.charts.palette import PARTY_STYLES

Colour = tuple[int, int, int]
Tone = Literal["cloth", "panel", "raised", "paper", "desk"]
Size = Literal["tiny", "small", "body", "lead", "title", "head", "display", "figure"]
#: Faces of type: the sans of the game, and the serif of newspapers and letters.
Weight = Literal[
    "light",
    "regular",
    "semibold",
    "bold",
    "italic",
    "serif",
    "serif_bold",
    "serif_italic",
    "masthead",
]

TONES: Final[tuple[Tone, ...]] = ("cloth", "panel", "raised", "paper", "desk")
#: Tokens that letters may be set in; each is checked on every tone.
TEXT_TOKENS: Final[tuple[str, ...]] = (
    "ink",
    "soft",
    "good",
    "bad",
    "warn",
    "link",
    "secretary",
    "number10",
    "monitor",
    "unions",
)
FLOOR: Final = 13
SIZES: Final[Mapping[Size, float]] = MappingProxyType(
    {
        "tiny": 13.0,
        "small": 14.0,
        "body": 15.5,
        "lead": 17.0,
        "title": 20.0,
        "head": 26.0,
        "display": 44.0,
        "figure": 25.0,
    }
)


@dataclass(frozen=True, slots=True)
class RoleShape:
    """How a role is told from the others without its colour: a letter and a shape."""

    letter: str
    shape: Literal["square", "diamond", "hexagon", "circle"]
    icon: str


ROLE_MARKS: Final[Mapping[Role, RoleShape]] = MappingProxyType(
    {
        "secretary": RoleShape("S", "square", "briefcase"),
        "number10": RoleShape("10", "diamond", "door"),
        "monitor": RoleShape("M", "hexagon", "scales"),
        "unions": RoleShape("U", "circle", "megaphone"),
    }
)


def _hex(text: str) -> Colour:
    text = text.removeprefix("#")
    return (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16))


def _colours(rows: dict[str, str]) -> Mapping[str, Colour]:
    return MappingProxyType({name: _hex(value) for name, value in rows.items()})


_DARK_TEXT: Final = {
    "ink": "f1f4f8",
    "soft": "b4c0cf",
    "good": "63d6a4",
    "bad": "ff9d83",
    "warn": "f5c761",
    "link": "8cc4ff",
    "secretary": "5bd0c0",
    "number10": "eec15c",
    "monitor": "bba8ff",
    "unions": "ff9c8c",
}
_PAPER_TEXT: Final = {
    "ink": "1b222b",
    "soft": "565049",
    "good": "0b6443",
    "bad": "9e2e1a",
    "warn": "7a4f00",
    "link": "14539c",
    "secretary": "0a6257",
    "number10": "6f4e00",
    "monitor": "5538ad",
    "unions": "a0301f",
}
_STANDARD: Final[Mapping[Tone, Mapping[str, Colour]]] = MappingProxyType(
    {
        "cloth": _colours(
            {**_DARK_TEXT, "fill": "0d1219", "line": "2a3544", "rule": "1b2431", "track": "1d2734"}
        ),
        "panel": _colours(
            {**_DARK_TEXT, "fill": "161e29", "line": "2b3748", "rule": "232e3d", "track": "263242"}
        ),
        "raised": _colours(
            {**_DARK_TEXT, "fill": "222d3c", "line": "3b4a5f", "rule": "334154", "track": "34435a"}
        ),
        "paper": _colours(
            {**_PAPER_TEXT, "fill": "f7f3e9", "line": "d3cab6", "rule": "e2dac8", "track": "ddd5c3"}
        ),
        "desk": _colours(
            {**_PAPER_TEXT, "fill": "ebe4d4", "line": "c6bba3", "rule": "d6ccb8", "track": "d0c6b1"}
        ),
    }
)
_CONTRAST: Final[Mapping[Tone, Mapping[str, Colour]]] = MappingProxyType(
    {
        tone: MappingProxyType(
            {
                **colours,
                **(
                    _colours(
                        {"ink": "000000", "soft": "33302c", "fill": "ffffff", "line": "4a4a4a"}
                    )
                    if tone in ("paper", "desk")
                    else _colours({"ink": "ffffff", "soft": "dde5ee", "line": "8fa3bb"})
                ),
                **(_colours({"fill": "000000"}) if tone == "cloth" else {}),
                **(_colours({"fill": "0a0e14"}) if tone == "panel" else {}),
            }
        )
        for tone, colours in _STANDARD.items()
    }
)

#: Fills on which white or black letters are set, with the letter colour.
_FILLS: Final[Mapping[str, tuple[Colour, Colour]]] = MappingProxyType(
    {
        "primary": (_hex("2472c8"), _hex("ffffff")),
        "danger": (_hex("b23a24"), _hex("ffffff")),
        "good": (_hex("14734f"), _hex("ffffff")),
        "warn": (_hex("f0b93f"), _hex("1b1405")),
        "seal": (_hex("a8322a"), _hex("fff6ea")),
        "secretary": (_hex("117a6d"), _hex("ffffff")),
        "number10": (_hex("8a6200"), _hex("ffffff")),
        "monitor": (_hex("6a4cc4"), _hex("ffffff")),
        "unions": (_hex("b5412e"), _hex("ffffff")),
        # Parties on the map and the bar: a letter always stands with the colour.
        **{p: (_hex(look.fill), _hex(look.ink)) for p, look in PARTY_STYLES.items()},
        "none": (_hex("323e4e"), _hex("ffffff")),
    }
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that decides how a screen looks. Frozen: a change makes a new one."""

    scale: float = 1.0
    text_scale: float = 1.0
    contrast: bool = False
    motion: bool = True
    tones: Mapping[Tone, Mapping[str, Colour]] = field(default_factory=lambda: _STANDARD)
    fills: Mapping[str, tuple[Colour, Colour]] = field(default_factory=lambda: _FILLS)
    ring: Colour = (255, 214, 64)
    shade: Colour = (4, 6, 9)

    def px(self, units: float) -> int:
        """Return pixels for a length of space; at least 1 where the length is not 0."""
        return max(1, round(units * self.scale)) if units > 0 else 0

    def em(self, units: float) -> int:
        """Return pixels for a length that grows with the letters too (widths of text columns)."""
        return max(1, round(units * self.scale * self.text_scale)) if units > 0 else 0

    def font_px(self, size: Size) -> int:
        """Return the height of type in pixels, never below the floor."""
        return max(FLOOR, round(SIZES[size] * self.scale * self.text_scale))

    def colour(self, token: str, tone: Tone) -> Colour:
        """Return the colour of a token on a tone. Raises KeyError for an unknown token."""
        return self.tones[tone][token]

    def fill(self, name: str) -> tuple[Colour, Colour]:
        """Return a strong fill and the letter colour on it."""
        return self.fills[name]


def make(
    size: tuple[int, int], text_scale: float = 1.0, *, contrast: bool = False, motion: bool = True
) -> Theme:
    """Return the theme for a window. Space grows slower than the window, so more fits on a big one.

    >>> make((1280, 720)).scale, make((3840, 2160)).scale > 2
    (1.0, True)
    """
    ratio = min(size[0] / 1280, size[1] / 720)
    scale = max(0.8, ratio) if ratio < 1 else ratio**0.82
    theme = Theme(
        scale=round(scale, 3),
        text_scale=min(2.0, max(0.9, text_scale)),
        motion=motion,
        contrast=contrast,
    )
    return replace(theme, tones=_CONTRAST) if contrast else theme


def luminance(colour: Colour) -> float:
    """Return relative luminance of an sRGB colour, 0–1 (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contrast(one: Colour, two: Colour) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2).

    >>> round(contrast((255, 255, 255), (0, 0, 0)))
    21
    """
    a, b = sorted((luminance(one), luminance(two)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def mix(one: Colour, two: Colour, part: float) -> Colour:
    """Return a colour ``part`` of the way from ``one`` to ``two``."""
    return (
        round(one[0] + (two[0] - one[0]) * part),
        round(one[1] + (two[1] - one[1]) * part),
        round(one[2] + (two[2] - one[2]) * part),
    )
