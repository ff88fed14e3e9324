"""A split in words: what is read adds up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from game.lab import batch
from game.lab.attribution import SEATS, Attribution
from game.rules.counterfactual import COMPARED
from game.scenario.schema.base import ROLES
from game.telling.attribution import apportioned, attribution_lines, split_lines, split_rows
from game.telling.names import Voice
from tests.rules import fixtures

PACK = fixtures.pack()
VOICE = Voice(PACK.scenario, PACK.model.place.trust_name)


@pytest.fixture(scope="module")
def found() -> Attribution:
    (game,) = batch.play(PACK, dict.fromkeys(ROLES, "random"), [4])
    return Attribution(PACK, game.position)


@pytest.mark.parametrize("figure", [*COMPARED, SEATS])
def test_what_is_read_adds_up_to_what_is_read(found: Attribution, figure: str) -> None:
    split = found.split(figure)
    rows = split_rows(VOICE, split)
    assert [row.who for row in rows[1:]] == [VOICE.title_of(role) for role in ROLES]
    scale = 100 if VOICE.unit(figure) == "share" and figure != SEATS else 1
    assert abs(sum(row.milli for row in rows) - split.change * scale * 1000) <= 50
    assert all(row.answers + row.orders == row.milli for row in rows[1:])
    assert len(split_lines(VOICE, split, found.quarter)) == len(rows) + 1


def test_parts_are_rounded_so_that_they_sum() -> None:
    thirds = [Fraction(10, 3), Fraction(10, 3), Fraction(10, 3)]
    assert apportioned(thirds) == [3400, 3300, 3300]
    assert sum(apportioned([Fraction(-1, 7), Fraction(2, 7), Fraction(-3, 7)])) == -300


def test_it_says_what_is_held_fixed(found: Attribution) -> None:
    lines = attribution_lines(VOICE, found, ["waits"])
    assert "held as it was played" in lines[-1]
