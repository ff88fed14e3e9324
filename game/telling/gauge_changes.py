"""Every gauge's move over a quarter, with its terms in words: what a waterfall is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.rules.state.facts import Fact, GaugeMoved
from game.scenario.schema.base import Role
from game.telling.figures import good_way
from game.telling.names import Voice


@dataclass(frozen=True, slots=True)
class ChangeTerm:
    """A named cause of a move, in thousandths; whose doing it is, if anybody's."""

    name: str
    milli: int
    role: Role | None


@dataclass(frozen=True, slots=True)
class Move:
    """A gauge's move, thousandths of a point. The terms sum to ``after − before``."""

    gauge: str
    title: str
    before: int
    after: int
    terms: tuple[ChangeTerm, ...]
    good: bool | None  # whether the move is for the better; None if that is in dispute

    @property
    def by(self) -> int:
        """How far it moved."""
        return self.after - self.before


def moves(
    voice: Voice, facts: Iterable[Fact], quarter: int, reader: Role | None = None
) -> list[Move]:
    """Return the quarter's moves that the reader may know, the greatest first; what is for the
    better is so for the reader, if one is named."""
    moved = (f for f in facts if isinstance(f, GaugeMoved) and f.quarter == quarter)
    found = [_move(voice, fact, reader) for fact in moved]
    return sorted(found, key=lambda m: (-abs(m.by), m.title))


def _move(voice: Voice, fact: GaugeMoved, reader: Role | None) -> Move:
    sums: dict[tuple[str, Role | None], int] = {}
    for cause, milli in fact.terms:
        key = (voice.term(cause, fact.quarter, fact.gauge), whose(voice, cause))
        sums[key] = sums.get(key, 0) + milli
    terms = [ChangeTerm(name, milli, role) for (name, role), milli in sums.items() if milli]
    terms.sort(key=lambda t: (-abs(t.milli), t.name))
    way = good_way(voice, fact.gauge, reader)
    by = fact.after - fact.before
    good = None if way == "none" or not by else (by > 0) == (way == "up")
    return Move(fact.gauge, voice.figure(fact.gauge), fact.before, fact.after, tuple(terms), good)


def whose(voice: Voice, cause: str) -> Role | None:
    """Return whose doing a cause is: the lever's owner, or who answered the event."""
    head, _, tail = cause.partition("/")
    try:
        return voice.scenario.event(head).answers if tail else voice.scenario.lever(cause).role
    except KeyError:
        return None


def gathered(terms: tuple[ChangeTerm, ...], most: int) -> tuple[ChangeTerm, ...]:
    """Gather all but the greatest terms into one, so that they still sum exactly.

    >>> terms = tuple(ChangeTerm(str(i), i, None) for i in (9, 8, 2, -1))
    >>> [t.milli for t in gathered(terms, 3)]
    [9, 8, 1]
    """
    if len(terms) <= most:
        return terms
    rest = terms[most - 1 :]
    small = ChangeTerm(f"{len(rest)} smaller causes", sum(t.milli for t in rest), None)
    return (*terms[: most - 1], small)
