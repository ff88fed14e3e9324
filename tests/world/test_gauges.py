"""The gauge engine: every row of the report adds up to the move."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.world.figure_names import GAUGES, METRICS
from game.world.gauges import GaugeRule, Term, compile_rules, move

RULES = compile_rules(
    [
        GaugeRule("morale", 50, 0.28, (
            Term("waits", "waits", -0.5, 40), Term("heat", "media_heat", -0.4, 50, "over", 8),
            Term("nerves", "backbench_nerves", 0.3, 50, "under"),
        )),
        GaugeRule("momentum", 30, 1.0),
        GaugeRule("equity", 60, 0.1, (Term("hhi", "hhi", 300, 0.4, "both", 5),)),
        GaugeRule("nhs_satisfaction", 60, 0.5, (
            Term("waits", "waits", -1, 40), Term("usual", "nhs_satisfaction", -2, 60, usual=True),
        )),
    ]
)  # fmt: skip
G = len(GAUGES)
gauges = hnp.arrays(np.int64, (G, 2), elements=st.integers(0, 100_000))
metrics = hnp.arrays(np.float64, (len(METRICS), 2), elements=st.floats(-1e4, 1e4))
asked = hnp.arrays(np.int64, (G, 2), elements=st.integers(-90_000, 90_000))


levels = hnp.arrays(np.float64, (G, 2), elements=st.floats(0, 100))


@given(gauges, metrics, levels, asked, asked)
def test_terms_sum_exactly_to_each_gauges_move(
    gauge: np.ndarray,
    metric: np.ndarray,
    used_to: np.ndarray,
    shock: np.ndarray,
    push: np.ndarray,
) -> None:
    after, terms = move(RULES, gauge, metric, used_to, shock, push)
    assert terms.shape == (len(RULES.term_names), 2)
    for i, name in enumerate(GAUGES):
        rows = [k for k, (g, _) in enumerate(RULES.term_names) if g == name]
        assert (terms[rows].sum(axis=0) == after[i] - gauge[i]).all()
    assert after.min() >= 0
    assert after.max() <= 100_000


def one(gauge: str, start: float, used_to: float = 60.0, **figures: float) -> float:
    """A gauge a quarter on, from its level, what people are used to of it, and the metrics."""
    level = np.full((G, 1), 50_000, np.int64)
    level[GAUGES.index(gauge)] = round(start * 1000)
    metric = np.zeros((len(METRICS), 1))
    for name, value in figures.items():
        metric[METRICS.index(name)] = value
    none = np.zeros((G, 1), np.int64)
    after, _ = move(RULES, level, metric, np.full((G, 1), used_to), none, none)
    return float(after[GAUGES.index(gauge), 0]) / 1000


def test_a_gauge_goes_part_of_the_way_to_its_set_point() -> None:
    assert one("morale", 60, waits=40) == pytest.approx(60 + 0.28 * (50 - 60))
    assert one("morale", 60, waits=60) == pytest.approx(60 + 0.28 * (50 - 10 - 60))


def test_one_sided_terms_and_limits() -> None:
    assert one("momentum", 90) == 30
    assert one("equity", 60, hhi=0.9) == pytest.approx(60 + 0.1 * 5)


def test_whoever_is_used_to_worse_is_content_with_less() -> None:
    news = one("nhs_satisfaction", 60, used_to=60, waits=60)
    old = one("nhs_satisfaction", 60, used_to=53, waits=60)
    assert news == pytest.approx(60 + 0.5 * -20)
    assert old - news == pytest.approx(0.5 * 2 * 7)


def test_what_is_usual_is_asked_of_gauges_alone() -> None:
    with pytest.raises(ValueError, match="no gauge to be used to"):
        compile_rules([GaugeRule("morale", 5, 0.2, (Term("x", "waits", 1, 0, usual=True),))])


def test_a_gauge_without_a_rule_stays() -> None:
    assert one("resistance", 77) == 77


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="not a gauge"):
        compile_rules([GaugeRule("joy", 5)])
    with pytest.raises(ValueError, match="not a figure"):
        compile_rules([GaugeRule("morale", 5, 0.2, (Term("x", "joy", 1, 0),))])
    with pytest.raises(ValueError, match="two rules"):
        compile_rules([GaugeRule("morale", 5), GaugeRule("morale", 6)])
