"""From modifiers to knobs: what is in force in a quarter sets what the market reads.

Several games are compiled at once, each as if it were alone: within a game settings combine in
the order of its modifiers, and no game's settings meet another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import ALL_OR_NOTHING, card_index
from game.rules.effects.in_force import InForce, ShareBySource, in_force_of
from game.rules.effects.modifiers import PROGRAMME
from game.rules.state.position import Board, Modifier
from game.scenario.pack import Pack
from game.scenario.schema import effects
from game.scenario.schema.effects import Effect
from game.world import quarter_calendar
from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST, TRUST_INDEX, Knobs
from game.world.world_state import World

#: What keeps trusts or commissioners above water from outside; left out of the inheritance.
SUPPORT: Final = frozenset(
    {"support_k", "loan_k", "income_pct", "top_slice_pct", "pool_levy_pct", "commissioner_grant_m"}
)
#: The array's own way of combining: each is done for entries one after the other, so that what
#: falls on the same trust combines in the order in which it is given.
_COMBINED: Final = {"add": np.add, "multiply": np.multiply, "max": np.maximum}


def compile(pack: Pack, board: Board, world: World, *, support: bool = True) -> Knobs:
    """Return the knobs of one game's quarter, batch 1: all live modifiers together."""
    return knobs_of(pack, board.modifiers, board.quarter, world, support=support)


def knobs_of(
    pack: Pack, modifiers: Iterable[Modifier], quarter: int, world: World, *, support: bool = True
) -> Knobs:
    """Return the knobs that these modifiers make in the quarter, batch 1."""
    return knobs_of_many(pack, [modifiers], quarter, world, support=support)


def knobs_of_many(
    pack: Pack,
    games: Sequence[Iterable[Modifier]],
    quarter: int,
    world: World,
    *,
    support: bool = True,
) -> Knobs:
    """Return the knobs of several games' modifiers, batch B as in ``world``, last quarter's end.

    Trusts that have closed since are not reached. ``support=False`` leaves out payments that
    keep trusts or commissioners above water.
    """
    return KnobCourse(pack, games, support=support).knobs(quarter, world)


class KnobCourse:
    """The knobs of several games, quarter after quarter, while nobody adds to their modifiers.

    A game's are set anew only where something of it begins or ends.
    """

    def __init__(
        self, pack: Pack, games: Sequence[Iterable[Modifier]], *, support: bool = True
    ) -> None:
        self._pack = pack
        self._games = [tuple(modifiers) for modifiers in games]
        self._support = support
        #: As asked for, before limits and closed trusts; of trusts' knobs those in ``_used``.
        self._made = _room(_neutral(pack), len(self._games))
        self._begun = False
        self._used: set[str] = set()  # knobs of trusts that some game has asked to set
        #: Games by the quarters from which they differ from the one before.
        self._changes: dict[int, set[int]] | None = None
        self._on_paths: set[int] = set()  # games that have set a knob with a path

    def knobs(self, quarter: int, world: World) -> Knobs:
        """Return the knobs of the quarter; quarters are asked for one after the other."""
        self._set(self._changed(quarter) if self._begun else range(len(self._games)), quarter)
        self._begun = True
        return self._limited(world)

    def _changed(self, quarter: int) -> Sequence[int]:
        """Return the games of which something differs from the quarter before."""
        if self._changes is None:
            self._changes = {}
            for b, modifiers in enumerate(self._games):
                acting = [m for m in modifiers if reaches_market(self._pack, m)]
                self._games[b] = tuple(acting)
                first = {m.first for m in acting}
                for at in first.union([m.last + 1 for m in acting if m.last is not None]):
                    self._changes.setdefault(at, set()).add(b)
        found = self._changes.get(quarter, set())
        if quarter_calendar.opens_financial_year(quarter):  # paths bring another year's numbers
            found = found | self._on_paths
        return sorted(found)

    def _set(self, games: Sequence[int], quarter: int) -> None:
        """Set these games' knobs as what is in force asks."""
        knobs, still = self._made, _neutral(self._pack)
        if not games:
            return
        some = slice(None) if len(games) == len(self._games) else list(games)
        knobs.national[:, some] = still.national
        knobs.shock[:, some] = knobs.push[:, some] = 0
        for name in self._used:
            knobs.trust[TRUST_INDEX[name]][:, some] = TRUST[name].neutral
        spread, shocks, pushes = _Spread(), _Entries(), _Entries()
        for b in games:
            now = in_force_of(card_index(self._pack), self._games[b], quarter)
            shocks.add(now.shocks, b)
            pushes.add(now.pushes, b)
            self._set_one(now, quarter, b, knobs, spread)
        shocks.over(knobs.shock)
        pushes.over(knobs.push)
        for name in spread.knobs - self._used:
            knobs.trust[TRUST_INDEX[name]] = TRUST[name].neutral
        self._used |= spread.knobs
        spread.over(knobs.trust)

    def _set_one(self, now: InForce, quarter: int, b: int, knobs: Knobs, spread: _Spread) -> None:
        """Set the national knobs of game ``b``, and gather what its trusts' are to be."""
        made: dict[str, float] = {}
        for m, effect in now.settings:
            if effect is None:
                if self._support or m.effect == PROGRAMME:
                    name = "spend_m" if m.effect == PROGRAMME else "commissioner_grant_m"
                    made[name] = made.get(name, NATIONAL[name].neutral) + m.amount_k / 1000
                continue
            knob = effect.knob
            if not self._support and knob in SUPPORT:
                continue
            if effect.do == "knob":
                if NATIONAL[knob].combine == "set":
                    self._on_paths.add(b)
                so_far = made[knob] if knob in made else NATIONAL[knob].neutral
                made[knob] = _combined(self._pack, knob, effect.by, m.factor, so_far, quarter)
            else:
                spread.add(knob, b, effect.by, m)
        for name, value in made.items():
            spec = NATIONAL[name]
            knobs.national[NATIONAL_INDEX[name], b] = min(spec.high, max(spec.low, value))

    def _limited(self, world: World) -> Knobs:
        """Return the knobs within their limits, those of closed trusts untouched."""
        made = self._made
        trust: dict[str, NDArray[np.float64]] = {}
        closed = ~world.open if self._used else None
        for name in self._used:
            spec = TRUST[name]
            values = trust[name] = np.maximum(made.trust[TRUST_INDEX[name]], spec.low)
            np.minimum(values, spec.high, out=values)
            values[closed] = spec.neutral
        return Knobs.of_some(
            made.national.copy(),
            trust,
            made.shock.copy(),
            made.push.copy(),
            trusts=made.trust.shape[1],
        )


