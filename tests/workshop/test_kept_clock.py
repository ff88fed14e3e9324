"""The plan's clock read from a journal: where it stood, whatever time has passed since."""

from __future__ import annotations

from typing import Any

import pytest

from game.journal.format import NoteEntry, PlanEntry, StepEntry
from game.workshop.clock import Clock
from game.workshop.kept_clock import kept_clock
from game.workshop.plan import Plan, plan_of

OPENED = 90_000.0  # the next day


def _begun(plan: Plan, at: float) -> PlanEntry:
    steps: list[dict[str, Any]] = [s.model_dump(mode="json") for s in plan.steps]
    return PlanEntry(name=plan.title, minutes=plan.minutes, steps=steps, at=at)


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
