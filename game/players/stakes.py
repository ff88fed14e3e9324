"""What a deal takes of its reader at once, and what it forbids: read from views alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.players.base import clout_of, purse_of
from game.rules.bargains import LIVE_DEALS, OPEN_OFFERS, TRUSTED
from game.rules.deals import Abstain, PayClout, PayMoney, Terms
from game.world import calendar

if TYPE_CHECKING:
    from game.rules.views import LegalOrder, SeenDeal, View
    from game.scenario.pack import Pack


def stake(view: View, terms: Terms) -> float:
    """The clout that the reader must put aside to enter the terms."""
    word = next(o.word for o in view.offices if o.role == view.who)
    bond = 0 if word >= TRUSTED / 100 else terms.bond * (2 if word <= 0 else 1)
    return bond + sum(
        c.clout for c in terms.clauses if isinstance(c, PayClout) and c.by == view.who
    )


def affordable(view: View, terms: Terms, committed_m: float = 0.0) -> bool:
    """Whether the reader, and the purse, can pay what the terms ask at once."""
    money = sum(c.money_m for c in terms.clauses if isinstance(c, PayMoney))
    return stake(view, terms) <= clout_of(view) and money + committed_m <= purse_of(view)


def leaves(view: View, terms: Terms, clout: float) -> bool:
    """Whether the reader would still have that much clout for its orders."""
    return clout_of(view) - stake(view, terms) >= clout


def room(view: View, terms: Terms) -> bool:
    """Whether the pair may strike one more deal."""
    pair = {terms.offerer, terms.other}
    live = sum(d.state == "live" and {d.terms.offerer, d.terms.other} == pair for d in view.deals)
    return live < LIVE_DEALS


def may_offer(view: View) -> bool:
    """Whether the reader may have one more offer open."""
    mine = sum(d.state == "offered" and d.terms.offerer == view.who for d in view.deals)
    return mine < OPEN_OFFERS


def to_me(view: View) -> list[SeenDeal]:
    """The open offers that wait for the reader's answer."""
    return [d for d in view.deals if d.state == "offered" and d.terms.other == view.who]


def live(view: View) -> list[SeenDeal]:
    """The reader's deals that bind it now."""
    return [
        d for d in view.deals if d.state == "live" and view.who in (d.terms.offerer, d.terms.other)
    ]


def breaks(pack: Pack, view: View, order: LegalOrder) -> bool:
    """Whether to order the lever would break a promise of the reader's."""
    tags = pack.scenario.lever(order.lever).tags
    return any(
        isinstance(c, Abstain)
        and c.by == view.who
        and calendar.parse(c.until) >= view.quarter
        and (c.lever == order.lever or c.tag in tags)
        for d in live(view)
        for c in d.terms.clauses
    )
