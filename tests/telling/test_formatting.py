"""Words from people and files are safe to print, and numbers read as people write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.telling.formatting import change, clean, columns, listed, quantity, sentence


@given(st.text())
def test_clean_text_has_no_character_that_acts_on_a_terminal(text: str) -> None:
    kept = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Co") for c in kept)
    assert not set(kept) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff")
    assert clean(kept) == kept


@given(st.text(min_size=1), st.integers(5, 50))
def test_clean_text_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit


def test_plain_text_is_left_as_it_is() -> None:
    assert clean("Q4 2013/14 – £5m, “as printed” 👍") == "Q4 2013/14 – £5m, “as printed” 👍"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.8731, "share", "87.3%"),
        (6.12, "percent", "6.1%"),
        (-12.0, "money_m", "−£12m"),
        (1500, "money_m", "£1.5bn"),
        (2_640_000, "patients", "2.64 million"),
        (13_240, "patients", "13,200"),
        (52.4, "points", "52"),
        (1.0, "index", "1"),
        (float("nan"), "count", "not known"),
    ],
)
def test_a_value_is_said_with_its_unit(value: float, unit: str, said: str) -> None:
    assert quantity(value, unit) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (3, "count", "+3"),
        (-0.25, "share", "−25 points"),
        (0.04, "points", "±0"),
        (-150, "money_m", "−£150m"),
        (0, "money_m", "±0"),
    ],
)
def test_a_change_is_said_with_its_sign(value: float, unit: str, said: str) -> None:
    assert change(value, unit) == said


def test_lists_sentences_and_columns() -> None:
    assert listed(["a", "b"], "or") == "a or b"
    assert sentence("already ended!") == "Already ended!"
    assert columns([["a", "bb"], ["ccc", "d"]]) == ["a    bb", "ccc  d"]
    assert columns([]) == []
