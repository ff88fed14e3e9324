"""Golden playthroughs: whole games come out as they were recorded, word for word."""

from __future__ import annotations

import pytest

from game.scenario.source_files import shipped_ids
from tests.playthroughs.record import FOLDER, record

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def test_every_shipped_scenario_has_a_recorded_game() -> None:
    assert sorted(shipped_ids()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_game_comes_out_the_same(name: str) -> None:
    """If it is meant to differ: python -m tests.playthroughs.record, and read the difference."""
    assert record(name) == (FOLDER / f"{name}.txt").read_text("utf-8")
