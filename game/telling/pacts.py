"""Deals as they are read before one signs: what each party gives, the bond, and the price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.deals import Terms
from game.rules.views import View
from game.scenario.base import Role
from game.telling.deals import clause
from game.telling.text import number, plural
from game.telling.voice import Voice

#: From this Word no bond is asked; at nought it doubles. (``rules.bargains``)
TRUSTED: Final = 4.0
#: How much a breach in the last quarters costs, and how many those are. (``rules.rulebook``)
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
