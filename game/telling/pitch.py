"""An offer as it is spoken: what they would do for what, what it is worth to one, how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.view import Arrow, View
from game.scenario.schema.base import Role
from game.scenario.score_values import bare, rises
from game.telling.deals import clause
from game.telling.formatting import listed, money, number, plural
from game.telling.names import Voice

#: What is known to all of how a deal ended.
_OVER: Final = ("kept", "broken")


def spoken(voice: Voice, terms: Terms, reader: Role | None = None) -> str:
    """Return an offer as its office would say it, to the reader if it is one of the two."""
    to = terms.other
    gives = [clause(voice, c, subject=False) for c in terms.clauses if c.by == terms.offerer]
    asks = [clause(voice, c, subject=False) for c in terms.clauses if c.by == to]
    whom = "you" if reader == to else voice.office(to)
    between = "Between ourselves: " if terms.secret else ""
    if gives and asks:
        said = f"if {whom} will {listed(asks)}, we will {listed(gives)}"
    elif gives:
        said = f"we will {listed(gives)}, and ask for nothing"
    else:
        said = f"we ask that {whom} {listed(asks)}"
    said = f"{between}{said}" if between else said[:1].upper() + said[1:]
    inner = said.replace("“", "‘").replace("”", "’")  # a quotation within one
    return f"“{inner}.”"


def worth(
    voice: Voice, view: View, terms: Terms, arrows: Callable[[str], tuple[Arrow, ...]]
) -> list[tuple[str, bool]]:
    """Return what an offer is worth to the view's office, each with whether it is a gain.

    ``arrows`` gives where a lever points by its card. Only what can be told in a line is: clout,
    money, and orders that touch terms of one's own score.
    """
    me = view.who
    if me == "spectator" or me not in (terms.offerer, terms.other):
        return []
    found: list[tuple[str, bool]] = []
    for c in terms.clauses:
        said = _worth(voice, view, c, arrows)
        if said is not None:
            found.append(said)
        if isinstance(c, deal_terms.Consent) and c.by == me:
            found += _signed_for(voice, view, c)
    return found


def _signed_for(voice: Voice, view: View, c: deal_terms.Consent) -> list[tuple[str, bool]]:
    """Return what the order that is countersigned takes from the purse, which the Secretary holds;
    empty where that is nothing."""
    cost = voice.scenario.lever(c.lever).purse_m
    if view.who != "secretary" or not cost:
        return []
    return [(f"“{voice.lever(c.lever, view.quarter)}” takes {money(cost)} of your purse", False)]


def _worth(
    voice: Voice, view: View, c: AnyClause, arrows: Callable[[str], tuple[Arrow, ...]]
) -> tuple[str, bool] | None:
    mine = c.by == view.who
    if isinstance(c, deal_terms.PayClout):
        sign = "−" if mine else "+"
        return f"{sign}{number(c.clout)} clout at once", not mine
    if isinstance(c, deal_terms.PayMoney):
        return f"£{number(c.money_m)}m of the purse to {c.to}", not mine
    if isinstance(c, deal_terms.Tell):
        figure = voice.figure_inside(c.figure)
        return (f"you give away {figure}" if mine else f"you learn {figure}"), not mine
    if not isinstance(c, deal_terms.Do | deal_terms.Abstain | deal_terms.Consent):
        return None
    lever = c.lever
    if lever is None:
        return None
    term = _touched(voice, view, arrows(lever))
    if term is None:
        return None
    name, served = term
    said = f"“{voice.lever(lever, view.quarter)}”"
    if isinstance(c, deal_terms.Abstain):
        return f"no {said}: it would {'serve' if served else 'cost'} your “{name}”", not served
    return f"{said} {'serves' if served else 'costs'} your “{name}”", served


def _touched(voice: Voice, view: View, arrows: tuple[Arrow, ...]) -> tuple[str, bool] | None:
    """Return the weightiest term of the reader's score that arrows touch, and whether they serve
    it."""
    if view.who == "spectator":
        return None
    best: tuple[float, str, bool] | None = None
    for term in voice.scenario.scoring.roles.get(view.who, ()):
        for arrow in arrows:
            if arrow.figure != bare(term.value) or not arrow.by:
                continue
            served = (arrow.by > 0) == rises(term.value, term.zero_at, term.full_at)
            weight = term.points * abs(arrow.by)
            if best is None or weight > best[0]:
                best = (weight, term.name, served)
    return None if best is None else (best[1], best[2])


def together(voice: Voice, view: View, one: Role, two: Role) -> str:
    """Return how it went between two offices so far, as a sentence; that they are new to each
    other where it has not gone anywhere yet."""
    pair = {one, two}
    past = [d for d in view.deals if {d.terms.offerer, d.terms.other} == pair]
    over = [d for d in past if d.state in _OVER]
    running = sum(d.state == "live" for d in past)
    if not over and not running:
        return "No deal between you has been put to the test yet."
    said = []
    kept = sum(d.state == "kept" for d in over)
    if kept:
        said.append(f"{plural(kept, 'deal')} kept")
    for role in (one, two):
        broken = sum(d.state == "broken" and d.broken_by == role for d in over)
        if broken:
            who = "you" if role == view.who else voice.office(role)
            said.append(f"{broken} broken by {who}")
    if running:
        said.append(f"{running} in force")
    return f"Between you so far: {listed(said)}."


def counter(terms: Terms, reader: Role, most: int) -> tuple[AnyClause, ...]:
    """Return the promises of a counter-offer: the same, and a clout for the reader's trouble; if
    there is no room for that, without the last of the reader's own promises."""
    asked = [c for c in terms.clauses if c.by == reader]
    if len(terms.clauses) < most:
        until = terms.clauses[0].until
        extra = deal_terms.PayClout(by=terms.offerer, until=until, clout=1)
        return (*terms.clauses, extra)
    return tuple(c for c in terms.clauses if not asked or c is not asked[-1])
