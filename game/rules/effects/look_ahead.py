"""Look ahead: what the market makes of effects, a few quarters on, against leaving them be.

A *trial* is a position with effects in force from its first quarter on; its *base* is the same
position without them, under the same luck. What has no effect until something else happens (a
court's odds, the anger at a closure) is tried where it happens in both arms. Many trials are
stepped as one batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.effects.knob_settings import KnobCourse
from game.rules.state.figures import figures_of
from game.rules.state.position import Modifier
from game.rules.state.view import Given
from game.scenario.pack import Pack
from game.scenario.schema.effects import (
    Bar,
    CaseClock,
    Cheaper,
    Clout,
    Effect,
    Flag,
    KnobSetting,
    Push,
    Shock,
    Special,
    TrustKnobSetting,
)
from game.world.knobs import TRUST_INDEX, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.world_state import World

F = NDArray[np.float64]
#: Quarters that are looked ahead, at most: what shows nothing by then is no effect.
HORIZON: Final = 6
#: National knobs, and trusts', that act only where something else happens.
_NATIONAL_GIVEN: Final[dict[str, Given]] = {
    "closure_backlash": "closure",
    "closure_capacity_kept": "administration",
    "court_risk": "administration",
}
_TRUST_GIVEN: Final[dict[str, Given]] = {
    "backlash": "closure",
    "protected": "closure",
    "stay": "administration",
    "quash": "administration",
}
#: Trusts whose plans fall due together where administrations are given: enough to show odds.
_DUE: Final = 100
_CLOSE: Final = TRUST_INDEX["close"]


class Trial(NamedTuple):
    """Effects on trial: where, under what luck, and which trusts of theirs are looked at."""

    start: World  # a batch of one, at the end of the quarter before
    base: tuple[Modifier, ...]
    more: tuple[Modifier, ...]  # all in force from the first quarter on
    seed: int
    given: Given = ""
    rows: tuple[int, ...] = ()


class Change(NamedTuple):
    """What a trial changed at a quarter's end: national figures (F,) in their units; of its own
    trusts quality in points and the result as a share of income; and the government's votes in
    the seats near them, points summed."""

    figures: F
    quality: float
    result: float
    votes: float


def given(effect: Effect) -> Given:
    """Return what must happen for the effect to do anything; nothing for most."""
    match effect:
        case KnobSetting():
            return _NATIONAL_GIVEN.get(effect.knob, "")
        case TrustKnobSetting():
            if effect.on.among == "in_administration":
                return "administration"
            return _TRUST_GIVEN.get(effect.knob, "")
        case Shock() | Push() | Bar() | Flag() | Clout() | Cheaper() | Special() | CaseClock():
            return ""
        case _:
            assert_never(effect)


def turns(effect: Effect) -> str | None:
    """Return what the effect turns in the market: a knob as ``knob/NAME`` or ``trusts/NAME``,
    "" for gauges; None for what is no matter of the market's."""
    match effect:
        case KnobSetting() | TrustKnobSetting():
            return f"{effect.do}/{effect.knob}"
        case Shock() | Push():
            return ""
        case Bar() | Flag() | Clout() | Cheaper() | Special() | CaseClock():
            return None
        case _:
            assert_never(effect)


def before(pack: Pack, start: World, quarter: int, happens: Given) -> World:
    """Return the world before the quarter in which ``happens`` will: plans fall due."""
    if happens != "administration":
        if start.quarter == quarter - 1:
            return start
        moved = start.copy()
        moved.quarter = quarter - 1
        return moved
    params, rows = pack.model.params, _weak(pack, start, _DUE)
    stage, at_risk = start.admin_stage.copy(), start.at_risk.copy()
    last = 1 + params.carried_after + rows % (int(params.carried_spread) + 1)
    stage[rows, 0] = np.maximum(1, last - 1)
    at_risk[rows, 0] = True
    moved = start.changed(admin_stage=stage, at_risk=at_risk)
    moved.quarter = quarter - 1
    return moved


def _weak(pack: Pack, world: World, n: int) -> NDArray[np.int64]:
    """Return the rows of so many open hospitals, the least sound first."""
    rows = np.flatnonzero(world.open[:, 0] & pack.model.prepared.acute[:, 0])
    order = np.argsort(world.margin[rows, 0], kind="stable")
    return rows[order[:n]]


def changes(
    pack: Pack, trials: Sequence[Trial], quarter: int, quarters: int = 1
) -> list[list[Change]]:
    """Return what each trial changed, at the end of each of so many quarters from ``quarter`` on.

    Worlds are taken as they are: ``before`` makes those in which something happens.
    """
    ended = list(by_quarter(pack, trials, quarter, quarters))
    return [[changed[i] for changed in ended] for i in range(len(trials))]


def by_quarter(
    pack: Pack, trials: Sequence[Trial], quarter: int, quarters: int
) -> Iterator[list[Change]]:
    """Yield what ``changes`` returns quarter by quarter, each when it has been stepped: what every
    trial changed by its end."""
    if not trials:
        return
    firsts: list[Trial] = []  # one of each base
    whose = []
    for trial in trials:
        base = next((i for i, t in enumerate(firsts) if _alike(pack, t, trial)), len(firsts))
        whose.append(base)
        if base == len(firsts):
            firsts.append(trial)
    worlds = [t.start for t in (*firsts, *trials)]
    closed = [_closing(pack, t) for t in (*firsts, *trials)]
    asked = [t.base for t in firsts] + [(*t.base, *t.more) for t in trials]
    luck = Luck([t.seed for t in (*firsts, *trials)])
    world = World.stack(worlds)
    course = KnobCourse(pack, asked)
    for ahead in range(quarters):
        knobs = course.knobs(quarter + ahead, world)
        if ahead == 0:
            _close(knobs, closed)
        world, _ = step(pack.model, world, knobs, luck)
        figures, local = figures_of(world), world.local_effect
        quality, result = world.quality, world.result_k
        found: list[Change] = []
        for i, t in enumerate(trials):
            a, b = whose[i], len(firsts) + i
            rows = list(t.rows)
            income = max(1.0, float(world.income_k[rows, a].sum()))
            found.append(
                Change(
                    figures[:, b] - figures[:, a],
                    float((quality[rows, b] - quality[rows, a]).mean()) if rows else 0.0,
                    float((result[rows, b] - result[rows, a]).sum()) / income if rows else 0.0,
                    float((local[:, b] - local[:, a]).sum()),
                )
            )
        yield found


def _alike(pack: Pack, one: Trial, other: Trial) -> bool:
    """Return whether two trials have the same base."""
    return (
        one.start is other.start
        and one.base is other.base
        and (one.seed, one.given) == (other.seed, other.given)
        and _closing(pack, one) == _closing(pack, other)
    )


def _closing(pack: Pack, trial: Trial) -> tuple[int, ...]:
    """Return the rows of the trusts that close in both arms, unless the trial protects them."""
    match trial.given:
        case "closure":
            return trial.rows or tuple(_weak(pack, trial.start, 1).tolist())
        case "" | "administration":
            return ()
        case _:
            assert_never(trial.given)


def _close(knobs: Knobs, closed: Sequence[tuple[int, ...]]) -> None:
    if any(closed):
        asked = knobs.trust[_CLOSE]
        for b, rows in enumerate(closed):
            asked[list(rows), b] = 1.0
