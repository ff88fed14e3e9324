"""Par comes from play and is kept beside the scenario as data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.errors import InputError
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
    assert scoring.quantiles == made.quantiles
    assert scoring.played == "4 games of four personas, seed 3"


def test_par_of_another_level_says_so(tmp_path: Path) -> None:
    made = par.of_scores("december-2013", [dict.fromkeys(ROLES, 50.0)] * 3, 3, "standard")
    assert made.played == "3 games of four “standard” players, seed 3"
    assert "--level standard --seed 3 --write" in made.yaml()
    with pytest.raises(InputError, match="no AI player 'genius'"):
        next(par.scores("december-2013", 2, level="genius"))


def test_a_change_of_content_or_rules_makes_par_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    par.write(par.measure(str(folder), 2, seed=3), str(folder))
    assert par.stale(assemble(folder).scenario) == ""
    with monkeypatch.context() as later:
        later.setattr(par, "RULES", par.RULES + 1)
        assert "was found under rules" in par.stale(assemble(folder).scenario)
    scoring = folder / "scoring.yaml"
    own = scoring.read_text("utf-8") if scoring.exists() else ""
    scoring.write_text(own + "\ncollapse_at: 99.5\n", "utf-8")
    assert "in other content than today's" in par.stale(assemble(folder).scenario)
    (folder / "par.yaml").unlink()
    assert "doesn't say in which content" in par.stale(assemble(folder).scenario)


def test_quantiles_are_of_the_same_games_and_a_par_of_old_may_lack_them(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    found = [dict.fromkeys(ROLES, float(score)) for score in range(101)]
    made = par.of_scores(str(folder), found, 3)
    assert made.quantiles["monitor"][10] == 50.0
    path = par.write(made, str(folder))
    path.write_text(path.read_text("utf-8").partition("quantiles:")[0], "utf-8")
    scoring = assemble(folder).scenario.scoring
    assert scoring.quantiles == {}
    assert scoring.par == made.par


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_shipped_par_is_of_todays_rules_and_content(name: str) -> None:
    """Red: rules or content were changed, and par was not made again (CONTRIBUTING says how)."""
    assert par.stale(assemble(name).scenario) == ""


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_every_shipped_scenario_has_a_par_that_was_played(name: str) -> None:
    scoring = assemble(name).scenario.scoring
    games = int(scoring.played.split()[0])
    assert games >= 100
    assert len(set(scoring.par.values())) > 1
    assert set(scoring.quantiles) == set(ROLES)  # else a match is won by a normal distribution
    assert all(scoring.spread[role] >= par.LEAST for role in ROLES)
