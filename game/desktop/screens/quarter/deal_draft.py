"""A contract being written: its promises, what may be promised, and the finished terms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal, assert_never

from game.desktop.match_session import Session
from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, ClauseKind, Terms
from game.scenario.schema.base import Role
from game.scenario.schema.cards import Lever
from game.telling.formatting import number_typed
from game.world import quarter_calendar

KINDS: Final[tuple[tuple[ClauseKind, str], ...]] = (
    ("abstain", "not use an order"),
    ("do", "use an order"),
    ("keep", "keep a figure above or below"),
    ("pay_clout", "hand over clout"),
    ("pay_money", "pay from the purse"),
    ("consent", "countersign an order"),
    ("tell", "show a private figure"),
)
#: At most so many promises in one contract. (``rules.deals``)
MOST: Final = 4


@dataclass(frozen=True, slots=True)
class DraftPromise:
    """A promise being worded. Fields that its kind doesn't use are passed over."""

    by: Role
    kind: ClauseKind = "abstain"
    lever: str = ""
    figure: str = ""
    above: bool = False
    bound: str = ""
    clout: int = 1
    money_m: int = 60
    to: Literal["staff", "commissioners"] = "staff"
    until: int = 0


@dataclass(slots=True)
class DealDraft:
    """The contract being written by one role: with whom, promises so far, bond, secrecy."""

    session: Session
    role: Role
    other: Role
    kept: list[AnyClause] = field(default_factory=list)
    bond: int = 1
    secret: bool = False
    now: DraftPromise | None = None
    problem: str = ""

    # ---- what can be chosen -----------------------------------------------------------

    def begin(self, by: Role) -> DraftPromise:
        """Return a promise by a party, with the first sensible choice in every field."""
        return self._settled(DraftPromise(by=by, until=self.session.view.quarter))

    def kinds(self, by: Role) -> list[tuple[str, str]]:
        """Return the kinds of promise that a party can make to the other."""
        barred = set()
        if by != "secretary":
            barred.add("pay_money")
        if not self.signable(by):
            barred.add("consent")
        if not self.tellable(by):
            barred.add("tell")
        return [(k, words) for k, words in KINDS if k not in barred]

    def levers(self, by: Role) -> list[Lever]:
        """Return a party's own levers that the time allows, by name."""
        view = self.session.view
        span = range(view.quarter, min(view.last, view.quarter + 4) + 1)
        own = [
            x
            for x in self.session.voice.scenario.levers
            if x.role == by and x.kind != "campaign" and any(x.period.holds(q) for q in span)
        ]
        voice = self.session.voice
        return sorted(own, key=lambda x: voice.lever(x.id, view.quarter))

    def signable(self, by: Role) -> list[Lever]:
        """Return the other party's levers that need this one's countersignature."""
        to = self.other if by == self.role else self.role
        now = self.session.view.quarter
        return [
            x
            for x in self.session.voice.scenario.levers
            if x.role == to and x.signer(now) == by and x.period.holds(now)
        ]

    def tellable(self, by: Role) -> list[str]:
        """Return private figures that this party knows and the other doesn't."""
        to = self.other if by == self.role else self.role
        return [
            f.figure
            for f in self.session.voice.scenario.figures
            if by in f.visibility.exact_to
            and to not in f.visibility.exact_to
            and f.visibility.public != "exact"
        ]

    def figures(self) -> list[str]:
        """Return published figures, which alone can be promised."""
        return [
            f.figure
            for f in self.session.voice.scenario.figures
            if f.visibility.public != "hidden" and f.figure in self.session.view.figures
        ]

    def _settled(self, p: DraftPromise) -> DraftPromise:
        """Return the promise with choices that its kind and party allow."""
        kinds = [k for k, _ in self.kinds(p.by)]
        if p.kind not in kinds:
            p = replace(p, kind="abstain")
        levers = [x.id for x in (self.signable(p.by) if p.kind == "consent" else self.levers(p.by))]
        figures = self.tellable(p.by) if p.kind == "tell" else self.figures()
        if levers and p.lever not in levers:
            p = replace(p, lever=levers[0])
        if figures and p.figure not in figures:
            p = replace(p, figure=figures[0], bound="")
        if p.kind == "keep" and not p.bound:
            p = replace(p, bound=self._present(p.figure))
        return p

    def _present(self, figure: str) -> str:
        seen = self.session.view.figures.get(figure)
        if seen is None:
            return "50"
        percent = self.session.voice.unit(figure) == "share"
        return f"{round(100 * seen.value if percent else seen.value)}"

    def change(self, **fields: object) -> None:
        """Make another choice in the promise being worded."""
        if self.now is not None:
            self.now = self._settled(replace(self.now, **fields))  # type: ignore[arg-type]
            self.problem = ""

    # ---- what comes of it ---------------------------------------------------------------

    def clause(self, p: DraftPromise) -> AnyClause | None:
        """Return the clause that the promise words, None if its number is no number."""
        until, now = (
            quarter_calendar.label(p.until),
            quarter_calendar.label(self.session.view.quarter),
        )
        match p.kind:
            case "do":
                return deal_terms.Do(by=p.by, until=until, lever=p.lever)
            case "abstain":
                return deal_terms.Abstain(by=p.by, until=until, lever=p.lever)
            case "consent":
                return deal_terms.Consent(by=p.by, until=until, lever=p.lever)
            case "pay_clout":
                return deal_terms.PayClout(by=p.by, until=now, clout=p.clout)
            case "pay_money":
                return deal_terms.PayMoney(by=p.by, until=now, money_m=p.money_m, to=p.to)
            case "tell":
                return deal_terms.Tell(by=p.by, until=now, figure=p.figure)
            case "keep":
                return self._keep(p, until)
            case "decide" | "stay_out":
                return None  # about cases: offered as they are written, not drafted
            case _:
                assert_never(p.kind)

    def _keep(self, p: DraftPromise, until: str) -> deal_terms.Keep | None:
        bound = number_typed(p.bound)
        if bound is None:
            return None
        if self.session.voice.unit(p.figure) == "share":
            bound /= 100
        if p.above:
            return deal_terms.Keep(by=p.by, until=until, figure=p.figure, above=bound)
        return deal_terms.Keep(by=p.by, until=until, figure=p.figure, below=bound)

    def add(self) -> None:
        """Put the promise into the contract."""
        made = self.clause(self.now) if self.now else None
        if made is None:
            self.problem = "The threshold is not a number."
        elif made in self.kept:
            self.problem = "That promise is in the contract already."
        else:
            self.kept.append(made)
            self.now, self.problem = None, ""

    def terms(self) -> Terms | None:
        """Return the contract as it stands, None while it holds no promise."""
        if not self.kept:
            return None
        return Terms(
            offerer=self.role,
            other=self.other,
            clauses=tuple(self.kept),
            bond=self.bond,
            secret=self.secret,
        )

    def turn_to(self, other: Role) -> None:
        """Write to another office: what was promised to the first is dropped."""
        if other != self.other:
            self.other, self.kept, self.now, self.problem = other, [], None, ""


# ---- the page ---------------------------------------------------------------------------
