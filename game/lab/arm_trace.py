"""Run an arm: many games side by side, in tiles, keeping only what is measured.

Row b of a batch is bit-equal to that game alone, so tiles change nothing; memory grows with draws ×
quarters × measures and with one tile of worlds, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray

from game.errors import InputError
from game.lab.batch import keep
from game.lab.experiment_arm import KnobOverride, LeverOrder, ReadyArm
from game.scenario import numerals
from game.world import quarter_calendar
from game.world.endowments import of_games
from game.world.figure_names import REGIONS
from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST, TRUST_INDEX, Combine, Knobs
from game.world.model import Model
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import QuarterRecord, World

F = NDArray[np.float64]
#: What is measured at each quarter's end: (model, world, report or None at the start) -> (B,).
Measure = Callable[[Model, World, QuarterRecord | None], F]
TILE: Final = 32


@dataclass(frozen=True, slots=True)
class Trace:
    """What an arm measured.

    ``quarters`` are labels, the start's first; ``values``, by measure, (quarters + 1, draws).
    """

    quarters: tuple[str, ...]
    values: dict[str, F]

    def at(self, name: str, label: str) -> F:
        """Return a measure at a quarter's end, (draws,)."""
        out: F = self.values[name][self.quarters.index(label)]
        return out


def trace(
    ready_arm: ReadyArm,
    seeds: Sequence[int],
    quarters: int,
    measures: Mapping[str, Measure],
    done: Callable[[int], None] = lambda count: None,
) -> Trace:
    """Measure ``len(seeds)`` games over ``quarters`` market quarters.

    ``done`` is told how many quarters of games have been run.
    """
    keep()
    model = ready_arm.pack.model
    rows = [
        (t, None if t.trusts is None else trusts_of(model, t.trusts)) for t in ready_arm.arm.turned
    ]
    values = {name: np.empty((quarters + 1, len(seeds))) for name in measures}
    for a in range(0, len(seeds), TILE):
        tile = seeds[a : a + TILE]
        at = slice(a, a + len(tile))
        world, report = start(model, tile), None
        held = [(t, None if who is None else who.rows(model, world.endowment)) for t, who in rows]
        luck = Luck(tile)
        orders = ArmOrders(ready_arm, len(tile))
        for quarter in range(quarters + 1):
            if quarter:
                knobs = orders.knobs(world, model.first + quarter - 1)
                set_knobs(knobs, held, model.first + quarter - 1)
                world, report = step(model, world, knobs, luck)
                refuse_beyond(world)
                done(len(tile))
            for name, measure in measures.items():
                values[name][quarter, at] = measure(model, world, report)
    labels = tuple(quarter_calendar.label(model.first - 1 + i) for i in range(quarters + 1))
    return Trace(labels, values)


#: Trusts' underlying margin beyond which nothing here would still be a health service.
_BEYOND: Final = 0.30


def refuse_beyond(world: World) -> None:
    """Raise InputError where all trusts together lose or keep more of their income than a
    service could before somebody ended it: the model says nothing of what comes then."""
    margin = np.add.reduce(world.underlying_k, axis=0) / np.maximum(
        np.add.reduce(world.income_k, axis=0), 1
    )
    worst = float(margin[np.argmax(np.abs(margin))])
    if abs(worst) > _BEYOND:
        what = "lose" if worst < 0.0 else "keep"
        raise InputError(
            f"In {quarter_calendar.label(world.quarter)} trusts would {what} "
            f"{abs(100.0 * worst):.0f} per cent of their income; beyond {100.0 * _BEYOND:.0f} the "
            "model says nothing, and the run stops."
        )


def set_knobs(
    knobs: Knobs, turned: Sequence[tuple[KnobOverride, NDArray[np.int64] | None]], now: int
) -> None:
    """Set the knobs that are turned in quarter ``now``, each by its own way of combining.

    Beside each that is of trusts are their rows in every game, (n, B).
    """
    for t, rows in turned:
        if not t.live(now):
            continue
        if rows is None:
            spec, i = NATIONAL[t.knob], NATIONAL_INDEX[t.knob]
            value = _combined(spec.combine, knobs.national[i], t.value)
            knobs.national[i] = np.minimum(np.maximum(value, spec.low), spec.high)
        else:
            spec, set_to = TRUST[t.knob], knobs.trust[TRUST_INDEX[t.knob]]
            value = _combined(spec.combine, np.take_along_axis(set_to, rows, axis=0), t.value)
            value = np.minimum(np.maximum(value, spec.low), spec.high)
            np.put_along_axis(set_to, rows, value, axis=0)


