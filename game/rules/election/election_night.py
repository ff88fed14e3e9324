"""The night as the country watches it: the game's own draw told again, once it is over.

The night is drawn from the world that voted and the game's luck, so asking again gives the
same night. Nothing of it is known before the game has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.errors import InputError
from game.rules.election.campaign import boost_of
from game.rules.election.campaign_weeks import CampaignWeek, weeks
from game.rules.state.facts import Concluded, ElectionHeld, Fact, Projected, Scored
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.world.election.declarations import Declarations, declare
from game.world.election.election_night import Night, night
from game.world.health_map import I
from game.world.random_streams import Luck

#: Other nights of the same campaign: for forecasts while seats come in, and afterwards to
#: show how the vote might have gone.
DRAWS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """The night (one draw), how it unfolded, and other draws of it.

    ``others`` (S, N) are their winners, ``over`` (P, N) their seats. ``quiet`` (S,) are the
    winners of this very night had no hospital told on the vote. ``weeks`` are the campaign's.
    """

    night: Night
    declared: Declarations
    others: I
    over: I
    quiet: I
    weeks: tuple[CampaignWeek, ...] = ()


#: What a vote's end brings that nobody hears before the night has been told.
_AFTER_IT: Final = (ElectionHeld, Projected, Concluded, Scored)


def uncounted(position: Position) -> Position:
    """Return the position of an ended game as it is known before its night: without result."""
    return Position(replace(position.board, result=(), scores=()), position.world)


def tells_the_result(fact: Fact) -> bool:
    """Return whether a fact is one of those that are heard after the night alone."""
    return isinstance(fact, _AFTER_IT)


def telling(pack: Pack, position: Position) -> Telling:
    """Return the night of an ended game. Raises InputError where there was none."""
    board = position.board
    if board.ending not in ("election", "snap"):
        raise InputError("There has been no election in this game.")
    luck, boost = Luck([board.seed]), boost_of(pack, board)
    every = night(pack.model, position.world, luck, draws=DRAWS + 1, boost=boost)
    quiet = night(pack.model, position.world, luck, boost=boost, local=False)
    own = every.draw(0)
    return Telling(
        own,
        declare(pack.model, position.world, own, luck, boost),
        np.ascontiguousarray(every.winner[:, 1:]),
        np.ascontiguousarray(every.seats[:, 1:]),
        np.ascontiguousarray(quiet.winner[:, 0]),
        weeks(pack, position),
    )
