"""What was ordered, and worked, by lever."""

from __future__ import annotations

from game.players.persona.order_arrays import NEVER, order_arrays
from game.rules.cards.index import card_index
from game.rules.state.view import SeenOrder
from game.scenario import loader

PACK = loader.load("december-2013")
LEVERS = list(card_index(PACK).levers)


def test_the_last_order_of_a_lever_counts_and_what_fizzled_had_no_effect() -> None:
    first, other = LEVERS[0], LEVERS[3]
    orders = (
        SeenOrder(8055, "secretary", first, "half"),
        SeenOrder(8056, "unions", other, "cancelled"),
        SeenOrder(8057, "secretary", first, "full"),
        SeenOrder(8058, "secretary", first, "fizzled"),
    )
    found = order_arrays(PACK, [(), orders, orders[:1], orders])
    assert found.ordered.shape == found.done.shape == (4, len(LEVERS) + 1)
    assert found.ordered[:, 0].tolist() == [NEVER, 8058, 8055, 8058]
    assert found.done[:, 0].tolist() == [NEVER, 8057, 8055, 8057]
    assert (found.ordered[1, 3], found.done[1, 3]) == (8056, NEVER)
    assert (found.ordered[:, -1] == NEVER).all()
    assert ((found.ordered != NEVER).sum(axis=1) == [0, 2, 1, 2]).all()
