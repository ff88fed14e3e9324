"""The plan's clock read from a journal: where it stood, whatever time has passed since."""

from __future__ import annotations

from typing import Any

import pytest

from game.journal.format import NoteEntry, PlanEntry, Snapshot, StepEntry
from game.workshop.clock import Clock
from game.workshop.kept_clock import kept_clock, kept_going, kept_part, kept_plan, plan_entry
from game.workshop.plan import Plan, plan_of

OPENED = 90_000.0  # the next day


def _begun(plan: Plan, at: float) -> PlanEntry:
    steps: list[dict[str, Any]] = [s.model_dump(mode="json") for s in plan.steps]
    return PlanEntry(name=plan.title, minutes=plan.minutes, steps=steps, at=at)


def _turn(quarter: int) -> Snapshot:
    return Snapshot(turn=1, quarter=quarter, phase="bulletin", digest="", facts=[], position={})


@pytest.mark.parametrize("minutes", [3.0, 12.0])
@pytest.mark.parametrize("paused", [False, True])
def test_it_stands_where_it_stood(minutes: float, paused: bool) -> None:
    plan = plan_of("60")
    at = 100.0
    led = Clock.begin(plan, at)
    entries: list[Any] = [_begun(plan, at), StepEntry(step=plan.steps[0].title, did="begun", at=at)]
    at += 60 * minutes
    led = led.next_step(at)
    entries.append(StepEntry(step=plan.steps[1].title, did="begun", at=at))
    at += 30
    led = led.pause(at)
    entries.append(StepEntry(step=plan.steps[1].title, did="paused", at=at))
    if not paused:
        at += 45
        led = led.resume(at)
        entries.append(StepEntry(step=plan.steps[1].title, did="resumed", at=at))
    at += 60
    led = led.extend(2)
    entries.append(
        StepEntry(step=plan.steps[1].title, did="extended", minutes=2, at=at),
    )
    entries.append(NoteEntry(text="the lid was shut", at=at))
    taken = kept_clock(entries, 0, OPENED)
    assert taken is not None
    assert taken.plan == plan
    assert taken.read(OPENED) == led.read(at)
    assert taken.read(OPENED + 60) == led.read(at + 60)


def test_the_part_of_a_round_keeps_its_time_with_what_was_added_to_it() -> None:
    plan = plan_of("60")
    at = 100.0
    led = Clock.begin(plan, at)
    rounds = next(n for n, step in enumerate(plan.steps) if step.kind == "rounds")
    entries: list[Any] = [_begun(plan, at)]

    def did(what: Any, step: str = "", minutes: float = 0.0) -> None:
        entries.append(StepEntry(step=step, did=what, minutes=minutes, at=at))

    led = led.at_step(rounds, at)
    did("begun", plan.steps[rounds].title)
    first = 8055
    for quarter in (first, first + 1):  # the first round has no clock
        entries.append(_turn(quarter))
        led = led.at_round(quarter - first + 1, at)
    at += 5
    led = led.at_part("enter", at)
    did("part", "enter")
    at += 40
    led = led.extend(1)
    did("extended", minutes=1)
    at += 20
    led = led.pause(at)
    did("paused")
    taken = kept_clock(entries, first, OPENED)
    assert taken is not None
    assert taken.read(OPENED).phase_left == led.read(at).phase_left == plan.round.enter
    assert kept_part(entries) == "enter"
    did("part", "")
    taken = kept_clock(entries, first, OPENED)
    assert taken is not None
    assert taken.read(OPENED).phase_left is None
    assert kept_part([*entries, _begun(plan, at)]) == ""


def test_how_the_table_goes_on_is_what_was_said_last() -> None:
    entries: list[Any] = [_begun(plan_of("60"), 5)]
    assert kept_going(entries) is None
    entries.append(StepEntry(step="", did="when_said", at=6))
    assert kept_going(entries) == "said"
    entries.append(StepEntry(step="", did="when_ready", at=7))
    assert kept_going(entries) == "ready"


def test_a_plan_of_one_s_own_is_kept_with_its_rules() -> None:
    usual = plan_of("60")
    own = usual.model_copy(
        update={
            "id": "kept",
            "untimed_rounds": 0,
            "on_expiry": "ai",
            "round": usual.round.model_copy(update={"talk": 9.0}),
        }
    )
    assert kept_plan(plan_entry(own)) == own
    assert kept_plan(plan_entry(usual)) == usual
    assert kept_plan(_begun(usual, 5)) == usual


def test_without_a_plan_there_is_no_clock() -> None:
    assert kept_clock([NoteEntry(text="a game like any other", at=5)], 0, OPENED) is None


def test_a_plan_that_makes_no_sense_is_no_plan() -> None:
    faulty = PlanEntry(name="Ours", minutes=60, steps=[{"kind": "dance"}], at=1)
    assert kept_clock([faulty], 0, OPENED) is None


def test_the_plan_that_was_begun_last_counts() -> None:
    entries: list[Any] = [_begun(plan_of("60"), 5), _begun(plan_of("120"), 65)]
    taken = kept_clock(entries, 0, OPENED)
    assert taken is not None
    assert taken.plan == plan_of("120")
    assert taken.read(OPENED).elapsed == 0
