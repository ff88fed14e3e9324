"""However great need is, or however little is done, lists stay a tenth of the people at most."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab.experiment import run
from game.lab.experiment_arm import Arm, KnobOverride
from game.lab.measures import figure
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

PULLS = {
    "need": (KnobOverride("elective_growth_pct", 5.0),),
    "money": (KnobOverride("budget_pct", -10.0),),
    "strikes": (KnobOverride("activity_pct", -30.0),),
}


def _unmet(model: Model, world: World, report: QuarterRecord | None) -> np.ndarray:
    return world.unmet.copy()


@pytest.mark.parametrize("pull", list(PULLS))
def test_a_tenth_of_the_people_wait_at_most_and_the_rest_are_counted(pull: str) -> None:
    arm = Arm("saving-stps").but(*PULLS[pull])
    found = run(arm, 2, 1, 20, {"list": figure("waiting_list"), "unmet": _unmet}).values
    people = 53_500_000  # of the table of districts, within a per cent
    assert found["list"].max() <= 0.101 * people
    assert found["unmet"][-1].min() > 0  # and nobody is forgotten who isn't on one
