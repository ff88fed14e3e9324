"""Health authorities moved surpluses to trusts of primary care in deficit, and made no money."""

from __future__ import annotations

import numpy as np

from game.lab.experiment import compare
from game.lab.experiment_arm import Arm, KnobOverride
from game.lab.fidelity.unseen_facts import overspent
from game.world.model import Model
from game.world.world_state import QuarterRecord, World


def _whole(model: Model, world: World, report: QuarterRecord | None) -> np.ndarray:
    out: np.ndarray = np.add.reduce(world.balance_k, axis=0).astype(np.float64)
    return out


def test_while_there_is_a_tier_few_are_in_deficit_and_their_sum_is_as_it_was() -> None:
    with_tier = Arm("parliament")
    without = with_tier.but(params={"lodged": 0.0})
    both = compare(without, with_tier, 2, 1, 3, {"over": overspent, "sum": _whole})
    old, new = both.base.values, both.changed.values
    assert (new["over"][3] < old["over"][3]).all()  # March
    assert (new["sum"][3] == old["sum"][3]).all()
    assert (new["over"][2] == old["over"][2]).all()  # and in no other quarter


def test_nobody_is_helped_when_the_tier_helps_nobody_or_has_gone() -> None:
    base = Arm("parliament")
    idle = base.but(KnobOverride("tier_support", 0.0))
    without = idle.but(params={"lodged": 0.0})
    both = compare(without, idle, 2, 1, 3, {"over": overspent})
    assert (both.difference("over") == 0.0).all()
    later = Arm("december-2013", first="2013Q2")
    both = compare(later.but(params={"lodged": 0.0}), later, 2, 1, 4, {"over": overspent})
    assert (both.difference("over") == 0.0).all()
