"""The middle of the table: the map, the gauges with their whys, the trusts, the log."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pygame

from game.desktop import map as maps
from game.desktop.app import App
from game.desktop.charts import Line, LineChart, Part, Waterfall
from game.desktop.kit import (
    Brush,
    Button,
    Col,
    Column,
    Ctx,
    Dialog,
    Dropdown,
    Entry,
    Flow,
    Heading,
    Node,
    Panel,
    Rich,
    Row,
    Scroll,
    Table,
    Tabs,
    Text,
    esc,
)
from game.desktop.kit.meters import paint_spark
from game.desktop.screens.tiles import (
    RATING,
    STATUS,
    change_markup,
    colour_of,
    money_lines,
    trust_tip,
)
from game.desktop.theme import Tone
from game.scenario.base import ROLES
from game.telling.facts import log_lines
from game.telling.figures import Told, told
from game.telling.text import number, plural
from game.telling.voice import PARTIES as PARTY_NAMES
from game.telling.why import why
from game.world.names import PARTIES, REGIONS

if TYPE_CHECKING:
    from game.desktop.session import Session

_GEOMETRY: dict[int, maps.Geometry] = {}
_SHAPES: Final[tuple[Literal["circle", "square", "cross", "diamond"], ...]] = (
    "circle",
    "square",
    "cross",
    "diamond",
)


def geometry(s: Session) -> maps.Geometry:
    """The country's hexes, worked out once a game."""
    country = s.table.pack.model.country
    key = id(country)
    if key not in _GEOMETRY:
        _GEOMETRY.clear()
        _GEOMETRY[key] = maps.Geometry.of(country)
    return _GEOMETRY[key]


def tokens(s: Session) -> list[maps.Token]:
    """Every open trust as a token."""
    t = s.view.trusts
    out = []
    for i in range(len(t.id)):
        status = int(t.status[i])
        if status == 3:
            continue
        failing = bool(t.listed[i]) or status == 2 or (t.at_risk[i] == 1)
        out.append(
            maps.Token(
                t.id[i],
                t.name[i],
                int(t.seat[i]),
                _SHAPES[status],
                "danger" if failing else "oth",
                failing,
                bool(t.marginal[i]),
                trust_tip(t, i),
            )
        )
    return out


class MapBoard:
    """Builds the map panel and keeps what is costly between pictures."""

    def __init__(self, session: Session) -> None:
        self.s = session
        self._kept: tuple[object, list[maps.Token]] = (None, [])
        self._england: list[int] = []
        self._paints: dict[object, list[maps.Paint]] = {}

    def _tokens(self) -> list[maps.Token]:
        trusts = self.s.view.trusts
        if self._kept[0] is not trusts:
            self._kept = (trusts, tokens(self.s))
        return self._kept[1]

    def paints(self, c: App, layer: str) -> list[maps.Paint]:
        """The ground of a layer."""
        g = geometry(self.s)
        trusts = self.s.view.trusts
        key = (layer, c.theme.contrast, id(trusts) if layer in ("quality", "money") else 0)
        if key not in self._paints:
            if len(self._paints) > 6:
                self._paints.clear()
            if layer == "party":
                made = maps.party_paints(c.theme, maps.holders_of(self.s.table.pack.model.country))
            elif layer in ("quality", "money"):
                made = self._by_region(c, layer)
            else:
                made = maps.region_paints(c.theme, g)
            self._paints[key] = made
        return self._paints[key]

    def _by_region(self, c: App, layer: str) -> list[maps.Paint]:
        t = self.s.view.trusts
        column = t.rating if layer == "quality" else t.surplus_m
        means = []
        for region in range(len(REGIONS)):
            inside = column[(t.region == region) & (t.status < 3) & ~np.isnan(column)]
            means.append(float(inside.mean()) if len(inside) else math.nan)
        known = [m for m in means if not math.isnan(m)] or [0.0]
        return maps.scale_paints(c.theme, geometry(self.s), means, min(known), max(known))

    def _seat_tip(self, seat: int) -> str:
        country = self.s.table.pack.model.country
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
            lines.append(f"Hospital effect: {polled:+.1f} points")
        return "\n".join(lines)

    def build(self, c: App, on_open: object) -> Node:
        """The map with its layers above and its key below."""
        s, ui = self.s, self.s.ui
        g = geometry(s)
        if not self._england:
            self._england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
        shown = self._england
        if ui.region != "all":
            wanted = REGIONS.index(ui.region)
            shown = [i for i in self._england if int(g.region[i]) == wanted]
        toks = everything = self._tokens()
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
            sign=(ui.layer, id(s.view.trusts), c.theme.contrast),
            shown=shown,
            tokens=toks,
            chosen=ui.trust,
            on_choose=self._choose,
            on_open=lambda _t: open_trust(c, s),
            seat_tip=self._seat_tip,
            labels=c.ems > 58,
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

    def _regions(self, toks: list[maps.Token]) -> Node:
        """Every region with its failing trusts; pressing one brings it near."""
        ui, t = self.s.ui, self.s.view.trusts
        failing = {x.id for x in toks if x.strong}
        count = dict.fromkeys(REGIONS, 0)
        for i, name in enumerate(t.id):
            if name in failing:
                count[REGIONS[int(t.region[i])]] += 1
        buttons = [
            Button("All", partial(setattr, ui, "region", "all"), size="tiny", kind="quiet",
                   chosen=ui.region == "all", key="region-all")
        ]  # fmt: skip
        for code in REGIONS:
            back = "all" if ui.region == code else code
            name = maps.REGION_NAMES[code]
            buttons.append(
                Button(f"{code} {count[code]}", partial(setattr, ui, "region", back), size="tiny",
                       kind="quiet", chosen=ui.region == code,
                       tip=f"{name}: {plural(count[code], 'failing trust')}", key=f"region-{code}")
            )  # fmt: skip
        return Flow(*buttons, gap=2, align="centre")

    def _choose(self, trust: str) -> None:
        self.s.ui.trust = trust

    def _legend(self, layer: str) -> str:
        shapes = (
            "[icon dot] NHS trust   [icon box] foundation trust   [bad][icon at-risk] failing[/]   "
            "[warn][icon ring] marginal[/]"
        )
        if layer == "party":
            return "C plain · L stripes · D dots · N bars · others crossed"
        if layer == "quality":
            return f"{shapes}\nstriped: weakest care by region · plain: best"
        if layer == "money":
            return f"{shapes}\nstriped: deepest deficits by region · plain: soundest"
        return shapes


