"""Deals in sentences: each promise, the whole contract, and what breaking it would cost."""

from __future__ import annotations

from game.rules import deals
from game.rules.deals import AnyClause, Terms
from game.rules.views import SeenDeal
from game.scenario.base import Role
from game.telling.text import clean, money, number, plural, quantity
from game.telling.voice import Voice
from game.world import calendar

#: Promises that are kept or broken later; the others are done at signing.
_KEPT_LATER = ("do", "abstain", "keep")
STATES = {
    "offered": "on offer",
    "live": "in force",
    "kept": "kept",
    "broken": "broken",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "void": "void",
}


def clause(voice: Voice, item: AnyClause, *, subject: bool = True) -> str:
    """One promise: "the Unions will use no strike orders up to Q2 2014/15"."""
    until = calendar.parse(item.until)
    by = voice.quarter(until)
    who = f"{voice.office(item.by)} will " if subject else ""
    if isinstance(item, deals.Do):
        return f"{who}use {_thing(voice, item, until, one=True)} by {by}"
    if isinstance(item, deals.Abstain):
        return f"{who}not use {_thing(voice, item, until)} up to {by}"
    if isinstance(item, deals.Keep):
        figure, unit = voice.figure_inside(item.figure), voice.unit(item.figure)
        bounds = []
        if item.above is not None:
            bounds.append(f"above {quantity(item.above, unit)}")
        if item.below is not None:
            bounds.append(f"below {quantity(item.below, unit)}")
        return f"{who}keep {figure} {' and '.join(bounds)} at the end of {by}"
    if isinstance(item, deals.PayClout):
        return f"{who}hand over {number(item.clout)} clout at once"
    if isinstance(item, deals.PayMoney):
        what = "training and childcare for staff" if item.to == "staff" else "commissioners"
        return f"{who}pay {money(item.money_m)} of the purse to {what}"
    if isinstance(item, deals.Consent):
        return f"{who}countersign “{voice.lever(item.lever, until)}” up to {by}"
    return f"{who}show {voice.figure_inside(item.figure)} as it truly is, at once"


def contract(voice: Voice, terms: Terms, *, leaked: bool = False) -> str:
    """The whole contract as a sentence, with its bond and whether it is (still) secret."""
    parts = []
    for role in (terms.offerer, terms.other):
        own = [clause(voice, c, subject=False) for c in terms.clauses if c.by == role]
        if own:
            parts.append(f"{voice.office(role)} will {' and '.join(own)}")
    bond = f"a bond of {number(terms.bond)} clout each" if terms.bond else "no bond"
    kind = "leaked" if leaked else "secret" if terms.secret else "public"
    body = "; ".join(parts)
    return f"{body[0].upper()}{body[1:]} ({kind}, {bond})."


def deal(voice: Voice, seen: SeenDeal) -> str:
    """A deal with its number and how it stands."""
    state = STATES.get(seen.state, clean(seen.state, 20))
    if seen.broken_by is not None:
        state += f" by {voice.office(seen.broken_by)}"
    return f"Deal {seen.number}, {state}: {contract(voice, seen.terms, leaked=seen.leaked)}"


def price_of_breaking(voice: Voice, terms: Terms, role: Role, *, late: bool = False) -> str:
    """What it would cost the role to break the contract: the coach's sentence."""
    if not any(c.by == role and c.kind in _KEPT_LATER for c in terms.clauses):
        return "It can't be broken from this side: what is given is given at once."
    other = terms.other if role == terms.offerer else terms.offerer
    bond = f"your bond of {number(terms.bond)} clout goes to {voice.office(other)}, "
    late_said = ", and 8 score points so near the end" if late else ""
    return f"Breaking it: {bond if terms.bond else ''}one Word and three media heat{late_said}."


def promises(voice: Voice, terms: Terms, role: Role) -> list[str]:
    """What the role itself promises, one line a promise."""
    return [clause(voice, c, subject=False) for c in terms.clauses if c.by == role]


def _thing(voice: Voice, item: deals.Do | deals.Abstain, until: int, *, one: bool = False) -> str:
    if item.lever is not None:
        return f"“{voice.lever(item.lever, until)}”"
    if item.tag is not None:
        name = voice.tag(item.tag)
        return f"one of the {name}" if one else name
    return "any order" if not one else "an order"


def count_live(items: tuple[SeenDeal, ...]) -> str:
    """How many deals are in force, in words."""
    live = sum(d.state == "live" for d in items)
    return f"{plural(live, 'deal')} in force"
