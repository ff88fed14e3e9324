"""A facilitator's own small country: its night is told as the large one's is."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np

from game.paths import scenarios_dir
from game.scenario.base import ROLES
from game.scenario.loader import load
from game.table import Table
from game.telling import night as words
from game.terminal.console import Console
from game.terminal.night import night


def test_a_whole_game_and_its_night_on_a_table_of_54_seats(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "common" / "example", mine)
    table = Table.new(load(mine), dict.fromkeys(ROLES, "ai:persona"), 5, None)
    while table.step_ai():
        pass
    assert table.ended
    told, country = table.night(), table.pack.model.country
    assert told.night.seats.sum() == country.seats == 54
    assert np.abs(told.night.share.sum(axis=0) - 1).max() < 1e-9
    assert sorted(told.declared.order.tolist()) == list(range(54))
    over = words.over_nights(table.pack.model, told)
    assert over.low <= over.middle <= over.high <= 54
    assert words.majority(table.pack.model) == 28
    out = io.StringIO()
    night(table, Console(io.StringIO("\n" * 9), out, screen=False))
    assert "All 54 seats have declared" in out.getvalue()
    assert "The same campaign over 200 nights" in out.getvalue()
