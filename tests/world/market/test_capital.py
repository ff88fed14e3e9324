"""What the estate costs: it follows no work, cannot be cut, and does not vanish in a merger."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.world.market import initial_conditions
from tests.world import fixtures

MODEL = fixtures.small()
P, BASE = MODEL.params, MODEL.baseline


@given(st.floats(0, 0.2), st.floats(0, 0.2))
def test_the_more_a_contractor_has_built_the_less_a_trust_pays_on_its_own(
    a: float, b: float
) -> None:
    low, high = sorted((a, b))
    own = initial_conditions.own_charges(P, np.array([[low], [high]]), np.array([[5e4], [5e4]]))
    assert own[0, 0] >= own[1, 0] >= 0.0
    assert high < P.estate_pfi or own[1, 0] == 0.0


def test_together_they_come_to_about_a_twentieth_of_income() -> None:
    income = BASE.income.sum()
    assert 0.03 < (BASE.capital_k + BASE.pfi_k).sum() / income < 0.09


def test_the_dividend_goes_to_the_taxpayer_every_quarter() -> None:
    _, reports = fixtures.run(MODEL, 2)
    for report in reports:
        paid = report.flows[report.flow_names.index(("trusts", "taxpayer")), 0]
        assert abs(paid / (P.dividend_share * BASE.capital_k.sum()) - 1.0) < 0.2


def test_whoever_takes_a_site_over_pays_for_it() -> None:
    rows = np.flatnonzero((BASE.acute[:, 0] > 0) & (BASE.pfi_k[:, 0] > 0))
    taken = np.zeros(MODEL.place.trusts)
    taken[rows[0]] = 1.0
    worlds, reports = fixtures.run(MODEL, 3, fixtures.knobs(MODEL, 1, {"takeover": taken}))
    assert not worlds[-1].open[rows[0], 0]
    _, alone = fixtures.run(MODEL, 3)
    flow = reports[0].flow_names.index(("trusts", "taxpayer"))
    assert abs(int(reports[-1].flows[flow, 0]) - int(alone[-1].flows[flow, 0])) <= 2


def test_a_trust_without_work_has_its_charges_still() -> None:
    """With no savings to make and nothing else changed, costs fall by less than work does."""
    less = fixtures.knobs(MODEL, 1, activity_pct=-20)
    _, reports = fixtures.run(MODEL, 1, less)
    _, alone = fixtures.run(MODEL, 1)
    names = alone[0].flow_names
    spent = [
        sum(int(r.flows[names.index(pair), 0]) for pair in names if pair[0] == "trusts")
        for r in (reports[0], alone[0])
    ]
    dividend = names.index(("trusts", "taxpayer"))
    assert spent[0] < spent[1]
    assert reports[0].flows[dividend, 0] == alone[0].flows[dividend, 0]
