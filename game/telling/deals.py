"""Deals in sentences: each promise, the whole contract, and what breaking it would cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import Role
from game.telling.formatting import clean, money, number, plural, quantity
from game.telling.names import Voice
from game.world import quarter_calendar

#: From this Word no bond is asked; at nought it doubles. (``deals.talks``)
TRUSTED: Final = 4.0
#: How much a breach in the last quarters costs, and how many those are. (``rules.constants``)
LATE_POINTS: Final = 8
LATE_QUARTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One party's side of a contract: its promises, each a phrase, and its bond."""

    role: Role
    gives: tuple[str, ...]
    bond: str


def sides(voice: Voice, view: View, terms: Terms) -> tuple[Side, Side]:
    """Both sides of the contract, the offerer's first."""
    return _side(voice, view, terms, terms.offerer), _side(voice, view, terms, terms.other)


def _side(voice: Voice, view: View, terms: Terms, role: Role) -> Side:
    gives = tuple(_said(clause(voice, c, subject=False)) for c in terms.clauses if c.by == role)
    return Side(role, gives, bond_said(view, terms, role))


def _said(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def word_of(view: View, role: Role) -> float:
    """An office's Word, 0–5: everyone knows it."""
    return next(o.word for o in view.offices if o.role == role)


def bond_said(view: View, terms: Terms, role: Role) -> str:
    """What the party lays down, by its Word: "bond of 1 clout"; "no bond: its Word is good"."""
    word = word_of(view, role)
    if not terms.bond:
        return "no bond"
    if word >= TRUSTED:
        return "no bond: its Word is enough"
    if word <= 0:
        return f"bond of {number(2 * terms.bond)} clout: doubled, its Word is spent"
    return f"bond of {number(terms.bond)} clout"


def is_late(view: View) -> bool:
    """Whether a breach now would cost score points too."""
    return view.quarter > view.last - LATE_QUARTERS


def breaking(voice: Voice, view: View, terms: Terms, role: Role) -> tuple[str, ...]:
    """What breaking the contract would cost the role, item by item."""
    other = terms.other if role == terms.offerer else terms.offerer
    word = word_of(view, role)
    costs = []
    if terms.bond and word < TRUSTED:
        bond = terms.bond * (2 if word <= 0 else 1)
        costs.append(f"your bond of {number(bond)} clout goes to {voice.office(other)}")
    left = max(0.0, word - 1)
    costs.append(f"one Word: {number(word, 1)} becomes {number(left, 1)}")
    costs.append("three media heat, and the front page quotes your promise")
    if is_late(view):
        costs.append(f"{LATE_POINTS} points of your score, so near the end")
    return tuple(costs)


def keeping(voice: Voice, terms: Terms, role: Role) -> str:
    """What keeping it brings: bonds back, and more where both gave and something took keeping."""
    both = len({c.by for c in terms.clauses}) == 2
    lasting = any(c.kind in ("do", "abstain", "keep") for c in terms.clauses)
    if both and lasting:
        return "bonds come back, one clout and half a Word each"
    return "bonds come back, and nothing more: a gift earns no Word"


def word_said(word: float) -> str:
    """A Word in words.

    >>> word_said(4.5), word_said(3), word_said(0)
    ('trusted: no bond asked', 'as good as most', 'worthless: bonds double')
    """
    if word >= TRUSTED:
        return "trusted: no bond asked"
    if word >= 3:
        return "as good as most"
    if word > 0:
        return "doubted"
    return "worthless: bonds double"


def counted(n: int) -> str:
    """How many offers wait, in words.

    >>> counted(0), counted(1), counted(2)
    ('No offer waits for you', '1 offer waits for your answer', '2 offers wait for your answer')
    """
    if not n:
        return "No offer waits for you"
    return f"{plural(n, 'offer')} {'waits' if n == 1 else 'wait'} for your answer"


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
    until = quarter_calendar.parse(item.until)
    by = voice.quarter(until)
    who = f"{voice.office(item.by)} will " if subject else ""
    if isinstance(item, deal_terms.Do):
        return f"{who}use {_thing(voice, item, until, one=True)} by {by}"
    if isinstance(item, deal_terms.Abstain):
        return f"{who}not use {_thing(voice, item, until)} up to {by}"
    if isinstance(item, deal_terms.Keep):
        figure, unit = voice.figure_inside(item.figure), voice.unit(item.figure)
        bounds = []
        if item.above is not None:
            bounds.append(f"above {quantity(item.above, unit)}")
        if item.below is not None:
            bounds.append(f"below {quantity(item.below, unit)}")
        return f"{who}keep {figure} {' and '.join(bounds)} at the end of {by}"
    if isinstance(item, deal_terms.PayClout):
        return f"{who}hand over {number(item.clout)} clout at once"
    if isinstance(item, deal_terms.PayMoney):
        what = "training and childcare for staff" if item.to == "staff" else "commissioners"
        return f"{who}pay {money(item.money_m)} of the purse to {what}"
    if isinstance(item, deal_terms.Consent):
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


def _thing(
    voice: Voice, item: deal_terms.Do | deal_terms.Abstain, until: int, *, one: bool = False
) -> str:
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
