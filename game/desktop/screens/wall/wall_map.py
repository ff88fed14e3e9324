"""The country on the wall: the failing list, or the night as far as it has been declared."""

from __future__ import annotations

from typing import Final

from game.desktop import map as maps
from game.desktop.kit.node import Node
from game.desktop.map.hexes import SHAPES
from game.desktop.screens.screen import ScreenContext
from game.scenario.pack import Pack
from game.workshop.wall import WallState
from game.world.figure_names import REGIONS

_GONE: Final = 3


class WallMap:
    """Keeps the hexes, which are worked out once a scenario."""

    def __init__(self) -> None:
        self._of: Pack | None = None
        self._geometry: maps.Geometry | None = None

    def geometry(self, pack: Pack) -> maps.Geometry:
        """Return the country's hexes."""
        if self._geometry is None or self._of is not pack:
            self._of, self._geometry = pack, maps.Geometry.of(pack.model.country)
        return self._geometry

    def hospitals(self, c: ScreenContext, state: WallState) -> Node | None:
        """Return the map of the failing list; None without the scenario."""
        if state.pack is None or state.view is None:
            return None
        g, t = self.geometry(state.pack), state.view.trusts
        tokens = [
            maps.Token(
                t.id[i],
                t.name[i],
                int(t.seat[i]),
                SHAPES[int(t.status[i])],
                "danger" if t.listed[i] else "oth",
                bool(t.listed[i]),
                bool(t.marginal[i]),
                t.name[i],
            )
            for i in range(len(t.id))
            if int(t.status[i]) != _GONE
        ]
        return maps.HexMap(
            "Hospitals on the failing list",
            g,
            maps.region_paints(c.theme, g),
            tokens=tokens,
            shown=[s for s, region in enumerate(g.region) if int(region) < len(REGIONS)],
            labels=False,
            key="wall-map",
            grow=1,
        )

    def night(self, c: ScreenContext, state: WallState) -> Node | None:
        """Return the map as seats declare; None without the scenario."""
        if state.pack is None:
            return None
        g = self.geometry(state.pack)
        won = state.night.winners
        names = [won.get(seat, "none") for seat in range(len(g.x))]
        return maps.HexMap(
            "The country as it declares",
            g,
            maps.party_paints(c.theme, names),
            tokens=(),
            labels=False,
            key="wall-night",
            grow=1,
        )
