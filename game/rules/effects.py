"""Effects at work: from a card's data to modifiers, and from modifiers to knobs.

When an order, an answer or a campaign act takes effect its effects become *modifiers*
(who, what, from when to when, on which trusts, how strongly). Each quarter ``compile``
turns the live ones into one ``Knobs`` value, the only thing that the market sees. Both are
pure; ``causes`` tells which source asked for how much of each gauge's shock and push.

How strength works: half effect and fatigue are a ``factor`` in thousandths. Amounts are
multiplied by it, factors move that part of the way from 1, a path's replacement moves that
part of the way from the path; what is done or not done to a trust (administration,
takeover, a pledge) reaches that part of the trusts instead, rounded up, and never tires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.rules import conditions
from game.rules.changing import replace
from game.rules.memo import per_pack
from game.rules.position import Board, Modifier
from game.rules.rulebook import PAID_TO_TRUSTS
from game.rules.selecting import reached
from game.rules.standing import Asked, Standing, standing_of
from game.rules.tables import ALL_OR_NOTHING, Tables, tables
from game.scenario.base import Role
from game.scenario.effects import Effect, Turn, TurnTrusts
from game.world import calendar
from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST, TRUST_INDEX, Knobs

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World

PROGRAMME: Final = -1  # a price: ``amount_k`` of the purse goes to programmes
GRANT: Final = -2  # a price: ``amount_k`` of the purse goes to commissioners
#: What keeps trusts or commissioners above water from outside; left out of the inheritance.
SUPPORT: Final = frozenset(
    {"support_k", "loan_k", "income_pct", "top_slice_pct", "pool_levy_pct", "commissioner_grant_m"}
)
_COSTLY: Final = ("trusts", "knob")  # effects that may draw on the purse as they run
_MONEY_M: Final = ("spend_m", "commissioner_grant_m", "transition_cost_m")


class Deed(NamedTuple):
    """Something that takes effect: its source, whose it is, how strongly, on whom."""

    source: str
    role: Role | None
    factor: int = 1000  # half effect and fatigue together
    halved: bool = False
    trusts: tuple[int, ...] = ()
    to_role: Role | None = None
    paid_k: int = 0
    met: bool = False  # this counter met its target and at least halved it


def strength(effect: Turn | TurnTrusts, m: Modifier) -> float:
    """The size of an amount after half effect and fatigue (of a knob)."""
    return effect.by * m.factor / 1000


def modifiers_of(
    pack: Pack, board: Board, world: World, deed: Deed, now: Callable[[], Board] | None = None
) -> tuple[Modifier, ...]:
    """The modifiers that the deed makes, trusts chosen and conditions judged now.

    ``now`` gives the board that conditions are asked of, where ``board`` isn't it yet. The
    price in £m that its own effects of this quarter don't carry (support to trusts, grants,
    programmes, administrations, which the market bills as they run) is added as a
    ``PROGRAMME``.
    """
    quarter = board.quarter
    if deed.source not in _fixed(pack):
        return _made(pack, quarter, world, deed, now or (lambda: board))
    kept, key = _kept(pack), (quarter, deed)
    found = kept.get(key)
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[key] = _made(pack, quarter, world, deed, lambda: board)
    return found


#: What is remembered: most is done alike in game after game, and the same modifier serves all.
_KEPT: Final = 4096
_modifier: Final = lru_cache(maxsize=_KEPT)(Modifier)


@per_pack
def _kept(pack: Pack) -> dict[tuple[int, Deed], tuple[Modifier, ...]]:
    return {}


@per_pack
def _fixed(pack: Pack) -> frozenset[str]:
    """The sources whose modifiers depend on the deed and the quarter alone."""
    return frozenset(
        source
        for source, effects in tables(pack).effects.items()
        if all(effect.when is None and effect.do != "trusts" for effect in effects)
    )


def _made(
    pack: Pack, quarter: int, world: World, deed: Deed, now: Callable[[], Board]
) -> tuple[Modifier, ...]:
    """The modifiers that the deed makes in the quarter."""
    made: list[Modifier] = []
    carried = 0
    asked = None
    for i, effect in enumerate(tables(pack).effects_of(deed.source)):
        if effect.met and not deed.met:
            continue
        if effect.when is not None:
            asked = asked or conditions.truth(pack, now(), world)
            if not conditions.holds(effect.when, asked):
                continue
        first = quarter + effect.after
        last = None if effect.quarters is None else first + effect.quarters - 1
        trusts: tuple[int, ...] = ()
        if effect.do == "trusts":
            trusts = reached(pack, world, effect.on, deed.trusts)
            if deed.halved and effect.knob in ALL_OR_NOTHING:
                trusts = trusts[: (len(trusts) + 1) // 2]
            if not trusts:
                continue
        elif effect.do == "special":
            trusts = deed.trusts
        m = _modifier(deed.source, deed.role, i, first, last, trusts, deed.factor, 0, deed.to_role)
        made.append(m)
        if first == quarter and effect.do in _COSTLY:
            carried += draws_k(effect, m) + _billed_k(pack, effect, m)
    if deed.paid_k > carried:
        made.append(
            Modifier(
                deed.source,
                deed.role,
                PROGRAMME,
                quarter,
                quarter,
                amount_k=deed.paid_k - carried,
            )
        )
    return tuple(made)


def _billed_k(pack: Pack, effect: Effect, m: Modifier) -> int:
    """£ thousand that the market bills to the purse later, quarter by quarter, for an order."""
    if effect.do == "trusts" and effect.knob == "administer":
        return round(pack.model.params.admin_cost_m * 1000) * len(m.trusts)
    return 0


def draws_k(effect: Effect, m: Modifier) -> int:
    """£ thousand of the purse that a live effect takes each quarter."""
    if effect.do == "trusts" and effect.knob in PAID_TO_TRUSTS:
        return max(0, round(strength(effect, m)) * len(m.trusts))
    if effect.do == "knob" and effect.knob in _MONEY_M:
        return max(0, round(strength(effect, m) * 1000))
    return 0


def commitments_k(tables: Tables, modifiers: Iterable[Modifier], quarter: int) -> int:
    """£ thousand of the purse that live modifiers will take in the quarter."""
    total = 0
    for m, effect in standing_of(tables, tuple(modifiers), quarter).turns:
        total += m.amount_k if effect is None else draws_k(effect, m)
    return total


def expire(board: Board) -> Board:
    """The board without what ran out before its quarter, which moves to ``past.spent``."""
    kept = lasting(board.modifiers, board.quarter)
    if len(kept) == len(board.modifiers):
        return board
    gone = tuple([m for m in board.modifiers if m.last is not None and m.last < board.quarter])
    past = replace(board.past, spent=board.past.spent + gone)
    return replace(board, modifiers=kept, past=past)


def clout_due(tables: Tables, modifiers: Iterable[Modifier], quarter: int) -> dict[Role, int]:
    """Clout, in hundredths, that effects give or take as the quarter begins."""
    return standing_of(tables, tuple(modifiers), quarter).clout


def lasting(modifiers: Iterable[Modifier], quarter: int) -> tuple[Modifier, ...]:
    """The modifiers that act in the quarter or later."""
    return tuple([m for m in modifiers if m.last is None or m.last >= quarter])


# --- knobs ---------------------------------------------------------------------------


@per_pack
def _neutral(pack: Pack) -> Knobs:
    return Knobs.neutral(pack.model.place.trusts)


def compile(pack: Pack, board: Board, world: World, *, support: bool = True) -> Knobs:
    """The knobs of one game's quarter, batch 1: all live modifiers together.

    ``support=False`` leaves out payments that keep trusts or commissioners above water.
    ``world`` is last quarter's end; trusts that have closed since are not reached.
    """
    return knobs_of(pack, board.modifiers, board.quarter, world, support=support)


def knobs_of(
    pack: Pack,
    modifiers: Iterable[Modifier],
    quarter: int,
    world: World,
    *,
    support: bool = True,
) -> Knobs:
    """The knobs that these modifiers make in the quarter, batch 1."""
    return knobs_of_many(pack, [modifiers], quarter, world, support=support)


def knobs_of_many(
    pack: Pack,
    games: Sequence[Iterable[Modifier]],
    quarter: int,
    world: World,
    *,
    support: bool = True,
) -> Knobs:
    """The knobs of several games' modifiers, side by side as in ``world``."""
    knobs = _untouched(_neutral(pack), len(games))
    for b, modifiers in enumerate(games):
        now = standing_of(tables(pack), tuple(modifiers), quarter)
        for dense, asked in ((knobs.shock, now.shocks), (knobs.push, now.pushes)):
            for gauge, by in asked.items():
                dense[gauge, b] = sum(by.values())
        _turn(pack, now, quarter, world, b, knobs, support=support)
    return knobs


