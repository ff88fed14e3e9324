"""Best-practice tariffs: from the year that they began, from worse to better, and no more money."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.world import quarter_calendar
from game.world.market import best_practice, initial_conditions
from tests.world import fixtures

P = fixtures.small().params


def test_they_begin_in_april_2010_and_grow() -> None:
    before, first, later = (
        best_practice.at_stake(P, quarter_calendar.parse(q)) for q in ("2010Q1", "2010Q2", "2013Q2")
    )
    assert before == 0.0 < first < later


@given(st.lists(st.floats(0, 100), min_size=5, max_size=30))
def test_scores_move_money_and_add_none(quality: list[float]) -> None:
    q = np.array(quality)[:, None]
    weight = 1000.0 * np.arange(1.0, len(q) + 1.0)[:, None]
    score = initial_conditions.scores(P, q, weight)
    assert abs((score * weight).sum()) < 1e-4 * weight.sum()
    order = np.argsort(q[:, 0])
    assert (np.diff(score[order, 0]) >= 0).all()


def test_better_care_is_paid_better() -> None:
    m = fixtures.small()
    rows = np.flatnonzero(m.baseline.acute[:, 0] > 0)[:1]
    push = np.zeros(m.place.trusts)
    push[rows] = 6.0
    worlds = [
        fixtures.run(m, 4, fixtures.knobs(m, 1, {"quality_push": push * on}))[0][-1]
        for on in (0, 1)
    ]
    assert (worlds[1].income_k - worlds[0].income_k)[rows, 0] > 0
