"""Facts of cases: one comes up, its clock moves, it is settled or ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.rules.state.base_fact import BaseFact
from game.scenario.schema.base import Role
from game.scenario.schema.cases import CaseSubject

#: What came of a way out that was taken.
CaseMove = Literal["done", "half", "blocked"]
#: What ended a case without a way out: its trust came off the list, or met another end.
CaseEnd = Literal["recovered", "closed", "downgraded", "taken_over", "administration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(BaseFact):
    """A listed trust became a case, or something about a trust is to be ruled on."""

    kind: Literal["case_opened"] = "case_opened"
    case: int
    trust: int
    decider: Role
    due: int
    about: CaseSubject = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClockMoved(BaseFact):
    """A case's clock went back (or, ``quarters`` negative, on): ``by`` the lever or answer."""

    kind: Literal["case_clock"] = "case_clock"
    case: int
    trust: int
    quarters: int
    due: int
    by: str
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSettled(BaseFact):
    """A case fell due: the way taken, what stood behind and against it, what came of it.

    ``chosen`` is False where nobody decided; ``held``: the case is open still. ``stakes`` are
    (role, way, side, clout), all of them, the decider's backing not among them. ``why`` says
    what stopped it where no stake did. ``order`` is the lever by which the decider had it done
    instead of on its line, if it was: no stake met that.
    """

    kind: Literal["case_settled"] = "case_settled"
    case: int
    trust: int
    decider: Role
    way: str
    chosen: bool
    move: CaseMove
    held: bool
    backing: int
    behind: int
    against: int
    stakes: tuple[tuple[Role, str, Literal["for", "against"], int], ...] = ()
    why: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded(BaseFact):
    """A case ended without a way out."""

    kind: Literal["case_ended"] = "case_ended"
    case: int
    trust: int
    how: CaseEnd


#: Facts of one case, which name its trust by its row.
CaseFact = CaseOpened | CaseClockMoved | CaseSettled | CaseEnded
