"""Schemas of ``cases.yaml``: failing hospitals that fall due, and what a regulator must rule on.

A case is about a hospital that fails, or about a *matter* that somebody brings: a merger, a
licence, what is subsidy. A *regime* says who decides for a kind of trust in a period, by which ways
out, and what happens if nobody does; a *way out* what is done, in effects of the usual kinds on the
case's trust; the *docket* how many cases are open, and which trusts become one.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.scenario.schema.base import ONE_LINE, Cited, Id, Period, Role, StrictModel
from game.scenario.schema.effects import Effect

TrustKind = Literal["nhs", "ft"]
#: What a case is about: a hospital that fails, or a matter to be ruled on.
CaseSubject = Literal["failing", "merger", "licence", "subsidy"]
#: Which trusts a matter may be about: ``weak`` make losses and are not on the list of those that
#: fail, ``applicant`` are sound and no foundation trusts, ``paid`` have had loans or support.
MatterTrusts = Literal["weak", "applicant", "paid"]
Sentence = Annotated[str, Field(min_length=10, max_length=160), ONE_LINE]


class CaseWording(StrictModel):
    """One way to tell it: ``{hospital}`` and ``{office}`` stand for the case's own."""

    headline: Annotated[str, Field(min_length=5, max_length=90), ONE_LINE]
    standfirst: Annotated[str, Field(min_length=20, max_length=260), ONE_LINE]


class Told(CaseWording):
    """How papers tell it, and how else, so that what happens often is not told alike."""

    also: tuple[CaseWording, ...] = ()

    @property
    def versions(self) -> tuple[CaseWording, ...]:
        """Return every wording, the first of them first."""
        return (self, *self.also)


class Blocked(Told):
    """What is told of a way out that was blocked, and what the attempt alone leaves behind."""

    effects: tuple[Effect, ...] = ()


class Step(StrictModel):
    """What is carried out: effects on the case's trust, and whether the case ends with it.

    A case that does not end gets ``clock`` more quarters. ``in_marginal`` follows besides where
    the trust stands in a government marginal.
    """

    ends: bool = False
    clock: int = Field(default=1, ge=1, le=8)
    effects: tuple[Effect, ...] = ()
    in_marginal: tuple[Effect, ...] = ()
    told: Told


class WayOut(Cited):
    """One way out of a case: what it does whole and by half, for whom, and at whose cost.

    ``hold``: the case waits instead; blocked, it goes the default way at once.
    """

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    does: Annotated[str, Field(min_length=30, max_length=400)]
    kinds: tuple[TrustKind, ...] = ("nhs", "ft")
    period: Period = Period()
    purse_m: float = Field(default=0, ge=0, le=500)
    tags: tuple[Id, ...] = ()  # what bars speak of, as of levers
    hold: bool = False
    gains: dict[Role, Sentence] = Field(default_factory=dict)
    loses: dict[Role, Sentence] = Field(default_factory=dict)
    done: Step
    half: Step | None = None
    blocked: Blocked

    @model_validator(mode="after")
    def _half_of_what_acts(self) -> WayOut:
        if not self.hold and self.half is None:
            raise ValueError("a way out that acts says what its 'half' is")
        return self


class Matter(Cited):
    """A matter that comes up by itself in its period: about which trusts, and how often.

    ``asks`` follows the hospital's name: "asks leave to …". It is ruled on ``clock`` quarters
    after it comes up, and comes up at most once in ``every`` quarters.
    """

    id: CaseSubject
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    asks: Sentence
    among: MatterTrusts
    period: Period = Period()
    every: int = Field(default=2, ge=1, le=12)
    clock: int = Field(default=1, ge=1, le=8)


class Regime(Cited):
    """Who decides for a kind of trust in a period, by which ways, and what comes of itself.

    ``words`` say in a sentence what happens if nobody decides. A case without ``decider`` or
    ``default`` is refused by the cross-checks.
    """

    id: Id
    about: CaseSubject = "failing"
    kind: TrustKind
    period: Period = Period()
    decider: Role | None = None
    default: Id | None = None
    at_last: Id | None = None  # where the default does not end a case and has been tried
    ways: tuple[Id, ...] = Field(min_length=1)
    words: Annotated[str, Field(min_length=30, max_length=300)]


class Weights(StrictModel):
    """How likely listed trusts become cases: 1, and so much more for each of these."""

    severity: float = Field(default=1.0, ge=0, le=10)  # for each further test that is failed
    marginal: float = Field(default=1.0, ge=0, le=10)  # in a government marginal
    listed: float = Field(default=0.25, ge=0, le=10)  # for each quarter on the list


class Docket(StrictModel):
    """How many cases there are, which, and how long their clocks run, in quarters."""

    most: int = Field(default=6, ge=1, le=12)
    at_start: int = Field(default=3, ge=0, le=12)
    new: int = Field(default=2, ge=1, le=6)  # at most, a quarter
    due: int = Field(default=2, ge=1, le=6)  # at most, in one quarter, by their first clocks
    matters: int = Field(default=1, ge=0, le=6)  # open at once, besides hospitals that fail
    clock_least: int = Field(default=2, ge=1, le=8)
    clock_most: int = Field(default=4, ge=1, le=12)
    weights: Weights = Weights()
    named_first: bool = False  # at the start those that the table of trusts names
    start_clock: int = Field(default=0, ge=0, le=8)  # of the first case at the start; others follow
    held_most: int = Field(default=2, ge=1, le=4)  # how often one case can be held over or blocked
    blocked_standing: float = Field(default=3, ge=0, le=20)  # points that the decider loses
    hold_standing: float = Field(default=2, ge=0, le=20)  # what holding over costs the decider

    @model_validator(mode="after")
    def _clocks(self) -> Docket:
        if self.clock_least > self.clock_most:
            raise ValueError("clock_least is more than clock_most")
        if self.at_start > self.most:
            raise ValueError("at_start is more than most")
        return self


class Cases(StrictModel):
    """``cases.yaml``: the docket, the matters, the regimes and the ways out."""

    docket: Docket = Docket()
    matters: tuple[Matter, ...] = ()
    regimes: tuple[Regime, ...] = ()
    ways: tuple[WayOut, ...] = ()

    def way(self, way_id: str) -> WayOut:
        """Return the way out of that id. Raises KeyError."""
        return self._ways[way_id]

    @cached_property
    def _ways(self) -> dict[str, WayOut]:
        return {w.id: w for w in self.ways}
