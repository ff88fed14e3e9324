"""Terms of deals with their dates and levers looked up, as players value them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final, assert_never

from game.players.persona.lever_values import axes
from game.rules.cache import Memo, per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.deals.breach import mutual
from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, ClauseKind, Terms
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world import quarter_calendar


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """One clause: what is promised, by whom, until which quarter.

    Terms that share a clause share the promise: it is equal to itself alone.

    ``levers`` are those that the rules judge it by, ``rows`` their places in ``lever_values.axes``.
    ``amount`` is clout, or £m to ``to``, or the number of a case whose way out is ``to``.
    """

    kind: ClauseKind
    by: Role
    until: int
    rows: tuple[int, ...] = ()
    levers: tuple[LeverRow, ...] = ()
    amount: int = 0
    to: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """Terms with their promises; ``mutual`` as the rules mean it."""

    terms: Terms
    promises: tuple[Promise, ...]
    mutual: bool


def contract(pack: Pack, terms: Terms) -> Contract:
    """Return the terms, parsed."""
    return contracts(pack, (terms,))[0]


def contracts(pack: Pack, some: Iterable[Terms]) -> list[Contract]:
    """Return several terms, parsed."""
    parsed, parse = _parsed(pack), partial(_parse, pack)
    return [parsed.of(terms, parse) for terms in some]


@per_pack
def _parsed(pack: Pack) -> Memo[Contract]:
    """Return the terms parsed so far: suggested deals are the same objects in every game."""
    return Memo(4096)


#: Suggested deals share their clauses.
_PROMISES: Final[Memo[Promise]] = Memo(4096)


def _parse(pack: Pack, terms: Terms) -> Contract:
    promises = [_PROMISES.get((pack, c), None, partial(_promise, pack, c)) for c in terms.clauses]
    return Contract(terms, tuple(promises), mutual(terms))


def _promise(pack: Pack, c: AnyClause) -> Promise:
    until = quarter_calendar.parse(c.until)
    match c:
        case deal_terms.PayClout():
            return Promise(c.kind, c.by, until, amount=c.clout)
        case deal_terms.PayMoney():
            return Promise(c.kind, c.by, until, amount=c.money_m, to=c.to)
        case deal_terms.Keep() | deal_terms.Tell():
            return Promise(c.kind, c.by, until)
        case deal_terms.Decide():
            return Promise(c.kind, c.by, until, amount=c.case, to=c.way)
        case deal_terms.StayOut():
            return Promise(c.kind, c.by, until, amount=c.case)
        case deal_terms.Consent():
            levers = [card_index(pack).levers[c.lever]]
        case deal_terms.Do() | deal_terms.Abstain():
            # an id may be the tag of other levers: a promise that names the lever binds it alone
            levers = [
                t
                for t in card_index(pack).of_role[c.by]
                if t.lever.id == c.lever or c.tag in t.lever.tags
            ]
        case _:
            assert_never(c)
    row = axes(pack).row
    return Promise(c.kind, c.by, until, tuple([row[t.lever.id] for t in levers]), tuple(levers))
