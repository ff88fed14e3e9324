"""How the night is told: when seats declare, the exit poll, hospital seats, the bellwether."""

from __future__ import annotations

import numpy as np

from game.world.election.declarations import declare
from game.world.election.election_night import night
from game.world.random_streams import Luck
from tests.world.election.common import SEEDS, battleground, beside, december, played


def test_seats_declare_through_the_night_as_real_ones_do() -> None:
    model, world = december(), played()[-1].row(0)
    told = declare(model, world, night(model, world, Luck([0])), Luck([0]))
    assert sorted(told.order.tolist()) == list(range(650))
    assert (np.diff(told.minute[told.order]) >= 0).all()
    midnight, two, six = ((told.minute <= m).mean() for m in (120, 240, 480))
    assert midnight < 0.02 and two < 0.15 and six > 0.9
    assert told.minute.min() >= 45  # nobody has counted before 22:45


def test_the_exit_poll_is_a_range_that_is_mostly_right() -> None:
    model = december()
    inside = []
    for seed in SEEDS:
        world = played()[-1].row(seed)
        drawn = night(model, world, Luck([seed]))
        poll = declare(model, world, drawn, Luck([seed])).exit_poll
        assert (poll.low <= poll.middle).all() and (poll.middle <= poll.high).all()
        inside.append(bool(poll.low[0] <= drawn.seats[0, 0] <= poll.high[0]))
    assert 0.6 * len(SEEDS) <= sum(inside)
    assert any(
        declare(
            model, played()[-1].row(s), night(model, played()[-1].row(s), Luck([s])), Luck([s])
        ).exit_poll.middle[0]
        != night(model, played()[-1].row(s), Luck([s])).seats[0, 0]
        for s in SEEDS[:3]
    )


def test_hospital_seats_carry_cards_and_swing_beyond_their_region() -> None:
    model, world = december(), beside(played()[-1], -3.5, 75)
    beyond = []
    for seed in range(8):
        told = declare(model, world, night(model, world, Luck([seed])), Luck([seed]))
        assert told.hospital[battleground()].all()
        beyond.append(told.beyond_region[battleground()].mean())
    assert np.mean(beyond) > 1.0


def test_the_bellwether_was_close_and_goes_with_the_winner() -> None:
    model, world = december(), played()[-1].row(2)
    drawn = night(model, world, Luck([2]))
    told = declare(model, world, drawn, Luck([2]))
    ordered = np.sort(model.electorate.share[:, told.bellwether])
    assert ordered[-1] - ordered[-2] < 0.03
    assert drawn.winner[told.bellwether, 0] == np.argmax(drawn.seats[:, 0])
