"""The laws of conservation hold where a hospital closes, and would be found broken."""

from __future__ import annotations

from unittest.mock import patch

from game.world import quarter
from game.world.knobs import NATIONAL_INDEX, TRUST_INDEX, Knobs
from game.world.market import displacement
from game.world.model import Model
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World
from tests.campaigns import conservation
from tests.campaigns.report import Report
from tests.world import fixtures


def test_a_list_that_is_lost_breaks_a_law() -> None:
    """What conservation is tried for would be found: here the list of what closes goes nowhere."""
    report, (model, seeds, knobs) = Report("random", 1), _closing()

    def lost(world: World, i: int, b: int, to: object) -> None:
        world.waiting[i, b] = 0.0

    with conservation.watched(report):
        quarter.step(model, start(model, seeds), knobs, Luck(seeds))
        assert report.failures == []
        with patch.object(displacement, "pass_list", lost):
            quarter.step(model, start(model, seeds), knobs, Luck(seeds))
    assert any("lists are off" in failure and "seed 2" in failure for failure in report.failures)
    assert report.found["trusts closed or taken over"] > 0


def test_nobody_is_taken_to_where_a_hospital_was() -> None:
    """All others are overfull: whom they turn away is counted, and lost at no closed door."""
    report, (model, seeds, knobs) = Report("random", 1), _closing()
    with conservation.watched(report):
        world, _ = quarter.step(model, start(model, seeds), knobs, Luck(seeds))
        full = Knobs.neutral(model.place.trusts, len(seeds))
        full.national[NATIONAL_INDEX["capacity_pct"]] = -30.0
        world, _ = quarter.step(model, world, full, Luck(seeds))
    assert (world.turned_away > 0).all()
    assert report.failures == []


def _closing() -> tuple[Model, tuple[int, ...], Knobs]:
    """Return a small country, two games' seeds, and knobs that close a hospital in the second."""
    model, seeds = fixtures.small(), (1, 2)
    knobs = Knobs.neutral(model.place.trusts, len(seeds))
    knobs.trust[TRUST_INDEX["close"], int(model.prepared.care.rows[0]), 1] = 1.0
    return model, seeds, knobs
