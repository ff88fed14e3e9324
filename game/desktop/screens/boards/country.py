"""The map board: the country with its hospitals, and the layers that explain it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np

from game.desktop import map as maps
from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Rich, esc
from game.desktop.map.hexes import SHAPES
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import ask_case
from game.desktop.screens.boards.trusts import open_trust
from game.desktop.screens.parts.tiles import trust_tip
from game.desktop.screens.screen import ScreenContext
from game.rules.state.view import Trusts
from game.telling.for_you import when
from game.telling.formatting import plural
from game.telling.names import PARTIES as PARTY_NAMES
from game.world.figure_names import PARTIES, REGIONS

_GEOMETRY: dict[int, maps.Geometry] = {}


def geometry(s: Session) -> maps.Geometry:
    """Return the country's hexes, worked out once a game."""
    country = s.match.pack.model.country
    key = id(country)
    if key not in _GEOMETRY:
        _GEOMETRY.clear()
        _GEOMETRY[key] = maps.Geometry.of(country)
    return _GEOMETRY[key]


def tokens(s: Session) -> list[maps.Token]:
    """Return every open trust as a token."""
    t = s.view.trusts
    clocks = {x.trust: x.due - s.view.quarter for x in s.view.cases if x.state == "open"}
    found = (token_of(t, i, clocks.get(t.id[i])) for i in range(len(t.id)))
    return [token for token in found if token is not None]


def token_of(t: Trusts, i: int, left: int | None = None) -> maps.Token | None:
    """Return a trust as a token; None for one that is gone. ``left``: quarters until its case is
    due, if it has one."""
    status = int(t.status[i])
    if status == 3:
        return None
    failing = bool(t.listed[i])
    return maps.Token(
        t.id[i],
        t.name[i],
        int(t.seat[i]),
        SHAPES[status],
        "danger" if failing else "oth",
        failing,
        bool(t.marginal[i]),
        trust_tip(t, i) + ("" if left is None else f"\nIts case falls due {when(max(0, left))}."),
        "!" if left is None else str(max(0, left)),
    )


