"""What commissioners hold back: it meets a shortfall, up to its size, and makes no surplus."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.world.market import contingency
from tests.world import fixtures

P = fixtures.small().params


@given(st.integers(-30_000, 30_000), st.integers(0, 500_000))
def test_a_shortfall_is_met_as_far_as_it_goes(balance: int, budget: int) -> None:
    at, money = np.array([float(balance)]), np.array([float(budget)])
    held = contingency.held_back(P.contingency, at, money)[0]
    assert 0.0 <= held <= np.rint(P.contingency * budget)
    assert balance < 0 or held == 0.0
    assert balance + held <= max(balance, 0)


@given(st.floats(-0.1, 0.1))
def test_who_could_not_meet_obligations_before_cannot_now(expected: float) -> None:
    """The contingency is a part of reserves: using it first does not add to them."""
    before = expected < -(P.reserve_share + P.pool_share) - 1e-12
    after = contingency.after(P, np.array([expected]))[0] < -contingency.cover(P)
    assert after or not before
    safe = expected > -(P.reserve_share + P.pool_share) + 1e-12
    assert not (safe and after)


def test_fewer_commissioners_are_overspent_with_it() -> None:
    over = []
    for share in (0.0, P.contingency):
        model = fixtures.small(overrides=(("contingency", share),))
        worlds, _ = fixtures.run(model, 4)
        over.append(int((worlds[-1].balance_k < 0).sum()))
    assert over[1] <= over[0]


def test_headroom_is_freed_at_a_years_end_alone_and_from_april_2013() -> None:
    march = {year: 4 * year for year in range(2010, 2020)}  # January to March, as a quarter
    assert contingency.headroom(P, march[2013]) == 0.0
    assert contingency.headroom(P, march[2014]) == P.headroom_2013
    assert contingency.headroom(P, march[2014] + 1) == 0.0
    assert contingency.headroom(P, march[2016]) == P.headroom_2015
    assert contingency.headroom(P, march[2017]) == 0.0  # the system's, and not theirs
