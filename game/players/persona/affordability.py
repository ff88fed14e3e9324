"""What a deal costs the reader of a view at once, and what its deals oblige it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.players.persona.parsed_terms import Contract, contracts
from game.players.player import purse_of
from game.rules.constants import LIVE_DEALS, OPEN_OFFERS
from game.rules.deals.breach import stake_at
from game.rules.state.deal_terms import Terms
from game.rules.state.view import SeenDeal, View, Who
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR


@dataclass(frozen=True, slots=True)
class Means:
    """What the reader can stake on deals: its clout, its Word and the purse it knows."""

    view: View
    who: Who
    clout: float
    word: float

    def stake(self, terms: Terms) -> float:
        """Return the clout that the reader must put aside to enter the terms."""
        assert self.who != SPECTATOR
        return stake_at(round(100 * self.word), terms, self.who) / 100

    def can_pay(self, terms: Terms, *, keeping: float = 0.0) -> bool:
        """Return whether reader and purse can pay what the terms ask at once, and its word too: who
        has promised a way out of a case has none left to promise.

        ``keeping`` is the clout that must be left for orders.
        """
        if promised_otherwise(self.view, terms) or impossible(self.view, terms):
            return False
        if self.clout - self.stake(terms) < keeping:
            return False
        money = sum(c.money_m for c in terms.clauses if c.kind == "pay_money")
        return money <= purse_of(self.view)


def promised_otherwise(view: View, terms: Terms) -> bool:
    """Return whether the reader would promise a way out of a case of which it has promised another
    in a deal that runs."""
    asked = [c for c in terms.clauses if c.kind == "decide" and c.by == view.who]
    if not asked:
        return False
    given = {
        c.case: c.way
        for deal in view.deals
        if deal.state == "live"
        for c in deal.terms.clauses
        if c.kind == "decide" and c.by == view.who
    }
    return any(given.get(c.case, c.way) != c.way for c in asked)


def impossible(view: View, terms: Terms) -> bool:
    """Return whether the terms ask for a way out of a case that may not be taken, as all know: a
    pledge forbids it, or it has been tried."""
    asked = {(c.case, c.way) for c in terms.clauses if c.kind == "decide"}
    return bool(asked) and any(
        (case.number, way.way) in asked and bool(way.reasons)
        for case in view.cases
        for way in case.ways
    )


def means(view: View) -> Means:
    """Return the means of a view's reader."""
    own = next(o for o in view.offices if o.role == view.who)
    return Means(view, view.who, own.clout or 0.0, own.word)


def affordable(view: View, terms: Terms, *, keeping: float = 0.0) -> bool:
    """Return whether reader and purse can pay the terms at once and keep that much clout."""
    return means(view).can_pay(terms, keeping=keeping)


def room_for_deal(view: View, terms: Terms) -> bool:
    """Return whether the pair may strike one more deal."""
    pair = {terms.offerer, terms.other}
    live = sum(d.state == "live" and {d.terms.offerer, d.terms.other} == pair for d in view.deals)
    return live < LIVE_DEALS


@dataclass(slots=True)
class TalksSoFar:
    """The offers of this quarter's talks as they concern a view's reader."""

    #: The open offers that wait for its answer.
    to_me: list[SeenDeal] = field(default_factory=list)
    #: How many offers of its own are open, and how many it has made this quarter.
    open: int = 0
    made: int = 0

    @property
    def may_offer(self) -> bool:
        """Whether the reader may have one more offer open."""
        return self.open < OPEN_OFFERS


def talks_so_far(view: View) -> TalksSoFar:
    """Return the offers to the view's reader, and how many it has open and made."""
    found, who, quarter = TalksSoFar(), view.who, view.quarter
    for d in view.deals:
        if d.state == "offered":
            if d.terms.other == who:
                found.to_me.append(d)
            elif d.terms.offerer == who:
                found.open += 1
        if d.quarter == quarter and d.terms.offerer == who:
            found.made += 1
    return found


def live_contracts(pack: Pack, view: View) -> list[Contract]:
    """Return the live deals that the reader knows of, parsed."""
    terms = [d.terms for d in view.deals if d.state == "live"]
    return contracts(pack, terms) if terms else []


def due_levers(view: View, live: Sequence[Contract]) -> set[str]:
    """Return the levers that the reader has promised to use, by promises that still run."""
    due: set[str] = set()
    for of in live:
        for p in of.promises:
            if p.by == view.who and p.until >= view.quarter and p.kind == "do":
                due.update([t.lever.id for t in p.levers])
    return due
