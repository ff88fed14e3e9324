"""Sites that close lengthen journeys; sites that are handed over do not."""

from __future__ import annotations

import numpy as np

from game.world.market.travel import nearest_km
from game.world.start import start
from tests.world import fixtures


def after_exits(keeps: float) -> tuple[float, float]:
    m = fixtures.small(overrides=(("hazard", 0.05), ("hazard_keeps_site", keeps)))
    worlds, _ = fixtures.run(m, 12, seeds=(4,))
    return float(nearest_km(m, worlds[-1])[0]), float(worlds[-1].metric_of("hhi")[0])


def test_the_nearest_open_site_is_the_first_edge_at_the_start() -> None:
    m = fixtures.small()
    people = m.place.commissioner_population
    plain = float((people * m.place.edge_distance[:, 0]).sum() / people.sum())
    assert np.isclose(nearest_km(m, start(m, (1,)))[0], plain, atol=1e-3)


def test_closing_sites_costs_distance_and_handing_them_over_does_not() -> None:
    m = fixtures.small()
    before = float(nearest_km(m, start(m, (1,)))[0])
    closed, _ = after_exits(keeps=0.0)
    kept, kept_hhi = after_exits(keeps=1.0)
    assert kept == before
    assert closed > before
    begun = float(start(m, (1,)).metric_of("hhi")[0])
    assert kept_hhi > begun
