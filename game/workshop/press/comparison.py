"""Several tables side by side: decisions that differ first, then what the figures came to."""

from __future__ import annotations

from collections.abc import Sequence

from game.rules.counterfactual import COMPARED
from game.rules.state.position import FACILITATOR
from game.scenario.schema.base import ROLES
from game.telling.charts import ChartSeries, line_chart
from game.telling.formatting import quantity
from game.telling.why import signed
from game.workshop.kept_game import KeptGame
from game.workshop.press.chronicle import Chronicle
from game.workshop.press.passages import Passage, PressTable, Section
from game.world.figure_names import FIGURE_INDEX

_DRAWN = ("trusts_at_risk", "waits", "morale")


def compared(games: Sequence[KeptGame], told: Sequence[Chronicle]) -> Section:
    """Return the tables compared, aligned on quarters."""
    names = [game.path.stem for game in games]
    parts = [
        Passage(table=_tables(games, names)),
        Passage(title="Decisions that differ", table=_decisions(games, names)),
    ]
    led = _led(games, names)
    if led:
        parts.append(Passage(title="What the facilitator did", lines=tuple(led)))
    parts.append(Passage(title="What the figures came to", table=_figures(games, told, names)))
    quarters = sorted(set().union(*(t.figures for t in told)))
    labels = [games[0].voice.quarter(q) for q in quarters]
    for figure in _DRAWN:
        row = FIGURE_INDEX[figure]
        lines = [
            ChartSeries(
                name, tuple(t.figures[q][row] if q in t.figures else None for q in quarters)
            )
            for name, t in zip(names, told, strict=True)
        ]
        title = games[0].voice.figure(figure)
        parts.append(Passage(chart=line_chart(title, labels, lines, said=f"{title}, by table")))
    asks = "Where did the tables part: by what they did, or by luck?"
    return Section("The tables side by side", asks, tuple(parts))


def _values(told: Chronicle, quarters: Sequence[int], row: int) -> tuple[float | None, ...]:
    return tuple(told.figures[q][row] if q in told.figures else None for q in quarters)


def _tables(games: Sequence[KeptGame], names: Sequence[str]) -> PressTable:
    seeds = [game.header.seed for game in games]
    rows = []
    for game, name in zip(games, names, strict=True):
        result = dict(game.position.board.result)
        shared = " (shared)" if seeds.count(game.header.seed) > 1 else ""
        ending = game.position.board.ending or "not ended"
        seats = str(int(result["seats_government"])) if "seats_government" in result else ""
        scores = dict(game.position.board.scores)
        own = tuple(f"{scores[role]:.0f}" if role in scores else "" for role in ROLES)
        rows.append((name, f"{game.header.seed}{shared}", ending, seats, *own))
    voice = games[0].voice
    head = ("Table", "Seed", "End", "Government's seats", *(voice.title_of(r) for r in ROLES))
    return PressTable("Tables", head, tuple(rows))


def _decisions(games: Sequence[KeptGame], names: Sequence[str]) -> PressTable:
    """Return orders and answers that not all tables gave, by quarter."""
    voice = games[0].voice
    given: dict[tuple[int, str], list[str]] = {}
    for game, name in zip(games, names, strict=True):
        past = game.position.board.past
        done = {
            (q, f"{voice.title_of(r)}: “{voice.lever(lever, q)}”") for r, lever, q, _ in past.orders
        }
        done |= {
            (q, f"{voice.event(e)}: answered “{voice.option(e, o)}”") for e, o, q in past.events
        }
        for one in done:
            given.setdefault(one, []).append(name)
    rows = [
        (voice.quarter(q), said, *("yes" if name in who else "–" for name in names))
        for (q, said), who in sorted(given.items())
        if len(who) < len(names)
    ]
    return PressTable("Decisions that differ", ("Quarter", "Decision", *names), tuple(rows))


def _led(games: Sequence[KeptGame], names: Sequence[str]) -> list[str]:
    """Return what was injected and overridden, and what it came to by the split of each table."""
    lines = []
    for game, name in zip(games, names, strict=True):
        board, voice = game.position.board, game.voice
        for inject in board.injects:
            when = "waited in vain" if inject.drawn is None else voice.quarter(inject.drawn)
            lines.append(f"{name}: “{voice.event(inject.event)}” was injected ({when}).")
        done = (*board.past.spent, *board.modifiers)
        for m in done:
            if m.role == FACILITATOR:
                figure, when = voice.figure(m.source.partition("/")[2]), voice.quarter(m.first)
                lines.append(f"{name}: {figure} was moved by {signed(m.factor)} after {when}.")
        if FACILITATOR in game.attribution.who:
            split = game.attribution.split("trusts_at_risk")
            share = next(s for s in split.shares if s.who == FACILITATOR)
            of, by = voice.figure("trusts_at_risk"), signed(round(share.whole * 1000))
            lines.append(f"{name}: of {of}, {by} is the facilitator's.")
    return lines


def _figures(
    games: Sequence[KeptGame], told: Sequence[Chronicle], names: Sequence[str]
) -> PressTable:
    voice, rows = games[0].voice, []
    for figure in COMPARED:
        unit, row = voice.unit(figure), FIGURE_INDEX[figure]
        last = (t.figures[max(t.figures)][row] for t in told)
        rows.append((voice.figure(figure), *(quantity(value, unit) for value in last)))
    return PressTable("Figures at the end", ("Figure", *names), tuple(rows))
