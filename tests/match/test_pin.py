"""A PIN opens to who knows it, is not kept as it is, and can't be guessed in a hurry."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.match.pin import PinGate, fits, kept_pin


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_is_kept_fits_the_pin_alone_and_does_not_show_it() -> None:
    kept = kept_pin("4711")
    assert fits(kept, "4711")
    assert not fits(kept, "4712")
    assert "4711" not in kept
    assert kept != kept_pin("4711")  # two that are alike can't be told


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 4", "=1+1"])
def test_only_four_to_eight_digits_are_a_pin(pin: str) -> None:
    with pytest.raises(InputError, match=r"^A PIN is 4 to 8 digits\.$"):
        kept_pin(pin)


@pytest.mark.parametrize(
    "kept", ["", "1234", "scrypt$$", "scrypt$zz$zz", "md5$00$00", "scrypt$00$"]
)
def test_what_is_not_of_that_form_fits_nothing(kept: str) -> None:
    assert not fits(kept, "1234")
    assert not fits(kept, "")


def test_wrong_ones_close_the_gate_for_longer_and_longer() -> None:
    time = Time()
    gate = PinGate(kept_pin("4711"), time)
    assert not any(gate.open("0000") for _ in range(3))
    assert gate.wait == 5
    assert not gate.open("4711")  # not even the right one
    time.now = 5.0
    assert not gate.open("0000")
    assert gate.wait == 10
    time.now = 15.0
    assert gate.open("4711")
    assert not gate.open("0000")
    assert gate.wait == 0  # it counts from the beginning again
    for _ in range(20):
        gate.open("0000")
        time.now += gate.wait
    gate.open("0000")
    assert gate.wait <= 300
