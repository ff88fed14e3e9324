"""The annotated games: one a level, and at each decision of its seat what it weighed."""

from __future__ import annotations

import pytest

from game.scenario import loader
from game.telling.names import Voice
from tests.playthroughs.annotated.record import FOLDER, SCENARIO, SEATS

OFFICES = Voice(loader.load(SCENARIO).scenario)


@pytest.mark.parametrize("level", SEATS)
def test_each_sheet_is_told_with_what_was_weighed(level: str) -> None:
    lines = (FOLDER / f"{level}.txt").read_text("utf-8").splitlines()
    office = OFFICES.title_of(SEATS[level])
    assert f"{office} ai:{level}" in lines[1]
    sealed = [n for n, line in enumerate(lines) if line.startswith(f"> {office}: seal")]
    assert len(sealed) >= 6
    for n in sealed:
        best, second = lines[n + 1 : n + 3]
        assert best.startswith("    Best: ") and second.startswith("    Choice 2: ")
        assert "points)" in best and "points" in second.split("): ")[-1]


@pytest.mark.parametrize("level", SEATS)
def test_a_level_is_told_from_its_own_seat_alone(level: str) -> None:
    """Others' secret aims and reasons stay theirs."""
    lines = (FOLDER / f"{level}.txt").read_text("utf-8").splitlines()
    office = OFFICES.title_of(SEATS[level])
    for n, line in enumerate(lines):
        if line.startswith("    Best: "):
            assert lines[n - 1].startswith(f"> {office}: ")
