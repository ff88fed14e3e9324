"""Numbers are read in one strict way, whoever writes them."""

from __future__ import annotations

import pytest

from game.scenario import numerals


@pytest.mark.parametrize("text", ["0", "-1.5", "+2", ".5", "5.", "1e3", "2E-3", "1000000000"])
def test_plain_digits_are_a_number(text: str) -> None:
    assert numerals.number(text) == float(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1_0",
        "1,000",
        "nan",
        "inf",
        "-inf",
        "0x10",
        "1e999",
        "1e-320",
        "٣",
        "½",
        "9" * 5000,
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert numerals.number(text) is None


@pytest.mark.parametrize("text", ["", "-1", "1.0", "1_0", "٣", "²", "9" * 5000])
def test_a_choice_or_a_count_is_plain_digits(text: str) -> None:
    assert numerals.whole(text) is None
    assert numerals.whole("12") == 12
