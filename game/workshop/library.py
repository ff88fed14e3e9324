"""The inject library: a scenario's events, whether each can come up, and what it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from game.errors import InputError
from game.match import Match
from game.match.trial import TrialOutcome
from game.rules.state.commands import Inject
from game.scenario import numerals
from game.scenario.schema.base import Role
from game.scenario.schema.conditions import Condition
from game.telling.formatting import change, clean
from game.telling.names import Voice
from game.world import quarter_calendar

InjectTime = Literal["now", "next", "condition"]
#: What a preview is of, where an inject waits for a condition: the quarter after this one.
_PREVIEWED: Final[dict[InjectTime, Literal["now", "next"]]] = {
    "now": "now",
    "next": "next",
    "condition": "next",
}
#: Figures of an answer that a preview names.
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class LibraryEvent:
    """An event as the library has it: ``reason`` is why it can't come up, empty if it can."""

    event: str
    title: str
    answers: Role
    prose: str
    reason: str


@dataclass(frozen=True, slots=True)
class PreviewedAnswer:
    """An answer, and what it would move by the quarter's end, in words, greatest first."""

    title: str
    moves: tuple[str, ...]


#: How much of a figure's own unit one of what is typed is, and what is typed.
_TYPED: Final[dict[str, tuple[float, str]]] = {
    "share": (0.01, "per cent"),
    "percent": (1.0, "per cent"),
    "patients": (1e6, "million"),
    "money_m": (1.0, "£ million"),
}


def typed_in(unit: str) -> tuple[float, str]:
    """Return how much of a figure's unit one of what people type is, and what they type it in.

    >>> typed_in("share"), typed_in("count")
    ((0.01, 'per cent'), (1.0, ''))
    """
    return _TYPED.get(unit, (1.0, ""))


def asked_when(
    voice: Voice, measure: str, side: Literal["above", "below"], bound: str
) -> Condition:
    """Return what an inject waits for: a figure above or below a number, or a quarter.

    ``measure`` is a figure, with a number as people read it (95.8 per cent) as the bound, or
    ``quarter`` with the quarter's number. Raises InputError, with one sentence, for a bound that
    is none.
    """
    if measure == "quarter":
        return Condition(from_quarter=quarter_calendar.label(int(bound)))
    value = numerals.number(bound.strip())
    if value is None:
        raise InputError(f"Type the number that {voice.figure(measure)} must be {side}.")
    value *= typed_in(voice.unit(measure))[0]
    if side == "above":
        return Condition(figure=measure, above=value)
    return Condition(figure=measure, below=value)


def library(
    match: Match, voice: Voice, when: Literal["now", "next"] | Condition
) -> list[LibraryEvent]:
    """Return the scenario's events, those that can come up first, each by its title."""
    trial = match.trial()
    found = [
        LibraryEvent(
            event=event.id,
            title=voice.event(event.id),
            answers=event.answers,
            prose=clean(event.prose, 900),
            reason=trial.refusal(Inject(event=event.id, when=when)),
        )
        for event in voice.scenario.events
    ]
    return sorted(found, key=lambda e: (bool(e.reason), e.title))


def preview(match: Match, voice: Voice, event: str, when: InjectTime) -> list[PreviewedAnswer]:
    """Return what each answer would move, on the same luck. Raises InputError if it can't be.

    Of one that waits for a condition it is what it would move if it came in the next quarter.
    """
    outcomes = match.trial().inject(event, _PREVIEWED[when])
    return [
        PreviewedAnswer(voice.option(event, outcome.option), _moves(voice, outcome))
        for outcome in outcomes
    ]


def _moves(voice: Voice, outcome: TrialOutcome) -> tuple[str, ...]:
    told = []
    for figure, by in outcome.moved:
        try:
            spec = voice.scenario.figure(figure)
        except KeyError:
            continue
        tens = 10 * spec.round_to  # an index that is published whole is one of 0–100
        said = change(by, spec.unit, tens)
        if said != "±0":
            told.append((-abs(by) / max(spec.round_to, 1e-9), f"{voice.figure(figure)} {said}"))
    return tuple(words for _, words in sorted(told)[:_NAMED])
