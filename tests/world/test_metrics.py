"""What is measured at a quarter's end."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.world import metrics
from game.world.knobs import Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
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


def test_a_marginal_has_lost_its_hospital_by_closing_or_with_its_a_and_e() -> None:
    """Another owner's name over the door is no loss, and nobody else's hospital is one's own."""
    quiet = start(MODEL, (1,))
    first = int(MODEL.marginal_own[0, 0])
    seats = int((MODEL.marginal_own == first).any(axis=0).sum())
    far = np.setdiff1d(np.arange(MODEL.place.trusts), MODEL.marginal_own)[0]

    def lost(**changed: tuple[int, int]) -> float:
        world = quiet.copy()
        for name, (row, value) in changed.items():
            getattr(world, name)[row] = value
        still = Knobs.neutral(MODEL.place.trusts, 1)
        return float(step(MODEL, world, still, Luck([1]))[0].metric_of("marginals_lost")[0])

    assert lost() == 0
    assert lost(open=(first, 0)) == lost(downgraded=(first, 1)) == seats
    assert lost(open=(first, 0), absorbed_by=(first, int(far))) == 0
    assert lost(open=(int(far), 0)) == 0
