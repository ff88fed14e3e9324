"""The night: exact, keyed, and as sensitive to hospitals as the record says."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from game.world.election.election_night import Night, night
from game.world.election.swing import CON, LD
from game.world.figure_names import PARTIES, REGIONS
from game.world.random_streams import Luck
from tests.world.election.common import SEEDS, battleground, beside, december, played

DRAWS = 300


def same(a: Night, b: Night) -> bool:
    names = [field.name for field in fields(Night)]
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in names)


def test_same_seed_same_night_alone_in_a_batch_or_among_many_draws() -> None:
    model, world = december(), played()[-1]
    together = night(model, world, Luck(SEEDS))
    for b in (0, 7):
        alone = night(model, world.row(b), Luck([SEEDS[b]]))
        assert same(alone, together.draw(b))
        many = night(model, world.row(b), Luck([SEEDS[b]]), draws=40)
        assert same(alone, many.draw(0))
    two = night(model, world, Luck(SEEDS), draws=2)
    assert same(two.draw(2 * 7), together.draw(7))


def test_every_seat_elects_one_member_and_shares_are_whole() -> None:
    found = night(december(), played()[-1], Luck(SEEDS), draws=3)
    assert found.seats.sum(axis=0).tolist() == [650] * 3 * len(SEEDS)
    assert found.share.min() >= 0
    assert np.abs(found.share.sum(axis=0) - 1).max() < 1e-9
    assert found.vote.sum(axis=0) == pytest.approx(100)
    islands = december().country.region == len(REGIONS) + 2
    assert (found.winner[islands] == PARTIES.index("oth")).all()


def test_an_idle_december_2013_ends_near_the_vote_of_2015() -> None:
    found = night(december(), played()[-1], Luck(SEEDS), draws=20)
    vote = dict(zip(PARTIES, found.vote.mean(axis=1), strict=True))
    seats = dict(zip(PARTIES, found.seats.mean(axis=1), strict=True))
    assert 33 <= vote["con"] <= 37
    assert 27.5 <= vote["lab"] <= 34
    assert 7 <= vote["ld"] <= 11
    assert 10 <= vote["ukip"] <= 15
    assert 285 <= seats["con"] <= 345
    assert seats["nat"] > 30


def test_a_nights_noise_is_small_beside_what_a_parliament_moves() -> None:
    found = night(december(), played()[-1].row(0), Luck([SEEDS[0]]), draws=DRAWS)
    sd = found.vote.std(axis=1)
    assert 0.3 < sd[0] < 0.6  # points
    assert 4 < found.seats[0].std() < 12


def test_swings_spread_within_and_between_regions_as_real_ones_do() -> None:
    model = december()
    found = night(model, played()[-1], Luck(SEEDS))
    old = model.electorate.share
    swing = 50 * ((found.share[0] - found.share[1]) - (old[0] - old[1])[:, None])
    rows = model.electorate.region_rows[: len(REGIONS)]
    within = np.mean([swing[r].std(axis=0).mean() for r in rows])
    between = np.array([swing[r].mean(axis=0) for r in rows]).std(axis=0).mean()
    assert 2.7 <= within <= 3.7
    assert 1.0 <= between <= 2.0


@pytest.mark.parametrize(
    ("event", "hold"),
    [(None, 0.63), ("proposal", 0.55), ("downgrade", 0.44), ("closure", 0.31), ("pact", 0.18)],
)
def test_thirty_six_marginals_are_held_as_often_as_the_record_says(
    event: str | None, hold: float
) -> None:
    model, p = december(), december().electorate.params
    name = "closure" if event == "pact" else event
    effect = getattr(p, f"local_{name}") if name else 0.0
    anger = getattr(p, f"anger_{name}") if name else 0.0
    pact = np.zeros((650, 1), np.bool_)
    pact[battleground()] = event == "pact"
    found = night(
        model, beside(played()[-1], effect, anger), Luck([5]), draws=DRAWS,
        pact=pact if event == "pact" else None,
    )  # fmt: skip
    assert len(battleground()) == 36
    before = np.argmax(model.electorate.share, axis=0)[battleground()]
    held = (found.winner[battleground()] == before[:, None]).mean()
    assert held == pytest.approx(hold, abs=0.05)
    if event == "pact":
        assert found.insurgent[battleground()].mean() == pytest.approx(0.5, abs=0.08)
        # Wyre Forest 2001: 58.1 per cent, between the 70th and the 95th percentile
        below = (found.standing[battleground()] < 0.581).mean()
        assert 0.70 <= below <= 0.95


def test_most_who_stand_over_a_hospital_get_a_few_per_cent() -> None:
    found = night(december(), beside(played()[-1], 0, 0), Luck([2]), draws=60)
    standing = found.standing > 0
    assert 8 <= standing.sum(axis=0).mean() <= 18  # twelve stood in 2015
    assert 2.5 <= 100 * found.standing[standing].mean() <= 5  # and had 3.3 on average
    assert not found.insurgent.any()


def test_the_end_card_can_ask_for_the_same_night_without_hospitals() -> None:
    model, world = december(), beside(played()[-1], -3.5, 75)
    real = night(model, world, Luck([3]), draws=DRAWS)
    without = night(model, world, Luck([3]), draws=DRAWS, local=False)
    elsewhere = np.setdiff1d(np.arange(650), battleground())
    quiet = real.standing[elsewhere] == 0
    gained = (real.winner != without.winner)[battleground()].sum(axis=0)
    assert gained.min() >= 3
    # what those towns hold against the government is in the nation's share: others are kinder, by
    # about a quarter of a point of its lead
    changed = (real.winner != without.winner)[elsewhere] & quiet
    assert np.isin(real.winner[elsewhere][changed], [CON, LD]).all()
    lead, lead_without = ahead(real, elsewhere), ahead(without, elsewhere)
    kinder = (lead - lead_without)[quiet].mean()
    assert 0.2 <= kinder <= 0.35
    # by as many seats as lie so close: those behind by up to two points tell how many a point moves
    a_point = ((lead_without < 0) & (lead_without > -2) & quiet).sum(axis=0).mean() / 2
    won = ((lead > 0) & (lead_without < 0) & quiet).sum(axis=0)
    error = won.std(ddof=1) / np.sqrt(DRAWS)
    assert error < 0.1
    assert won.mean() == pytest.approx(kinder * a_point, abs=4 * error)
    assert real.vote[CON].mean() == pytest.approx(without.vote[CON].mean(), abs=0.4)


def ahead(found: Night, seats: NDArray[np.int64]) -> NDArray[np.float64]:
    """By how many points a party of the government leads the others, below 0 where behind."""
    share = 100 * found.share[:, seats]
    theirs = np.delete(share, [CON, LD], axis=0).max(axis=0)
    lead: NDArray[np.float64] = share[[CON, LD]].max(axis=0) - theirs
    return lead


def test_what_hits_every_town_alike_is_the_nations_affair() -> None:
    """Polls ask everywhere: only what a town has beyond the others moves its own seat."""
    model, calm = december(), beside(played()[-1], 0, 0)
    poor = replace(calm, local_effect=np.full_like(calm.local_effect, -2.0))
    a, b = (night(model, world, Luck([4])) for world in (calm, poor))
    assert same(a, b)


def test_a_boost_moves_the_vote_by_its_points() -> None:
    model, world = december(), played()[-1].row(0)
    boost = np.zeros(len(PARTIES))
    boost[0] = -2.0
    a = night(model, world, Luck([1]), draws=20)
    b = night(model, world, Luck([1]), draws=20, boost=boost)
    assert (b.vote[0] - a.vote[0]).mean() == pytest.approx(-1.8, abs=0.5)
    assert b.seats[0].mean() < a.seats[0].mean() - 10
