"""What a deal takes of its reader at once, and what it forbids: read from views alone."""

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
    """What the reader has to enter deals with: clout, Word, and what the purse holds."""

    view: View
    who: Who
    clout: float
    word: float

    def stake(self, terms: Terms) -> float:
        """Return the clout that the reader must put aside to enter the terms."""
        assert self.who != SPECTATOR
        return stake_at(round(100 * self.word), terms, self.who) / 100

    def cover(self, terms: Terms, *, keeping: float = 0.0) -> bool:
        """Return whether the reader, and the purse, can pay what the terms ask at once, and the
        reader keeps that much clout for its orders."""
        money = 0.0
        for c in terms.clauses:
            if c.kind == "pay_money":
                money += c.money_m
        if self.clout - self.stake(terms) < keeping:
            return False
        return money <= purse_of(self.view)


def means(view: View) -> Means:
    """Return the means of a view's reader."""
    own = next(o for o in view.offices if o.role == view.who)
    return Means(view, view.who, own.clout or 0.0, own.word)


def affordable(view: View, terms: Terms, *, keeping: float = 0.0) -> bool:
    """Return whether reader and purse can pay the terms at once, that much clout being left."""
    return means(view).cover(terms, keeping=keeping)


def room(view: View, terms: Terms) -> bool:
    """Return whether the pair may strike one more deal."""
    pair = {terms.offerer, terms.other}
    live = sum(d.state == "live" and {d.terms.offerer, d.terms.other} == pair for d in view.deals)
    return live < LIVE_DEALS


@dataclass(slots=True)
class Talked:
    """How the talks stand for a view's reader."""

    #: The open offers that wait for its answer.
    to_me: list[SeenDeal] = field(default_factory=list)
    #: How many offers of its own are open, and how many it has made this quarter.
    open: int = 0
    made: int = 0

    @property
    def may_offer(self) -> bool:
        """Whether the reader may have one more offer open."""
        return self.open < OPEN_OFFERS


def talked(view: View) -> Talked:
    """Return how the talks stand for the reader."""
    found, who, quarter = Talked(), view.who, view.quarter
    for d in view.deals:
        if d.state == "offered":
            if d.terms.other == who:
                found.to_me.append(d)
            elif d.terms.offerer == who:
                found.open += 1
        if d.quarter == quarter and d.terms.offerer == who:
            found.made += 1
    return found


def running(pack: Pack, view: View) -> list[Contract]:
    """Return the deals that run, as far as the reader knows."""
    terms = [d.terms for d in view.deals if d.state == "live"]
    return contracts(pack, terms) if terms else []


def bound(view: View, live: Sequence[Contract]) -> tuple[set[str], set[str]]:
    """Return the reader's levers that it has promised to use and has time to, and not to use now,
    in those contracts that are live."""
    due: set[str] = set()
    forsworn: set[str] = set()
    for of in live:
        for p in of.promises:
            if p.by == view.who and p.until >= view.quarter:
                if p.kind == "do":
                    due.update([t.lever.id for t in p.levers])
                elif p.kind == "abstain":
                    forsworn.update([t.lever.id for t in p.levers])
    return due, forsworn
