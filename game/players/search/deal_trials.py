"""Deals thought through: what offers and replies bring, by what the others then answer and seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.players.persona import affordability
from game.players.persona.offers import KEEPS, may_offer
from game.players.persona.persona import Persona
from game.players.search.opponent_models import OpponentModels
from game.rules.rollouts.guesses import Guess, said, seen
from game.rules.state.commands import Advance, OfferDeal, ReplyDeal
from game.rules.state.view import View

#: Talk commands of one office that are waited for, until it has answered an offer.
_PATIENCE: Final = 3

#: What may be said in talks: an offer, a reply, or nothing.
Talk = OfferDeal | ReplyDeal | Advance


def offers(persona: Persona, view: View, most: int) -> list[OfferDeal]:
    """Return the offers that a seat may think through, the likeliest to be struck first.

    They are those of its persona, what was declined among them, asked for again at a clout more.
    """
    if not may_offer(view, affordability.talks_so_far(view)):
        return []
    found = sorted(persona.offering(view), key=lambda deal: -min(deal.own, deal.theirs))
    return [OfferDeal(role=persona.role, terms=deal.terms) for deal in found[:most]]


def may_accept(view: View, reply: ReplyDeal) -> bool:
    """Return whether the reader can accept the offer and has clout left for orders."""
    terms = next(deal.terms for deal in view.deals if deal.number == reply.deal)
    return affordability.affordable(view, terms, keeping=KEEPS) and affordability.room_for_deal(
        view, terms
    )


def after_talk(models: OpponentModels, i: int, guess: Guess, talk: Talk) -> Guess:
    """Return the ``i``-th guess once something was said, an offer answered as the other's persona
    answers it there."""
    if isinstance(talk, Advance):
        return guess
    guess = said(models.pack, guess, talk)
    if isinstance(talk, ReplyDeal):
        return guess
    other, number = talk.terms.other, guess.board.deals[-1].number
    for _ in range(_PATIENCE):
        reply = models.players[i][other].act(seen(models.pack, guess, other), "advance")
        if not isinstance(reply, ReplyDeal):
            return guess  # it lapses as the talks end
        guess = said(models.pack, guess, reply)
        if reply.deal == number:
            return guess
    return guess


def tried(
    models: OpponentModels, some: Sequence[Talk], found: dict[tuple[int, Talk], Guess]
) -> Iterator[None]:
    """Add to ``found`` each guess after each thing said, with everybody's sheets opened; yields
    after each piece of work."""
    for talk in some:
        moved = []
        for i, guess in enumerate(models.guesses):
            moved.append(after_talk(models, i, guess, talk))
            yield
        done: list[Guess] = []
        yield from models.played(moved, done)
        found.update({(i, talk): guess for i, guess in enumerate(done)})
