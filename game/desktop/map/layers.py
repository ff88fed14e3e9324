"""What the layers show: a colour, a pattern and a letter for each hex."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pygame

from game.desktop.map.hexes import ROOT3, Geometry, Paint, hex_points
from game.desktop.theme import Theme, Tone, mix
from game.telling import names
from game.telling.charts.palette import PARTY_STYLES
from game.world.country import Country
from game.world.figure_names import PARTIES

Layer = Literal["hospitals", "party", "quality", "money"]
LAYERS: Final[tuple[tuple[Layer, str], ...]] = (
    ("hospitals", "Hospitals"),
    ("party", "Seats"),
    ("quality", "Quality"),
    ("money", "Money"),
)
#: As they stand on the map, where there is little room.
REGION_NAMES: Final[dict[str, str]] = {**names.REGION_NAMES, "YH": "Yorkshire", "NI": "N. Ireland"}
#: Lightness of each English region, so that neighbours differ a little.
_SHADES: Final = (0.0, 0.5, 1.0, 0.0, 1.0, 0.5, 1.0, 0.0, 0.5)


@lru_cache(maxsize=128)
def hex_tile(paint: Paint, r: float) -> pygame.Surface:
    """Return one hex, drawn at four times its size and smoothed, with its pattern; kept."""
    k = 4
    size = (math.ceil(ROOT3 * r) + 2, math.ceil(2 * r) + 2)
    big = pygame.Surface((size[0] * k, size[1] * k), pygame.SRCALPHA)
    big.fill((*paint.colour, 0))
    cx, cy = size[0] * k / 2, size[1] * k / 2
    outline = hex_points(cx, cy, (r - 0.35) * k)
    pygame.draw.polygon(big, (*paint.colour, 255), outline)
    if paint.pattern:
        over = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        light = (*mix(paint.colour, paint.ink, 0.42), 255)
        step = max(k * 3, round(r * k * 0.62))
        w, h = big.get_size()
        if paint.pattern == "stripes":
            for x in range(-h, w, step):
                pygame.draw.line(over, light, (x, h), (x + h, 0), max(k, step // 4))
        elif paint.pattern == "bars":
            for y in range(step // 2, h, step):
                pygame.draw.line(over, light, (0, y), (w, y), max(k, step // 4))
        elif paint.pattern == "cross":
            for x in range(-h, w, step):
                pygame.draw.line(over, light, (x, h), (x + h, 0), max(k, step // 5))
                pygame.draw.line(over, light, (x, 0), (x + h, h), max(k, step // 5))
        else:
            for y in range(step // 2, h, step):
                for x in range(step // 2, w, step):
                    pygame.draw.circle(over, light, (x, y), max(k, step // 4))
        mask = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(mask, (255, 255, 255, 255), outline)
        over.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
        big.blit(over, (0, 0))
    return pygame.transform.smoothscale(big, size)


# ---- what the layers show -----------------------------------------------------------------


def region_paints(theme: Theme, geometry: Geometry, tone: Tone = "panel") -> list[Paint]:
    """Return the quiet ground: each region a shade of slate."""
    low, high = theme.colour("rule", tone), theme.colour("line", tone)
    shades = [mix(low, mix(high, theme.colour("soft", tone), 0.14), s) for s in _SHADES]
    faint = mix(theme.colour("fill", tone), low, 0.5)
    return [Paint(shades[int(x)] if x < len(shades) else faint) for x in geometry.region]


def party_paints(theme: Theme, holders: Sequence[str]) -> list[Paint]:
    """Return who holds each seat: colour, pattern, and a letter where there is room."""
    made: dict[str, Paint] = {}
    for party in set(holders):
        colour, ink = theme.fill(party if party in theme.fills else "none")
        look = PARTY_STYLES.get(party)
        pattern, letter = ("", "") if look is None else (look.pattern, look.letter)
        made[party] = Paint(colour, pattern, letter, ink)
    return [made[p] for p in holders]


def scale_paints(
    theme: Theme, geometry: Geometry, by_region: Sequence[float], low: float, high: float
) -> list[Paint]:
    """Shade each region by a number: dark is bad, light good, the worst third patterned."""
    dark, light = (74, 52, 40), (96, 140, 150)
    out = []
    for x in geometry.region:
        value = by_region[int(x)] if x < len(by_region) else math.nan
        if math.isnan(value):
            out.append(
                Paint(mix(theme.colour("fill", "panel"), theme.colour("rule", "panel"), 0.5))
            )
            continue
        part = max(0.0, min(1.0, (value - low) / max(1e-9, high - low)))
        pattern = "stripes" if part < 1 / 3 else "dots" if part < 2 / 3 else ""
        out.append(Paint(mix(dark, light, part), pattern))
    return out


def holders_of(country: Country) -> list[str]:
    """Return the party that won each seat in the baseline election."""
    return [PARTIES[int(i)] for i in np.argmax(country.votes, axis=0)]
