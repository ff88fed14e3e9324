"""Knobs know which of them somebody has turned."""

from __future__ import annotations

import numpy as np
import pytest

from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST, TRUST_INDEX, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
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


def test_knobs_that_hold_only_what_is_turned_read_as_if_they_held_all() -> None:
    """And are whole, to be written to, once all are asked for."""
    held = np.full((5, 3), 7.0)
    some = Knobs.neutral(5, 3)
    some = Knobs.of_some(some.national, {"support_k": held}, some.shock, some.push, trusts=5)
    whole = Knobs.neutral(5, 3)
    whole.trust[TRUST_INDEX["support_k"]] = held
    assert some.turned() == whole.turned() == {"trust/support_k"}
    for name in TRUST_INDEX:
        assert (some.of_trusts(name) == whole.of_trusts(name)).all()
        some_, whole_ = some.columns(1, 2).of_trusts(name), whole.columns(1, 2).of_trusts(name)
        assert (some_ == whole_).all()
    assert (some.trust == whole.trust).all()
    some.trust[TRUST_INDEX["close"], 2, 1] = 1.0
    assert some.turned() == {"trust/support_k", "trust/close"}
    assert some.of_trusts("close").sum() == 1.0