# ---- the gauges -------------------------------------------------------------------------------


def figures_panel(c: App, s: Session) -> Node:
    """Every figure that the reader knows, and why the chosen one moved."""
    ui, voice, view = s.ui, s.voice, s.view
    rows = [told(voice, seen) for seen in view.figures.values() if seen.figure in _listed(s)]

    def spark(c: Ctx, b: Brush, row: Told, rect: pygame.Rect, tone: Tone) -> None:
        values = [v for _, v in view.figures[row.figure].history]
        t = c.theme
        box = rect.inflate(0, -t.px(4))
        paint_spark(c, b, box, values, t.colour("link", tone), t.colour("track", tone))

    table = Table(
        "Figures",
        [
            Col("Figure", lambda r: esc(r.title), lambda r: r.title, grow=1, rank=9),
            Col("", lambda r: f"[soft]{esc(r.word)}[/]", rank=4),
            Col("Now", lambda r: f"{'' if r.exact else '≈ '}[b]{esc(r.value)}[/]", align="right",
                rank=9),
            Col("Change", change_markup, lambda r: _size(view, r.figure), align="right", rank=8,
                down=True),
            Col("Course", lambda r: "", paint=spark, width=60, rank=5),
        ],
        rows,
        row_key=lambda r: r.figure,
        chosen=ui.figure,
        on_choose=lambda r: setattr(ui, "figure", r.figure),
        sort=(3, True),
        key="figures",
        grow=1,
    )  # fmt: skip
    answer = why_panel(c, s, ui.figure)
    if c.ems > 58:
        return Row(
            Column(table, grow=1.5, basis=0),
            Panel(Scroll(answer, key="why-scroll"), fill="paper", pad=12, grow=1, basis=0),
            gap=12,
            grow=1,
        )
    return Column(
        Column(table, grow=1, basis=0),
        Panel(Scroll(answer, key="why-scroll"), fill="paper", pad=10, grow=0.8, basis=0),
        gap=8,
        grow=1,
    )


def _listed(s: Session) -> set[str]:
    return {f.figure for f in s.voice.scenario.figures}


def _size(view: object, figure: str) -> float:
    seen = view.figures[figure]  # type: ignore[attr-defined]
    earlier = [v for q, v in seen.history if q < seen.of_quarter]
    return abs(seen.value - earlier[-1]) / max(1.0, abs(earlier[-1])) if earlier else 0.0


