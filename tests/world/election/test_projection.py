"""The central projection: laws, and how near it comes on the synthetic elections."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.scenario import election_parameters
from game.world.election.projection import project, shares_of
from game.world.election.swing import Blend, swing
from game.world.figure_names import PARTIES, REGIONS
from tests.world.election.common import shares_of_nations, table

BLEND = election_parameters.parameters().blend
UNIFORM = Blend(1, 1, 1, 0, 0, 1)
PAIRS = ((2005, 2010), (2010, 2015), (2015, 2017))


@given(
    votes=hnp.arrays(np.float64, (7, 9), elements=st.integers(0, 50_000).map(float)),
    target=hnp.arrays(np.float64, (7,), elements=st.integers(0, 1000).map(float)),
    nation=st.integers(0, 2),
)
def test_shares_sum_to_one_and_are_never_negative(
    votes: np.ndarray, target: np.ndarray, nation: int
) -> None:
    votes[6] += 1  # somebody voted
    target[0] += 1
    region = np.full(9, {0: 3, 1: len(REGIONS), 2: len(REGIONS) + 1}[nation])
    found = project(votes, region, {nation: target / target.sum()}, BLEND)
    assert found.share.min() >= 0
    assert np.abs(found.share.sum(axis=0) - 1).max() < 1e-9
    assert found.seats.sum() == 9


def test_the_same_shares_again_change_nothing() -> None:
    for year in (2010, 2017):
        c = table(year)
        found = project(c.votes, c.region, shares_of_nations(year), BLEND)
        # but an independent's vote, which was a member's own, begins to fade
        usual = shares_of(c.votes)[6] < 0.12
        assert np.abs(found.share - shares_of(c.votes))[:, usual].max() < 0.01


def misses(blend: Blend) -> tuple[int, int]:
    total = wrong = 0
    for before, after in PAIRS:
        a, b = table(before), table(after)
        found = project(a.votes, a.region, shares_of_nations(after), blend)
        real = np.argmax(b.votes, axis=0)
        total += int(np.abs(found.seats - np.bincount(real, minlength=7)).sum())
        wrong += int((found.winner != real).sum())
    return total, wrong


def test_it_misses_no_more_seats_than_uniform_swing_on_the_synthetic_elections() -> None:
    ours, uniform = misses(BLEND), misses(UNIFORM)
    assert ours[0] <= uniform[0]
    assert ours[1] <= uniform[1] + 5  # of some 150: which seats fall is mostly chance


def test_changes_of_2015_on_the_seats_of_2010_elect_what_2015_did() -> None:
    c = table(2010)
    found = project(c.votes, c.region, shares_of_nations(2015), BLEND)
    seats = dict(zip(PARTIES, found.seats.tolist(), strict=True))
    assert abs(seats["con"] - 330) <= 11
    assert abs(seats["lab"] - 232) <= 11
    assert abs(seats["ld"] - 8) <= 5


def test_one_point_of_swing_near_2015_is_about_13_conservative_seats() -> None:
    c, shares = table(2010), shares_of_nations(2015)

    def con(points: float) -> int:
        moved = {n: s + np.array([points, -points, 0, 0, 0, 0, 0]) / 100 for n, s in shares.items()}
        return int(project(c.votes, c.region, moved, BLEND).seats[0])

    assert (con(2) - con(-2)) / 4 == pytest.approx(13, abs=4)


def test_a_collapse_is_worst_where_the_party_was_strongest() -> None:
    share = np.array([[0.2, 0.3], [0.7, 0.3], [0.05, 0.2], [0.03, 0.15], [0.02, 0.05],
                      [0, 0], [0, 0]])  # fmt: skip
    base = share.mean(axis=1)
    mild, severe = base.copy(), base.copy()
    mild[1], mild[0] = base[1] - 0.05, base[0] + 0.05
    severe[1], severe[0] = base[1] - 0.3, base[0] + 0.3
    for target, least, most in ((mild, 0.9, 1.8), (severe, 1.8, 2.4)):
        lost = share[1] - swing(share, base, target[:, None], BLEND)[1, :, 0]
        assert least < lost[0] / lost[1] < most


def test_the_speakers_seat_stays() -> None:
    votes = np.array([[0, 45], [0, 30], [0, 15], [10, 4], [9, 4], [0, 0], [81, 2]], float) * 400
    target = {0: np.array([0.4, 0.35, 0.12, 0.05, 0.03, 0, 0.05])}
    found = project(votes, np.zeros(2, np.int64), target, BLEND)
    assert found.share[6, 0] == pytest.approx(0.81)
    assert PARTIES[found.winner[0]] == "oth"


def test_independents_of_2005_have_faded_by_2010() -> None:
    c = table(2005)
    found = project(c.votes, c.region, shares_of_nations(2010), BLEND)
    old = shares_of(c.votes)
    contested = (c.region < len(REGIONS) + 2) & (old[0] + old[1] > 0)
    won = np.flatnonzero(contested & (np.argmax(old, axis=0) == 6))
    assert len(won) == 3  # over a hospital, a war and a member expelled
    assert (found.winner[won] != 6).all()
    assert (found.share[6, won] > 0.4 * old[6, won]).all()


def test_a_new_party_stands_where_it_had_nobody() -> None:
    votes = np.array([[50, 40], [40, 45], [10, 12], [0, 3], [0, 0], [0, 0], [0, 0]], float) * 500
    target = {0: np.array([0.4, 0.38, 0.07, 0.13, 0.02, 0, 0])}
    found = project(votes, np.zeros(2, np.int64), target, BLEND)
    assert (found.share[3] > 0.08).all()


def test_nationalists_take_a_nation_when_the_first_party_collapses() -> None:
    c = table(2010)
    found = project(c.votes, c.region, shares_of_nations(2015), BLEND)
    scotland = c.region == len(REGIONS) + 1
    assert (found.winner[scotland] == 5).sum() >= 50
    assert (found.winner[c.region < len(REGIONS)] != 5).all()


def test_a_part_of_the_country_is_projected_as_in_the_whole() -> None:
    c, shares = table(2010), shares_of_nations(2015)
    whole = project(c.votes, c.region, shares, BLEND)
    scotland = c.region == len(REGIONS) + 1
    part = project(c.votes[:, scotland], c.region[scotland], shares, BLEND)
    assert np.array_equal(part.share, whole.share[:, scotland])
