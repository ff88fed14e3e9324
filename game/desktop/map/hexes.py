"""Where hexes lie, what is drawn on them, and which hex each hospital gets."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.desktop.theme import Colour
from game.world.country import Country

ROOT3: Final = math.sqrt(3.0)


#: How the seat in the middle of a large place is called after it.
_CENTRAL: Final = " Central"


@dataclass(frozen=True, slots=True)
class LargePlace:
    """A place of several seats: its name, the seat in its middle, and how many it has."""

    name: str
    seat: int
    seats: int


def places(names: Sequence[str]) -> tuple[LargePlace, ...]:
    """Return the places that have a central seat and others called after them, the largest first.

    >>> places(["Ashby Central", "Ashby North", "Bexford", "Corby Central"])
    (LargePlace(name='Ashby', seat=0, seats=2),)
    """
    found = []
    for seat, name in enumerate(names):
        if name.endswith(_CENTRAL):
            place = name.removesuffix(_CENTRAL)
            seats = sum(other.startswith(f"{place} ") for other in names)
            if seats > 1:
                found.append(LargePlace(place, seat, seats))
    return tuple(sorted(found, key=lambda p: (-p.seats, p.name)))


@dataclass(frozen=True, eq=False)
class Geometry:
    """Where hexes lie, in units of a hex's radius; pointed tops, y down."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    region: NDArray[np.int64]
    neighbours: tuple[tuple[int, ...], ...]  # of each hex, in the six directions; -1 for none
    places: tuple[LargePlace, ...] = ()  # the largest first

    @classmethod
    def of(cls, country: Country) -> Geometry:
        """Return the geometry of a country's axial coordinates."""
        at = {
            (int(q), int(r)): i for i, (q, r) in enumerate(zip(country.q, country.r, strict=True))
        }
        ways = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
        beside = tuple(
            tuple(at.get((int(q) + dq, int(r) + dr), -1) for dq, dr in ways)
            for q, r in zip(country.q, country.r, strict=True)
        )
        q, r = country.q.astype(float), country.r.astype(float)
        x, y = ROOT3 * (q + r / 2), 1.5 * r
        return cls(x, y, country.region, beside, places(country.seat_name))

    @cached_property
    def borders(self) -> tuple[tuple[int, int, int], ...]:
        """Sides between two regions: the hex, the direction and the later hex across it."""
        return tuple(
            (seat, way, other)
            for seat, beside in enumerate(self.neighbours)
            for way, other in enumerate(beside)
            if other >= seat and self.region[other] != self.region[seat]
        )


#: How a hospital trust is drawn.
Shape = Literal["circle", "square", "cross", "diamond"]
#: The shapes by a trust's standing (``telling.names.STATUS``).
SHAPES: Final[tuple[Shape, ...]] = ("circle", "square", "cross", "diamond")


@dataclass(frozen=True, slots=True)
class Token:
    """A hospital trust on the map."""

    id: str
    name: str
    seat: int
    shape: Shape
    fill: str  # theme fill
    strong: bool  # failing or in administration: larger, on top
    ringed: bool  # in a government marginal
    tip: str
    mark: str = "!"  # the sign on a strong one


@dataclass(frozen=True, slots=True)
class Moving:
    """A hospital that changes before one's eyes: as it was and as it is, and how far it is (0-1).

    None: it was not there, or it is there no longer.
    """

    was: Token | None
    now: Token | None
    part: Callable[[], float]

    @property
    def place(self) -> Token:
        """The token whose place it takes."""
        token = self.now or self.was
        assert token is not None
        return token


@dataclass(frozen=True, slots=True)
class Paint:
    """How each hex is coloured: a colour, a pattern and a letter."""

    colour: Colour
    pattern: str = ""
    letter: str = ""
    ink: Colour = (255, 255, 255)


def spread(geometry: Geometry, tokens: Sequence[Token]) -> dict[str, int]:
    """Return the hex of each token: its seat's, else the nearest free one. Strong ones first."""
    taken: dict[int, str] = {}
    where: dict[str, int] = {}
    for token in sorted(tokens, key=lambda t: (not t.strong, t.id)):
        ring, seen = [token.seat], {token.seat}
        found = token.seat
        while ring:
            free = [h for h in ring if h not in taken]
            if free:
                found = free[0]
                break
            ring = [n for h in ring for n in geometry.neighbours[h] if n >= 0 and n not in seen]
            ring = list(dict.fromkeys(ring))
            seen.update(ring)
        taken[found] = token.id
        where[token.id] = found
    return where


#: The corners of a hex of radius 1 about the origin.
_CORNERS: Final = tuple(
    (math.cos(math.pi / 3 * i + math.pi / 6), math.sin(math.pi / 3 * i + math.pi / 6))
    for i in range(6)
)


def hex_points(x: float, y: float, r: float) -> list[tuple[float, float]]:
    """Return the corners of a hex with its point up."""
    return [(x + r * cos, y + r * sin) for cos, sin in _CORNERS]
