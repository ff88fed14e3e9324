"""What ways out of cases are worth to each role, and what others are feared to stake on them."""

from __future__ import annotations

import numpy as np
import pytest

from game.players.persona.lever_values import PER_100M, LeverValues, arrows_at, axes, case_sources
from game.players.persona.way_arrays import WORTH_A_STAKE, way_arrays, way_kinds
from game.rules.cases import ways_out
from game.scenario import loader
from game.scenario.schema.base import ROLES

PACK = loader.load("december-2013")
WAYS = PACK.scenario.cases.ways
HOLD = next(way for way in WAYS if way.hold)
PAID = next(way for way in WAYS if way.purse_m and not way.hold)
FREE = next(way for way in WAYS if not way.purse_m and not way.hold)


def values(*worth: dict[str, float]) -> LeverValues:
    """What sources of cases are worth to the roles, in their order; nothing if not said."""
    of, sources = arrows_at(PACK, 2), case_sources(PACK)
    found = np.zeros((len(ROLES), len(sources)))
    for row, points in zip(found, worth, strict=False):
        for source, value in points.items():
            row[sources.index(source)] = value
    shape = len(ROLES), len(axes(PACK).row)
    return LeverValues(of, np.ones((len(ROLES), len(axes(PACK).column))), np.zeros(shape), found)


def test_a_way_out_is_worth_what_it_does_less_its_price_and_more_in_a_marginal_seat() -> None:
    done = ways_out.source(PAID.id)
    points, _ = way_arrays(PACK, [values({done: 2.0, f"{done}/marginal": 0.5}, {done: -1.0})])
    price, place = PER_100M * PAID.purse_m / 100, way_kinds(PACK)
    for decider in ROLES:
        plain, marginal = place[PAID.id, decider, False], place[PAID.id, decider, True]
        assert points[0, :2, plain].tolist() == pytest.approx([2.0 - price, -1.0 - price])
        assert points[0, :2, marginal].tolist() == pytest.approx([2.5 - price, -1.0 - price])


def test_to_hold_a_case_over_costs_its_decider_standing() -> None:
    held = {ways_out.held_source(role): -1.0 - i for i, role in enumerate(ROLES)}
    points, _ = way_arrays(PACK, [values(held)])
    for i, decider in enumerate(ROLES):
        assert points[0, 0, way_kinds(PACK)[HOLD.id, decider, False]] == -1.0 - i
        assert points[0, 0, way_kinds(PACK)[FREE.id, decider, False]] == 0.0


def test_feared_are_the_stakes_of_all_but_the_decider_less_those_for_it() -> None:
    done, (one, two) = ways_out.source(FREE.id), WORTH_A_STAKE
    of = values({done: -two}, {done: -two}, {done: one}, {done: one / 2})
    _, feared = way_arrays(PACK, [of])
    found = [feared[0, way_kinds(PACK)[FREE.id, decider, False]] for decider in ROLES]
    assert found == [2 - 1, 2 - 1, 2 + 2, 2 + 2 - 1]
    _, liked = way_arrays(PACK, [values({done: two}, {done: two})])
    assert not liked[0, way_kinds(PACK)[FREE.id, "monitor", False]]


def test_a_view_is_judged_among_others_as_alone() -> None:
    rng = np.random.default_rng(5)
    some = [
        values(*({s: float(rng.normal()) for s in case_sources(PACK)} for _ in ROLES))
        for _ in range(7)
    ]
    together = way_arrays(PACK, some)
    for i, of in enumerate(some):
        for found, alone in zip(together, way_arrays(PACK, [of]), strict=True):
            assert found[i].tobytes() == alone[0].tobytes()
