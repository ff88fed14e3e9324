"""Deals: typed contracts that the engine checks. Free talk binds nobody.

This file holds the terms as data; ``rules.deals`` judges them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from game.rules.constants import (
    BOND_MAX,
    CLOUT_PAID_MAX,
    MONEY_PAID_MAX_M,
    MONEY_PAID_MIN_M,
    PROMISES_MAX,
)
from game.scenario.schema.base import Figure, Id, QuarterLabel, Role

ClauseKind = Literal[
    "do", "abstain", "keep", "pay_clout", "pay_money", "consent", "tell", "decide", "stay_out"
]


class Clause(BaseModel):
    """One promise of one party (``by``), to be kept until the end of quarter ``until``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    by: Role
    until: QuarterLabel


class Do(Clause):
    """Use the lever, or one with the tag, in or before ``until``."""

    kind: Literal["do"] = "do"
    lever: Id | None = None
    tag: Id | None = None


class Abstain(Clause):
    """Use neither the lever nor any with the tag up to and in ``until``."""

    kind: Literal["abstain"] = "abstain"
    lever: Id | None = None
    tag: Id | None = None


class Keep(Clause):
    """Keep a published figure above or below a threshold, judged at the end of ``until``."""

    kind: Literal["keep"] = "keep"
    figure: Figure
    above: float | None = Field(default=None, allow_inf_nan=False)
    below: float | None = Field(default=None, allow_inf_nan=False)


class PayClout(Clause):
    """Hand over clout at once."""

    kind: Literal["pay_clout"] = "pay_clout"
    clout: int = Field(ge=1, le=CLOUT_PAID_MAX)


class PayMoney(Clause):
    """Secretary only: £m of the purse to staff (training, childcare) or to commissioners."""

    kind: Literal["pay_money"] = "pay_money"
    money_m: int = Field(ge=MONEY_PAID_MIN_M, le=MONEY_PAID_MAX_M)
    to: Literal["staff", "commissioners"]


class Consent(Clause):
    """Countersign the other party's lever, up to and in ``until``."""

    kind: Literal["consent"] = "consent"
    lever: Id


class Tell(Clause):
    """Show the other party a private figure, certified by the engine, at once."""

    kind: Literal["tell"] = "tell"
    figure: Figure


class Decide(Clause):
    """As decider take one way out of a case, if it falls due up to and in ``until``."""

    kind: Literal["decide"] = "decide"
    case: int = Field(ge=1)
    trust: str = Field(min_length=1, max_length=40)  # the id of the case's hospital
    way: Id


class StayOut(Clause):
    """Stake nothing on a case that another office decides, up to and in ``until``."""

    kind: Literal["stay_out"] = "stay_out"
    case: int = Field(ge=1)
    trust: str = Field(min_length=1, max_length=40)


ClauseUnion = Do | Abstain | Keep | PayClout | PayMoney | Consent | Tell | Decide | StayOut
AnyClause = Annotated[ClauseUnion, Field(discriminator="kind")]


class Terms(BaseModel):
    """A whole contract between two roles: promises of either, a bond, and whether secret."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    offerer: Role
    other: Role
    clauses: tuple[AnyClause, ...] = Field(min_length=1, max_length=PROMISES_MAX)
    bond: int = Field(default=1, ge=0, le=BOND_MAX)
    secret: bool = False

    @model_validator(mode="after")
    def _two_parties(self) -> Terms:
        if self.offerer == self.other:
            raise ValueError("a deal has two parties")
        if any(c.by not in (self.offerer, self.other) for c in self.clauses):
            raise ValueError("every promise is made by one of the two parties")
        return self
