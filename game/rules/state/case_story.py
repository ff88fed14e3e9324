"""Cases and what was done to them: the story that each keeps, and how its clock is moved."""

from __future__ import annotations

from collections.abc import Iterable

from game.rules.state.case_facts import CaseClockMoved
from game.rules.state.position import Case, StoryKind, StoryLine
from game.rules.state.replace import replace
from game.scenario.schema.base import Role


def told(
    case: Case, quarter: int, what: StoryKind, by: str = "", role: Role | None = None
) -> tuple[StoryLine, ...]:
    """Return the case's story with one line more."""
    return (*case.story, StoryLine(quarter, role, what, by))


def ordered(case: Case, quarter: int, lever: str, role: Role | None) -> Case:
    """Return the case once an order has named its trust and taken effect."""
    return replace(case, story=told(case, quarter, "order", lever, role))


def taken(case: Case) -> frozenset[str]:
    """Return the ways out that have been taken before, whole or by half."""
    return frozenset([line.by for line in case.story if line.what in ("done", "half")])


def moved_by(case: Case) -> frozenset[str]:
    """Return the levers and answers that have moved the case's clock."""
    return frozenset([line.by for line in case.story if line.what == "clock"])


def ended_in(case: Case) -> int | None:
    """Return the quarter in which the case ended, None for one that is open."""
    return None if case.state == "open" else case.story[-1].quarter


def moved(
    case: Case, quarters: int, quarter: int, by: str, role: Role | None
) -> tuple[Case, CaseClockMoved]:
    """Return the case with its clock moved, never to before next quarter, and that it was."""
    later = max(quarter + 1, case.due + quarters)
    line = told(case, quarter, "clock", by, role)
    fact = CaseClockMoved(
        quarter=quarter,
        case=case.number,
        trust=case.trust,
        quarters=later - case.due,
        due=later,
        by=by,
        role=role,
    )
    return replace(case, due=later, story=line), fact


def with_case(cases: Iterable[Case], case: Case) -> tuple[Case, ...]:
    """Return the cases with one of them as it is now."""
    return tuple([case if c.number == case.number else c for c in cases])
