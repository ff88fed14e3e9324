"""Numbers of deals: open ones in a row, secret ones by lot."""

from __future__ import annotations

import numpy as np

from game.rules.deals.deal_numbers import SECRET_FROM, SECRET_NUMBERS
from game.rules.state.commands import OfferDeal, ReplyDeal
from game.world.random_streams import Luck
from tests.rules.deals.test_talks import talking, truce
from tests.rules.fixtures import Game


def numbered(game: Game, *, secret: bool) -> int:
    """The number of an offer that is made and taken back."""
    game.do(OfferDeal(role="unions", terms=truce(secret=secret)))
    number = game.board.deals[-1].number
    game.do(ReplyDeal(role="unions", deal=number, reply="withdraw"))
    return number


def test_offers_in_the_open_are_counted_by_themselves() -> None:
    game = talking()
    assert numbered(game, secret=False) == 1
    assert numbered(game, secret=True) >= SECRET_FROM
    assert numbered(game, secret=False) == 2


def test_a_pair_goes_on_through_its_lots_in_their_order() -> None:
    game = talking()
    found = [numbered(game, secret=True) for _ in range(25)]
    lots = Luck([game.board.seed]).words(0, "deal_numbers", SECRET_NUMBERS)[:, 0]
    own = (np.argsort(lots, kind="stable") + SECRET_FROM)[2::6]  # of the six pairs the third
    assert found == own[:25].tolist()
