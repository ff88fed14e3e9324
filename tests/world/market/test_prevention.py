"""Emergencies avoided: a floor, and falling returns."""

from __future__ import annotations

import pytest

from tests.world import fixtures

MODEL = fixtures.small()


def admitted(quarters: int, **national: float) -> float:
    worlds, _ = fixtures.run(MODEL, quarters, fixtures.knobs(MODEL, 1, **national))
    return float(worlds[-1].metric_of("emergency_admissions")[0])


@pytest.mark.parametrize("knobs", [{"integration": 1.0}, {"emergency_growth_pct": -5.0}])
def test_no_scheme_avoids_more_than_the_most(knobs: dict[str, float]) -> None:
    most = MODEL.params.avoided_most
    assert 1.0 - admitted(40, **knobs) / admitted(40) == pytest.approx(most, abs=0.03)


def test_two_schemes_together_find_less_than_each_alone_would_add_up_to() -> None:
    base = admitted(8)
    one, other = admitted(8, integration=0.4), admitted(8, emergency_growth_pct=-1.0)
    both = admitted(8, integration=0.4, emergency_growth_pct=-1.0)
    assert both < min(one, other)
    assert base - both < (base - one) + (base - other)


def test_four_hours_has_a_ceiling() -> None:
    worlds, _ = fixtures.run(MODEL, 20, fixtures.knobs(MODEL, 1, integration=1.0, waits_relief=5))
    assert max(float(w.metric_of("ae_4h_share")[0]) for w in worlds) <= 0.985
