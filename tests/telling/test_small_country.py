"""A facilitator's own small country: its night is told as the large one's is."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np

from game.match import Match
from game.paths import scenarios_dir
from game.scenario.loader import load
from game.scenario.schema.base import ROLES
from game.telling import election_night as words
from game.telling import other_nights
from game.terminal.election_night import night
from game.terminal.prompts import Console


def test_a_whole_game_and_its_night_on_a_table_of_54_seats(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "common" / "example", mine)
    match = Match.new(load(mine), dict.fromkeys(ROLES, "ai:persona"), 5, None)
    while match.step_ai():
        pass
    assert match.ended
    told, country = match.night(), match.pack.model.country
    assert told.night.seats.sum() == country.seats == 54
    assert np.abs(told.night.share.sum(axis=0) - 1).max() < 1e-9
    assert sorted(told.declared.order.tolist()) == list(range(54))
    over = other_nights.over_nights(match.pack.model, told)
    assert over.low <= over.middle <= over.high <= 54
    assert words.majority(match.pack.model) == 28
    out = io.StringIO()
    night(match, Console(io.StringIO("\n" * 9), out, screen=False))
    assert "All 54 seats have declared" in out.getvalue()
    assert "The same campaign over 200 nights" in out.getvalue()