def why_panel(c: App, s: Session, figure: str) -> Node:
    """The chosen figure: what it means, its course, and the terms of its last move."""
    voice, view = s.voice, s.view
    seen = view.figures.get(figure)
    if seen is None:
        return Text("Choose a figure to see why it moved.", colour="soft")
    said = told(voice, seen)
    answer = why(voice, s.heard(), figure, view)
    spec = next((f for f in voice.scenario.figures if f.figure == figure), None)
    parts: list[Node | None] = [
        Row(
            Heading(said.title, size="lead", grow=1),
            Rich(f"[b]{esc(said.value)}[/] {change_markup(said)}", size="lead"),
            gap=8,
        ),
        Text(spec.glossary, size="small", colour="soft") if spec else None,
    ]
    if answer.causes:
        before = seen.value - answer.milli / 1000
        moved = view.figures[figure]
        if moved.exact and answer.quarter == moved.of_quarter:
            before = moved.value - answer.milli / 1000
        up = {"up": True, "down": False}.get(spec.good if spec else "none")
        parts.append(Text(answer.summary, size="small", weight="semibold"))
        shown = answer.causes[:7]
        rest = sum(b.milli for b in answer.causes[7:])
        bars = [Part(b.cause, b.milli / 1000) for b in shown]
        if rest:
            bars.append(Part("All else", rest / 1000))
        parts.append(
            Waterfall(
                f"Why {said.title} moved", before, bars, good_up=up, show=lambda v: number(v, 1)
            )
        )
    else:
        parts.append(Text(answer.summary, size="small"))
    points = tuple((float(q), v) for q, v in seen.history)
    if len(points) > 1:
        parts.append(
            LineChart(
                f"{said.title} by quarter",
                [Line(said.title, points, dashed=not seen.exact)],
                x_name=lambda x: voice.quarter(round(x)).split(" ")[0],
                height=120,
            )
        )
    return Column(*parts, gap=8)


# ---- the trusts -------------------------------------------------------------------------------


def trusts_panel(c: App, s: Session) -> Node:
    """Every trust: search, filter, sort, open."""
    ui, t = s.ui, s.view.trusts
    wanted = ui.wanted.strip().lower()
    rows = [
        i
        for i in range(len(t.id))
        if (ui.region == "all" or REGIONS[int(t.region[i])] == ui.region)
        and (not ui.only_listed or t.listed[i] or t.status[i] == 2)
        and (not wanted or wanted in t.name[i].lower())
    ]
    cash = bool(np.isfinite(t.cash_m).any())
    where = {name: i for i, name in enumerate(t.id)}

    def marks(i: int) -> str:
        out = "[bad][icon at-risk][/]" if t.listed[i] else ""
        out += " [warn][b]M[/][/]" if t.marginal[i] else ""
        return out + (" [soft]PFI[/]" if t.pfi[i] else "")

    table = Table(
        "Trusts",
        [
            Col("Trust", lambda i: esc(t.name[i]), lambda i: t.name[i], grow=1, rank=9),
            Col("", marks, lambda i: (bool(t.listed[i]), bool(t.marginal[i])), rank=8, down=True),
            Col("Region", lambda i: REGIONS[int(t.region[i])], lambda i: int(t.region[i]), rank=3),
            Col("Kind", lambda i: STATUS[int(t.status[i])], lambda i: int(t.status[i]), rank=2),
            Col("Care", lambda i: "" if math.isnan(t.rating[i]) else RATING[int(t.rating[i])],
                lambda i: -1.0 if math.isnan(t.rating[i]) else float(t.rating[i]), rank=6),
            Col("Result £m", lambda i: _money(float(t.surplus_m[i])),
                lambda i: _low(float(t.surplus_m[i])), align="right", rank=7),
            *([Col("Cash £m", lambda i: _money(float(t.cash_m[i])),
                   lambda i: _low(float(t.cash_m[i])), align="right", rank=7)] if cash else []),
        ],
        rows,
        row_key=lambda i: t.id[i],
        chosen=ui.trust,
        on_choose=lambda i: setattr(ui, "trust", t.id[i]),
        on_open=lambda i: open_trust(c, s),
        sort=(1, True),
        empty="No trust fits.",
        key="trusts",
        grow=1,
    )  # fmt: skip
    places = [("all", "England"), *((r, maps.REGION_NAMES[r]) for r in REGIONS)]
    wide = c.ems > 58
    head = Row(
        Entry("Search trusts", ui.wanted, partial(setattr, ui, "wanted"), icon="search",
              hint="Search", grow=1, key="search-trusts"),
        Dropdown("Region", places, ui.region, partial(setattr, ui, "region"), key="trust-region")
        if wide else None,
        Button("Failing only", partial(setattr, ui, "only_listed", not ui.only_listed),
               icon="at-risk", chosen=ui.only_listed, key="failing-only"),
        Button("Open", lambda: open_trust(c, s), enabled=ui.trust in where, key="open-trust")
        if wide else None,
        gap=8,
        align="centre",
    )  # fmt: skip
    return Column(head, table, gap=8, grow=1)


