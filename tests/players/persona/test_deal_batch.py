"""What deals are worth: felt by both sides, and the same weighed together or alone."""

from __future__ import annotations

from game.lab.batch import Game, begin, market, orders, run, talks
from game.players import make, silent_together
from game.players.persona import deal_batch
from game.players.persona.deal_batch import Party, suiting
from game.players.persona.order_values import LEAST
from game.players.persona.parsed_terms import contracts
from game.players.persona.persona import Persona
from game.players.player import Player
from game.rules import engine
from game.rules.deals.promises import other_party
from game.rules.state.commands import Advance, OfferDeal
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role

PACK = loader.load("december-2013")
KINDS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
LEVER = "any_qualified_provider"  # the Secretary's


def at_talks(seed: int) -> list[Game]:
    """A game at each of its quarters' talks."""
    (game,) = begin(PACK, KINDS, [seed])
    found = []
    while not game.ended and game.ballot is None:
        if (stop := run(PACK, game)) == "talks":
            found.append(Game(seed, game.position, game.players))
            talks(PACK, [game])
        orders(PACK, [game])
        if game.ballot is None:
            assert stop == "talks"
            market(PACK, [game])
    return found


GAMES = [game for seed in range(3) for game in at_talks(seed)]


def seats(kinds: tuple[str, ...] = ("persona", "militant", "technocrat")) -> list[
    tuple[Player, View]
]:  # fmt: skip
    """All seats of the games, with players that have not looked yet."""
    return [
        (make(kinds[(i + j) % len(kinds)], role, PACK, i), view(PACK, game.position, role))
        for i, game in enumerate(GAMES)
        for j, role in enumerate(ROLES)
    ]


def personas() -> list[tuple[Persona, View]]:
    return [(seat, seen) for seat, seen in seats() if isinstance(seat, Persona)]


def test_deals_weighed_together_are_worth_what_each_party_finds_alone() -> None:
    some = personas()
    readings = [seat.reading(seen) for seat, seen in some]
    deals = [contracts(PACK, seen.offers) for _, seen in some]
    together = suiting(PACK, readings, deals, LEAST)
    assert len(some) >= deal_batch._MANY
    for reading, own, found in zip(readings, deals, together, strict=True):
        parties = {role: Party(reading, role) for role in ROLES}
        expected = []
        for deal in own:
            worth = parties[reading.role].worth(deal)
            theirs = parties[other_party(deal.terms, reading.role)].worth(deal)
            if worth > LEAST and theirs > 0:
                expected.append((worth, theirs, deal.terms))
        assert found == expected
        assert suiting(PACK, [reading], [own], LEAST) == [expected]
    assert sum(map(len, together)) > len(some) / 4


def test_who_is_found_silent_says_nothing_and_the_others_have_something_to_say() -> None:
    some = seats(("persona", "random", "militant", "idle"))
    found = silent_together(PACK, some)
    for (seat, seen), silent in zip(some, found, strict=True):
        if isinstance(seat, Persona):
            alone = Persona(PACK, seat.role, 1, seat.name)
            assert (alone.act(seen, "advance") == Advance()) is silent
        else:
            assert not silent
    assert True in found


def test_who_is_silent_stays_so_while_others_deal() -> None:
    checked = 0
    for game in GAMES:
        position = game.position
        views = [(game.players[role], view(PACK, position, role)) for role in ROLES]
        silent = dict(zip(ROLES, silent_together(PACK, views), strict=True))
        for role in (*ROLES, *ROLES, *ROLES):
            command = game.players[role].act(view(PACK, position, role), "advance")
            own = (d for d in position.board.deals if role in (d.terms.offerer, d.terms.other))
            if silent[role] and all(d.quarter < position.board.quarter for d in own):
                assert isinstance(command, Advance)
                checked += position is not game.position
            if not isinstance(command, Advance):
                position, _ = engine.apply(PACK, position, command)
    assert checked


def test_an_offer_is_the_one_that_suits_both_best() -> None:
    offers = 0
    for seat, seen in personas():
        said = seat.act(seen, "advance")
        if isinstance(said, OfferDeal):
            found = seat.offering(seen)
            best = max(min(own, other) for own, other, _ in found)
            assert said.terms == next(t for own, other, t in found if min(own, other) == best)
            offers += 1
    assert offers
