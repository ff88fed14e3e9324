"""The idle course comes from play, is kept beside the scenario, and is noticed when it is stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.errors import InputError
from game.lab import idle_course
from game.paths import scenarios_dir
from game.rules.banked_scores import planned, state_terms
from game.rules.score_terms import points
from game.scenario import loader
from game.scenario.assembly import assemble
from game.scenario.schema.base import ROLES
from game.scenario.score_values import bare
from game.scenario.source_files import shipped_ids


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    return folder


def test_the_course_is_the_mean_of_idle_games_and_is_read_back(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    made = idle_course.measure(str(folder), 2, seed=3)
    assert idle_course.measure(str(folder), 2, seed=3) == made
    assert idle_course.write(made, str(folder)) == folder / "course.yaml"
    course = assemble(folder).scenario.course
    assert course == made.course
    assert course.idled == "2 games of four idle offices, seed 3"
    assert {len(series) for series in course.quarters.values()} == {6}


def test_a_service_that_would_collapse_goes_on_to_its_last_quarter(tmp_path: Path) -> None:
    """Or what unplayed quarters count would depend on where the level is put."""
    folder = copied(tmp_path)
    whole = idle_course.measure(str(folder), 2).course
    (folder / "scoring.yaml").write_text("collapse_at: 5\n", "utf-8")
    early = idle_course.measure(str(folder), 2).course
    assert (early.quarters, early.inherited) == (whole.quarters, whole.inherited)


def test_a_course_of_another_length_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    text = (folder / "course.yaml").read_text("utf-8")
    line = next(i for i, x in enumerate(text.splitlines(), 1) if x.startswith("  waits: ["))
    (folder / "course.yaml").write_text(text.replace("  waits: [", "  waits: [3, "), "utf-8")
    with pytest.raises(InputError, match="idle course of waits is not one of 6 quarters") as found:
        assemble(folder)
    assert f"course.yaml:{line}" in str(found.value)


def test_a_course_without_a_scored_figure_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    lines = (folder / "course.yaml").read_text("utf-8").splitlines(keepends=True)
    kept = [x for x in lines if not x.startswith("  waits:")]
    (folder / "course.yaml").write_text("".join(kept), "utf-8")
    told = [p.sentence for p in assemble(folder).problems() if not p.stops]
    assert any("doesn't hold waits" in sentence for sentence in told)


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_a_shipped_course_is_that_of_the_rules_of_today(name: str) -> None:
    """No role's points on the kept course and on a new one differ by more than a point."""
    pack = loader.load(name)
    kept, fresh = pack.scenario.course, idle_course.measure(name, 4).course
    assert kept is not None
    for role in ROLES:
        terms = [t.term for t in state_terms(pack) if t.role == role and t.term.value != "national"]
        worth = []
        for course in (kept, fresh):
            series = {t.name: course.quarters[bare(t.value)] for t in terms}
            plain = [t for t in terms if t.value == bare(t.value)]
            won = sum(sum(points(t, v) for v in series[t.name]) for t in plain)
            worth.append(pack.scenario.scoring.on_the_way * won / planned(pack))
        assert worth[0] == pytest.approx(worth[1], abs=1.0), role