def _money(value: float) -> str:
    if math.isnan(value):
        return ""
    token = "bad" if value < -0.05 else "ink"
    return f"[{token}]{esc(number(float(value), 1))}[/]"


def _low(value: float) -> float:
    return math.inf if math.isnan(value) else float(value)


def open_trust(c: App, s: Session) -> None:
    """A dialog with everything the reader may know of the chosen trust."""
    t = s.view.trusts
    if s.ui.trust not in t.id:
        return
    i = t.id.index(s.ui.trust)
    country = s.table.pack.model.country
    seat = int(t.seat[i])

    def build() -> Node:
        said = [
            f"[soft]{STATUS[int(t.status[i])]} in {maps.REGION_NAMES[REGIONS[int(t.region[i])]]}, "
            f"constituency {esc(country.seat_name[seat])}"
            + (" – [b]a government marginal[/]" if t.marginal[i] else "")
            + "[/]"
        ]
        if t.listed[i]:
            said.append("[bad][icon at-risk] On the list of failing hospitals.[/]")
        if t.pfi[i]:
            said.append("Carries a private finance contract: a fixed cost that no saving reaches.")
        if not math.isnan(t.rating[i]):
            said.append(f"Care is rated [b]{RATING[int(t.rating[i])]}[/].")
        said += money_lines(t, i)
        happened = [line for line in log_lines(s.voice, s.view, s.heard()) if t.name[i] in line]
        named = [o.lever for o in s.view.menu if t.id[i] in o.trusts and not o.reasons]
        levers = ", ".join(s.voice.lever(x, s.view.quarter) for x in named)
        return Dialog(
            t.name[i],
            Column(
                *(Rich(x) for x in said),
                Rich(f"[b]You could name it in:[/] {esc(levers)}.") if levers else None,
                *(Text(x, size="small", colour="soft") for x in happened[-6:]),
                gap=7,
            ),
            on_close=c.close,
            icon="hospital",
        )

    c.open(build, key="trust")


# ---- the log ------------------------------------------------------------------------------------


def log_panel(c: App, s: Session) -> Node:
    """Everything that happened and that the reader may know, the newest first."""
    lines = log_lines(s.voice, s.view, s.heard())
    shown = list(reversed(lines))[:160]
    return Scroll(
        Column(*(Text(x, size="small") for x in shown), gap=5)
        if shown
        else Text("Nothing has happened yet.", colour="soft"),
        grow=1,
        key="log",
    )


def offices_panel(c: App, s: Session) -> Node:
    """The four offices: who plays, their Word, whether they have sealed."""
    from game.desktop.kit import Chip, Grid, Pips, RoleMark

    cards = []
    for office in s.view.offices:
        role = office.role
        seat = s.table.seats[role]
        cards.append(
            Panel(
                Row(
                    RoleMark(role, size=32, label=s.voice.title_of(role)),
                    Column(
                        Row(
                            Heading(s.voice.title_of(role), size="lead", grow=1),
                            Chip("a person" if seat == "human" else "AI"),
                            Chip("[icon seal] sealed", fill="seal") if office.sealed else None,
                            gap=6,
                            align="centre",
                        ),
                        Row(
                            Text("Word", size="small", colour="soft"),
                            Pips(office.word, 5, colour=role, label="Word"),
                            Text(number(office.word, 1), size="small"),
                            gap=8,
                            align="centre",
                        ),
                        gap=4,
                        grow=1,
                    ),
                    gap=12,
                    align="centre",
                ),
                fill="raised",
                pad=(14, 10),
                accent=role,
            )
        )
    assert len(cards) == len(ROLES)
    return Scroll(Grid(*cards, min_column=260, gap=10), grow=1, key="offices")


__all__ = [
    "MapBoard",
    "colour_of",
    "figures_panel",
    "log_panel",
    "offices_panel",
    "open_trust",
    "trusts_panel",
    "why_panel",
]
