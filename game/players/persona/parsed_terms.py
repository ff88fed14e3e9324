"""Terms of deals as players reckon with them: each promise read once, by the terms' identity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from game.rules.cache import per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.deals.promises import mutual
from game.rules.state.deal_terms import AnyClause, Terms
from game.scenario.schema.base import Role
from game.world import quarter_calendar

if TYPE_CHECKING:
    from game.scenario.pack import Pack

Kind = Literal["do", "abstain", "keep", "pay_clout", "pay_money", "consent", "tell"]
_NUMBERS: Final = count()
#: Terms whose reading is remembered; ready-written offers are the same objects in every game.
_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Promise:
    """One clause: what is promised, by whom, until which quarter.

    ``levers`` are those that the rules judge it by, in ``rows`` of ``judging.cards``.
    ``amount`` is clout, or £m to ``to``.
    """

    number: int  # no other promise has it
    kind: Kind
    by: Role
    until: int
    rows: tuple[int, ...] = ()
    levers: tuple[LeverRow, ...] = ()
    amount: int = 0
    to: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """Terms, read: ``mutual`` as the rules mean it."""

    number: int  # no other contract has it
    terms: Terms
    promises: tuple[Promise, ...]
    mutual: bool


@per_pack
def _rows(pack: Pack) -> dict[str, int]:
    return {lever: i for i, lever in enumerate(card_index(pack).levers)}


def _promise(pack: Pack, c: AnyClause) -> Promise:
    until = quarter_calendar.parse(c.until)
    if c.kind == "pay_clout":
        return Promise(next(_NUMBERS), c.kind, c.by, until, amount=c.clout)
    if c.kind == "pay_money":
        return Promise(next(_NUMBERS), c.kind, c.by, until, amount=c.money_m, to=c.to)
    levers: tuple[LeverRow, ...] = ()
    if c.kind == "consent":
        levers = (card_index(pack).levers[c.lever],)
    elif c.kind == "do" or c.kind == "abstain":
        # an id may be the tag of other levers: a promise that names the lever binds it alone
        levers = tuple(
            t
            for t in card_index(pack).of_role[c.by]
            if t.lever.id == c.lever or c.tag in t.lever.tags
        )
    rows = tuple(_rows(pack)[t.lever.id] for t in levers)
    return Promise(next(_NUMBERS), c.kind, c.by, until, rows, levers)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What has been read, by identity, with what it was read from: that keeps its id."""

    contracts: dict[int, Contract]
    promises: dict[int, tuple[AnyClause, Promise]]


@per_pack
def _read(pack: Pack) -> _Read:
    return _Read({}, {})


def contracts(pack: Pack, some: Iterable[Terms]) -> list[Contract]:
    """The terms, read (remembered for these very terms)."""
    kept = _read(pack).contracts
    return [kept.get(id(terms)) or _contract(pack, terms) for terms in some]


def contract(pack: Pack, terms: Terms) -> Contract:
    """One of them."""
    return contracts(pack, (terms,))[0]


def _contract(pack: Pack, terms: Terms) -> Contract:
    read = _read(pack)
    if len(read.contracts) >= _KEPT:
        read.contracts.clear()
        read.promises.clear()
    promises = []
    for c in terms.clauses:
        known = read.promises.get(id(c))
        if known is None:  # ready-written offers share their clauses
            known = read.promises[id(c)] = c, _promise(pack, c)
        promises.append(known[1])
    found = read.contracts[id(terms)] = Contract(
        next(_NUMBERS), terms, tuple(promises), mutual(terms)
    )
    return found
