"""The start: exactly the named failing trusts, sane money, and no drift of its own."""

from __future__ import annotations

import numpy as np
import pytest

from game.world.market import failure
from game.world.start import start
from tests.world import fixtures


@pytest.mark.parametrize(("trusts", "commissioners"), [(35, 20), (20, 5), (0, 0)])
def test_exactly_as_many_are_at_risk_as_the_scenario_says(trusts: int, commissioners: int) -> None:
    m = fixtures.make(at_risk=trusts, failing=commissioners)
    world = start(m, (1,))
    assert world.metric_of("trusts_at_risk")[0] == trusts
    assert world.metric_of("commissioners_at_risk")[0] == commissioners


def test_they_are_at_risk_because_they_fail_a_test_and_no_other_does() -> None:
    m = fixtures.make()
    world = start(m, (1,))
    assert ((world.fails > 0) == world.at_risk).all()
    quarters = m.baseline.list_quarters
    assert (failure.tests(m.params, world, quarters, m.baseline.acute) == world.fails).all()


def test_the_named_trusts_do_not_depend_on_the_seed() -> None:
    """Where a map names nobody, those who fail at the start are named in public."""
    world = start(fixtures.make(), (1, 2, 99))
    assert (world.at_risk == world.at_risk[:, :1]).all()
    assert (world.margin != world.margin[:, :1]).any()


@pytest.mark.parametrize("commissioners", [152, 211])
def test_the_same_mechanism_works_for_other_bodies(commissioners: int) -> None:
    m = fixtures.make(commissioners=commissioners, failing=6)
    worlds, _ = fixtures.run(m, 4)
    assert 1 <= worlds[-1].metric_of("commissioners_at_risk")[0] <= 20


def test_money_is_of_englands_size() -> None:
    m = fixtures.make()
    world = start(m, (1,))
    budget, income = (4 * float(a.sum()) / 1e6 for a in (world.budget_k, world.income_k))
    assert 85 < budget < 115  # £bn a year
    assert 58 < income < 80


def test_idle_play_is_plausible_for_six_quarters() -> None:
    worlds, _ = fixtures.run(fixtures.make(), 6, seeds=(1, 2, 3))
    risk = np.array([w.metric_of("trusts_at_risk").mean() for w in worlds])
    assert (np.abs(np.diff(risk)) < 6).all()
    assert 33 <= risk[-1] <= 55
    for world in worlds:
        # those who pay last year's deficit back are short of as much again
        assert 12 <= world.metric_of("commissioners_at_risk").mean() <= 45
        assert 0.84 <= world.metric_of("occupancy").mean() <= 0.95
        assert 0.92 <= world.metric_of("ae_4h_share").mean() <= 0.98
        assert 0.15 <= world.metric_of("deficit_share").mean() <= 0.65
