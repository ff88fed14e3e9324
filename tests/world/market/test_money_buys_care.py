"""Hard budgets: what money buys, and what the want of it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World
from tests.world import fixtures

MODEL = fixtures.small(first="2010Q3")


def after(quarters: int, trust: dict[str, Any] | None = None, **national: float) -> World:
    worlds, _ = fixtures.run(MODEL, quarters, fixtures.knobs(MODEL, 1, trust, **national))
    return worlds[-1]


IDLE = after(8)


def metric(world: World, name: str) -> float:
    return float(world.metric_of(name)[0])


def test_budgets_three_per_cent_lower_each_year_lengthen_lists_and_leave_need_unmet() -> None:
    cut = after(8, budget_pct=-3)
    assert metric(cut, "waiting_list") > 1.03 * metric(IDLE, "waiting_list")
    assert metric(cut, "elective_admissions") < metric(IDLE, "elective_admissions")
    assert cut.unmet[0] > IDLE.unmet[0]
    assert metric(cut, "emergency_admissions") > metric(IDLE, "emergency_admissions")


def test_more_money_is_the_opposite() -> None:
    assert metric(after(8, budget_pct=3), "waiting_list") < metric(IDLE, "waiting_list")


def test_a_dearer_price_at_the_same_budget_buys_less() -> None:
    dear = after(8, tariff_pct=4)
    assert metric(dear, "net_surplus_m") > metric(IDLE, "net_surplus_m")
    assert metric(dear, "elective_admissions") < metric(IDLE, "elective_admissions")
    assert metric(dear, "waiting_list") > metric(IDLE, "waiting_list")


@pytest.mark.parametrize("change", [-10, -5, 0, 5, 10])
def test_a_budget_moves_the_list_one_way_throughout(change: int) -> None:
    more, less = after(12, budget_pct=change / 2), after(12, budget_pct=change / 2 - 1)
    assert metric(less, "waiting_list") > metric(more, "waiting_list")


def test_what_is_overspent_is_paid_back_within_the_next_year() -> None:
    worlds, reports = fixtures.run(MODEL, 8, fixtures.knobs(MODEL, 1, budget_pct=-4))
    april = next(i for i, w in enumerate(worlds) if i and w.quarter % 4 == 1)
    short = np.maximum(-worlds[april - 1].balance_k, 0).sum()
    assert short > 0
    assert worlds[april].owed_k.sum() == pytest.approx(short, abs=1)
    assert worlds[april + 4].owed_k.sum() == pytest.approx(
        np.maximum(-worlds[april + 3].balance_k, 0).sum(), abs=60
    )
    back = list(reports[april].flow_names).index(("commissioners", "taxpayer"))
    assert reports[april].flows[back, 0] > 0


def test_capitation_moves_no_money_on_the_day_that_it_begins() -> None:
    fixed, paid = after(1, capitation=1), after(1)
    change = float(fixed.income_k.sum() - paid.income_k.sum())
    assert abs(change) < 0.02 * float(paid.income_k.sum())


def test_one_more_emergency_loses_money_at_30_per_cent_and_earns_it_at_the_full_price() -> None:
    gain = {
        rate: metric(after(8, marginal_rate=rate, emergency_growth_pct=1), "net_surplus_m")
        - metric(after(8, marginal_rate=rate), "net_surplus_m")
        for rate in (0.3, 1.0)
    }
    assert gain[0.3] < 0.0 < gain[1.0]


def test_a_hard_winter_costs_money() -> None:
    model = fixtures.small(first="2011Q4")

    def winter(cases: float) -> float:
        world, luck = start(model, (1,)), Luck([1])
        for growth in (cases, cases, -2 * cases):
            world, _ = step(
                model, world, fixtures.knobs(model, 1, emergency_growth_pct=growth), luck
            )
        return float(world.result_k.sum())

    assert winter(3.0) < winter(0.0)


def test_trusts_that_lose_money_close_beds() -> None:
    poor = after(8, {"cost_pct": 2})
    assert poor.capacity[0].sum() < IDLE.capacity[0].sum()


def test_a_loan_is_cash_and_a_debt_and_no_income() -> None:
    lent, alone = after(1, {"loan_k": 3000}), after(1)
    assert (lent.reported_k <= alone.reported_k).all()
    cash, result = lent.cash_k - alone.cash_k, lent.reported_k - alone.reported_k
    assert (cash - result == 3000).all()
    assert (lent.debt_k == 3000).all()
    later = after(4, {"loan_k": 3000})
    assert later.reported_k.sum() < after(4).reported_k.sum()  # interest


def test_savings_beyond_slack_cost_quality_and_waits() -> None:
    hard = after(12, efficiency=1.5)
    idle = after(12)
    assert metric(hard, "net_surplus_m") > metric(idle, "net_surplus_m")
    assert metric(hard, "quality") < metric(idle, "quality")
    assert metric(hard, "waiting_list") > metric(idle, "waiting_list")
