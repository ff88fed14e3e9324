"""The price of a promise: bonds by Word, what breaking a deal costs, what keeping it brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from game.rules import constants
from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, Terms
from game.scenario.schema.base import Role
from game.world import quarter_calendar

#: Whether breaking a deal comes so late that it costs points of the score.
Late = Literal["never", "if_late", "surely"]


def bond_at(word: int, bond: int) -> int:
    """Return the clout (hundredths) that a bond of ``bond`` clout takes at that Word (hundredths).

    Trusted Word puts up nothing; spent Word puts up a multiple.

    >>> bond_at(0, 1), bond_at(100, 1), bond_at(399, 2), bond_at(400, 2)
    (200, 100, 200, 0)
    """
    if word >= constants.TRUSTED:
        return 0
    return 100 * bond * (constants.SPENT_WORD_BONDS if word <= 0 else 1)


def stake_at(word: int, terms: Terms, role: Role) -> int:
    """Return all the clout (hundredths) that a role of that Word puts aside to enter the terms.

    That is its bond and the clout it promises.
    """
    stake = bond_at(word, terms.bond)
    for c in terms.clauses:
        if c.kind == "pay_clout" and c.by == role:
            stake += 100 * c.clout
    return stake


def other_party(terms: Terms, role: Role) -> Role:
    """Return the party that ``role`` deals with."""
    return terms.other if role == terms.offerer else terms.offerer


def takes_keeping(clause: AnyClause) -> bool:
    """Return whether a promise can be broken; the others are done when the deal is struck.

    A consent is there for the asking: the other party's order needs no further act.
    """
    match clause:
        case (
            deal_terms.Do()
            | deal_terms.Abstain()
            | deal_terms.Keep()
            | deal_terms.Decide()
            | deal_terms.StayOut()
        ):
            return True
        case (
            deal_terms.PayClout() | deal_terms.PayMoney() | deal_terms.Consent() | deal_terms.Tell()
        ):
            return False
        case _:
            assert_never(clause)


def lasting(terms: Terms, role: Role) -> tuple[AnyClause, ...]:
    """Return the role's promises that take keeping: without any, it can't break the deal."""
    return tuple(c for c in terms.clauses if c.by == role and takes_keeping(c))


def mutual(terms: Terms) -> bool:
    """Return whether both give something, and something is promised that takes keeping."""
    first = terms.clauses[0].by
    return any(c.by != first for c in terms.clauses) and any(map(takes_keeping, terms.clauses))


def is_late(quarter: int, final: int) -> bool:
    """Return whether a deal broken in ``quarter`` costs points, ``final`` being the last one."""
    return quarter > final - constants.LATE_QUARTERS


@dataclass(frozen=True, slots=True)
class BreachCost:
    """What breaking a deal costs a party. Clout and Word in hundredths."""

    bond: int  # goes to the other party
    word: int  # as it is
    word_after: int
    heat: float  # points of media heat
    late: Late
    points: float  # of the score, if it comes late


def breach_cost(
    terms: Terms, role: Role, word: int, quarter: int, final: int, bond: int | None = None
) -> BreachCost | None:
    """Return what breaking the terms would cost the role; None if it has nothing to break.

    ``quarter`` is the one in play and ``final`` the last of the game, as far as is known.
    ``bond`` (hundredths) is what the role put up for a deal that runs; None: what the terms
    would take of it at its Word (hundredths) today.
    """
    own = lasting(terms, role)
    if not own:
        return None
    return BreachCost(
        bond=bond_at(word, terms.bond) if bond is None else bond,
        word=word,
        word_after=after_breach(word),
        heat=constants.BREACH_HEAT,
        late=_late(own, quarter, final),
        points=constants.LATE_BREACH_POINTS,
    )


def after_breach(word: int) -> int:
    """Return the Word (hundredths) that is left after a deal has been broken."""
    return max(0, word - constants.BROKEN_WORD)


def _late(promises: Iterable[AnyClause], quarter: int, final: int) -> Late:
    """Return whether the promises can be broken in the late quarters only, in others too, or never.

    A promise to abstain can be broken in any quarter up to its last, the others in the last.
    """
    found = set()
    for promise in promises:
        last = max(quarter, quarter_calendar.parse(promise.until))
        first = last if promise.kind in ("do", "keep") else quarter
        found |= {is_late(first, final), is_late(last, final)}
    if found == {True}:
        return "surely"
    return "if_late" if True in found else "never"
