"""Which secret aim to keep: guesses are played on to the vote with each, and its steps counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.players.search.opponent_models import OpponentModels
from game.rules import agendas
from game.rules.rollouts.guesses import Guess, said, seen
from game.rules.state.commands import ChooseAgenda
from game.scenario.schema.base import ROLES
from game.world.exact_sums import in_order


def kept(models: OpponentModels, i: int, own: ChooseAgenda) -> Guess:
    """Return the ``i``-th guess, at its start, with the thinker's aim kept, and the others' as
    their personas keep them."""
    guess = models.guesses[i]
    for role in ROLES:
        office = guess.board.office(role)
        if office.agendas_dealt and office.agenda is None:
            view = seen(models.pack, guess, role)
            command = own if role == own.role else models.players[i][role].act(view, "agenda")
            guess = said(models.pack, guess, command)
    return guess


def steps_paid(
    models: OpponentModels, some: Sequence[ChooseAgenda], found: dict[ChooseAgenda, float]
) -> Iterator[None]:
    """Add to ``found`` the points that each aim's steps pay by the vote, the mean over the guesses,
    where all four offices play as personas; yields after each piece of work."""
    for own in some:
        starts = []
        for i in range(len(models.guesses)):
            starts.append(kept(models, i, own))
            yield
        ends: list[Guess] = []
        yield from models.to_the_vote(starts, ends)
        paid = [agendas.points(end.board.office(own.role)) for end in ends]
        found[own] = in_order(paid) / len(paid)
