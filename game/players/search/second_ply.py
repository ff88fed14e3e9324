"""The second ply: what a sheet leaves room for in the quarter that follows.

In each of some guesses a quarter is played on from the thinker's empty sheet: events are answered
and the others seal as personas that see what was done. Beside that each of the thinker's best
sheets is tried with a few that it might seal then, as far as it leaves the clout for them and their
levers are not resting. What the best of these adds is what a sheet leaves room for: whoever decides
a quarter later doesn't know what is hidden then either. What the others do a quarter later is the
same whichever sheet is tried, so that differences are free of it as they are of luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from game.players.search.evaluation import Evaluator, GuessPoints
from game.players.search.opponent_models import OpponentModels, Sheets
from game.players.search.sheets import SheetMaker
from game.rules.constants import CLOUT_CAP, CLOUT_INCOME, ORDERS_A_SHEET
from game.rules.rollouts.guesses import (
    Guess,
    LaterDoings,
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
    makes the thinker's sheets, and what came of those that were tried."""

    began: Guess
    guess: Guess
    others: Sheets
    maker: SheetMaker
    done: dict[Plan, LaterDoings | None]


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
        self._worth: dict[str, float] = {}

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
            able = [plan for plan in plans if self._room(plan, sheet, courses)][: self._plans]
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
        if not plan:
            return True
        later, office = self._later[i], course.board.office(self._role)
        resting = {lever for lever, until in office.ready_from if until > later.guess.board.quarter}
        if not resting.isdisjoint(plan):
            return False
        done = self._doings(i, plan)
        clout = min(CLOUT_CAP, office.clout + CLOUT_INCOME)
        return done is not None and done.cost <= clout

    def _doings(self, i: int, plan: Plan) -> LaterDoings | None:
        """Return what comes of a plan in a guess; None where it may not be ordered."""
        later = self._later[i]
        if plan not in later.done:
            sheet = later.maker.of_levers(plan)
            later.done[plan] = (
                None
                if sheet is None
                else later_doings(
                    self._role,
                    later.began,
                    opened(self._models.pack, later.guess, (*later.others.values(), sheet)),
                )
            )
        return later.done[plan]

    def _with(self, i: int, course: Guess, plan: Plan) -> Callable[[], Guess | None]:
        done = self._doings(i, plan)
        return lambda: None if done is None else with_later(course, self._role, done)

    def best(self, sheet: Seal) -> float | None:
        """Return the points of a sheet with the best of its plans, the mean over the guesses; None
        where it was not tried."""
        totals = [
            [self._evaluator.total(points) for points in tried.by_guess.values()]
            for tried in self._tried.get(sheet, ())
        ]
        whole = max((len(of) for of in totals), default=0)
        if not whole:
            return None
        return max(in_order(of) / whole for of in totals if len(of) == whole)
