"""What deals are worth: felt by both sides, and the same weighed together or alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.lab.lockstep import Game, begin, market, orders, run, talks
from game.players import bargaining, make, silent_together
from game.players.bargaining import AHEAD, KEPT, Party, feeling, sensed, suiting
from game.players.base import Player
from game.players.contracts import Promise, contract, contracts
from game.players.looking import LIKELY
from game.players.ordering import LEAST
from game.players.persona import Persona
from game.rules import engine
from game.rules.commands import Advance, OfferDeal
from game.rules.deals import Abstain, Consent, Do, PayClout, PayMoney, Tell, Terms
from game.rules.promises import other_party
from game.rules.viewing import view
from game.rules.views import View
from game.scenario import loader
from game.scenario.base import ROLES, Role
from game.world import calendar

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


# -- one promise ----------------------------------------------------------------------


def promise_of(terms: Terms) -> Promise:
    return contract(PACK, terms).promises[0]


def from_secretary(clause: Abstain | Consent | Do | PayClout | PayMoney | Tell) -> Terms:
    return Terms(offerer="secretary", other="unions", clauses=(clause,))


NOW = calendar.parse("2014Q1")


def test_who_abstains_gives_up_what_it_likes_and_the_other_fears_less() -> None:
    p = promise_of(from_secretary(Abstain(by="secretary", until="2014Q2", lever=LEVER)))
    mine, theirs = (feeling(p, NOW, 1.0, mine=mine) for mine in (True, False))
    assert (mine.sense, mine.share) == ("liked", -2 * LIKELY * 2)
    assert (theirs.sense, theirs.share) == ("feared", KEPT * 2)
    assert mine.rows == theirs.rows == p.rows


def test_nobody_reckons_with_promises_further_ahead_than_it_looks() -> None:
    shares = []
    for until in ("2013Q4", "2014Q1", "2014Q2", "2014Q3", "2014Q4"):
        p = promise_of(from_secretary(Abstain(by="secretary", until=until, lever=LEVER)))
        shares.append(feeling(p, NOW, 1.0, mine=False).share)
    assert shares == [KEPT, KEPT, KEPT * 2, KEPT * AHEAD, KEPT * AHEAD]
    assert all(a <= b for a, b in pairwise(shares))


def test_clout_paid_is_as_much_less_to_one_as_it_is_more_to_the_other() -> None:
    p = promise_of(from_secretary(PayClout(by="secretary", until="2014Q1", clout=3)))
    assert feeling(p, NOW, 1.0, mine=True).clout == -3 == -feeling(p, NOW, 1.0, mine=False).clout


def test_money_buys_the_same_for_both_and_one_pays() -> None:
    p = promise_of(from_secretary(PayMoney(by="secretary", until="2014Q1", money_m=60, to="staff")))
    mine, theirs = (feeling(p, NOW, 1.0, mine=mine) for mine in (True, False))
    assert mine.moves == theirs.moves != ()
    assert mine.fixed < theirs.fixed == 0.0


@pytest.mark.parametrize(
    ("sense", "expected"),
    [("worth", (2.0, -2.0)), ("cost", (0.0, 2.0)), ("liked", (3.0, 0.0)), ("feared", (0.0, 0.5))],
)
def test_levers_are_sensed_from_two_sides(
    sense: bargaining.Sense, expected: tuple[float, float]
) -> None:
    assert (sensed(sense, 2.0, 1.0, 0.25), sensed(sense, -2.0, 1.0, 0.25)) == expected


# -- many seats -----------------------------------------------------------------------


def test_deals_weighed_together_are_worth_what_each_party_finds_alone() -> None:
    some = personas()
    readings = [seat.reading(seen) for seat, seen in some]
    deals = [contracts(PACK, seen.offers) for _, seen in some]
    together = suiting(PACK, readings, deals, LEAST)
    assert len(some) >= bargaining._MANY
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
