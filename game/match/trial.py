"""What would come of it: things tried out on a match as it stands, on its own luck.

Nothing of the match changes. What comes out is for whoever may see everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.errors import InputError
from game.match.seats import check_sender
from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    Inject,
    Seal,
)
from game.rules.state.figures import all_values
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.figure_names import FIGURES

#: More commands than a quarter can have.
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """What an event's answer would bring by the end of the quarter that it comes up in.

    ``moved`` are (figure, change against the same quarter without the event), in the figures'
    own units; those that don't move are left out.
    """

    option: str
    moved: tuple[tuple[str, float], ...]


class MatchTrial:
    """Tries things out on a position. Make one with ``Match.trial``."""

    def __init__(self, pack: Pack, position: Position, seats: Mapping[Role, str]) -> None:
        self._pack, self._position, self._seats = pack, position, dict(seats)

    def refusal(self, command: Command) -> str:
        """Return why a command would be refused now, in a sentence; empty if it is lawful."""
        try:
            check_sender(self._pack, self._seats, command, "")
            engine.check(self._pack, self._position, command)
        except InputError as refused:
            return refused.sentence
        return ""

    def inject(self, event: str, when: str = "now") -> tuple[TrialOutcome, ...]:
        """Return what each answer to an injected event would bring, on the same luck.

        Sheets that are not sealed are empty in it, and other events get their free answer; it is
        the difference to the same quarter without the event that is told. Raises InputError if
        the event can't be injected.
        """
        command = Inject(event=event, when="next" if when == "next" else "now")
        begun, _ = engine.apply(self._pack, self._position, command)
        quarters = 2 if when == "next" else 1
        without = self._end(self._position, {}, quarters)
        found = []
        for option in card_index(self._pack).events[event].options:
            end = self._end(begun, {event: option.id}, quarters)
            moved = [
                (name, end[name] - without[name])
                for name in FIGURES
                if abs(end[name] - without[name]) > 1e-9
            ]
            found.append(TrialOutcome(option.id, tuple(moved)))
        return tuple(found)

    def _end(
        self, position: Position, answers: Mapping[str, str], quarters: int
    ) -> dict[str, float]:
        """Return the true figures after so many markets."""
        until = position.world.quarter + quarters
        for _ in range(_MOST * quarters):
            waiting = engine.pending(self._pack, position)
            if not waiting or position.world.quarter >= until:
                break
            position, _ = engine.apply(self._pack, position, self._next(position, answers))
        return dict(zip(FIGURES, all_values(position.world), strict=True))

    def _next(self, position: Position, answers: Mapping[str, str]) -> Command:
        item = engine.pending(self._pack, position)[0]
        role, board = item.role, position.board
        if role is None:
            return Advance()
        match item.kind:
            case "agenda":
                return ChooseAgenda(role=role, agenda=board.office(role).agendas_dealt[0])
            case "answer":
                cards = card_index(self._pack)
                event = next(e for e in board.events if cards.events[e].answers == role)
                option = answers.get(event) or next(
                    o.id
                    for o in cards.events[event].options
                    if not o.clout and not o.purse_m and o.requires is None
                )
                return AnswerEvent(role=role, event=event, option=option)
            case _:
                return Seal(role=role)
