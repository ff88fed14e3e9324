"""Lines of older formats as this version reads them."""

from __future__ import annotations

from typing import Any

import pytest

from game.journal.format import CATEGORIES, NoteEntry, Shown, read
from game.journal.migrations import up_to_date

HEADER: dict[str, Any] = {"kind": "header", "format": 3}


def from_3(line: dict[str, Any]) -> dict[str, Any]:
    return up_to_date(line, 3, HEADER)


def test_the_night_that_format_3_says_was_seen_was_shown() -> None:
    entry = read(from_3({"kind": "night"}))
    assert isinstance(entry, Shown)
    assert entry.what == "night"


@pytest.mark.parametrize("category", [*CATEGORIES, "mood", ""])
def test_a_note_of_format_3_has_one_of_the_categories_of_today(category: str) -> None:
    entry = read(from_3({"kind": "note", "author": "", "category": category, "text": "So."}))
    assert isinstance(entry, NoteEntry)
    assert entry.category == (category if category in CATEGORIES else "other")
    assert entry.text == "So."


def test_what_format_4_does_not_change_is_left_as_it_is() -> None:
    line = {"kind": "command", "author": "human", "command": {"do": "advance"}}
    assert from_3(line) == line
