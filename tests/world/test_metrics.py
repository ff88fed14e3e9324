"""What is measured at a quarter's end."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.world import metrics
from tests.world import fixtures

MODEL = fixtures.small()


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_a_marginal_counts_once_if_any_hospital_of_its_own_is_at_risk(key: int) -> None:
    at_risk = np.random.default_rng(key).random((MODEL.place.trusts, 3)) < 0.2
    country = MODEL.country
    plain = np.zeros(3)
    for seat in np.flatnonzero(country.marginal):
        own = country.near_trust[seat][country.near_weight[seat] >= 0.3]
        plain += at_risk[np.maximum(own, 0)].any(axis=0)
    assert (metrics.marginals(MODEL, at_risk) == plain).all()
