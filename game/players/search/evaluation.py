"""Evaluation: what things tried on guesses are worth, by the thinker's score, within a budget."""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.players.player import CHOICES_TOLD, Choice
from game.players.search.choice_words import differences
from game.players.search.levels import PlayingLevel, levels
from game.rules.rollouts.guesses import Guess
from game.rules.rollouts.outlook import Horizon, Outlook, unfolding
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.exact_sums import in_order

F = NDArray[np.float64]
T = TypeVar("T", bound=Hashable)
#: Courses that are run at once where somebody waits, so that a quarter of all is some ten
#: milliseconds' work, and else. What comes of them is the same.
PIECE: Final = 32
LARGE: Final = 64


@dataclass(slots=True)
class GuessPoints:
    """What a thing was worth in each guess that it was tried in: (terms,) points, the last one
    clout; how many of its points come soon; and the guesses in which it can't be done."""

    by_guess: dict[int, F] = field(default_factory=dict)
    soon: dict[int, float] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)

    def had(self, guess: int) -> bool:
        """Return whether it was tried in a guess, or can't be."""
        return guess in self.by_guess or guess in self.barred


class Evaluator:
    """Runs courses and keeps what they brought; ``left`` is what remains of the budget."""

    def __init__(
        self, pack: Pack, role: Role, level: PlayingLevel, risk: float, haste: float = 0.0
    ) -> None:
        self._pack, self._role, self._level = pack, role, level
        self._risk, self._haste = risk, haste
        self._horizon = Horizon(level.quarters, levels().seats_out.as_known(), level.inheritance)
        self.left = level.courses
        self.piece = LARGE
        self.names: tuple[str, ...] = ()

    def run(
        self, asked: Sequence[tuple[GuessPoints, int, Callable[[], Guess | None]]]
    ) -> Iterator[None]:
        """Try things on guesses: where to keep it, which guess, what opens its sheets (None where
        that can't be). Yields after each piece; stops where the budget ends."""
        todo = [one for one in asked if not one[0].had(one[1])]
        while todo:
            some, todo = todo[: self.piece][: self.left], todo[self.piece :]
            opened = [(tried, i, sheets()) for tried, i, sheets in some]
            courses = [(t, i, g) for t, i, g in opened if g is not None]
            for tried, i, guess in opened:
                if guess is None:
                    tried.barred.add(i)
            self.left -= len(some)
            if courses:
                found = yield from self._outlook(self._role, [c for _, _, c in courses])
                self.names = found.names
                for n, (tried, i, _) in enumerate(courses):
                    tried.by_guess[i] = found.points[:, n].copy()
                    tried.soon[i] = float(found.soon[n])
            if self.left <= 0:
                return
            yield

    def _outlook(self, role: Role, courses: Sequence[Guess]) -> Generator[None, None, Outlook]:
        """Run courses, yielding after each quarter, and return what they bring the role."""
        for found in unfolding(self._pack, role, courses, self._horizon):
            if found is not None:
                return found
            yield
        raise AssertionError("an outlook comes to its end")

    def totals(self, role: Role, guesses: Sequence[Guess], found: list[float]) -> Iterator[None]:
        """Add to ``found`` what courses bring an office in all, which need not be the thinker's;
        yields after each piece. Whoever asks keeps to the budget."""
        self.left -= len(guesses)
        for first in range(0, len(guesses), self.piece):
            some = guesses[first : first + self.piece]
            seen = yield from self._outlook(role, some)
            found += [self.total(seen.points[:, n]) for n in range(len(some))]
            yield

    def total(self, points: F) -> float:
        """Return the points of a course, its clout at its worth."""
        *terms, clout = points.tolist()
        return in_order([*terms, self._level.clout * clout])

    def worth(
        self, tried: GuessPoints, beside: GuessPoints, guesses: Container[int] | None = None
    ) -> float:
        """Return by how much a thing is better than another, over the guesses in which both were
        tried (of ``guesses`` alone, if given), less what its risk is worth and with what coming
        soon is; nothing where none was shared."""
        both = [i for i in tried.by_guess if i in beside.by_guess]
        both = both if guesses is None else [i for i in both if i in guesses]
        if not both:
            return 0.0
        gains = [self.total(tried.by_guess[i]) - self.total(beside.by_guess[i]) for i in both]
        mean = in_order(gains) / len(gains)
        spread = in_order([abs(gain - mean) for gain in gains]) / len(gains)
        sooner = [tried.soon[i] - beside.soon[i] for i in both] if self._haste else []
        return mean - self._risk * spread + self._haste * in_order(sooner) / len(gains)

    def terms(self, tried: GuessPoints, beside: GuessPoints) -> list[tuple[str, float]]:
        """Return by how much a thing's terms are better than another's, largest first; clout in
        points."""
        both = [i for i in tried.by_guess if i in beside.by_guess]
        if not both:
            return []
        found = []
        for n, name in enumerate(self.names):
            gain = in_order([float(tried.by_guess[i][n] - beside.by_guess[i][n]) for i in both])
            scale = self._level.clout if n == len(self.names) - 1 else 1.0
            found.append((name, scale * gain / len(both)))
        return sorted(found, key=lambda one: -abs(one[1]))


