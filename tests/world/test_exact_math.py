"""exp, log and the normal quantile agree with the library to the last places or so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.world import exact_math
from game.world.random_streams import normal_of


@given(st.floats(-690, 690))
def test_exp_is_within_two_units_in_the_last_place(x: float) -> None:
    got = float(exact_math.exp(np.array([x]))[0])
    assert got == pytest.approx(float(np.exp(x)), rel=5e-16)


@given(st.floats(1e-300, 1e300))
def test_log_is_within_two_units_in_the_last_place(x: float) -> None:
    got = float(exact_math.log(np.array([x]))[0])
    assert got == pytest.approx(float(np.log(x)), rel=5e-16, abs=3e-16)


def test_known_bits_hold_on_every_machine() -> None:
    x = np.array([-1.25, 0.1, 3.75, 20.5])
    assert [v.hex() for v in exact_math.exp(x).tolist()] == [
        "0x1.25618372a584fp-2",
        "0x1.1aec7b35a00d4p+0",
        "0x1.542b2d0a266e7p+5",
        "0x1.7d6c4f0bcdd5cp+29",
    ]


def test_far_arguments_neither_overflow_nor_warn() -> None:
    assert np.isfinite(exact_math.exp(np.array([-1e9, 1e9]))).all()


@given(st.floats(1e-12, 1 - 1e-12))
def test_the_normal_quantile_is_monotone_and_odd(u: float) -> None:
    z, higher, mirrored = normal_of(np.array([u, min(u + 1e-9, 1 - 1e-13), 1.0 - u]))
    assert higher >= z
    assert mirrored == pytest.approx(-z, abs=2e-4 if u < 1e-9 else 1e-6)


def test_few_and_many_are_the_same_numbers() -> None:
    x = np.concatenate([np.linspace(-750.0, 750.0, 20_001), [0.0, -0.0]])
    assert np.array_equal(exact_math.exp(x), [exact_math.exp(np.array(v)) for v in x.tolist()])
    y = np.concatenate([2.0 ** np.linspace(-1000.0, 1000.0, 20_001), [0.5, 1.0, 2.0, 0.5**0.5]])
    assert np.array_equal(exact_math.log(y), [exact_math.log(np.array(v)) for v in y.tolist()])


def test_an_array_may_be_worked_in_place() -> None:
    x = np.linspace(0.1, 9.0, 30_000).reshape(300, 100)
    for function in (exact_math.exp, exact_math.log):
        there = x.copy()
        function(there, out=there)
        assert np.array_equal(there, function(x))
        few = x[0, :2].copy()
        assert np.array_equal(function(few, out=few), function(x[0, :2]))
