"""The second ply: what a sheet leaves room for in the quarter that follows.

In each of some guesses a quarter is played on from the thinker's empty sheet: events are answered
and the others seal as personas that see what was done. Beside that each of the thinker's best
sheets is tried with a few that it might seal then, as far as it leaves the clout for them and their
levers are not resting. Stakes and backing for which a dear sheet leaves no clout are dropped, so
that each sheet is judged over the same guesses. What the best of these adds is what a sheet leaves
room for: whoever decides a quarter later doesn't know what is hidden then either. What the others
do a quarter later is the same whichever sheet is tried, so that differences are free of it as they
are of luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from game.players.search.evaluation import Evaluator, GuessPoints
from game.players.search.opponent_models import OpponentModels, Sheets
from game.players.search.sheets import SheetMaker
from game.rules.constants import ORDERS_A_SHEET
from game.rules.rollouts.guesses import (
    Guess,
    LaterDoings,
    clout_later,
    gone_on,
    later_doings,
    opened,
    seen,
    with_later,
)
from game.rules.state.commands import Seal
from game.scenario.schema.base import Role
from game.world.exact_sums import in_order

#: Levers from which later sheets are put together.
_LEVERS: Final = 8

#: The levers of a later sheet.
Plan = tuple[str, ...]


@dataclass(slots=True)
class _Later:
    """A guess a quarter later: as the quarter began and at its sheets, what the others seal, who
    makes the thinker's sheets, and what comes of each plan's, the dearest first."""

    began: Guess
    guess: Guess
    others: Sheets
    maker: SheetMaker
    done: dict[Plan, _EverCheaper]


class _EverCheaper:
    """What comes of sheets, each cheaper than the one before; worked out as it is asked for."""

    def __init__(self, doings: Iterator[LaterDoings]) -> None:
        self._more = doings
        self._known: list[LaterDoings] = []

    def __iter__(self) -> Iterator[LaterDoings]:
        yield from self._known
        for doings in self._more:
            self._known.append(doings)
            yield doings


class SecondPly:
    """Tries sheets together with sheets of the next quarter, in the first guesses of ``models``.

    ``plans`` is how many later sheets are tried with each.
    """

    def __init__(
        self, models: OpponentModels, evaluator: Evaluator, role: Role, plans: int
    ) -> None:
        self._models, self._evaluator, self._role = models, evaluator, role
        self._plans = plans
        self._later: dict[int, _Later] = {}

    def play_on(self, others: Sequence[Sheets]) -> Iterator[None]:
        """Play the guesses on to the next quarter's sheets, one for each of ``others``; yields
        after each. Those that come to no sheets, since the vote is called, are left out."""
        pack, role = self._models.pack, self._role
        bases = [
            opened(pack, self._models.guesses[i], (*sheets.values(), Seal(role=role)))
            for i, sheets in enumerate(others)
        ]
        found = gone_on(pack, bases)
        yield
        for i, began in enumerate(found):
            if began.board.phase in ("campaign", "ended"):
                continue
            guess = self._models.at_sheets(i, began)
            (sheets,) = self._models.sealed([(i, guess)])
            view, own = seen(pack, guess, role), self._models.own
            usual = own.act(view, "seal")
            assert isinstance(usual, Seal), "a sheet was asked for"
            self._later[i] = _Later(began, guess, sheets, SheetMaker(view, own, usual), {})
            yield

    def run(
        self,
        sheets: Sequence[Seal],
        singles: Mapping[str, float],
        course: Callable[[int, Seal], Guess],
    ) -> Iterator[None]:
        """Try each sheet with its most promising plans; ``singles`` says what levers alone are
        worth now, ``course`` opens a sheet in a guess. Yields after each piece."""
        levers = sorted(singles, key=lambda lever: -singles[lever])[:_LEVERS]
        plans: list[Plan] = [()]
        for n in range(1, ORDERS_A_SHEET + 1):
            plans += combinations(levers, n)
        plans.sort(key=lambda plan: -in_order([singles[lever] for lever in plan]))
        self._tried: dict[Seal, list[GuessPoints]] = {}
        asked = []
        for sheet in sheets:
            courses = {i: course(i, sheet) for i in self._later}
            able = list(islice((p for p in plans if self._room(p, sheet, courses)), self._plans))
            tried = self._tried[sheet] = [GuessPoints() for _ in able]
            for points, plan in zip(tried, able, strict=True):
                for i, opened_ in courses.items():
                    asked.append((points, i, self._with(i, opened_, plan)))
            yield
        yield from self._evaluator.run(asked)

    def _room(self, plan: Plan, sheet: Seal, courses: Mapping[int, Guess]) -> bool:
        """Return whether the plan can follow the sheet in every guess."""
        return all(self._follows(plan, sheet, i, course) for i, course in courses.items())

    def _follows(self, plan: Plan, sheet: Seal, i: int, course: Guess) -> bool:
        later, office = self._later[i], course.board.office(self._role)
        resting = {lever for lever, until in office.ready_from if until > later.guess.board.quarter}
        return resting.isdisjoint(plan) and self._doings(i, course, plan) is not None

    def _doings(self, i: int, course: Guess, plan: Plan) -> LaterDoings | None:
        """Return what comes of a plan in a guess, with the stakes and backing that the course's
        clout can pay; None where its orders may not be given, or can't be paid.

        No order can always be given: what it costs then, others have cost the office.
        """
        later, clout = self._later[i], clout_later(course, self._role)
        if plan not in later.done:
            later.done[plan] = _EverCheaper(self._ever_cheaper(later, plan))
        last = None
        for doings in later.done[plan]:
            if doings.cost <= clout:
                return doings
            last = doings
        return None if plan else last

    def _ever_cheaper(self, later: _Later, plan: Plan) -> Iterator[LaterDoings]:
        for sheet in later.maker.ever_cheaper(plan):
            sheets = (*later.others.values(), sheet)
            after = opened(self._models.pack, later.guess, sheets)
            yield later_doings(self._role, later.began, after)

    def _with(self, i: int, course: Guess, plan: Plan) -> Callable[[], Guess | None]:
        doings = self._doings(i, course, plan)
        assert doings is not None, "a plan that follows in every guess"
        return lambda: with_later(course, self._role, doings)

    @property
    def guesses(self) -> frozenset[int]:
        """Return the guesses, by number, over which sheets are judged."""
        return frozenset(self._later)

    def best(self, sheet: Seal) -> float | None:
        """Return the points of a sheet with the best of its plans, the mean over the guesses; None
        where none was tried in all of them."""
        whole = len(self._later)
        totals = [
            in_order([self._evaluator.total(points) for points in tried.by_guess.values()])
            for tried in self._tried.get(sheet, ())
            if len(tried.by_guess) == whole
        ]
        return max(totals) / whole if whole and totals else None