def _untouched(still: Knobs, batch: int) -> Knobs:
    """Neutral knobs of so many games, to be written to."""
    national = np.empty((len(still.national), batch))
    trust = np.empty((*still.trust.shape[:2], batch))
    national[:], trust[:] = still.national, still.trust
    none = np.zeros((2, len(still.shock), batch), np.int64)
    return Knobs(national, trust, none[0], none[1])


def _turn(
    pack: Pack, now: Standing, quarter: int, world: World, b: int, knobs: Knobs, *, support: bool
) -> None:
    """Turns the knobs of game ``b`` as what is in force asks."""
    turned: dict[str, float] = {}
    columns: dict[str, NDArray[np.float64]] = {}  # views: writing to them turns the knobs
    for m, effect in now.turns:
        if effect is None:
            if support or m.effect == PROGRAMME:
                name = "spend_m" if m.effect == PROGRAMME else "commissioner_grant_m"
                turned[name] = turned.get(name, NATIONAL[name].neutral) + m.amount_k / 1000
            continue
        knob = effect.knob
        if not support and knob in SUPPORT:
            continue
        if effect.do == "knob":
            so_far = turned[knob] if knob in turned else NATIONAL[knob].neutral
            turned[knob] = _combined(pack, knob, effect.by, m.factor, so_far, quarter)
        else:
            column = columns.get(knob)
            if column is None:
                column = columns[knob] = knobs.trust[TRUST_INDEX[knob], :, b]
            _spread(column, knob, effect.by, m)
    for name, value in turned.items():
        spec = NATIONAL[name]
        knobs.national[NATIONAL_INDEX[name], b] = min(spec.high, max(spec.low, value))
    closed = ~world.open[:, b] if columns else None
    for name, column in columns.items():
        spec = TRUST[name]
        np.minimum(np.maximum(column, spec.low), spec.high, out=column)
        column[closed] = spec.neutral


