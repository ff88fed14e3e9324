"""The plan's clock as a journal keeps it, so that a game that is opened again goes on by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pydantic import ValidationError

from game.journal import timeline
from game.journal.format import JournalEntry, PlanEntry, Played, Snapshot, StepEntry
from game.workshop.clock import Clock
from game.workshop.plan import Plan, plan_of, shipped


def kept_plan(entry: PlanEntry) -> Plan | None:
    """Return the plan that was begun: a shipped one whole, of another what the journal keeps.

    None for one that can't be read.
    """
    usual = plan_of(None)
    try:
        plan = Plan.model_validate(
            {
                "id": "kept",
                "title": entry.name,
                "minutes": entry.minutes,
                "round": usual.round.model_dump(),
                "steps": tuple(entry.steps),
            }
        )
    except ValidationError:
        return None
    return next((p for p in shipped().values() if p.steps == plan.steps), plan)


def kept_clock(entries: Sequence[JournalEntry], first: int, now: float) -> Clock | None:
    """Return the clock of the plan that was begun last, where it stood when the game was left.

    ``first`` is the game's first quarter. The time between two sittings doesn't count. None
    where no plan was begun.
    """
    since = now - timeline.last_at(entries)
    clock: Clock | None = None
    at = 0.0
    for entry in entries:
        match entry:
            case PlanEntry():
                at = entry.at
                plan = kept_plan(entry)
                clock = None if plan is None else Clock.begin(plan, since + at)
            case StepEntry():
                at = entry.at
                clock = None if clock is None else _stepped(clock, entry, since + at)
            case Played():
                at = entry.at
            case Snapshot() if clock is not None and entry.phase == "bulletin":
                clock = clock.at_round(entry.quarter - first + 1, since + at)
            case _:
                pass
    return clock


def _stepped(clock: Clock, entry: StepEntry, at: float) -> Clock:
    """Return the clock after what the facilitator did with it."""
    match entry.did:
        case "begun":
            titles = [step.title for step in clock.plan.steps]
            place = titles.index(entry.step) if entry.step in titles else clock.place
            return clock if place == clock.place else clock.at_step(place, at)
        case "extended":
            timed = clock.round > clock.plan.untimed_rounds
            # in a timed round it was the part's time, and that begins anew
            return clock if timed else clock.extend(entry.minutes)
        case "paused":
            return clock.pause(at)
        case "resumed":
            return clock.resume(at)
        case "skipped" | "ended":
            return clock
        case _:
            assert_never(entry.did)
