"""Make fictional place names in the manner of each region, each used once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import yaml

from game.paths import scenarios_dir
from game.scenario.generate.random_source import RandomSource

_POINTS: Final = ("Central", "North", "South", "East", "West", "North East", "South West")

#: Words of real names that name no place by themselves.
_PLAIN_TEXT: Final = """
    green port moor bridge cross park hill valley vale forest peak north south east west central
    mid great upper wood castle stone end bay bishop abbas regis st royal general hospital riverside
    common isles new health university of hospitals
"""
_PLAIN: Final = frozenset(_PLAIN_TEXT.split())


@cache
def real_names() -> frozenset[str]:
    """Return the names of real towns, seats and trusts, in lower case."""
    text = (scenarios_dir() / "common" / "real_names.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


@cache
def _parts() -> dict[str, dict[str, Any]]:
    text = (scenarios_dir() / "common" / "place_names.yaml").read_text(encoding="utf-8")
    parts: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return parts


def is_real(name: str) -> bool:
    """Tell whether a name, or a place named in it, is on the list of real ones.

    >>> is_real("Great Yarmouth"), is_real("Skelthwaite and Denroyd")
    (True, False)
    """
    low = name.lower()
    places = low.replace(",", " and ").split(" and ")
    return low in real_names() or any(
        word in real_names() and word not in _PLAIN for place in places for word in place.split()
    )


class Namer:
    """Hands out names, none of them twice."""

    def __init__(self, *key: object) -> None:
        self._dice = RandomSource("names", *key)
        self._used: set[str] = set()
        self._stems: set[str] = set()

    def reserve(self, names: Iterable[str]) -> None:
        """Never hand out one of these names, nor a place with the same first word."""
        for name in names:
            self._used.add(name)
            self._stems.update(name.split())

    def place(self, region: str) -> str:
        """Return a town of the region."""
        parts = _parts()[region]
        for _ in range(5000):
            first, last = self._dice.choice(parts["first"]), self._dice.choice(parts["last"])
            # a doubled joint ("Hallleigh", "Pennance") reads badly
            if first[-1].lower() == last[0] or (first[-1] in "aeiou" and last[0] in "aeiou"):
                continue
            name = f"{first}{last}"
            stem = name.split()[0]
            if stem in self._stems or is_real(name):
                continue
            self._stems.add(stem)
            self._used.add(name)
            return name
        raise ValueError(f"the parts in place_names.yaml make too few names for {region}")

    def city(self, region: str, seats: int) -> tuple[str, list[str]]:
        """Return a city and the names of its seats."""
        town = self.place(region).split()[0]
        if seats == 1:
            return town, [town]
        named = [f"{town} {point}" for point in _POINTS[: min(seats, 5)]]
        while len(named) < seats:
            named.append(f"{town} {self.place(region).split()[0]}")
        return town, named

    def county_seat(self, region: str, towns: list[str]) -> str:
        """Return the name of a rural seat: a town, two towns, or the land round one."""
        land = _parts()[region]["land"]
        kind = self._dice.uniform()
        town = towns[0]
        if kind < 0.45:
            name = town
        elif kind < 0.75:
            name = f"{town.split()[0]} and {self.place(region).split()[0]}"
        elif kind < 0.9:
            name = f"{town.split()[0]} {self._dice.choice(land)}"
        else:
            points = ("North", "South", "East", "West", "Mid")
            name = f"{self._dice.choice(points)} {town.split()[0]}"
            if len(town.split()[0]) < 9 and region not in ("SC", "WA", "NI", "LN"):
                name += "shire"
        self._used.add(name)
        return name