def _spread(column: NDArray[np.float64], knob: str, by: float, m: Modifier) -> None:
    """Turns a knob of the modifier's trusts, (T,), by the knob's own way of combining."""
    rows, how = list(m.trusts), TRUST[knob].combine
    if knob in ALL_OR_NOTHING:
        if by > 0:
            column[rows] = 1.0
    elif how == "multiply":
        column[rows] *= 1.0 + (by - 1.0) * m.factor / 1000
    elif how == "max":
        column[rows] = np.maximum(column[rows], by * m.factor / 1000)
    else:
        column[rows] += by * m.factor / 1000


def _combined(pack: Pack, knob: str, by: float, factor: int, so_far: float, quarter: int) -> float:
    """A national knob after one more setting, by the knob's own way of combining."""
    how = NATIONAL[knob].combine
    if how == "add":
        return so_far + by * factor / 1000
    if how == "multiply":
        return so_far * (1.0 + (by - 1.0) * factor / 1000)
    if how == "max":
        return max(so_far, by * factor / 1000)
    path = _path(pack, knob, quarter)
    if factor == 1000 or path is None:
        return by
    return path + (by - path) * factor / 1000


def _path(pack: Pack, knob: str, quarter: int) -> float | None:
    """What the scenario's path brings where a ``set`` knob replaces it."""
    year = calendar.financial_year(quarter)
    paths = pack.scenario.paths
    found = {"tariff_set_pct": paths.tariff_pct, "marginal_rate": paths.marginal_rate}.get(knob)
    return None if found is None else found.get(year)


def causes(tables: Tables, modifiers: Iterable[Modifier], quarter: int) -> tuple[Asked, Asked]:
    """Who asked for each gauge's shock and push: gauge index -> source -> thousandths."""
    now = standing_of(tables, tuple(modifiers), quarter)
    return now.shocks, now.pushes