class MapBoard:
    """Builds the map panel and keeps what is costly between pictures."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self._trusts: Trusts | None = None
        self._tokens: list[maps.Token] = []
        self._columns: tuple[bytes, ...] = ()
        self._version = 0
        self._england: list[int] = []
        self._paints: dict[object, list[maps.Paint]] = {}

    def _look(self) -> int:
        """Look at the trusts of the view; return a number that is another one on this board when
        what the map shows of them has changed."""
        trusts = self.s.view.trusts
        if self._trusts is not trusts:
            self._trusts = trusts
            made = tokens(self.s)
            columns = tuple(x.tobytes() for x in (trusts.rating, trusts.surplus_m, trusts.status))
            if (made, columns) != (self._tokens, self._columns):
                self._tokens, self._columns = made, columns
                self._version += 1
        return self._version

    def paints(self, c: ScreenContext, layer: str) -> list[maps.Paint]:
        """Return the ground of a layer."""
        g = geometry(self.s)
        key = (layer, c.theme.contrast, self._look() if layer in ("quality", "money") else 0)
        if key not in self._paints:
            if len(self._paints) > 6:
                self._paints.clear()
            if layer == "party":
                made = maps.party_paints(c.theme, maps.holders_of(self.s.match.pack.model.country))
            elif layer in ("quality", "money"):
                made = self._by_region(c, layer)
            else:
                made = maps.region_paints(c.theme, g)
            self._paints[key] = made
        return self._paints[key]

    def _by_region(self, c: ScreenContext, layer: str) -> list[maps.Paint]:
        t = self.s.view.trusts
        column = t.rating if layer == "quality" else t.surplus_m
        means = []
        for region in range(len(REGIONS)):
            inside = column[(t.region == region) & (t.status < 3) & ~np.isnan(column)]
            means.append(float(inside.mean()) if len(inside) else math.nan)
        known = [m for m in means if not math.isnan(m)] or [0.0]
        return maps.scale_paints(c.theme, geometry(self.s), means, min(known), max(known))

    def _seat_tip(self, seat: int) -> str:
        country = self.s.match.pack.model.country
        votes = country.votes[:, seat]
        order = np.argsort(-votes, kind="stable")
        first, second = PARTIES[int(order[0])], PARTIES[int(order[1])]
        majority = 100 * float(votes[order[0]] - votes[order[1]]) / max(1.0, float(votes.sum()))
        region = maps.REGION_NAMES[[*REGIONS, "WA", "SC", "NI"][int(country.region[seat])]]
        lines = [
            f"[b]{esc(country.seat_name[seat])}[/]",
            f"[soft]{region}[/]",
            f"{PARTY_NAMES[first]} over {PARTY_NAMES[second]} by {majority:.1f} points",
        ]
        if country.marginal[seat]:
            lines.append("[warn]Government marginal[/]")
        polled = self.s.view.polling[seat] if len(self.s.view.polling) > seat else math.nan
        if not math.isnan(polled):
            lines.append(f"Hospital effect: {polled:+.1f} points".replace("-", "−"))
        return "\n".join(lines)

    def build(self, c: ScreenContext) -> Node:
        """Build the map with its layers above and its key below."""
        s, ui = self.s, self.s.ui
        g = geometry(s)
        if not self._england:
            self._england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
        shown = self._england
        if ui.region != "all":
            wanted = REGIONS.index(ui.region)
            shown = [i for i in self._england if int(g.region[i]) == wanted]
        self._look()
        toks = everything = self._tokens
        if ui.layer == "party":
            toks = [t for t in toks if t.strong]  # who holds a seat must stay readable
        tabs = Tabs(
            [(k, w) for k, w in maps.LAYERS],
            ui.layer,
            partial(setattr, ui, "layer"),
            size="small",
            label="Map layers",
            key="layers",
            grow=1,
        )
        the_map = maps.HexMap(
            "Map of England",
            g,
            self.paints(c, ui.layer),
            shown=shown,
            tokens=toks,
            chosen=ui.trust,
            on_choose=self._choose,
            on_pick=partial(self._open, c),
            seat_tip=self._seat_tip,
            labels=c.ems > 58,
            inset=self._london(g) if ui.region == "all" else (),
            inset_name="London",
            key="map",
            grow=1,
        )
        return Panel(
            Column(
                tabs,
                the_map,
                self._regions(everything),
                Rich(self._legend(ui.layer), size="tiny", colour="soft", align="centre"),
                gap=6,
            ),
            pad=(12, 8),
            grow=1,
        )

    def plain_map(
        self,
        c: ScreenContext,
        shown_tokens: Sequence[maps.Token],
        moving: Sequence[maps.Moving] = (),
        *,
        picked: Collection[str] = (),
        chosen: str = "",
        on_choose: Callable[[str], object] | None = None,
        on_pick: Callable[[str], object] | None = None,
        key: str = "map",
    ) -> maps.HexMap:
        """Return England with some hospitals, some of them changing, and nothing about it."""
        g = geometry(self.s)
        if not self._england:
            self._england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
        return maps.HexMap(
            "Map of England",
            g,
            self.paints(c, "hospitals"),
            shown=self._england,
            tokens=shown_tokens,
            moving=moving,
            picked=picked,
            chosen=chosen,
            on_choose=on_choose,
            on_pick=on_pick,
            seat_tip=self._seat_tip,
            labels=c.ems > 58,
            inset=self._london(g),
            inset_name="London",
            key=key,
            grow=1,
        )

    def _regions(self, toks: list[maps.Token]) -> Node:
        """Return every region with its failing trusts; pressing one brings it near."""
        ui, t = self.s.ui, self.s.view.trusts
        failing = {x.id for x in toks if x.strong}
        count = dict.fromkeys(REGIONS, 0)
        for i, name in enumerate(t.id):
            if name in failing:
                count[REGIONS[int(t.region[i])]] += 1
        buttons = [
            Button(
                "All",
                partial(setattr, ui, "region", "all"),
                size="tiny",
                kind="quiet",
                chosen=ui.region == "all",
                key="region-all",
            )
        ]
        for code in REGIONS:
            back = "all" if ui.region == code else code
            name = maps.REGION_NAMES[code]
            buttons.append(
                Button(
                    f"{code} {count[code]}",
                    partial(setattr, ui, "region", back),
                    size="tiny",
                    kind="quiet",
                    chosen=ui.region == code,
                    tip=f"{name}: {plural(count[code], 'failing trust')}",
                    key=f"region-{code}",
                )
            )
        return Flow(*buttons, gap=2, align="centre", even=True)

    def _london(self, g: maps.Geometry) -> list[int]:
        return [i for i in self._england if int(g.region[i]) == REGIONS.index("LN")]

    def _choose(self, trust: str) -> None:
        self.s.ui.trust = trust

    def _open(self, c: ScreenContext, trust: str) -> None:
        """Open the card of a hospital: that of its case, if it has an open one."""
        self._choose(trust)
        for case in self.s.view.cases:
            if case.trust == trust and case.state == "open":
                ask_case(c, self.s, case.number)
                return
        open_trust(c, self.s)

    def _legend(self, layer: str) -> str:
        shapes = (
            "[icon dot] NHS trust   [icon box] foundation trust   [bad][icon at-risk] failing[/]   "
            "[warn][icon ring] marginal[/]   [bad]2[/] due in 2 quarters"
        )
        if layer == "party":
            return "C plain · L stripes · D dots · N bars · others crossed"
        if layer == "quality":
            return f"{shapes}\nstriped: weakest care by region · plain: best"
        if layer == "money":
            return f"{shapes}\nstriped: deepest deficits by region · plain: soundest"
        return shapes
