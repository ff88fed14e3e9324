"""Offers, replies and aims thought through: what is tried, what the others answer, what is kept."""

from __future__ import annotations

import pytest

from game.lab import batch
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.aims import steps_paid
from game.players.search.deal_trials import after_talk, offers
from game.players.search.levels import PlayingStyle
from game.players.search.opponent_models import OpponentModels
from game.players.search.search_player import SearchPlayer
from game.rules import agendas, engine
from game.rules.phase_table import Awaited
from game.rules.state.commands import Advance, ChooseAgenda, OfferDeal, ReplyDeal
from game.rules.state.position import Position
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, Role
from tests.players.search.test_search_player import PACK, PERSONAS, SMALL, STEADY

THINKS_OF_DEALS = SMALL.model_copy(update={"offers": 2, "played": 24, "courses": 90})


def talker(role: Role, style: PlayingStyle = STEADY) -> SearchPlayer:
    return SearchPlayer(PACK, role, 5, THINKS_OF_DEALS, style, DEFAULT_PERSONA[role])


def models(seen: View, own: Persona) -> OpponentModels:
    found = OpponentModels(PACK, seen, own, 5, 2)
    list(found.guess())
    return found


def until(seed: int, kind: Awaited, role: Role, quarters: int = 0) -> tuple[Position, View]:
    """A persona game to where a role is first asked for an aim, or would first offer a deal."""
    (game,) = batch.begin(PACK, PERSONAS, [seed])
    if quarters:
        batch.play_on(PACK, [game], quarters=quarters)
    for _ in range(400):
        waiting = engine.pending(PACK, game.position)[0]
        asked = waiting.role
        if asked is None and game.position.board.phase == "talks":
            for other in ROLES:
                seen = view(PACK, game.position, other)
                said = game.players[other].act(seen, "advance")
                if isinstance(said, Advance):
                    continue
                if other == role and kind == "advance" and isinstance(said, OfferDeal):
                    return game.position, seen
                break
            else:
                said = Advance()
        elif asked is None:
            said = Advance()
        else:
            seen = view(PACK, game.position, asked)
            if asked == role and waiting.kind == kind:
                return game.position, seen
            said = game.players[asked].act(seen, waiting.kind)
        game.position, _ = engine.apply(PACK, game.position, said)
    raise AssertionError("it was never asked")


@pytest.fixture(scope="module")
def talks() -> tuple[Position, View]:
    """Where the Secretary would make an offer."""
    return until(3, "advance", "secretary")


def test_what_it_says_in_talks_is_lawful_and_told(talks: tuple[Position, View]) -> None:
    position, seen = talks
    player = talker("secretary")
    said = player.act(seen, "advance")
    engine.check(PACK, position, said)
    assert len(player.why()) >= 2


def test_an_offer_is_answered_in_each_guess_as_the_other_would(
    talks: tuple[Position, View],
) -> None:
    _, seen = talks
    own = Persona(PACK, "secretary", 5, "reformer")
    some = offers(own, seen, 2)
    assert some and all(isinstance(offer, OfferDeal) for offer in some)
    found = models(seen, own)
    for i, guess in enumerate(found.guesses):
        after = after_talk(found, i, guess, some[0])
        deal = after.board.deals[-1]
        assert deal.terms == some[0].terms
        assert deal.state in ("live", "declined")
        assert after_talk(found, i, guess, Advance()) is guess


def test_who_has_made_an_offer_this_quarter_makes_no_other(talks: tuple[Position, View]) -> None:
    position, seen = talks
    own = Persona(PACK, "secretary", 5, "reformer")
    offered, _ = engine.apply(PACK, position, offers(own, seen, 1)[0])
    assert offers(own, view(PACK, offered, "secretary"), 2) == []


def test_no_trust_at_all_refuses_what_brings_nothing(talks: tuple[Position, View]) -> None:
    """A reply follows from points alone: with boundless trust yes, with none only if it pays."""
    position, seen = talks
    offer = offers(Persona(PACK, "secretary", 5, "reformer"), seen, 1)[0]
    offered, _ = engine.apply(PACK, position, offer)
    other = offer.terms.other
    asked = view(PACK, offered, other)
    liked = Persona(PACK, other, 5, DEFAULT_PERSONA[other]).act(asked, "advance")
    if not (isinstance(liked, ReplyDeal) and liked.reply == "accept"):
        pytest.skip("its persona would not accept")
    trusting = talker(other, PlayingStyle(risk=0.0, trust=3.0)).act(asked, "advance")
    assert isinstance(trusting, ReplyDeal) and trusting.reply == "accept"
    wary = talker(other, PlayingStyle(risk=0.0, trust=0.0))
    said = wary.act(asked, "advance")
    assert isinstance(said, ReplyDeal)
    worth = {str(one["choice"]): float(str(one["value"])) for one in wary.why()}
    assert (said.reply == "accept") == (worth["accept the offer"] > 0.0)


def test_the_aim_that_is_kept_pays_most_where_guesses_are_played_to_the_vote() -> None:
    position, seen = until(4, "agenda", "unions")
    player = talker("unions")
    chosen = player.act(seen, "agenda")
    engine.check(PACK, position, chosen)
    assert isinstance(chosen, ChooseAgenda)
    why = player.why()
    assert len(why) == len(seen.agendas_dealt)
    title = PACK.scenario.agenda(chosen.agenda).title
    assert why[0]["value"] == max(float(str(one["value"])) for one in why)
    assert title in [one["choice"] for one in why if one["value"] == why[0]["value"]]


def test_steps_are_counted_where_the_vote_begins() -> None:
    _, seen = until(4, "agenda", "unions")
    own = Persona(PACK, "unions", 5, "militant")
    found = models(seen, own)
    some = [ChooseAgenda(role="unions", agenda=name) for name in seen.agendas_dealt]
    paid: dict[ChooseAgenda, float] = {}
    list(steps_paid(found, some, paid))
    most = sum(agendas.STEP_POINTS)
    assert set(paid) == set(some) and all(0.0 <= points <= most for points in paid.values())
    again: dict[ChooseAgenda, float] = {}
    list(steps_paid(models(seen, own), some, again))
    assert paid == again
