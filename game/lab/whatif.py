"""What if: one decision of a kept game changed or dropped, on the same luck.

The others' decisions are *held as played* – every command is given again, and what has become
unlawful is listed and not silently lost – or *re-chosen* by AI players from the changed quarter
on, the one whose decision it was held. Where nothing is changed the game comes out as it was kept,
digest for digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from game.errors import InputError
from game.journal.format import JournalEntry, Played, Snapshot
from game.journal.positions import Moment
from game.journal.snapshots import restored
from game.journal.timeline import line_of_play, marks
from game.lab.held_course import (
    Answered,
    Change,
    Dropped,
    GameCourse,
    HeldCourse,
    KeptCommand,
    LeftOut,
    Ordered,
)
from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.state import commands as c
from game.rules.state.commands import Seal
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

Others = Literal["held", "ai"]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both courses from the same turn on, and what could not be held.

    ``turn`` is the one from whose beginning both are played; ``came_up`` are events (quarter, id)
    that came up in the changed course alone, and were given the free answer.
    """

    turn: int
    changes: tuple[Change, ...]
    others: Others
    played: GameCourse
    changed: GameCourse
    left_out: tuple[LeftOut, ...]
    came_up: tuple[tuple[int, str], ...]

    @property
    def same(self) -> bool:
        """Whether both come out the same, digest for digest."""
        return engine.digest(self.played.position) == engine.digest(self.changed.position)


def what_if(
    pack: Pack,
    entries: Sequence[JournalEntry],
    changes: Sequence[Change],
    others: Others = "held",
    *,
    under: Pack | None = None,
    kind: str = "persona",
    line: Sequence[Moment] = (),
) -> WhatIf:
    """Return what would have come of the changes; ``under`` is the scenario with another number.

    ``kind`` are the AI players of others that are re-chosen. ``line`` is the journal's line of play
    where it has been gone through before, so that it need not be played again. Raises InputError,
    in a sentence, for a decision that was never taken or could not have been, or a game that was
    played under other rules.
    """
    first = min((change.quarter for change in changes), default=None)
    known = {moment.entry: moment.position for moment in line if moment.position is not None}
    turn, start, kept = _from(pack, entries, None if under is not None else first, known)
    played, told = _again(pack, start, kept, known)
    for change in changes:
        _check(pack, told, change)
    if under is not None:
        start, _ = engine.start(under, start.board.seed)
    course = HeldCourse(under or pack, start, changes)
    until = len(told)
    if others == "ai":
        if first is None:
            raise InputError("Others can be re-chosen from a changed decision on: name one.")
        until = next((n for n, t in enumerate(told) if t.quarter > first), until)
    for one in told[:until]:
        course.give(one)
    if until < len(told):
        course.rechoose(told[until:], _whose(pack, changes[0]), kind)
    course.finish(told)
    return WhatIf(
        turn,
        tuple(changes),
        others,
        played,
        course.course,
        tuple(course.left_out),
        tuple(course.came_up),
    )


def _from(
    pack: Pack,
    entries: Sequence[JournalEntry],
    quarter: int | None,
    line: Mapping[int, Position],
) -> tuple[int, Position, dict[int, Played]]:
    """Return the turn to play from (0 for all), its position, and the kept commands after it by
    their entries' numbers. ``line`` are positions that are known by the entries that led to them.
    """
    known = marks(entries)
    before = [m for m in known if quarter is not None and m.quarter <= quarter]
    mark = before[-1] if before else known[0]
    if quarter is not None and mark.quarter < quarter and mark.turn == known[-1].turn:
        raise InputError("That quarter has not been played in this game.")
    if quarter is not None:  # a quarter's first turn: the agendas and its bulletin are one quarter
        mark = next(m for m in known if m.quarter == mark.quarter)
    kept = entries[mark.entry]
    assert isinstance(kept, Snapshot)
    if mark.turn == 0:
        header = entries[0]
        position, _ = engine.start(pack, getattr(header, "seed", 0))
        if engine.digest(position) != kept.digest:
            raise InputError("The scenario or the rules have changed since this game was played.")
    elif mark.entry in line:
        position = line[mark.entry]
    else:
        position = restored(kept, pack).position
    numbers = (n for n in line_of_play(entries) if n > mark.entry)
    return mark.turn, position, {n: e for n in numbers if isinstance(e := entries[n], Played)}


def _again(
    pack: Pack, start: Position, kept: Mapping[int, Played], line: Mapping[int, Position]
) -> tuple[GameCourse, list[KeptCommand]]:
    """Return the course as it was played, and its commands with the moments they came in."""
    course = GameCourse(start)
    course.look()
    told = []
    known = True  # as far as the line of play goes without a gap
    for number, one in kept.items():
        board = course.position.board
        known = known and number in line
        try:
            if known:
                course.came_to(line[number], one.author, one.command)
            else:
                course.do(pack, one.author, one.command)
        except InputError as fault:
            raise InputError(
                f"This game can't be played again ({fault.sentence.rstrip('.')}): the rules or "
                "its scenario have changed since."
            ) from None
        offered = isinstance(one.command, c.OfferDeal)
        deal = course.position.board.deals[-1].number if offered else None
        told.append(KeptCommand(one, board.quarter, board.phase, deal))
    return course, told


def _whose(pack: Pack, change: Change) -> Role:
    """Return the office whose decision is changed."""
    if isinstance(change, Answered):
        return card_index(pack).events[change.event].answers
    return change.role


def _check(pack: Pack, told: Sequence[KeptCommand], change: Change) -> None:
    """Raise InputError unless the decision was taken, or could have been."""
    cards = card_index(pack)
    match change:
        case Dropped():
            sheets = _sheets(told, change.quarter, change.role)
            if not any(o.lever == change.lever for sheet in sheets[-1:] for o in sheet.orders):
                known = "" if change.lever in cards.levers else ", and there is no such lever"
                raise InputError(
                    f"{change.role} did not order '{change.lever}' in that quarter{known}."
                )
        case Ordered():
            if change.order.lever not in cards.levers:
                raise InputError(f"There is no lever '{change.order.lever}'.")
            if not _sheets(told, change.quarter, change.role):
                raise InputError(f"{change.role} sealed no sheet in that quarter.")
        case Answered():
            if (change.event, change.option) not in cards.options:
                raise InputError(f"There is no answer '{change.option}' to '{change.event}'.")
            asked = (
                t.quarter == change.quarter
                and isinstance(t.kept.command, c.AnswerEvent)
                and t.kept.command.event == change.event
                for t in told
            )
            if not any(asked):
                raise InputError(f"'{change.event}' was not answered in that quarter.")
        case _:
            assert_never(change)


def _sheets(told: Sequence[KeptCommand], quarter: int, role: Role) -> list[Seal]:
    return [
        t.kept.command
        for t in told
        if t.quarter == quarter and isinstance(t.kept.command, Seal) and t.kept.command.role == role
    ]
