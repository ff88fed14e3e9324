"""One-off measures come late in the year, when it is known what is wanting."""

from __future__ import annotations

from game.lab import historical_run
from game.lab.arm_trace import trace
from game.lab.experiment import seeds
from game.lab.experiment_arm import Arm, prepare
from game.lab.measures import LAB, figure


def _quarters(late: float) -> dict[str, float]:
    """The year's result so far after each quarter of 2015/16, £m."""
    arm = historical_run.arm().but(params={"measures_late": late})
    n = 28
    t = trace(prepare(arm, n), seeds(2, 1), n, {"net": LAB["year_net_m"][2]})
    return {q: float(t.at("net", q).mean()) for q in ("2015Q2", "2015Q3", "2015Q4", "2016Q1")}


def test_most_of_a_deep_year_s_deficit_is_booked_early() -> None:
    late = _quarters(0.75)
    assert late["2015Q2"] / late["2016Q1"] > 0.27
    last = late["2016Q1"] - late["2015Q4"]
    first = late["2015Q2"]
    assert last > first  # the last quarter's deficit is the smaller
    even = _quarters(0.0)
    assert even["2015Q2"] / even["2016Q1"] < late["2015Q2"] / late["2016Q1"]


def test_fewer_are_in_deficit_at_the_year_s_end_than_after_six_months() -> None:
    arm = Arm("december-2013", first="2013Q2")
    t = trace(prepare(arm, 4), seeds(4, 1), 4, {"share": figure("deficit_share")})
    assert t.at("share", "2014Q1").mean() < t.at("share", "2013Q3").mean()
