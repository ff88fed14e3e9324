"""Knobs know which of them somebody has turned."""

from __future__ import annotations

import numpy as np
import pytest

from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST, TRUST_INDEX, Knobs
from game.world.luck import Luck
from game.world.quarter import step
from game.world.start import start
from tests.world import fixtures

MODEL = fixtures.small()


def test_neutral_knobs_are_not_turned() -> None:
    assert Knobs.neutral(5, 3).turned() == frozenset()


@pytest.mark.parametrize("name", NATIONAL)
def test_a_national_knob_turned_in_one_game_is_found(name: str) -> None:
    knobs = Knobs.neutral(5, 3)
    spec = NATIONAL[name]
    knobs.national[NATIONAL_INDEX[name], 1] = spec.high if spec.neutral == spec.low else spec.low
    assert knobs.turned() == {name}


@pytest.mark.parametrize("name", TRUST)
def test_a_knob_of_one_trust_is_found(name: str) -> None:
    knobs = Knobs.neutral(5, 3)
    knobs.trust[TRUST_INDEX[name], 4, 2] = TRUST[name].high
    assert knobs.turned() == {f"trust/{name}"}


@pytest.mark.parametrize("name", [*NATIONAL, *(f"trust/{name}" for name in TRUST)])
def test_a_knob_that_another_game_turns_changes_nothing_here(name: str) -> None:
    """What is left out where nobody turns a knob is bit for bit what it does when neutral."""
    knobs, kind = Knobs.neutral(MODEL.place.trusts, 2), name.removeprefix("trust/")
    if kind == name:
        spec = NATIONAL[name]
        turned = spec.high if spec.neutral == spec.low else spec.low
        knobs.national[NATIONAL_INDEX[name], 1] = turned
    else:
        knobs.trust[TRUST_INDEX[kind], 0, 1] = 1.0 if TRUST[kind].unit == "0–1" else 2.0
    beside, alone = start(MODEL, (4, 5)), start(MODEL, (4,))
    for _ in range(2):
        beside, report = step(MODEL, beside, knobs, Luck((4, 5)))
        alone, own = step(MODEL, alone, Knobs.neutral(MODEL.place.trusts), Luck((4,)))
        assert beside.row(0).digest() == alone.digest()
        assert np.array_equal(report.terms[:, :1], own.terms)
        assert np.array_equal(report.flows[:, :1], own.flows)
        assert np.array_equal(report.trust_activity[..., :1], own.trust_activity)
