"""The gauge engine: gauges move part of the way to a set-point made of named terms.

Each quarter a gauge moves by ``rate`` × (set-point − gauge), where the set-point is the
rule's base, plus its terms, plus what levers push; then by the shocks of levers; then it
is held within 0–100. The move is kept split by cause in whole thousandths, so that "why
did this move?" has an exact answer. Source: the partial-adjustment model of the game's
design; rates and weights are the scenario's data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from game.world.bounds import within
from game.world.figure_names import (
    DERIVED,
    FIGURE_INDEX,
    FIGURES,
    GAUGE_INDEX,
    GAUGES,
    METRICS,
    MILLI,
    WINGS,
)
from game.world.health_map import F, I

Side = Literal["both", "over", "under"]
TOP: Final = 100 * MILLI
_MARKET, _LOCAL = (GAUGE_INDEX[wing] for wing in WINGS)


@dataclass(frozen=True, slots=True)
class Term:
    """One cause: ``weight`` × (figure − ``pivot``), one-sided or not, within ±``limit``.

    ``usual``: the figure is a gauge, and what people are used to of it counts, not where it stands.
    """

    cause: str
    figure: str
    weight: float
    pivot: float
    side: Side = "both"
    limit: float = 30.0
    usual: bool = False


@dataclass(frozen=True, slots=True)
class GaugeRule:
    """How one gauge moves of itself. ``base`` in points."""

    gauge: str
    base: float
    rate: float = 0.28
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Politics:
    """Compiled rules: one row of each array for each of N terms, sorted by gauge.

    ``base`` and ``rate`` are (G, 1); the term arrays (N, 1), of which ``figure`` holds rows of
    ``readings``; ``first`` holds, for each gauge in ``with_terms``, where its terms begin.
    ``term_names`` are the rows of ``QuarterRecord.terms``: G bases, N terms, G pushes, G shocks,
    G clips.
    """

    base: F
    rate: F
    figure: I
    gauge: I
    weight: F
    pivot: F
    low: F
    high: F
    limit: F
    with_terms: I
    first: I
    term_names: tuple[tuple[str, str], ...]
    rest: F  # (G, 1) bases in thousandths
    pace: F  # (N, 1) thousandths that a term moves its gauge by for each point

    def start(self, gauges: Mapping[str, float]) -> I:
        """The gauges at the start, (G,) thousandths: those given, else their rule's base."""
        points = [gauges.get(name, float(self.base[i, 0])) for i, name in enumerate(GAUGES)]
        return np.array([round(p * MILLI) for p in points], np.int64)


def compile_rules(rules: Sequence[GaugeRule]) -> Politics:
    """The arrays of the rules. A gauge without a rule rests at 50 and never moves of itself.

    Raises ValueError for an unknown gauge or figure, two rules of one gauge, or a term of what
    people are used to of a figure that is no gauge.
    """
    by_gauge: dict[str, GaugeRule] = {}
    for rule in rules:
        if rule.gauge not in GAUGE_INDEX:
            raise ValueError(f"politics: {rule.gauge!r} is not a gauge")
        if rule.gauge in by_gauge:
            raise ValueError(f"politics: two rules for {rule.gauge!r}")
        by_gauge[rule.gauge] = rule
    base = [by_gauge[g].base if g in by_gauge else 50.0 for g in GAUGES]
    rate = [by_gauge[g].rate if g in by_gauge else 0.0 for g in GAUGES]
    rows: list[tuple[int, Term]] = []
    for i, g in enumerate(GAUGES):
        for term in by_gauge[g].terms if g in by_gauge else ():
            if term.figure not in FIGURE_INDEX:
                raise ValueError(f"politics: {term.figure!r} of {g!r} is not a figure")
            if term.usual and term.figure not in GAUGE_INDEX:
                raise ValueError(f"politics: {term.figure!r} of {g!r} is no gauge to be used to")
            rows.append((i, term))
    owners = np.array([i for i, _ in rows], np.int64)
    with_terms, first = np.unique(owners, return_index=True) if rows else (owners, owners)

    def column(values: list[float]) -> F:
        return np.array(values, np.float64).reshape(-1, 1)

    rates = column(rate)
    return Politics(
        base=column(base),
        rate=rates,
        figure=np.array([_row(t) for _, t in rows], np.int64),
        gauge=owners,
        weight=column([t.weight for _, t in rows]),
        pivot=column([t.pivot for _, t in rows]),
        low=column([0.0 if t.side == "over" else -1e12 for _, t in rows]),
        high=column([0.0 if t.side == "under" else 1e12 for _, t in rows]),
        limit=column([t.limit for _, t in rows]),
        with_terms=with_terms.astype(np.int64),
        first=first.astype(np.int64),
        term_names=(
            *((g, "base") for g in GAUGES),
            *((GAUGES[i], t.cause) for i, t in rows),
            *((g, "push") for g in GAUGES),
            *((g, "shock") for g in GAUGES),
            *((g, "clip") for g in GAUGES),
        ),
        rest=column(base) * MILLI,
        pace=rates[owners] * MILLI,
    )


def _row(term: Term) -> int:
    """Return the row of ``readings`` that a term reads."""
    if term.usual:
        return len(FIGURES) + GAUGE_INDEX[term.figure]
    return FIGURE_INDEX[term.figure]


def backbench_nerves(gauge: I) -> F:
    """Return the mean of the two wings in points, (B,), from gauges in thousandths, (G, B)."""
    out: F = (gauge[_MARKET] + gauge[_LOCAL]) / (2.0 * MILLI)
    return out


def figures(gauge: I, metric: F) -> F:
    """Return every figure in the order of ``figure_names.FIGURES``, (len(FIGURES), B).

    Gauges (G, B) in thousandths come out in points, metrics (M, B) in their own unit.
    """
    return np.concatenate([gauge / MILLI, backbench_nerves(gauge)[None, :], metric])


assert (*GAUGES, *DERIVED, *METRICS) == FIGURES


def readings(gauge: I, metric: F, used_to: F) -> F:
    """Return what terms read: every figure, then what people are used to of each gauge.

    (len(FIGURES) + G, B); gauges (G, B) in thousandths come out in points, ``used_to`` is in them.
    """
    return np.concatenate([figures(gauge, metric), used_to])


def move(rules: Politics, gauge: I, metric: F, used_to: F, shock: I, push: I) -> tuple[I, I]:
    """The gauges a quarter later, (G, B), and the rows of ``QuarterRecord.terms``, (N, B).

    Reads gauges and metrics of the last quarter's end, and what people were used to then (G, B),
    in points; everything else in thousandths.
    """
    pull = np.rint(rules.rate * (rules.rest - gauge)).astype(np.int64)
    away = readings(gauge, metric, used_to).take(rules.figure, axis=0)
    away -= rules.pivot
    within(away, rules.low, rules.high)
    away *= rules.weight
    within(away, -rules.limit, rules.limit)
    away *= rules.pace
    parts = np.rint(away, out=away).astype(np.int64)
    pushed = np.rint(rules.rate * push).astype(np.int64)
    free: I = gauge + pull + pushed + shock
    if len(rules.with_terms):
        free[rules.with_terms] += np.add.reduceat(parts, rules.first, axis=0)
    held = within(free, 0, TOP, np.empty_like(free))
    return held, np.concatenate([pull, parts, pushed, shock, held - free])