class TryOut(Generic[T]):
    """Things tried beside the usual one: sheets, answers, replies.

    ``opened`` makes the guess, by its number, in which a thing was done and all sheets are open.
    """

    def __init__(
        self, evaluator: Evaluator, usual: T, opened: Callable[[int, T], Guess | None]
    ) -> None:
        self.evaluator, self.usual = evaluator, usual
        self._opened = opened
        self._tried: dict[T, GuessPoints] = {usual: GuessPoints()}
        self._asked: list[T] = [usual]  # what was tried last, and in which guesses
        self._guesses: list[int] = []
        self._shared = 0
        self._moved: dict[T, dict[str, float]] = {}

    def run(self, things: Sequence[T], guesses: Sequence[int]) -> Iterator[None]:
        """Try each thing in each guess, yielding after each piece, as far as the budget goes."""
        self._shared = self._compared()
        self._asked, self._guesses = list(dict.fromkeys([self.usual, *things])), list(guesses)
        asked = []
        for i in guesses:
            for thing in self._asked:
                tried = self._tried.setdefault(thing, GuessPoints())
                asked.append((tried, i, partial(self._opened, i, thing)))
        yield from self.evaluator.run(asked)

    def tried(self) -> list[T]:
        """Return the things that were tried at least once."""
        return [thing for thing, tried in self._tried.items() if tried.by_guess]

    def worth(self, thing: T) -> float:
        """Return by how many points a thing is better than the usual one."""
        by_personas = self.evaluator.worth(self._tried[thing], self._tried[self.usual])
        return by_personas + in_order(self._moved.get(thing, {}).values())

    def move(self, thing: T, why: str, by: float) -> None:
        """Move a thing's worth by points that were found otherwise, under a name of their own."""
        self._moved.setdefault(thing, {})[why] = by

    def worth_in(self, thing: T, guesses: Container[int]) -> float:
        """Return the same by what courses of these guesses alone brought."""
        return self.evaluator.worth(self._tried[thing], self._tried[self.usual], guesses)

    def best(self) -> T:
        """Return the best of those that were tried often enough; the usual one unless another is
        better."""
        return self.ranked()[0]

    def _compared(self) -> int:
        """Return in how many guesses all things of a run have been tried: a budget may end, or be
        ended, within a guess, which then decides nothing of who had it and who not."""
        now = [i for i in self._guesses if all(self._tried[t].had(i) for t in self._asked)]
        return max(self._shared, len(now))

    def ranked(self) -> list[T]:
        """Return the things that were tried in as many guesses as all of a run, the best first."""
        least = max(1, self._compared())
        whole = [
            thing
            for thing, tried in self._tried.items()
            if thing == self.usual or (not tried.barred and len(tried.by_guess) >= least)
        ]
        return sorted(whole, key=lambda t: -self.worth(t))  # stable: the usual one is the first

    def said(
        self, title: Callable[[T], str], like: Callable[[T], Hashable] = lambda thing: thing
    ) -> list[Choice]:
        """Return the best choices: of the best, by what it is better than the next; of the
        others, by what they are worse than the best. Of those that are ``like`` each other only the
        best is told."""
        others: dict[Hashable, T] = {}
        for thing in self.ranked():
            others.setdefault(like(thing), thing)
        ranked = list(others.values())[:CHOICES_TOLD]
        found = []
        for n, thing in enumerate(ranked):
            beside = ranked[0] if n else ranked[min(1, len(ranked) - 1)]
            terms = self._terms(thing, beside)
            found.append(Choice(title(thing), self.worth(thing), differences(terms)))
        return found

    def _terms(self, thing: T, beside: T) -> list[tuple[str, float]]:
        """Return by how much a thing's terms are better than another's, with what has moved its
        worth, largest first."""
        terms = self.evaluator.terms(self._tried[thing], self._tried[beside])
        own, other = self._moved.get(thing, {}), self._moved.get(beside, {})
        terms += [(why, own.get(why, 0.0) - other.get(why, 0.0)) for why in {**own, **other}]
        return sorted(terms, key=lambda one: -abs(one[1]))
