"""A lever that says for how long it works says what its effects say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from game.scenario.assembly import assemble
from game.scenario.schema.cards import Lever
from game.scenario.schema.effects import CaseClock
from game.scenario.source_files import shipped_ids

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}
_SPANS = {"half a year": 2, "a year": 4, "a year and a half": 6, "two years": 8}
_SAID = re.compile(
    rf"\bfor ({'|'.join(sorted(_SPANS, key=len, reverse=True))}|({'|'.join(_WORDS)}) quarters)\b"
    r"(?! and more)",
    re.IGNORECASE,
)


def said(prose: str) -> Iterator[int]:
    """Quarters that a text speaks of."""
    for found in _SAID.finditer(prose):
        yield _SPANS.get(found[1].lower()) or _WORDS[found[2].lower()]


def lasts(lever: Lever) -> set[int]:
    """Quarters that its effects last, or move a clock by.

    A flag or a price is set with the order and used from the quarter after it.
    """
    found = set()
    for effect in lever.effects:
        quarters = getattr(effect, "quarters", None) or 0
        found |= {quarters, quarters + getattr(effect, "after", 0)}
        if effect.do in ("flag", "cheaper"):
            found.add(quarters - 1)
        if isinstance(effect, CaseClock):
            found.add(abs(effect.by))
    return found


def test_spans_are_read_in_words() -> None:
    assert list(said("For a year and a half it works; for six quarters it rests.")) == [6, 6]
    assert list(said("Better for a year and more.")) == []


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_what_a_lever_says_of_time_is_what_it_does(name: str) -> None:
    levers = assemble(name).scenario.levers
    assert any(list(said(lever.prose)) for lever in levers)
    wrong = [(x.id, n) for x in levers for n in said(x.prose) if n not in lasts(x)]
    assert wrong == []
