"""Offers in talks: which suit both, what is asked for again, and when one may be made."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from game.players.persona import affordability, breach_values
from game.players.persona.deal_values import SuitableDeal, suitable_deals
from game.players.persona.order_values import LEAST
from game.players.persona.parsed_terms import contracts
from game.players.persona.threats import Valuation
from game.rules.cache import MANY, Memo
from game.rules.constants import PROMISES_MAX
from game.rules.state.commands import OfferDeal, ReplyDeal
from game.rules.state.deal_terms import PayClout, Terms
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world import quarter_calendar

#: Clout that a persona keeps for orders when it enters a deal.
KEEPS: Final = 2.0
#: Suggested deals are the same in every game, and so are the commands that offer them.
_MADE: Final[Memo[OfferDeal]] = Memo(8 * MANY)


def _offered(terms: Terms) -> OfferDeal:
    return OfferDeal(role=terms.offerer, terms=terms)


def made(terms: Terms) -> OfferDeal:
    """Return the command that offers them."""
    return _MADE.of(terms, _offered)


@lru_cache(maxsize=4096)
def replied(role: Role, deal: int, reply: Literal["accept", "decline"]) -> ReplyDeal:
    """Return the command that answers an offer."""
    return ReplyDeal(role=role, deal=deal, reply=reply)


def haggled(view: View) -> list[Terms]:
    """Return the offers that the reader declined this quarter, asked for again at a clout more."""
    found = []
    for d in view.deals:
        terms = d.terms
        if d.state != "declined" or d.quarter != view.quarter or terms.other != view.who:
            continue
        paid = any(c.kind == "pay_clout" for c in terms.clauses)
        if not paid and len(terms.clauses) < PROMISES_MAX:
            now = quarter_calendar.label(view.quarter)
            more = PayClout(by=terms.offerer, until=now, clout=1)
            found.append(
                Terms(
                    offerer=terms.other,
                    other=terms.offerer,
                    clauses=(*terms.clauses, more),
                    bond=terms.bond,
                    secret=terms.secret,
                )
            )
    return found


def may_offer(view: View, talked: affordability.TalksSoFar) -> bool:
    """Return whether the reader may make an offer: one a quarter."""
    return view.phase == "talks" and not talked.made and talked.may_offer


def suitable(pack: Pack, valuation: Valuation, view: View) -> list[SuitableDeal]:
    """Return the suggested deals that suit both parties and that the reader can pay for."""
    found = suitable_deals(valuation, contracts(pack, [*view.offers, *haggled(view)]), LEAST)
    if not found:
        return found
    means, shunned = affordability.means(view), breach_values.unforgiven(view)
    return [
        deal
        for deal in found
        if deal.terms.other not in shunned and means.can_pay(deal.terms, keeping=KEEPS)
    ]
