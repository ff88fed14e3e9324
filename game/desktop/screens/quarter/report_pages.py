"""The pages of the quarter's report: why gauges moved, hospitals, money, polls and deals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from game.desktop import map as maps
from game.desktop.charts import BarPart, ChartLine, LineChart, Waterfall
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Pips, Spark
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import geometry
from game.desktop.screens.boards import tokens as all_tokens
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.parts.tiles import Tile, short
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import WORD_CAP
from game.rules.state.facts import DealMoved, ElectionCalled, FigureTold, Sacked, TrustChanged
from game.scenario.schema.base import Role
from game.telling.deals import word_said
from game.telling.figures import told
from game.telling.formatting import money, number, plural
from game.telling.gauge_changes import Move, gathered
from game.telling.log import tell
from game.telling.money_flows import MoneyFlow, flows, purse_said
from game.telling.why import signed
from game.telling.why import why as asked
from game.world.figure_names import REGIONS

#: Terms shown one by one in a waterfall; the rest are gathered so that all still sum.
MOST_TERMS: Final = 11
_BAD: Final = ("at_risk", "named", "administration", "closed", "downgraded", "taken_over")
#: Figures of money, as tiles above the flows.
_PURSES: Final = ("purse_m", "net_surplus_m", "gross_deficit_m", "support_m")
_POLLS: Final = (
    ("government_vote_intention", "link"),
    ("opposition_vote_intention", "bad"),
    ("partner_vote_intention", "warn"),
    ("insurgent_vote_intention", "good"),
)
_STANDINGS: Final[tuple[tuple[Role, str], ...]] = (
    ("secretary", "secretary_standing"),
    ("number10", "number10_standing"),
    ("monitor", "monitor_standing"),
    ("unions", "unions_standing"),
)


# ---- why -----------------------------------------------------------------------------------


def why(
    c: ScreenContext, s: Session, moved: list[Move], gauge: str, ask: Callable[[str], object]
) -> Node:
    """Return every gauge that moved, and the terms of the one asked about, summing exactly."""
    if not moved:
        return empty("info", "No gauge that you may know moved", "Others may have, unseen.")
    known = {m.gauge for m in moved}
    chosen = gauge or moved[0].gauge
    rows = Table(
        "Gauges that moved",
        [
            Col("Gauge", lambda m: esc(m.title), lambda m: m.title, grow=1, rank=9),
            Col(
                "Before",
                lambda m: number(m.before / 1000, 1),
                lambda m: m.before,
                align="right",
                rank=4,
            ),
            Col(
                "Now", lambda m: number(m.after / 1000, 1), lambda m: m.after, align="right", rank=5
            ),
            Col("Move", _move_markup, lambda m: abs(m.by), align="right", rank=9, down=True),
        ],
        moved,
        row_key=lambda m: m.gauge,
        chosen=chosen if chosen in known else "",
        on_choose=lambda m: ask(m.gauge),
        key="moved",
        grow=1,
        basis=130,
        least_rows=3,
    )
    if chosen in known:
        m = next(m for m in moved if m.gauge == chosen)
        answer: Node = _waterfall(m)
    else:
        told_why = asked(s.voice, s.heard(), chosen, s.view, s.thumb)
        answer = Column(
            Heading(s.voice.figure(chosen), size="lead"),
            Text(told_why.summary),
            *(Text(b.line, size="small") for b in told_why.causes),
            *(Note(said) for said in told_why.also),
            gap=6,
        )
    panel = Panel(Scroll(answer, key="answer"), fill="panel", grow=1.5, basis=190)
    return (
        Column(rows, panel, gap=10, grow=1) if c.ems > 66 else Column(Panel(answer), rows, gap=10)
    )


def _move_markup(m: Move) -> str:
    token = "soft" if m.good is None else "good" if m.good else "bad"
    mark = "▲" if m.by > 0 else "▼" if m.by < 0 else "="
    return f"[{token}]{mark} {esc(signed(m.by).lstrip('+−'))}[/]"


def _waterfall(m: Move) -> Node:
    parts = [
        BarPart(t.name[:1].upper() + t.name[1:], t.milli / 1000, t.role or "")
        for t in gathered(m.terms, MOST_TERMS)
    ]
    token = "soft" if m.good is None else "good" if m.good else "bad"
    up = None if m.good is None else (m.by > 0) == m.good
    return Column(
        Row(
            Heading(f"Why did {m.title} move?", size="lead", grow=1),
            Rich(f"[{token}]{esc(signed(m.by))} points[/]"),
            gap=10,
            align="end",
        ),
        Waterfall(f"Why {m.title} moved", m.before / 1000, parts, good_up=up),
        Note(
            "The terms are kept as they act, and sum to the move exactly; names in an office's "
            "colour are that office's doing."
        ),
    )


# ---- hospitals --------------------------------------------------------------------------------


def changes(s: Session) -> list[TrustChanged]:
    """Return what happened to trusts this quarter, as the reader may know."""
    quarter = s.view.quarter
    return [f for f in s.heard() if isinstance(f, TrustChanged) and f.quarter == quarter]


def hospitals(c: ScreenContext, s: Session, chosen: str, choose: Callable[[str], object]) -> Node:
    """Return the map with the trusts that changed, and what happened to each."""
    found = changes(s)
    trusts, g = s.view.trusts, geometry(s)
    bad = {f.trust for f in found if f.change in _BAD}
    changed = [
        maps.Token(
            trusts.id[i],
            trusts.name[i],
            int(trusts.seat[i]),
            "diamond" if i in bad else "circle",
            "danger" if i in bad else "good",
            strong=True,
            ringed=bool(trusts.marginal[i]),
            tip="\n".join(esc(tell(s.voice, f)) for f in found if f.trust == i),
        )
        for i in dict.fromkeys(f.trust for f in found)
    ]
    known = {t.id for t in changed}
    still = [replace(t, strong=False) for t in all_tokens(s) if t.id not in known]
    tokens = [*changed, *still]
    england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
    picture = maps.HexMap(
        "Hospitals that changed",
        g,
        maps.region_paints(c.theme, g),
        sign=(s.view.quarter, len(found), c.theme.contrast),
        shown=england,
        tokens=tokens,
        chosen=chosen,
        on_choose=choose,
        labels=c.ems > 80,
        key="changed-map",
        grow=1,
        basis=0,
        min_h=240,
    )
    rows: list[Node] = [
        Row(
            Icon(
                "at-risk" if f.change in _BAD else "check",
                size=17,
                colour="bad" if f.change in _BAD else "good",
            ),
            Text(
                tell(s.voice, f),
                grow=1,
                weight="semibold" if trusts.id[f.trust] == chosen else "regular",
                size="small",
            ),
            gap=9,
            align="start",
        )
        for f in sorted(found, key=lambda f: (f.change not in _BAD, f.change))
    ]
    if not rows:
        rows = [
            Text("No hospital was listed, rescued, closed or taken over.", weight="semibold"),
            *_failing(s),
        ]
    listed = Column(
        *rows,
        Note(
            "Large tokens changed: a red diamond is worse off, a green circle better; a gold ring "
            "is a government marginal."
        )
        if found
        else None,
        gap=7,
    )
    if c.ems > 66:
        return Row(
            Panel(picture, share=1, pad=8),
            Panel(Scroll(listed, key="changed"), share=1),
            gap=10,
            grow=1,
        )
    return Column(Panel(listed), Panel(picture, min_h=300), gap=10)


def _failing(s: Session) -> list[Node]:
    """Return the failing list as it stands, for a quarter in which nothing changed."""
    t = s.view.trusts
    rows = [i for i in range(len(t.id)) if t.listed[i] and t.status[i] < 3]
    if not rows:
        return []
    rows.sort(key=lambda i: (int(t.region[i]), t.name[i]))
    return [
        Note(f"{plural(len(rows), 'hospital')} on the failing list"),
        *(
            Row(
                Icon("at-risk", size=15, colour="bad"),
                Text(t.name[i], size="small", grow=1),
                Note(maps.REGION_NAMES[REGIONS[int(t.region[i])]]),
            )
            for i in rows
        ),
    ]


# ---- money ---------------------------------------------------------------------------------------


def money_page(c: ScreenContext, s: Session) -> Node:
    """Return who paid whom, the decided flows first, and what each account was left with."""
    found = flows(s.heard(), s.view.quarter)
    names = [n for n in _PURSES if n in s.view.figures]
    tiles = [
        Tile(
            short(s.voice, n),
            told(s.voice, s.view.figures[n], s.role),
            s.view.figures[n],
            None,
            key=f"money-{n}",
        )
        for n in names
    ]
    table = Table(
        "Money this quarter",
        [
            Col(
                "What for",
                lambda f: f"[b]{esc(f.what)}[/]" if f.chosen else esc(f.what),
                lambda f: f.what,
                grow=1,
                rank=9,
            ),
            Col("From", lambda f: esc(f.source), lambda f: f.source, rank=3),
            Col("To", lambda f: esc(f.target), lambda f: f.target, rank=3),
            Col("Amount", _amount, lambda f: abs(f.amount_m), align="right", rank=9, down=True),
        ],
        found,
        row_key=lambda f: f"{f.source}>{f.target}",
        key="flows",
        grow=1,
        basis=180,
    )
    return Column(
        Grid(*tiles, columns=len(tiles) if c.ems > 66 else 2, gap=8) if tiles else None,
        table,
        Note(said) if (said := purse_said(s.view, s.heard())) else None,
        Note(
            "Bold flows were somebody's decision; the rest is the service's daily bread. Only the "
            "flows that your office may know are listed: each is told to those who read the "
            "accounts it touches."
        ),
        gap=10,
        grow=1,
    )


def _amount(f: MoneyFlow) -> str:
    return esc(money(f.amount_m))


# ---- politics ---------------------------------------------------------------------


def verdicts(s: Session) -> list[DealMoved | Sacked | ElectionCalled | FigureTold]:
    """Return deals kept, broken or leaked this quarter, ministers fallen, elections called."""
    quarter = s.view.quarter
    return [
        f
        for f in s.heard()
        if f.quarter == quarter
        and (
            (isinstance(f, DealMoved) and f.move in ("kept", "broken", "void", "leaked"))
            or isinstance(f, Sacked | ElectionCalled)
            or (isinstance(f, FigureTold) and f.leaked)
        )
    ]


def politics(s: Session) -> Node:
    """Return polls, deals judged, standings and Word."""
    return Scroll(
        Column(_checks(s), Grid(_polls(s), _standings(s), min_column=250, gap=10), gap=10),
        key="politics",
    )


def _checks(s: Session) -> Node:
    found = verdicts(s)
    rows: list[Node] = []
    for f in found:
        bad = not (isinstance(f, DealMoved) and f.move == "kept")
        icon = "deal" if isinstance(f, DealMoved) else "media"
        rows.append(
            Row(
                Icon("check" if not bad else icon, size=18, colour="bad" if bad else "good"),
                Text(tell(s.voice, f, s.view.deals), grow=1),
                gap=10,
                align="start",
            )
        )
    live = sum(d.state == "live" for d in s.view.deals)
    if not rows:
        said = "No deal fell due this quarter" + (f"; {live} in force." if live else ".")
        rows.append(Text(said, colour="soft"))
    return Panel(Column(Heading("Deals and careers", size="lead"), *rows, gap=7))


def _polls(s: Session) -> Node:
    lines = []
    for figure, colour in _POLLS:
        seen = s.view.figures.get(figure)
        if seen is not None and seen.history and any(v for _, v in seen.history):
            lines.append(
                ChartLine(
                    s.voice.scenario.figure(figure).short,
                    tuple((float(q), v) for q, v in seen.history),
                    colour,
                )
            )
    chart: Node = Text("No poll is out yet.", colour="soft")
    if lines:
        chart = LineChart(
            "Vote intention, per cent",
            lines,
            height=215,
            x_name=lambda x: s.voice.quarter(round(x)).replace(" 20", " "),
            y_name=lambda v: f"{v:.0f}%",
        )
    return Panel(Column(Heading("Vote intention", size="lead"), chart, gap=7))


def _standings(s: Session) -> Node:
    rows: list[Node] = []
    for role, figure in _STANDINGS:
        office = next(o for o in s.view.offices if o.role == role)
        seen = s.view.figures.get(figure)
        said = "not public"
        course: Node | None = None
        if seen is not None:
            t = told(s.voice, seen, s.role)
            said = f"{t.value}{', ' + t.word if t.word else ''}"
            course = Spark([v for _, v in seen.history], low=0, high=100, width=60)
        rows.append(
            Level(
                RoleMark(role, size=24),
                Column(
                    Row(
                        Text(s.voice.title_of(role), weight="semibold", size="small", grow=1),
                        Text(f"standing {said}", size="small"),
                    ),
                    Level(
                        Pips(office.word, WORD_CAP // 100, colour="warn", size=9, label="Word"),
                        Note(f"Word {word_said(office.word)}", grow=1),
                        course,
                    ),
                    gap=2,
                    grow=1,
                ),
                gap=10,
            )
        )
    return Panel(Column(Heading("Standing and Word", size="lead"), *rows))