def reaches_market(pack: Pack, m: Modifier) -> bool:
    """Return whether the modifier ever asks for a knob, a shock or a push."""
    return m.effect < 0 or _told_by_knobs(card_index(pack).effects_of(m.source)[m.effect])


def _told_by_knobs(effect: Effect) -> bool:
    """Return whether knobs tell the market of the effect."""
    match effect:
        case effects.Shock() | effects.Push() | effects.KnobSetting() | effects.TrustKnobSetting():
            return True
        case (
            effects.Bar()
            | effects.Flag()
            | effects.Clout()
            | effects.Cheaper()
            | effects.Special()
            | effects.CaseClock()
        ):
            return False
        case _:
            assert_never(effect)


class _Entries:
    """What is asked of gauges in thousandths, by gauge and game."""

    def __init__(self) -> None:
        self._gauges: list[int] = []
        self._games: list[int] = []
        self._amounts: list[int] = []

    def add(self, asked: ShareBySource, b: int) -> None:
        """Add what all sources ask in game ``b``."""
        for gauge, by in asked.items():
            self._gauges.append(gauge)
            self._games.append(b)
            self._amounts.append(sum(by.values()))

    def over(self, dense: NDArray[np.int64]) -> None:
        """Put what was asked where it belongs, (gauges, B) in thousandths."""
        dense[self._gauges, self._games] = self._amounts


#: A modifier's trusts as an array: it reaches the same ones for several quarters.
_ROWS: Memo[NDArray[np.int64]] = Memo(4096)


def _array(rows: tuple[int, ...]) -> NDArray[np.int64]:
    return np.array(rows, np.int64)


class _Spread:
    """Settings of trusts' knobs as they are gathered: for each its trusts, where its knob's
    games begin, and its amount, by the knob's own way of combining."""

    def __init__(self) -> None:
        self.knobs: set[str] = set()
        self._asked: dict[str, list[tuple[tuple[int, ...], int, int, float]]] = {
            how: [] for how in _COMBINED
        }

    def add(self, knob: str, b: int, by: float, m: Modifier) -> None:
        """Add one modifier's setting of a knob of its trusts in game ``b``."""
        how = TRUST[knob].combine
        if knob in ALL_OR_NOTHING:
            if by <= 0:
                return
            amount = 1.0
        elif how == "multiply":
            amount = 1.0 + (by - 1.0) * m.factor / 1000
        else:
            amount = by * m.factor / 1000
        self.knobs.add(knob)
        self._asked[how].append((m.trusts, TRUST_INDEX[knob], b, amount))

    def over(self, trust: NDArray[np.float64]) -> None:
        """Combine all settings with the knobs, (knobs, T, B)."""
        _, trusts, batch = trust.shape
        flat = trust.reshape(-1)
        for how, asked in self._asked.items():
            if not asked:
                continue
            count = [len(rows) for rows, _, _, _ in asked]
            rows = np.concatenate([_ROWS.of(rows, _array) for rows, _, _, _ in asked])
            first = np.array([k * trusts * batch + b for _, k, b, _ in asked])
            amount = np.array([a[3] for a in asked])
            places = rows * batch + np.repeat(first, count)
            _COMBINED[how].at(flat, places, np.repeat(amount, count))


@per_pack
def _neutral(pack: Pack) -> Knobs:
    return Knobs.neutral(pack.model.place.trusts)


def _room(still: Knobs, batch: int) -> Knobs:
    """Return room for the knobs of so many games, not yet set."""
    return Knobs(
        np.empty((len(still.national), batch)),
        np.empty((*still.trust.shape[:2], batch)),
        np.empty((len(still.shock), batch), np.int64),
        np.empty((len(still.push), batch), np.int64),
    )


def _combined(pack: Pack, knob: str, by: float, factor: int, so_far: float, quarter: int) -> float:
    """Return a national knob after one more setting, by the knob's own way of combining."""
    how = NATIONAL[knob].combine
    match how:
        case "add":
            return so_far + by * factor / 1000
        case "multiply":
            return so_far * (1.0 + (by - 1.0) * factor / 1000)
        case "max":
            return max(so_far, by * factor / 1000)
        case "set":
            path = _path(pack, knob, quarter)
            return by if factor == 1000 or path is None else path + (by - path) * factor / 1000
        case _:
            assert_never(how)


def _path(pack: Pack, knob: str, quarter: int) -> float | None:
    """Return what the scenario's path brings where a ``set`` knob replaces it."""
    year = quarter_calendar.financial_year(quarter)
    paths = pack.scenario.paths
    found = {"tariff_set_pct": paths.tariff_pct, "marginal_rate": paths.marginal_rate}.get(knob)
    return None if found is None else found.get(year)
