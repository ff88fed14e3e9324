"""The campaign's acts, the night, and the game's end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.rules.election import campaign
from game.rules.state.commands import Order, Seal
from game.rules.state.counts import put
from game.rules.state.facts import ElectionHeld, GaugeMoved, OrderRevealed, PhaseBegan, Scored
from game.scenario.schema.base import ROLES
from game.world.figure_names import GAUGE_INDEX, NATIONS, PARTIES, REGIONS
from tests.rules.fixtures import Game, sheet


def campaigning() -> Game:
    return Game().to("campaign")


def vote(game: Game, **sheets: object) -> tuple[object, ...]:
    return game.do(*(Seal(role=r, orders=sheet(sheets.get(r))) for r in ROLES))


def test_acts_are_revealed_before_the_night_and_the_scores_come_last() -> None:
    told = vote(campaigning(), number10="bus", unions=["doorstep", "repeal"])
    kinds = [h.kind for h in told]
    assert kinds.index("order") < kinds.index("gauge") < kinds.index("election")
    assert kinds.index("election") < kinds.index("scored")
    assert isinstance(told[-1], PhaseBegan) and told[-1].phase == "ended"
    assert len([h for h in told if isinstance(h, Scored)]) == 4


def test_an_act_moves_its_gauge_by_what_the_card_says() -> None:
    game = campaigning()
    before = game.position.world
    told = vote(game, number10="bus")
    (moved,) = [h for h in told if isinstance(h, GaugeMoved)]
    assert (moved.gauge, moved.terms) == ("nhs_satisfaction", (("bus", 4000),))
    now = game.position.world
    gauge = GAUGE_INDEX["nhs_satisfaction"]
    assert now.gauge[gauge, 0] == before.gauge[gauge, 0] + 4000
    assert now.quarter == before.quarter  # no market quarter runs


def test_a_gauge_is_held_within_its_range_and_says_so() -> None:
    game = campaigning()
    world = game.position.world.copy()
    world.gauge[:, 0] = 98_000
    game.position = replace(game.position, world=world)
    told = vote(game, number10="bus")
    (moved,) = [h for h in told if isinstance(h, GaugeMoved)]
    assert moved.after == 100_000
    assert dict(moved.terms) == {"bus": 4000, "clip": -2000}


def test_acts_meet_their_counters_too() -> None:
    told = vote(campaigning(), secretary=Order(lever="tour", bid=1), unions="doorstep")
    assert {h.lever: h.outcome for h in told if isinstance(h, OrderRevealed)} == {
        "tour": "full", "doorstep": "cancelled",
    }  # fmt: skip


def test_the_night_counts_every_seat_and_vote() -> None:
    game = campaigning()
    told = vote(game)
    (held,) = [h for h in told if isinstance(h, ElectionHeld)]
    assert sum(n for _, n in held.seats) == game.pack.model.country.seats
    assert sum(share for _, share in held.vote) == pytest.approx(100, abs=0.01)
    result = dict(game.board.result)
    assert result["seats"] == dict(held.seats)["con"]
    assert result["seats_government"] == dict(held.seats)["con"] + dict(held.seats)["ld"]
    assert 0 <= result["marginals_held"] <= 1


def test_the_same_game_has_the_same_night() -> None:
    assert vote(campaigning()) == vote(campaigning())


class _Night:
    """A night with as many seats for the leading party and its partner as a test wants."""

    def __init__(self, game: Game, leading: int, partner: int) -> None:
        seats = game.pack.model.country.seats
        winner = np.full(seats, PARTIES.index("lab"))
        winner[:leading] = PARTIES.index("con")
        winner[leading : leading + partner] = PARTIES.index("ld")
        self.winner = winner[:, None]
        self.seats = np.bincount(winner, minlength=len(PARTIES))[:, None]
        self.vote = np.full((len(PARTIES), 1), 100 / len(PARTIES))
        self.insurgent = np.zeros((seats, 1), bool)


def test_a_government_stays_with_more_than_half_of_great_britains_seats() -> None:
    game = Game()
    region = game.pack.model.country.region
    mainland = int((region != len(REGIONS) + NATIONS.index("NI")).sum())
    half = mainland // 2
    for leading, partner, wins in ((half, 0, 0), (half + 1, 0, 1), (half - 5, 6, 1)):
        results = campaign.results_of(game.pack, _Night(game, leading, partner))  # type: ignore[arg-type]
        assert results["government_wins"] == wins


def test_the_coalitions_end_costs_the_leading_party_two_points() -> None:
    game = campaigning()
    assert not campaign.boost_of(game.pack, game.board).any()
    boost = campaign.boost_of(game.pack, put(game.board, "coalition_collapsed", 1))
    assert boost is not None
    assert boost[PARTIES.index("con")] == -2 and np.count_nonzero(boost) == 1
