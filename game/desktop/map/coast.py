"""What lies under and on the hexes of the country: sea, coast and rivers.

They are drawn once into the map's cached picture. Rivers are data (``assets/rivers.yaml``), told
by regions, so that they lie right however a scenario lays its seats out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Final

import numpy as np
import pygame
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game import paths
from game.desktop.theme import Colour, Theme, Tone, mix
from game.scenario.error_messages import read_validated
from game.world.figure_names import NATIONS, REGIONS

Point = tuple[float, float]
#: How far the lines along the shore lie from the hexes, in radii, the outermost first.
_SHORES: Final = (2.3, 1.8, 1.42)
_LAND: Final = 1.16
_STEPS: Final = 10  # pieces of a river between two points


class River(BaseModel):
    """A river from source to sea: points as region, across and down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    points: Annotated[tuple[tuple[str, float, float], ...], Field(min_length=2)]


_RIVERS: Final = TypeAdapter(tuple[River, ...])


@lru_cache(maxsize=1)
def rivers() -> tuple[River, ...]:
    """Return every river. Raises InputError if the file isn't what it should be."""
    return read_validated(_RIVERS, paths.assets_dir() / "rivers.yaml")


def draw_coast(
    sheet: pygame.Surface, theme: Theme, tone: Tone, centres: Iterable[Point], r: float
) -> None:
    """Draw lines along the shore, and the land's edge, round hexes of radius ``r``.

    The whole sheet is drawn over: it is kept, since a map is painted anew more often than moved.
    """
    sea, link = theme.colour("fill", tone), theme.colour("link", tone)
    land = mix(theme.colour("rule", tone), theme.colour("soft", tone), 0.22)
    sheet.blit(_coast(sheet.get_size(), tuple(centres), r, (sea, link, land)), (0, 0))


@lru_cache(maxsize=6)
def _coast(
    size: tuple[int, int],
    spots: tuple[Point, ...],
    r: float,
    colours: tuple[Colour, Colour, Colour],
) -> pygame.Surface:
    """Return sea, shore and land, kept for the last few maps."""
    sheet = pygame.Surface(size)
    sea, link, land = colours
    sheet.fill(sea)
    line = mix(sea, link, 0.17)
    thick = max(1.0, r * 0.11)
    for i, far in enumerate(_SHORES):
        edge = mix(sea, line, 0.45 + 0.55 * i / (len(_SHORES) - 1))
        for radius, colour in ((far * r, edge), (far * r - thick, sea)):
            for x, y in spots:
                pygame.draw.circle(sheet, colour, (x, y), radius)
    for x, y in spots:
        pygame.draw.circle(sheet, land, (x, y), _LAND * r)
    return sheet


def draw_rivers(
    sheet: pygame.Surface,
    theme: Theme,
    tone: Tone,
    centres: Mapping[int, Point],
    region: NDArray[np.int64],
    r: float,
) -> None:
    """Draw the rivers of the regions shown, over the hexes and under what stands on them."""
    boxes = tuple(sorted(_boxes(centres, region).items()))
    colour = mix(theme.colour("fill", tone), theme.colour("link", tone), 0.75)
    sheet.blit(_rivers(sheet.get_size(), boxes, colour, r), (0, 0))


@lru_cache(maxsize=6)
def _rivers(
    size: tuple[int, int],
    regions: tuple[tuple[str, tuple[float, float, float, float]], ...],
    ink: Colour,
    r: float,
) -> pygame.Surface:
    """Return the rivers alone, kept for the last few maps."""
    boxes, colour = dict(regions), (*ink, 120)
    over = pygame.Surface(size, pygame.SRCALPHA)
    for river in rivers():
        if any(name not in boxes for name, _, _ in river.points):
            continue
        spots = []
        for name, across, down in river.points:
            left, top, right, bottom = boxes[name]
            spots.append((left + across * (right - left), top + down * (bottom - top)))
        smooth = _smooth(spots)
        for i, (one, two) in enumerate(itertools.pairwise(smooth)):
            wide = max(1, round(r * (0.14 + 0.2 * i / len(smooth))))
            pygame.draw.line(over, colour, one, two, wide)
            pygame.draw.circle(over, colour, two, wide / 2)
    return over


def _boxes(
    centres: Mapping[int, Point], region: NDArray[np.int64]
) -> dict[str, tuple[float, float, float, float]]:
    """Return left, top, right and bottom of every region that is shown."""
    codes = [*REGIONS, *NATIONS]
    found: dict[str, list[Point]] = {}
    for seat, spot in centres.items():
        found.setdefault(codes[int(region[seat])], []).append(spot)
    return {
        code: (
            min(x for x, _ in spots),
            min(y for _, y in spots),
            max(x for x, _ in spots),
            max(y for _, y in spots),
        )
        for code, spots in found.items()
    }


def _smooth(spots: Sequence[Point]) -> list[Point]:
    """Return a course through the points without corners (Catmull and Rom's curve)."""
    ends = [spots[0], *spots, spots[-1]]
    out: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for i in range(_STEPS):
            t = i / _STEPS
            at = [
                0.5
                * (
                    2 * q
                    + (s - p) * t
                    + (2 * p - 5 * q + 4 * s - u) * t**2
                    + (3 * q - p - 3 * s + u) * t**3
                )
                for p, q, s, u in zip(a, b, c, d, strict=True)
            ]
            out.append((at[0], at[1]))
    return [*out, spots[-1]]
