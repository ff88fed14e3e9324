"""The facilitator's pages, those for spare people, and the last card: script, injects, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.scenario import source_files, texts
from game.scenario.schema.base import ROLES
from game.telling.formatting import clean, number, plural
from game.workshop.clock import said as clock_said
from game.workshop.plan import fit
from game.workshop.press.game_start import Opening
from game.workshop.press.paper import Document, PaperSheet, by_height, chunks, paged
from game.workshop.press.phrases import Wording, words
from game.workshop.press.table_pack import event_card


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One step of the script: from when to when, what is said, done and shown."""

    begins: str
    minutes: str
    title: str
    say: tuple[str, ...]
    do: tuple[str, ...]
    wall: str


def script(opening: Opening, wording: Wording) -> list[ScriptStep]:
    """Return the plan's steps in words, with their minutes."""
    found = []
    for at, step in wording.plan.timed():
        told = wording.step(step.kind, inject=step.inject)
        found.append(
            ScriptStep(
                begins=clock_said(at).removesuffix(":00"),
                minutes=plural(step.minutes, "minute"),
                title=step.title,
                say=told.say,
                do=told.do,
                wall=told.wall,
            )
        )
    return found


def about_rounds(opening: Opening, wording: Wording) -> list[str]:
    """Return what a facilitator must know of the rounds: how many, how long, what is left out."""
    view, plan, voice = opening.public, wording.plan, opening.voice
    meets = fit(plan, view.first, view.last)
    part = plan.round
    expiry = {
        "seal": "drafts are sealed as they stand",
        "ai": "the computer fills those that are missing",
    }[plan.on_expiry]
    parts = (
        f"{number(part.talk, 1)} for event and talks, {number(part.enter, 1)} for the sheets, "
        f"{number(part.resolve, 1)} for reveal and papers"
    )
    said = [
        f"{plural(meets.played, 'round')}, each a quarter, from {voice.quarter(view.first)}.",
        f"About {number(part.minutes, 1)} minutes each: {parts}.",
        _untimed(plan.untimed_rounds),
        f"When the time for sheets is out, {expiry}.",
    ]
    if meets.left:
        said.append(
            f"The scenario has {plural(meets.quarters, 'quarter')}: after the last round the seats "
            f"go to the computer for the other {meets.left}, up to the night."
        )
    if plan.rounds > meets.quarters:
        said.append(
            f"The plan has {plural(plan.rounds, 'round')} and the scenario only "
            f"{plural(meets.quarters, 'quarter')}: the minutes over are the debrief's."
        )
    return said


def facilitator_pack(opening: Opening, wording: Wording) -> Document:
    """Return the facilitator's own pages."""
    scenario = opening.voice.scenario
    steps = script(opening, wording)
    heights = [2.5 + sum(1 + len(x) // 88 for x in (*s.say, *s.do, s.wall) if x) for s in steps]
    sheets = [
        PaperSheet(
            "prepare",
            "Before: prepared in ten minutes",
            {
                "prepare": wording.all(words().prepare),
                "rounds": about_rounds(opening, wording),
                "lesson": clean(scenario.lesson, 1000),
                "offices": [opening.voice.title_of(role) for role in ROLES],
                "plan": wording.plan.title,
            },
        ),
        *paged("script", f"Script: {wording.plan.title}", "steps", by_height(steps, heights, 56.0)),
        *_injects(opening),
        *_reality(opening),
        PaperSheet("trouble", "When something goes wrong", {"remedies": words().trouble}),
        PaperSheet(
            "rehearsal", "Rehearsal in ten minutes", {"lines": wording.all(words().rehearsal)}
        ),
        PaperSheet("neutrality", "Neutrality", {"lines": wording.all(words().neutrality)}),
    ]
    return Document("facilitator", "The facilitator", "one", tuple(sheets))


def _injects(opening: Opening) -> list[PaperSheet]:
    """Return the events that a facilitator can bring about: all that have no fixed date."""
    free = [e for e in opening.voice.scenario.events if e.on is None]
    cards = [
        {**event_card(opening, event), "triggered": event.trigger is not None} for event in free
    ]
    heights = [
        2.2 + -(-len(c["title"]) // 60) + sum(1 + len(o["arrows"]) // 100 for o in c["options"])
        for c in cards
    ]
    return paged("injects", "Inject cards", "events", by_height(cards, heights, 66.0))


def _reality(opening: Opening) -> list[PaperSheet]:
    """Return answers to “but in reality …”: what the text says, and what the model leaves out."""
    text = opening.voice.scenario.text
    claims = [
        {"id": key, "claim": row["claim"], "mechanic": row["mechanic"]}
        for key, row in texts.claims().items()
        if text == "all" or key.startswith(f"{text}.")
    ]
    left: Any = source_files.read(source_files.common_dir() / "left_out.yaml").data
    heights = [1.5 + (len(c["claim"]) + len(c["mechanic"])) / 92 for c in claims]
    first = paged(
        "claims",
        "“But in reality …”: what the text says",
        "claims",
        by_height(claims, heights, 66.0),
    )
    heights = [0.8 + (len(x["what"]) + len(x["why"])) / 105 for x in left]
    return first + paged(
        "left_out",
        "“But in reality …”: what the model leaves out",
        "left",
        by_height(left, heights, 74.0),
    )


def spare_pack(opening: Opening, wording: Wording, rounds: int) -> Document:
    """Return the press-and-patients desk and the observer's sheet."""
    voice, view = opening.voice, opening.public
    quarters = [voice.quarter(view.first + n) for n in range(min(rounds, 8))]
    kit = words()
    return Document(
        "spare",
        "Spare people",
        "one for each",
        (
            PaperSheet(
                "desk",
                "The press-and-patients desk",
                {"rules": kit.desk, "patients": kit.patients, "quarters": quarters},
            ),
            PaperSheet(
                "observer",
                "The observer's sheet",
                {
                    "questions": kit.observer,
                    "quarters": quarters,
                    "offices": [voice.title_of(role) for role in ROLES],
                },
            ),
        ),
    )


def closing_pack(opening: Opening) -> Document:
    """Return the commitment cards."""
    sheet = PaperSheet("commitment", "Commitment cards", {"cards": chunks(range(4), 1)})
    return Document("end", "At the end", "a card for each person", (sheet,))


def _untimed(rounds: int) -> str:
    """Return which rounds have no clock, in a sentence."""
    if not rounds:
        return "Every round has its clock."
    if rounds == 1:
        return "The first round has no clock."
    return f"The first {number(rounds)} rounds have no clock."
