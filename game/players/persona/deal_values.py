"""What a promise is to who gives it and to who gets it: so many points, and a share of what
its levers are to them. Numbers and arrays go the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.players.persona.assessment import LIKELY
from game.players.persona.figure_weights import Leaning
from game.players.persona.lever_values import PER_100M, on_grid
from game.players.persona.parsed_terms import Promise
from game.players.persona.priorities import DEFAULT_PERSONA, characters
from game.scenario.schema.base import Role

F = NDArray[np.float64]
N = TypeVar("N", float, F)
#: How likely a promise is kept, and what a kept deal pays (1 clout and half a point of Word).
KEPT: Final = 0.85
PAYS: Final = 1.2
#: What a figure told is worth to who hears it, and costs who tells it.
NEWS: Final = 0.15
#: Points that any deal must bring to be worth the bother.
BOTHER: Final = 0.2
#: Longest that a promise is reckoned with, in quarters: nobody looks further.
AHEAD: Final = 2
#: Least that a point of clout is worth when it is paid over.
CLOUT: Final = 0.45

#: So many feelings are remembered.
_REMEMBERED: Final = 8192

#: What a party looks at in a lever that is promised: its worth; what it costs the party; what
#: it brings the party, its own priorities included; what it is likely to cost the party.
Sense = Literal["worth", "cost", "liked", "feared"]


@dataclass(frozen=True, slots=True, eq=False)
class Feeling:
    """What a promise is to a party to it: ``fixed`` points, clout that it is paid (negative:
    that it pays), clout that it must spend, and a share of what it senses in the levers of
    the rows; and the moves of figures that money buys."""

    fixed: float = 0.0
    clout: float = 0.0
    spent: float = 0.0
    sense: Sense = "worth"
    share: float = 0.0
    rows: tuple[int, ...] = ()
    moves: tuple[tuple[str, float], ...] = ()


#: By promise, whether one gives it, quarter, and fade.
_FELT: Final[dict[tuple[int, bool, int, float], Feeling]] = {}


def feeling(p: Promise, quarter: int, fade: float, *, mine: bool) -> Feeling:
    """What the promise is in the quarter to who gives it (``mine``), or to who gets it, when so
    much of a shock counts at the end (remembered)."""
    key = p.number, mine, quarter, fade
    found = _FELT.get(key)
    if found is None:
        if len(_FELT) >= _REMEMBERED:
            _FELT.clear()
        found = _FELT[key] = _feeling(p, quarter, fade, mine=mine)
    return found


def _feeling(p: Promise, quarter: int, fade: float, *, mine: bool) -> Feeling:
    if p.kind == "pay_clout":
        return Feeling(clout=-p.amount if mine else p.amount)
    if p.kind == "pay_money":
        price = -(PER_100M * p.amount / 100) if mine else 0.0
        return Feeling(price, moves=on_grid(_BOUGHT[p.to](p.amount), fade))
    if p.kind == "tell":
        return Feeling(-NEWS if mine else NEWS * 1.5)
    if p.kind == "keep":
        return Feeling(-0.5 if mine else 0.3)
    if not p.rows:
        return Feeling()
    if p.kind == "consent":
        return Feeling(sense="worth" if mine else "liked", share=1.0, rows=p.rows[:1])
    if p.kind == "do":
        if mine:
            spent = -p.levers[0].cost / 100
            return Feeling(spent=spent, sense="cost", share=-1.0, rows=p.rows[:1])
        return Feeling(share=KEPT, rows=p.rows[:1])
    quarters = min(AHEAD, max(1, p.until - quarter + 1))
    if mine:
        return Feeling(sense="liked", share=-2 * LIKELY * quarters, rows=p.rows)
    return Feeling(sense="feared", share=KEPT * quarters, rows=p.rows)


#: By to whom money goes: what £m of it move.
_BOUGHT: Final[dict[str, Callable[[int], tuple[Leaning, ...]]]] = {
    "staff": lambda m: (("morale", m / 50, True),),
    "commissioners": lambda m: (("commissioners_failing_pct", -m / 60, False),),
}


def sensed(sense: Sense, worth: N, liking: N, chance: N) -> N:
    """What is sensed in levers worth so much, as much again for the party's own priorities,
    and as likely to be used."""
    if sense == "worth":
        return worth
    if sense == "liked":
        return _above(worth + liking)
    cost = _above(-worth)
    return cost if sense == "cost" else chance * cost


def _above(points: N) -> N:
    """The points where they are more than nothing, else nothing."""
    return points * (points > 0.0)


def paid(thrift: float) -> float:
    """What a point of clout is worth to a party when it is paid over."""
    return max(CLOUT, 1.5 * thrift)


def kept(thrift: N, word: N) -> N:
    """What a party may expect of a deal kept with somebody of that Word, both giving."""
    return thrift * PAYS * KEPT * (0.5 + word / 10)


def usual_thrift(role: Role) -> float:
    """The thrift of the persona that usually holds an office: one can't look into others."""
    return characters().personas[DEFAULT_PERSONA[role]].thrift
