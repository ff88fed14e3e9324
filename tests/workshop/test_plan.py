"""Agendas: those that are shipped can be kept, and bad ones are refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from game.errors import InputError
from game.paths import assets_dir
from game.workshop.plan import Plan, fit, plan_of, shipped, what_is_wrong

SHIPPED = ("60", "90", "120", "180")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_plan_fills_its_time_and_can_be_kept(name: str) -> None:
    plan = plan_of(name)
    assert plan.minutes == float(name) == sum(step.minutes for step in plan.steps)
    assert what_is_wrong(plan) == ""
    assert plan.debrief >= plan.minutes / 4
    for step in plan.steps:  # the rounds fit into the step that holds them
        assert step.rounds * plan.round.minutes <= step.minutes + 1e-9


def test_a_workshop_of_ninety_minutes_is_the_usual_one() -> None:
    assert plan_of(None) == shipped()["90"]
    assert [at for at, _ in plan_of(None).timed()] == [0, 8, 13, 34, 55, 60]


def test_half_of_the_longest_is_for_talking_about_it() -> None:
    plan = plan_of("180")
    talk = sum(s.minutes for s in plan.steps if s.kind in ("debrief", "pause"))
    assert talk >= sum(s.minutes for s in plan.steps if s.kind == "rounds")


def test_quarters_that_a_plan_has_no_time_for_are_counted() -> None:
    assert fit(plan_of("90"), 0, 5).left == 0
    assert fit(plan_of("60"), 0, 5).left == 2
    assert fit(plan_of("180"), 0, 18).left == 13


def _own(tmp_path: Path, **changes: object) -> str:
    plans = yaml.safe_load((assets_dir() / "workshop" / "plans.yaml").read_text("utf-8"))
    own = {**plans[1], "id": "own", **changes}
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
    return str(path)


def test_a_plan_of_one_s_own_is_read(tmp_path: Path) -> None:
    plan = plan_of(_own(tmp_path, title="Our Tuesday"))
    assert isinstance(plan, Plan)
    assert plan.title == "Our Tuesday"


ROUNDS = {"kind": "rounds", "title": "Rounds", "minutes": 60, "rounds": 6}
DEBRIEF = {"kind": "debrief", "title": "Debrief", "minutes": 20}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"minutes": 80}, "The steps take 90 minutes, and the plan has 80."),
        ({"steps": [ROUNDS, ROUNDS | {"minutes": 5}]}, "The plan has no debrief"),
        ({"steps": [ROUNDS, DEBRIEF | {"minutes": 5}]}, "A debrief needs 10 minutes at least."),
        ({"steps": [DEBRIEF, DEBRIEF]}, "The plan has no rounds of play."),
        ({"steps": [DEBRIEF, ROUNDS]}, "The debrief comes last"),
        ({"steps": [ROUNDS | {"rounds": 0}, ROUNDS, DEBRIEF]}, "The steps take 140"),
        ({"steps": [ROUNDS | {"rounds": 0, "minutes": 1}, ROUNDS, DEBRIEF]}, "has 0 rounds"),
        ({"minutes": -5}, "minutes"),
        ({"titel": "x"}, "there is no such key here"),
    ],
)
def test_a_plan_that_can_t_be_kept_is_refused_in_a_sentence(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError) as refused:
        plan_of(_own(tmp_path, **changes))
    assert said in str(refused.value)
    assert "own.yaml" in str(refused.value)


def test_a_plan_that_isn_t_there_is_said() -> None:
    with pytest.raises(InputError, match="There is no plan '75'; there are 60, 90, 120 and 180"):
        plan_of("75")
    with pytest.raises(InputError, match="no such file"):
        plan_of("nowhere.yaml")
