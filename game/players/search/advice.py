"""Advice on a draft: what a person's sheet may bring, what may go wrong, and one better swap.

Everything follows from the reader's view and the sheet: guesses, the others' likely sheets and the
luck in them are made of these alone, so that advice tells its reader nothing that it may not know.
The work is done in pieces, the most wanted first, and stops at its budget of courses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from game.errors import InputError
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.players.search.evaluation import PIECE, Evaluator, GuessPoints
from game.players.search.learner import plain
from game.players.search.levels import PlayingLevel, levels
from game.players.search.opponent_models import OpponentModels, Sheets
from game.players.search.sheets import SheetMaker
from game.rules.orders.contests import counters, same_ground
from game.rules.rollouts.guesses import Guess, opened, seen
from game.rules.state.commands import Seal
from game.rules.state.position import Outcome
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role

#: Luck of the guesses: the same for everybody, so that it can tell nothing of a game's own.
_SEED: Final = 1
#: Share of what is left of the budget that a first look at all swaps may take.
_FIRST_LOOK: Final = 0.6
#: Points by which a swap must be better to be worth a sentence.
_WORTH_SAYING: Final = 0.25

Terms = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another office's likely order, or stake, against something on the sheet.

    ``own`` is a lever, or a way out of ``case``; ``lever`` what meets it, empty for a stake. In
    ``guesses`` guesses it is met, in ``beaten`` of them it then has not its whole effect.
    """

    role: Role
    own: str
    lever: str
    case: int | None
    guesses: int
    beaten: int


@dataclass(frozen=True, slots=True)
class Pressure:
    """What an office's likely sheet takes from the reader beside an empty one: points, below 0."""

    role: Role
    points: float
    terms: Terms


@dataclass(frozen=True, slots=True)
class Swap:
    """A sheet that is like the draft but for one thing, and by how many points it is better."""

    sheet: Seal
    points: float
    terms: Terms


