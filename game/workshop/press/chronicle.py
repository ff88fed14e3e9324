"""What happened in a kept game, quarter by quarter, and how long each office took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.journal import timeline
from game.journal.format import Header, PredictionEntry, QuestionEntry
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.rules.state import facts as h
from game.rules.state.case_facts import CaseEnded, CaseSettled
from game.rules.state.commands import Seal
from game.rules.state.facts import Fact
from game.rules.state.figures import all_values
from game.scenario.schema.base import Role
from game.telling import log
from game.workshop.kept_game import KeptGame

#: Facts that a timeline tells: what was decided, and what came of it.
_TOLD = (
    *(
        h.EventAnswered,
        h.OrderRevealed,
        CaseSettled,
        CaseEnded,
        h.Sacked,
        h.ElectionCalled,
    ),
    *(h.Collapsed, h.GaugeOverridden, h.EventInjected, h.AgendaStepped, h.ElectionHeld),
)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """Something that happened: when, in which turn and phase, whose, and in words."""

    quarter: int
    turn: int
    phase: str
    author: str
    kind: str
    said: str


@dataclass(slots=True)
class Chronicle:
    """A game's events in order, its figures by quarter's end, and seconds by office and phase."""

    events: list[ToldEvent] = field(default_factory=list)
    figures: dict[int, list[float]] = field(default_factory=dict)
    seconds: dict[tuple[str, Phase], float] = field(default_factory=dict)
    turns: dict[int, int] = field(default_factory=dict)  # quarter -> its turn
    #: quarter -> people's offices whose sheet the computer filled in, as rounds were skipped.
    by_computer: dict[int, set[Role]] = field(default_factory=dict)


def chronicle(game: KeptGame) -> Chronicle:
    """Return what happened on the line of play, everybody's secrets with it."""
    made = Chronicle()
    phase: Phase = "agendas"
    quarter, turn, at = game.pack.model.first, 0, 0.0
    people = {role for role, seat in timeline.seats(game.entries).items() if seat == HUMAN}
    for moment in game.moments:
        kept = moment.kept
        if kept.kind == "command":
            who = kept.command.role or ""
            key = who or kept.author, phase
            made.seconds[key] = made.seconds.get(key, 0.0) + max(0.0, kept.at - at)
            at = max(at, kept.at)
            sealed = kept.command if isinstance(kept.command, Seal) else None
            if sealed and sealed.role in people and kept.author.startswith("ai:"):
                made.by_computer.setdefault(quarter, set()).add(sealed.role)
        for fact in moment.facts:
            if isinstance(fact, h.PhaseBegan):
                phase, quarter = fact.phase, fact.quarter
            if isinstance(fact, _TOLD):
                words = log.tell(game.voice, fact), _author(fact)
                made.events.append(_told(fact, turn, phase, *words))
        position = moment.position
        if position is not None:
            phase, quarter = position.board.phase, position.board.quarter
            made.figures[position.world.quarter] = all_values(position.world)
        if kept.kind == "snapshot":
            turn = kept.turn
            made.turns.setdefault(kept.quarter, turn)
    return made


def _told(fact: Fact, turn: int, phase: str, said: str, author: str) -> ToldEvent:
    return ToldEvent(fact.quarter, turn, phase, author, fact.kind, said)


def _author(fact: Fact) -> str:
    match fact:
        case h.EventAnswered() | h.OrderRevealed() | h.AgendaStepped():
            return fact.role
        case CaseSettled():
            return fact.decider if fact.chosen else ""
        case h.GaugeOverridden() | h.EventInjected():
            return "facilitator"
        case _:
            return ""


def question(game: KeptGame) -> str:
    """Return the exam question that was asked last, empty if none was."""
    asked = [e.text for e in game.entries if isinstance(e, QuestionEntry)]
    return asked[-1] if asked else ""


def predictions(game: KeptGame) -> list[PredictionEntry]:
    """Return what was predicted, oldest first."""
    return [e for e in game.entries if isinstance(e, PredictionEntry)]


def notes(game: KeptGame) -> Iterator[ToldEvent]:
    """Yield bookmarks and remarks, everybody's."""
    turns = {m.quarter: m.turn for m in reversed(timeline.marks(game.entries))}
    for quarter, note in timeline.notes(game.entries):
        turn = turns.get(quarter, 0)
        yield ToldEvent(quarter, turn, "", note.author or "table", note.category, note.text)


def versions(game: KeptGame) -> str:
    """Return which version of the game, rules and scenario a journal was begun with."""
    header: Header = game.header
    return (
        f"game {header.game}, rules {header.rules}, journal format {header.format}, scenario "
        f"{game.pack.scenario.id} {header.content[:12]}, seed {header.seed}"
    )
