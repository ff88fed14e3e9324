"""Par comes from play and is kept beside the scenario as data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.lab import par
from game.paths import scenarios_dir
from game.scenario.assembly import assemble
from game.scenario.schema.base import ROLES
from game.scenario.source_files import shipped_ids


def test_par_is_the_mean_of_persona_games_and_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    made = par.measure(str(folder), 4, seed=3)
    assert par.measure(str(folder), 4, seed=3) == made
    assert all(0 <= made.par[role] <= 100 for role in ROLES)
    path = par.write(made, str(folder))
    assert path == folder / "par.yaml"
    scoring = assemble(folder).scenario.scoring
    assert scoring.par == made.par
    assert scoring.spread == made.spread
    assert scoring.played == "4 games of four personas, seed 3"


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_shipped_scenario_has_a_par_that_was_played(name: str) -> None:
    scoring = assemble(name).scenario.scoring
    games = int(scoring.played.split()[0])
    assert games >= 100
    assert len(set(scoring.par.values())) > 1
    assert all(scoring.spread[role] >= par.LEAST for role in ROLES)
