"""Signs and sizes: each pull in every period, on the same luck, held against its source.

A pull moves one thing (``scenarios/common/causes.yaml``); the arm with it is compared with the arm
without it, draw by draw. A figure agrees if its change lies within the published range and its
sign is sure, two Monte-Carlo errors from nought where the range excludes nought. Extremes turn
knobs as far as they go for ten years: they must stay within ``physical_bounds`` or stop with a
reason.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final, assert_never

import numpy as np
from numpy.typing import NDArray

from game.errors import InputError
from game.lab import physical_bounds
from game.lab.arm_trace import Measure, Trace, trace
from game.lab.cause_list import Change, Effect, Pull, Read, StartPeriod, causes, settings
from game.lab.experiment import error, seeds
from game.lab.experiment_arm import Arm, prepare
from game.lab.measures import LAB, figure
from game.lab.overrides import arms_of
from game.lab.shared_work import shared
from game.world import quarter_calendar

F = NDArray[np.float64]

#: What writes the page of the tests.
COMMAND: Final = "failure-regime lab causes --page tests/lab/CAUSES.md"
DRAWS: Final = 16


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a figure moved: changed less base, and its Monte-Carlo error."""

    value: float
    error: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A pull in a period: what each of its effects came to, None where it isn't asked there.

    ``beyond`` says which bound an extreme left and when; ``stopped`` why the run ended before
    its time.
    """

    pull: Pull
    period: StartPeriod
    settings: tuple[str, ...]
    moved: tuple[Moved | None, ...]
    beyond: tuple[str, ...] = ()
    stopped: str = ""

    @property
    def fine(self) -> bool:
        """True if everything asked here agrees, and an extreme stayed physical."""
        if self.stopped and self.pull not in causes().extremes:
            return False
        return not self.beyond and all(m is None or m.agrees for m in self.moved)


def tasks(periods: Sequence[StartPeriod], pulls: Sequence[Pull]) -> list[tuple[StartPeriod, Pull]]:
    """Return what is to be tried: each pull in each period that it is asked in.

    A scenario's own start, which is no period of the list, is asked everything.
    """
    known = {p.id for p in causes().periods}
    return [
        (period, pull)
        for period in periods
        for pull in pulls
        if not pull.periods or period.id in pull.periods or period.id not in known
    ]


def run(
    todo: Sequence[tuple[StartPeriod, Pull]],
    draws: int,
    seed: int = 1,
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[Tried]:
    """Try each in turn, with ``jobs`` processes or a cluster's workers.

    Raises InputError if a scenario can't be read.
    """
    work = partial(_one, draws=draws, seed=seed)
    for scenario in dict.fromkeys(period.scenario for period, _ in todo):
        prepare(Arm(scenario))  # what is wrong with it is said before anything is run
    with shared(work, todo, jobs, cluster) as made:
        yield from made


def _one(task: tuple[StartPeriod, Pull], draws: int, seed: int) -> Tried:
    period, pull = task
    first = prepare(Arm(period.scenario)).pack.model.first
    given = settings(pull, first)
    asked = [e for e in pull.effects if _asked(e, period)]
    extreme = pull in causes().extremes
    what = {e.figure: _measure(e.figure) for e in asked}
    try:
        arm = arms_of(period.scenario, (*period.base, *given), ())[1]
        if extreme:
            what |= {name: measure for name, (_, measure) in physical_bounds.BOUNDS.items()}
        changed = trace(
            prepare(arm, pull.quarters), seeds(draws, seed), pull.quarters, what or _ALL
        )
    except InputError as reason:
        return Tried(pull, period, given, tuple(None for _ in pull.effects), (), str(reason))
    base = _base(period, _span(pull.quarters), draws, seed) if asked else None
    moved = tuple(
        _moved(e, pull, base, changed) if base is not None and e in asked else None
        for e in pull.effects
    )
    return Tried(pull, period, given, moved, _beyond(changed) if extreme else ())


def _asked(effect: Effect, period: StartPeriod) -> bool:
    known = {p.id for p in causes().periods}
    return not effect.periods or period.id in effect.periods or period.id not in known


def _span(quarters: int) -> int:
    """Return the length of the base arm: few lengths, so that pulls share one."""
    return next(n for n in (16, 40, 100) if quarters <= n)


@lru_cache(maxsize=8)
def _base(period: StartPeriod, quarters: int, draws: int, seed: int) -> Trace:
    arm = arms_of(period.scenario, period.base, ())[1]
    return trace(prepare(arm, quarters), seeds(draws, seed), quarters, _ALL)


def _measure(name: str) -> Measure:
    return LAB[name][2] if name in LAB else figure(name)


#: Every figure that some effect asks for.
_ALL: Final = {
    e.figure: _measure(e.figure)
    for pull in (*causes().pulls, *causes().extremes)
    for e in pull.effects
}


def _moved(effect: Effect, pull: Pull, base: Trace, changed: Trace) -> Moved:
    after = effect.after or pull.quarters
    old, new = (_read(t, effect.figure, effect.read, after) for t in (base, changed))
    change = _changed(effect.change, old, new)
    value, unsure = float(change.mean()), float(error(change))
    low, high = effect.within
    sure = low <= 0.0 <= high or abs(value) > 2.0 * unsure
    return Moved(value, unsure, bool(low <= value <= high and sure))


def _read(t: Trace, name: str, read: Read, after: int) -> F:
    """Return a figure at the horizon, (draws,)."""
    values = t.values[name]
    match read:
        case "end":
            last: F = values[after]
            return last
        case "year":
            out: F = values[max(1, after - 3) : after + 1].mean(axis=0)
            return out
        case "winter":
            rows = [i for i in range(1, after + 1) if _winter(t.quarters[i])]
            mean: F = values[rows].mean(axis=0)
            return mean
        case _:
            assert_never(read)


def _winter(label: str) -> bool:
    return quarter_calendar.closes_financial_year(quarter_calendar.parse(label))


def _changed(how: Change, old: F, new: F) -> F:
    match how:
        case "difference":
            return new - old
        case "points":
            return 100.0 * (new - old)
        case "per cent":
            out: F = 100.0 * (new / np.where(old == 0.0, np.nan, old) - 1.0)
            return out
        case _:
            assert_never(how)


def _beyond(t: Trace) -> tuple[str, ...]:
    """Return which bounds were left, each with the first quarter and by how much at most."""
    found = []
    for name, (words, _) in physical_bounds.BOUNDS.items():
        worst = t.values[name][1:].max(axis=1)
        over = np.flatnonzero(worst > physical_bounds.SLIGHT)
        if over.size:
            found.append(f"{words}, from {t.quarters[1 + int(over[0])]} on (by {worst.max():.3g})")
    return tuple(found)


def as_json(tried: Sequence[Tried], draws: int, seed: int) -> dict[str, Any]:
    """Return what was tried as plain values."""
    return {
        "draws": draws,
        "seed": seed,
        "periods": {t.period.id: t.period.scenario for t in tried},
        "asked": sum(m is not None for t in tried for m in t.moved),
        "agree": sum(m is not None and m.agrees for t in tried for m in t.moved),
        "extremes": sum(t.pull in causes().extremes for t in tried),
        "physical": sum(t.pull in causes().extremes and not t.beyond for t in tried),
        "rows": [_row(t) for t in tried],
    }


def _row(t: Tried) -> dict[str, Any]:
    return {
        "id": t.pull.id,
        "title": t.pull.title,
        "extreme": t.pull in causes().extremes,
        "period": t.period.id,
        "scenario": t.period.scenario,
        "base": list(t.period.base),
        "settings": list(t.settings),
        "quarters": t.pull.quarters,
        "fine": t.fine,
        "stopped": t.stopped,
        "beyond": list(t.beyond),
        "effects": [_effect(e, m, t.pull) for e, m in zip(t.pull.effects, t.moved, strict=True)],
    }


def _effect(e: Effect, m: Moved | None, pull: Pull) -> dict[str, Any]:
    return {
        "figure": e.figure,
        "change": e.change,
        "read": e.read,
        "after": e.after or pull.quarters,
        "low": e.within[0],
        "high": e.within[1],
        "source": e.source,
        "why": e.why,
        "value": None if m is None else round(m.value, 4),
        "error": None if m is None else round(m.error, 4),
        "agrees": None if m is None else m.agrees,
    }
