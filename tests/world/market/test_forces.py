"""Market forces: the factor moves money and adds none; pay follows places; the rest shows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.world import model, parameters
from game.world.health_map import F
from game.world.market.initial_conditions import agency_share, forces_of
from game.world.model import Model
from game.world.world_state import World
from tests.world import fixtures

SOUTH = 6  # the fixtures' London


@cache
def apart() -> Model:
    """The small country, with one dear region: paid for, and better paid outside."""
    m = fixtures.small()
    dear = m.place.trust_region == SOUTH
    place = replace(
        m.place,
        trust_payment=np.where(dear, 1.20, 1.03),
        trust_outside=np.where(dear, 1.25, 0.95),
        trust_supplement=np.where(dear, 1.12, 1.0),
        trust_site=np.where(dear, 1.4, 0.95),
    )
    return model.build(
        place=place,
        params=parameters.from_mapping(fixtures.parameters()),
        country=m.country,
        first=m.first,
        paths=fixtures.PATHS,
        rules=fixtures.RULES,
        government=m.government,
        start=m.start,
        election=fixtures.election_parameters.parameters(),
    )


M = apart()
DEAR = M.place.trust_region == SOUTH
ACUTE = M.baseline.acute[:, 0] > 0
FORCES = M.baseline.forces


def after(quarters: int, **national: float) -> World:
    worlds, _ = fixtures.run(M, quarters, fixtures.knobs(M, 1, **national))
    return worlds[-1]


def test_the_factor_brings_no_money() -> None:
    """The income that it scales is, in all, what it was without it."""
    paid = M.baseline.income.sum()
    assert paid == pytest.approx((M.baseline.income / FORCES.payment).sum(), rel=2e-5)


def test_places_without_indices_are_all_the_same() -> None:
    m = fixtures.small()
    for values in (m.baseline.forces.payment, m.baseline.forces.pay, m.baseline.forces.site):
        assert (values == 1.0).all()
    assert (m.baseline.forces.gap == 0.0).all()


def test_a_dear_place_is_paid_more_and_costs_more_but_not_equally() -> None:
    assert FORCES.payment[DEAR].mean() > 1.05 > FORCES.payment[~DEAR].mean()
    assert FORCES.cost[DEAR].mean() > FORCES.cost[~DEAR].mean()
    left = FORCES.covered(M.baseline.income)
    assert np.abs(left).max() > 0.001
    weighted = (left * M.baseline.income).sum() / M.baseline.income.sum()
    assert abs(weighted) < 1e-3


def test_agencies_and_deaths_follow_the_regions_gap() -> None:
    """Propper and Van Reenen 2010: what a region's outside pays better, its patients pay for."""
    share = agency_share(M.params, FORCES.gap)[:, 0]
    assert share[DEAR].min() > share[~DEAR].max()
    plain = fixtures.small().baseline.ln_ami[:, 0]
    worse = (M.baseline.ln_ami[:, 0] - plain)[ACUTE]
    assert worse == pytest.approx(M.params.ami_wage * FORCES.gap[ACUTE, 0], abs=0.01)


def test_without_the_factor_the_dear_region_loses_what_the_others_gain() -> None:
    moved = after(4, market_forces=0.0).income_k[:, 0] - after(4).income_k[:, 0]
    served = M.baseline.income[:, 0] > 0
    assert (moved[DEAR & served] < 0).all()
    assert moved[~DEAR].sum() > 0
    assert abs(moved.sum()) < 0.03 * np.abs(moved).sum()


def test_pay_set_by_region_saves_lives_where_the_outside_pays_better() -> None:
    ami = after(12, regional_pay=1.0).ami[:, 0] - after(12).ami[:, 0]
    assert (ami[ACUTE & DEAR] < 0).all()
    assert ami[ACUTE & ~DEAR].mean() > 0


def test_a_cap_lowers_agency_spending_and_cost() -> None:
    capped, free = after(4, agency_cap=0.6), after(4)
    assert capped.metric_of("agency_share") < free.metric_of("agency_share")
    assert capped.underlying_k.sum() > free.underlying_k.sum()


@given(st.floats(-0.3, 0.3), st.floats(0.0, 0.2))
def test_a_wider_gap_never_means_fewer_agency_staff(gap: float, more: float) -> None:
    low, high = (agency_share(M.params, np.array([g])) for g in (gap, gap + more))
    assert 0.0 <= low[0] <= high[0] <= 0.4


@given(st.lists(st.floats(0.8, 1.4), min_size=40, max_size=40))
def test_means_are_one_whatever_the_indices(values: list[float]) -> None:
    index = np.array(values)
    place = replace(M.place, trust_payment=index, trust_outside=index)
    income: F = np.rint(M.baseline.income)
    made = forces_of(place, M.params, income)
    assert (made.payment * income).sum() / income.sum() == pytest.approx(1.0, abs=1e-4)
    assert (made.gap * income).sum() / income.sum() == pytest.approx(0.0, abs=1e-4)
