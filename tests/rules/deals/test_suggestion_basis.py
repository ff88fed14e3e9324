"""What suggested deals depend on: the levers that hurt, those that tempt first."""

from __future__ import annotations

from itertools import pairwise, permutations

from game.rules.cards.index import LeverRow, card_index
from game.rules.deals import temptation
from game.rules.deals.suggestion_basis import hurts
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role


def test_of_levers_that_hurt_alike_the_one_that_tempts_its_owner_is_named_first() -> None:
    """Seven promises in a hundred were of what its owner would else have ordered."""
    pack = loader.load("culling-the-herd")
    worth = temptation.worth(pack)

    def harm(row: LeverRow, sufferer: Role) -> tuple[bool, int, float]:
        meets = sum(not row.meets.isdisjoint(o.words) for o in card_index(pack).of_role[sufferer])
        return sufferer in row.lever.annoys, min(meets, 3), row.cost

    alike = 0
    for role, other in permutations(ROLES, 2):
        for first, second in pairwise(hurts(pack, role, other)):
            if harm(first, other) == harm(second, other):
                alike += 1
                drawn = [min(30.0, max(0.0, worth[row.id])) for row in (first, second)]
                assert drawn[0] >= drawn[1]
    assert alike
