"""Ends of score terms: half of the points to games of personas, most of which lie between them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.__main__ import main
from game.lab.score_ends import TermCourse, ends_of, measure


def course(way: float, end: float, games: int = 41, apart: float = 20.0) -> TermCourse:
    """Games whose ways and ends lie so far apart, about such middles."""
    by = np.linspace(-apart / 2.0, apart / 2.0, games)
    return TermCourse(np.repeat((way + by)[:, None], 3, axis=1), end + by)


def come_to(its: TermCourse, share: float, zero: float, full: float) -> np.ndarray:
    way, end = (np.clip((v - zero) / (full - zero), 0, 1) for v in (its.way, its.end))
    return np.asarray(share * way.mean(axis=1) + (1 - share) * end)


@pytest.mark.parametrize("apart", [30.0, -30.0])
@pytest.mark.parametrize("share", [0.0, 0.7, 1.0])
def test_games_come_to_half_whichever_way_is_better(apart: float, share: float) -> None:
    its = course(50.0, 54.0)
    zero, full = ends_of(its, share, apart, least=0.0, most=100.0)
    assert full - zero == pytest.approx(apart)
    assert come_to(its, share, zero, full).mean() == pytest.approx(0.5, abs=0.03)


def test_ends_that_are_too_near_one_another_are_put_apart() -> None:
    its = course(50.0, 50.0)
    zero, full = ends_of(its, 0.5, 5.0, least=0.0, most=100.0)
    won = come_to(its, 0.5, zero, full)
    assert np.percentile(won, 10) > 0.0 and np.percentile(won, 90) < 1.0


def test_no_end_lies_beyond_what_can_be() -> None:
    assert ends_of(course(12.0, 12.0), 0.5, -60.0, least=0.0, most=math.inf) == (60.0, 0.0)
    assert ends_of(course(88.0, 88.0), 0.5, 60.0, least=0.0, most=100.0) == (40.0, 100.0)
    assert ends_of(course(50.0, 50.0), 0.5, 300.0, least=0.0, most=100.0) == (0.0, 100.0)


def test_each_term_that_has_ends_is_measured_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = measure("december-2013", 12)
    named = {(one.role, one.term.name) for one in found}
    assert ("monitor", "Independence") in named and ("number10", "Seats") in named
    assert not any(one.term.value in ("government_wins", "repeal_pledge") for one in found)
    for one in found:
        assert (one.ends[1] > one.ends[0]) == (one.term.full_at > one.term.zero_at)
    assert main(["lab", "scoring", "--scenario", "december-2013", "--games", "12"]) == 0
    said = capsys.readouterr().out
    assert [line.split(":")[0] for line in said.splitlines()] == [one.role for one in found]
