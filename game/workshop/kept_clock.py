"""The plan's clock as a journal keeps it, so that a game that is opened again goes on by it.

With it how the table goes on: when all are ready, or when the facilitator says; and whether the
coach may be asked about drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pydantic import ValidationError

from game.journal import timeline
from game.journal.format import JournalEntry, PlanEntry, Played, Snapshot, StepEntry
from game.rules.state.position import FACILITATOR
from game.workshop.clock import Clock
from game.workshop.plan import GoesOn, Plan, plan_of, shipped


def kept_plan(entry: PlanEntry) -> Plan | None:
    """Return the plan that was begun, None for one that can't be read.

    Older journals keep its steps alone: those of a shipped plan are that one, another has a round's
    parts as the usual one has.
    """
    usual = plan_of(None)
    rules = entry.rules or {"round": usual.round.model_dump()}
    try:
        plan = Plan.model_validate(
            {
                **rules,
                "id": "kept",
                "title": entry.name,
                "minutes": entry.minutes,
                "steps": tuple(entry.steps),
            }
        )
    except ValidationError:
        return None
    alike = (p for p in shipped().values() if p.steps == plan.steps)
    if entry.rules:
        alike = (p for p in alike if p.model_copy(update={"id": "kept"}) == plan)
    return next(alike, plan)


def plan_entry(plan: Plan) -> PlanEntry:
    """Return the entry that keeps a plan."""
    kept = plan.model_dump(mode="json")
    rules = {name: kept[name] for name in ("round", "untimed_rounds", "on_expiry", "goes_on")}
    return PlanEntry(
        author=FACILITATOR,
        name=plan.title,
        minutes=plan.minutes,
        steps=kept["steps"],
        rules=rules,
    )


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


def kept_part(entries: Sequence[JournalEntry]) -> str:
    """Return the part of a round whose time began last; empty for none."""
    steps = [e for e in entries if isinstance(e, StepEntry | PlanEntry)]
    for entry in reversed(steps):
        if isinstance(entry, PlanEntry):
            break
        if entry.did == "part":
            return entry.step
    return ""


def kept_going(entries: Sequence[JournalEntry]) -> GoesOn | None:
    """Return how the table goes on, as the facilitator said last; None where that was not said."""
    for entry in reversed(entries):
        if isinstance(entry, StepEntry):
            if entry.did == "when_ready":
                return "ready"
            if entry.did == "when_said":
                return "said"
    return None


def kept_advice(entries: Sequence[JournalEntry]) -> bool:
    """Return whether people may ask the coach about their drafts, as the facilitator said last."""
    for entry in reversed(entries):
        if isinstance(entry, StepEntry) and entry.did in ("advice_on", "advice_off"):
            return entry.did == "advice_on"
    return True


def _stepped(clock: Clock, entry: StepEntry, at: float) -> Clock:
    """Return the clock after what the facilitator did with it."""
    match entry.did:
        case "begun":
            titles = [step.title for step in clock.plan.steps]
            place = titles.index(entry.step) if entry.step in titles else clock.place
            return clock if place == clock.place else clock.at_step(place, at)
        case "extended":
            timed = clock.round > clock.plan.untimed_rounds
            if timed and clock.phase is None:  # of a part whose time older journals don't keep
                return clock
            return clock.extend(entry.minutes)
        case "paused":
            return clock.pause(at)
        case "resumed":
            return clock.resume(at)
        case "part":
            return clock.at_part(entry.step, at)
        case "skipped" | "ended" | "when_ready" | "when_said" | "advice_on" | "advice_off":
            return clock
        case _:
            assert_never(entry.did)
