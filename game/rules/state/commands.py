"""Commands: everything that can change a game, as small frozen models.

A command says who acts (``role``; None is anyone who plays) and what. The journal writes them
as JSON. ``rules.engine`` says which is lawful, ``rules.transition`` what each does.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game.rules.constants import BID_MAX, CASES_A_SHEET, ORDERS_A_SHEET, STAKE_MAX
from game.rules.state.deal_terms import Terms
from game.scenario.schema.base import Figure, Id, Role
from game.scenario.schema.conditions import Condition

#: The most letters of the reason for which the facilitator sets a figure.
REASON_LENGTH: Final = 300


class Base(BaseModel):
    """Strict and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Order(Base):
    """One lever in a sealed sheet. ``bid`` is secret extra clout."""

    lever: Id
    bid: int = Field(default=0, ge=0, le=BID_MAX)
    trusts: tuple[str, ...] = ()  # trust ids, where the lever's target asks for them
    to_role: Role | None = None
    tag: Id | None = None


class CaseLine(Base):
    """What the decider does about a case that is due; ``backing`` is secret clout behind it."""

    case: int = Field(ge=1)
    way: Id
    backing: int = Field(default=0, ge=0, le=STAKE_MAX)


class Stake(Base):
    """Secret clout for or against one way out of a case that another office decides."""

    case: int = Field(ge=1)
    way: Id
    side: Literal["for", "against"]
    clout: int = Field(ge=1, le=STAKE_MAX)


class ChooseAgenda(Base):
    """Keep one of the two agendas dealt (phase ``agendas``)."""

    do: Literal["choose_agenda"] = "choose_agenda"
    role: Role
    agenda: Id


class Advance(Base):
    """All move on: bulletin → event, talks → orders, reveal → papers, papers → next."""

    do: Literal["advance"] = "advance"
    role: None = None


class AnswerEvent(Base):
    """The named role answers the event in the open (phase ``event``)."""

    do: Literal["answer"] = "answer"
    role: Role
    event: Id
    option: Id


class OfferDeal(Base):
    """A typed contract is offered (phase ``talks``)."""

    do: Literal["offer"] = "offer"
    role: Role
    terms: Terms


class ReplyDeal(Base):
    """The other party accepts or declines; the offerer may withdraw (phase ``talks``)."""

    do: Literal["reply"] = "reply"
    role: Role
    deal: int
    reply: Literal["accept", "decline", "withdraw"]


class Leak(Base):
    """A role makes a private figure of its own public, certified by the engine."""

    do: Literal["leak"] = "leak"
    role: Role
    figure: str


class Seal(Base):
    """A few orders in secret; an empty sheet is a choice (phase ``orders`` or ``campaign``).

    Beside them stand the lines of the cases that the office decides, and its stakes on others'.
    """

    do: Literal["seal"] = "seal"
    role: Role
    orders: tuple[Order, ...] = Field(default=(), max_length=ORDERS_A_SHEET)
    lines: tuple[CaseLine, ...] = Field(default=(), max_length=CASES_A_SHEET)
    stakes: tuple[Stake, ...] = Field(default=(), max_length=CASES_A_SHEET)


class Unseal(Base):
    """Withdraw one's sealed sheet, until the last seal."""

    do: Literal["unseal"] = "unseal"
    role: Role


class Inject(Base):
    """The facilitator lets an event come up, besides those that the draw brings.

    ``now``: at once before the sheets are opened, else at the coming draw; ``next``: in the next
    quarter; a condition: at the first draw at which it holds. It is answered as any event.
    """

    do: Literal["inject"] = "inject"
    role: None = None
    event: Id
    when: Literal["now", "next"] | Condition = "now"


class Override(Base):
    """The facilitator sets a gauge, in points, and says why."""

    do: Literal["override"] = "override"
    role: None = None
    figure: Figure
    to: float = Field(allow_inf_nan=False)
    reason: str = Field(min_length=1, max_length=REASON_LENGTH)


Command = Annotated[
    ChooseAgenda
    | Advance
    | AnswerEvent
    | OfferDeal
    | ReplyDeal
    | Leak
    | Seal
    | Unseal
    | Inject
    | Override,
    Field(discriminator="do"),
]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