@dataclass(frozen=True, slots=True)
class Advice:
    """What is expected of a draft, in points of the reader's own score.

    ``gains`` are those over an empty sheet, one for each guess; ``terms`` their mean by score term,
    the largest first, ``worst`` the terms in the guess where the draft does worst. ``fizzles`` are
    the orders of the draft that come to nothing, barred or without the money by the time that they
    are carried out, each with in how many guesses. ``stage`` counts what has been worked out: 1 the
    gain, 2 what others may do, 3 the swap as well.
    """

    sheet: Seal
    gains: tuple[float, ...]
    terms: Terms
    worst: Terms
    fizzles: tuple[tuple[str, int], ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pressures: tuple[Pressure, ...] = ()
    swap: Swap | None = None
    tried: int = 0  # swaps that were tried
    stage: int = 1

    @property
    def gain(self) -> float:
        """Points that the draft is expected to bring over an empty sheet."""
        return sum(self.gains) / len(self.gains)


class _Key(NamedTuple):
    """What meets what, as ``Meeting`` has it."""

    role: Role
    own: str
    lever: str
    case: int | None = None


class Adviser:
    """Works out advice on one sheet from one view.

    ``advice`` is the best so far, None at first; ``progress`` how far it has come, 0–1. The others
    are taken to seal as their personas do, and ``learners`` among them, whom the whole table knows,
    as plainly as these do. Raises InputError for a sheet that its reader can't pay for or may not
    seal.
    """

    def __init__(
        self,
        pack: Pack,
        view: View,
        sheet: Seal,
        level: PlayingLevel | None = None,
        *,
        learners: Collection[Role] = (),
    ) -> None:
        assert view.who != SPECTATOR, "advice is an office's"
        self.sheet, self.level = sheet, level or levels().coach
        self.advice: Advice | None = None
        self.progress = 0.0
        self._pack, self._view, self._role = pack, view, view.who
        self._own = Persona(pack, view.who, _SEED, DEFAULT_PERSONA[view.who])
        self._maker = SheetMaker(view, self._own, sheet)
        if not self._maker.fits(sheet):
            raise InputError(
                "This sheet can't be sealed as it stands: clout or purse does not cover it."
            )
        self._evaluator = Evaluator(pack, view.who, self.level, risk=0.0)
        self._evaluator.piece = PIECE
        self._models = OpponentModels(pack, view, self._own, _SEED, self.level.guesses)
        self._others: list[Sheets] = []
        self._learners = frozenset(learners)
        self._tried: dict[Seal, GuessPoints] = {}
        self._stopped = False

    @property
    def expected(self) -> tuple[Sheets, ...]:
        """What the others are taken to seal, guess by guess."""
        return tuple(self._others)

    def stop(self) -> None:
        """Have the work end with its next piece; ``advice`` stays as it is then."""
        self._stopped = True

    def work(self) -> Advice | None:
        """Do all the work and return the advice; what there was of it where it was stopped."""
        for _ in self.pieces():
            if self._stopped:
                break
        return self.advice

    def pieces(self) -> Iterator[None]:
        """Do the work, yielding after each piece."""
        for _ in self._stages():
            self.progress = 1.0 - max(0, self._evaluator.left) / self.level.courses
            yield
        self.progress = 1.0

    # -- the stages ---------------------------------------------------------------------

    def _stages(self) -> Iterator[None]:
        models = self._models
        yield from models.guess()
        models.guesses = [models.at_sheets(i, guess) for i, guess in enumerate(models.guesses)]
        yield
        yield from models.sheets(self._others)
        self._others = [
            {
                role: plain(found) if role in self._learners else found
                for role, found in sheets.items()
            }
            for sheets in self._others
        ]
        draft, empty = self.sheet, Seal(role=self._role)
        yield from self._try([draft, empty])
        gains = self._gains(draft, empty)
        if not gains:
            return  # a budget that is not enough for the draft itself
        worst = min(gains, key=lambda i: gains[i])
        self.advice = Advice(
            draft,
            tuple(gains.values()),
            tuple(self._evaluator.terms(self._tried[draft], self._tried[empty])),
            tuple(self._evaluator.terms(self._of(draft, worst), self._of(empty, worst))),
        )
        yield from self._opposed()
        yield from self._swapped()

    def _opposed(self) -> Iterator[None]:
        """Find what the others' likely sheets do to the draft."""
        assert self.advice is not None
        found = []
        for role in ROLES:
            if role != self._role:
                without = GuessPoints()
                emptied = partial(self._opened_without, role)
                yield from self._evaluator.run(
                    [(without, i, partial(emptied, i)) for i in self._guessed()]
                )
                tried = self._tried[self.sheet]
                points = self._evaluator.worth(tried, without)
                found.append(Pressure(role, points, tuple(self._evaluator.terms(tried, without))))
        ends = [seen(self._pack, self._opened(i, self.sheet), self._role) for i in self._guessed()]
        pressures = tuple(sorted((p for p in found if p.points < 0), key=lambda p: p.points))
        self.advice = replace(
            self.advice,
            fizzles=tuple(self._fizzles(ends)),
            meetings=tuple(self._meetings(ends)),
            pressures=pressures,
            stage=2,
        )
        yield

    def _swapped(self) -> Iterator[None]:
        """Look for one change that is better, first at all of them, then at the best again."""
        assert self.advice is not None
        draft, screened = self.sheet, min(self.level.screened, len(self._others))
        most = int(_FIRST_LOOK * self._evaluator.left) // screened
        some = self._maker.changed()[:most]
        yield from self._try(some, range(screened))
        tried = [s for s in some if s in self._tried and self._tried[s].by_guess]
        ranked = sorted(tried, key=lambda s: -self._worth(s))[: self.level.finalists]
        yield from self._try(ranked)
        whole = [s for s in ranked if len(self._tried[s].by_guess) == len(self._others)]
        best = max(whole, key=self._worth, default=None)
        swap = None
        if best is not None and self._worth(best) >= _WORTH_SAYING:
            terms = self._evaluator.terms(self._tried[best], self._tried[draft])
            swap = Swap(best, self._worth(best), tuple(terms))
        self.advice = replace(self.advice, swap=swap, tried=len(tried), stage=3)

    # -- trying -------------------------------------------------------------------------

    def _try(self, sheets: Sequence[Seal], guesses: Sequence[int] | None = None) -> Iterator[None]:
        asked = [
            (self._tried.setdefault(sheet, GuessPoints()), i, partial(self._opened, i, sheet))
            for i in (self._guessed() if guesses is None else guesses)
            for sheet in dict.fromkeys(sheets)
        ]
        yield from self._evaluator.run(asked)

    def _guessed(self) -> range:
        return range(len(self._others))

    def _opened(self, i: int, sheet: Seal) -> Guess:
        sheets = (*self._others[i].values(), sheet)
        return opened(self._pack, self._models.guesses[i], sheets)

    def _opened_without(self, role: Role, i: int) -> Guess:
        """Return a guess in which one of the others orders and stakes nothing."""
        bare = {"orders": (), "stakes": ()}
        others = self._others[i]
        idle = {**others, role: others[role].model_copy(update=bare)}
        return opened(self._pack, self._models.guesses[i], (*idle.values(), self.sheet))

    def _of(self, sheet: Seal, guess: int) -> GuessPoints:
        return GuessPoints({guess: self._tried[sheet].by_guess[guess]})

    def _gains(self, sheet: Seal, beside: Seal) -> dict[int, float]:
        a, b = self._tried[sheet].by_guess, self._tried[beside].by_guess
        return {i: self._evaluator.total(a[i]) - self._evaluator.total(b[i]) for i in a if i in b}

    def _worth(self, sheet: Seal) -> float:
        return self._evaluator.worth(self._tried[sheet], self._tried[self.sheet])

    # -- who may meet it ------------------------------------------------------------------

    def _outcomes(self, end: View) -> Mapping[str, Outcome]:
        """Return what came of the draft's orders, by lever."""
        own = (self._role, self._view.quarter)
        return {o.lever: o.outcome for o in end.orders if (o.role, o.quarter) == own}

    def _fizzles(self, ends: Sequence[View]) -> Iterator[tuple[str, int]]:
        """Yield the draft's orders that come to nothing, each with in how many of the guesses."""
        outcomes = [self._outcomes(end) for end in ends]
        for order in self.sheet.orders:
            count = sum(found.get(order.lever) == "fizzled" for found in outcomes)
            if count:
                yield order.lever, count

    def _meetings(self, ends: Sequence[View]) -> Iterator[Meeting]:
        """Yield who meets what on the draft, in how many guesses, the likeliest first.

        ``ends`` is what the reader would see of each guess once the sheets are open.
        """
        met: Counter[_Key] = Counter()
        beaten: Counter[_Key] = Counter()
        against = counters(self._pack)
        for others, after in zip(self._others, ends, strict=True):
            weak = {lever for lever, came in self._outcomes(after).items() if came != "full"}
            ways = {case.number: (case.way, case.outcome) for case in after.cases}
            for role, sheet in others.items():
                for own in self.sheet.orders:
                    for order in sheet.orders:
                        if order.lever in against[own.lever] and same_ground(order, own):
                            key = _Key(role, own.lever, order.lever)
                            met[key] += 1
                            beaten[key] += own.lever in weak
                for line in self.sheet.lines:
                    for stake in sheet.stakes:
                        same = stake.case == line.case
                        if same and (stake.way == line.way) == (stake.side == "against"):
                            key = _Key(role, line.way, "", line.case)
                            met[key] += 1
                            beaten[key] += ways.get(line.case) != (line.way, "done")
        for key, count in met.most_common():
            yield Meeting(*key, guesses=count, beaten=beaten[key])