def _combined(how: Combine, old: F, value: float) -> F:
    match how:
        case "add":
            return old + value
        case "multiply":
            return old * value
        case "max":
            return np.maximum(old, value)
        case "set":
            return np.full_like(old, value)
        case _:
            assert_never(how)


@dataclass(frozen=True, slots=True)
class ChosenTrusts:
    """Trusts that an arm names, (n,) rows, or the ``worst`` so many of them by margin at the
    start, which are others in each game."""

    named: NDArray[np.int64]
    worst: int | None = None

    def rows(self, model: Model, endowment: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return their rows in games of an endowment (T, B), (n, B), rising."""
        if self.worst is None:
            return np.repeat(self.named[:, None], endowment.shape[1], axis=1)
        margin = of_games(model.baseline, "margin", endowment, self.named)
        order = np.argsort(margin, axis=0, kind="stable")
        return np.sort(self.named[order[: self.worst]], axis=0)


def trusts_of(model: Model, who: tuple[str, ...]) -> ChosenTrusts:
    """Return trusts by id, by group, or (a number) the worst acute trusts by margin at the start:
    of all, or of a region, as ``10_LN``.

    Raises InputError for an unknown trust.
    """
    place = model.place
    if len(who) == 1:
        word = who[0]
        groups = {
            "all": np.ones(place.trusts, np.bool_),
            "acute": place.trust_kind == 0,
            "block": place.trust_kind == 1,
            "ft": place.trust_ft,
            "nhs_trust": ~place.trust_ft,
        }
        if word in groups:
            return ChosenTrusts(np.flatnonzero(groups[word]))
        number, _, region = word.partition("_")
        count = numerals.whole(number)
        if count is not None and (not region or region in REGIONS):
            where = place.trust_kind == 0
            if region:
                where &= place.trust_region == REGIONS.index(region)
            acute = np.flatnonzero(where)
            if not 1 <= count < len(acute):
                here = f" in {region}" if region else ""
                raise InputError(
                    f"There are {len(acute)} acute trusts{here}; {count} can't be taken."
                )
            return ChosenTrusts(acute, worst=count)
    known = {name: i for i, name in enumerate(place.trust_id)}
    for name in who:
        if name not in known:
            raise InputError(
                f"There is no trust {name!r}; ids run from {place.trust_id[0]} to "
                f"{place.trust_id[-1]}, or write all, acute, block, ft, nhs_trust or a number."
            )
    return ChosenTrusts(np.array([known[name] for name in who], np.int64))


class ArmOrders:
    """Levers ordered in an arm, at full effect: game by game their modifiers become knobs."""

    def __init__(self, ready_arm: ReadyArm, batch: int) -> None:
        self._ready_arm = ready_arm
        self._batch = batch
        self._orders: tuple[LeverOrder, ...] = ready_arm.arm.orders
        if self._orders:
            from game.rules.engine import start as begin

            board = begin(ready_arm.pack, 0)[0].board
            self._boards = [board] * batch

    def knobs(self, world: World, quarter: int) -> Knobs:
        """Return the quarter's knobs: neutral but for what orders set."""
        pack = self._ready_arm.pack
        if not self._orders:
            return Knobs.neutral(pack.model.place.trusts, self._batch)
        from dataclasses import replace

        from game.rules.cards.index import card_index
        from game.rules.effects.knob_settings import knobs_of
        from game.rules.effects.modifiers import Enactment, modifiers_of

        given = [o for o in self._orders if o.quarter == quarter]
        made = []
        for b in range(self._batch):
            board, alone = replace(self._boards[b], quarter=quarter), world.row(b)
            for order in given:
                found = trusts_of(pack.model, order.trusts).rows(pack.model, alone.endowment)
                rows = tuple(found[:, 0].tolist())
                price = round(card_index(pack).levers[order.lever].lever.purse_m * 1000)
                enactment = Enactment(order.lever, order.role, trusts=rows, paid_k=price)
                new = modifiers_of(pack, board, alone, enactment)
                board = replace(board, modifiers=(*board.modifiers, *new))
            self._boards[b] = board
            made.append(knobs_of(pack, board.modifiers, quarter, alone))
        return Knobs.stack(made)
