"""Twins of a match: detached copies in which all that a reader may not know is another.

The position is scrambled (``tests.rules.peeking``), other offices' facts, commands and notes say
other things, the seed differs, and so does every past position. What the reader is shown, told,
refused or handed must be the same to the letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from game.journal.format import Header, JournalEntry, NoteEntry, Played
from game.journal.store import Journal
from game.match import Match
from game.match.kept_turns import KeptTurns
from game.rules.election.election_night import tells_the_result
from game.rules.knowledge.disclosure import disclosed, hears
from game.rules.state.commands import Order, Seal
from game.rules.state.facts import DealMoved, Fact, FigureTold, GaugeMoved, Scored
from game.rules.state.position import Position
from game.rules.state.view import Who
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from tests.rules.peeking import permuted

OTHER_SEED = 4242


class Detached(Match):
    """A match of its own at another's position: whatever is done to it, the other stays."""

    def __init__(self, other: Match) -> None:
        vars(self).update(vars(other))
        self._log = list(other.log)
        self._seats = other.seats
        self._players = {}
        header, *entries = other.journal.entries
        assert isinstance(header, Header)
        self._journal = Journal.create(None, header, entries)
        self._turns = _turns(other, self._journal, other._turns._past)


class Twin(Detached):
    """The same to ``who``; all that it can't know differs."""

    def __init__(self, other: Match, who: Who, seed: int) -> None:
        super().__init__(other)
        rng = np.random.default_rng(seed)
        self._position = permuted(other.pack, other._position, who, rng)
        if other.night_waits:
            self._position = _recounted(self._position, rng)
        self._log = [
            told for fact in other.log for told in _otherwise(other.pack, fact, who, rng, other)
        ]
        header, *entries = other.journal.entries
        assert isinstance(header, Header)
        changed = header.model_copy(update={"seed": OTHER_SEED})
        others = [role for role in ROLES if role != who]
        more = [NoteEntry(author=role, text="not for you") for role in others[: rng.integers(3)]]
        kept = [_other_entry(entry, who) for entry in entries]
        self._journal = Journal.create(None, changed, [*kept, *more])
        past = other._turns._past

        def seen(entry: int) -> Position:
            return permuted(other.pack, past(entry), who, np.random.default_rng((seed, entry)))

        self._turns = _turns(other, self._journal, seen)


def _turns(other: Match, journal: Journal, past: Callable[[int], Position]) -> KeptTurns:
    """The other's turns in a journal of its own; ``past`` gives the position of an entry."""
    made = KeptTurns(other.pack, journal)
    made._lengths = dict(other._turns._lengths)
    made._since = list(other._turns._since)
    made._past = past  # type: ignore[assignment]
    return made


def _other_entry(entry: JournalEntry, who: Who) -> JournalEntry:
    """An entry of the journal as it might be, for all that the reader knows."""
    if isinstance(entry, NoteEntry) and entry.author not in ("", who):
        return entry.model_copy(update={"text": "something else"})
    if isinstance(entry, Played) and entry.command.role not in (None, who):
        why: Any = {"why": "other reasons"}
        if isinstance(entry.command, Seal):
            why["command"] = Seal(role=entry.command.role, orders=(Order(lever="anything", bid=2),))
        return entry.model_copy(update=why)
    return entry


def _recounted(position: Position, rng: np.random.Generator) -> Position:
    """The same end with another result: before its night nobody can tell them apart."""
    board = position.board
    result = tuple((name, float(rng.integers(400))) for name, _ in board.result)
    scores = tuple((role, float(rng.integers(100))) for role, _ in board.scores)
    return Position(replace(board, result=result, scores=scores), position.world)


def _otherwise(
    pack: Pack, fact: Fact, who: Who, rng: np.random.Generator, match: Match
) -> Sequence[Fact]:
    """What might as well have happened, for all that the reader hears of it."""
    if not hears(fact, who):
        if rng.random() < 0.3:
            return ()
        if isinstance(fact, DealMoved):
            return (replace(fact, deal=int(rng.integers(1, 9000))),)
        if isinstance(fact, FigureTold):
            return (replace(fact, value=float(rng.integers(99))),)
        return (fact, fact)
    if match.night_waits and tells_the_result(fact):
        return (replace(fact, score=1.0),) if isinstance(fact, Scored) else ()
    if isinstance(fact, GaugeMoved):
        return (_other_causes(pack, fact, who, rng),)
    return (fact,)


def _other_causes(pack: Pack, fact: GaugeMoved, who: Who, rng: np.random.Generator) -> GaugeMoved:
    """The same move with other parts, where the reader is told the parts as one."""
    told = {cause for f in disclosed(pack, [fact], who) for cause, _ in f.terms}  # type: ignore[attr-defined]
    hidden = [k for k, (cause, _) in enumerate(fact.terms) if cause not in told]
    if len(hidden) < 2:
        return fact
    parts = [milli for _, milli in fact.terms]
    moved = int(rng.integers(1, 9000))
    parts[hidden[0]] += moved
    parts[hidden[1]] -= moved
    terms = tuple((cause, milli) for (cause, _), milli in zip(fact.terms, parts, strict=True))
    return replace(fact, terms=terms)


def differs(one: Position, other: Position) -> bool:
    """Whether two positions differ at all: a twin that doesn't proves nothing."""
    boards = any(
        getattr(one.board, f.name) != getattr(other.board, f.name) for f in fields(one.board)
    )
    return boards or not np.array_equal(one.world.quality, other.world.quality)


def deals_of_others(match: Match, who: Who) -> Counter[Role]:
    """How many deals that the reader doesn't know of each office has."""
    seen = {deal.number for deal in match.view(who).deals}
    hidden = [d.terms for d in match._position.board.deals if d.number not in seen]
    return Counter(role for terms in hidden for role in (terms.offerer, terms.other))
