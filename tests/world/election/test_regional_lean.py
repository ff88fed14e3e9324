"""London leans away from England's swing; England's own votes stay what they were."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab.election_backtest import pairs, swing_apart
from game.scenario import election_parameters
from game.world.election.projection import nation_of, nation_shares, project
from game.world.figure_names import REGIONS
from tests.world.election.common import december, shares_of_nations, table

PARAMS = election_parameters.parameters()
LONDON = REGIONS.index("LN")


def test_the_lean_is_what_three_elections_say_drawn_in_by_their_scatter() -> None:
    apart = np.array([[swing_apart(*pair, code) for pair in pairs()] for code in REGIONS])
    mean = apart.mean(axis=1)
    scatter = apart.var(axis=1, ddof=1).mean() / apart.shape[1]
    between = mean.var(ddof=1) - scatter
    drawn = mean[LONDON] * between / (between + scatter)
    assert PARAMS.lean_london == pytest.approx(drawn, abs=0.1)
    # and it is London's alone: nobody else's mean is three of its own errors from nothing
    errors = (apart.var(axis=1, ddof=1) / apart.shape[1]) ** 0.5
    assert np.abs(mean).argmax() == LONDON and (apart[LONDON] < -2).all()
    assert abs(mean[LONDON]) > 3 * errors[LONDON]


@pytest.mark.parametrize("year", [2010, 2015, 2017])
def test_england_keeps_its_votes_and_london_swings_less(year: int) -> None:
    c = table(year)
    target = shares_of_nations(year)
    moved = {n: s + np.array([3, -3, 0, 0, 0, 0, 0]) / 100 for n, s in target.items()}
    plain = project(c.votes, c.region, moved, PARAMS.blend)
    leaned = project(c.votes, c.region, moved, PARAMS.blend, PARAMS.lean_london)
    cast, english = c.votes.sum(axis=0), nation_of(c.region) == 0
    both = [nation_shares(f.share[:, english] * cast[english]) for f in (plain, leaned)]
    assert np.abs(both[0] - both[1]).max() < 0.002
    assert (leaned.share[:, ~english] == plain.share[:, ~english]).all()
    london = c.region == LONDON
    ahead = [nation_shares(f.share[:, london] * cast[london]) for f in (plain, leaned)]
    assert 100 * (ahead[1] - ahead[0])[0] == pytest.approx(PARAMS.lean_london, abs=0.6)
    assert leaned.share.min() >= 0 and np.abs(leaned.share.sum(axis=0) - 1).max() < 1e-9


def test_london_alone_has_nothing_to_lean_against() -> None:
    c = table(2015)
    london = c.region == LONDON
    target = {0: shares_of_nations(2015)[0]}
    args = c.votes[:, london], c.region[london], target, PARAMS.blend
    one, other = project(*args), project(*args, PARAMS.lean_london)
    assert np.abs(one.share - other.share).max() < 1e-12


def test_a_games_night_has_the_same_lean() -> None:
    e = december().electorate
    assert e.lean[e.region == LONDON].max() < 0 < e.lean[e.region == 0].min()
    moving = e.rows[0]
    assert abs((e.lean[moving] * e.cast[moving]).sum()) < 1e-6 * e.cast.sum()
    assert not e.lean[np.setdiff1d(np.arange(len(e.lean)), moving)].any()
