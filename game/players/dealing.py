"""The arithmetic of threats and deals, from what a view shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.players.contracts import Kind, Promise, contract, contracts
from game.players.judging import Judge, left, on_grid
from game.players.looking import LIKELY, Look
from game.players.priorities import DEFAULT_PERSONA, characters
from game.players.worth import Leaning
from game.rules import contests
from game.rules.deals import Terms
from game.rules.memo import per_pack
from game.rules.tables import LeverTable, tables
from game.scenario.base import ROLES, Role
from game.world import sums

if TYPE_CHECKING:
    from game.rules.views import View
    from game.scenario.pack import Pack

F = NDArray[np.float64]
#: How likely a seat is, at most, to use a lever that it has promised not to.
FORSWORN: Final = 0.03
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
#: Fractional bits of what a counter may save, so that its sum is exact in any order.
_BITS: Final = 24


@dataclass(frozen=True, slots=True, eq=False)
class _Meetings:
    """Who can meet whom: by lever the rows of the counters that other roles have; by role the
    rows of its counters (k,), and which levers they meet, 0 or 1, (k, L)."""

    counters: dict[str, NDArray[np.int64]]
    rows: dict[Role, NDArray[np.int64]]
    met: dict[Role, F]


@per_pack
def meetings(pack: Pack) -> _Meetings:
    """Who can meet whom in the scenario."""
    levers, met_with = tuple(tables(pack).levers.values()), contests.counters(pack)

    def meets(a: LeverTable, b: LeverTable) -> bool:
        return a.id in met_with[b.id]

    rows = {r: [i for i, a in enumerate(levers) if a.lever.role == r and a.meets] for r in ROLES}
    return _Meetings(
        {
            a.lever.id: np.array([i for i, b in enumerate(levers) if meets(b, a)], np.int64)
            for a in levers
        },
        {role: np.array(of, np.int64) for role, of in rows.items()},
        {
            role: np.array([[float(meets(levers[i], b)) for b in levers] for i in of]).reshape(
                len(of), len(levers)
            )
            for role, of in rows.items()
        },
    )


def likely(pack: Pack, view: View, look: Look) -> F:
    """How likely each lever is to be used by its owner this quarter, (L,), all told."""
    chances = look.chances
    for d in view.deals:
        if d.state == "live":
            for p in contract(pack, d.terms).promises:
                if p.kind == "abstain" and p.until >= view.quarter:
                    if chances is look.chances:
                        chances = chances.copy()
                    rows = list(p.rows)
                    chances[rows] = np.minimum(chances[rows], FORSWORN)
    return chances


def losses(likely: F, values: F) -> F:
    """What levers that are so likely to be used, and worth so much to who reads of them, are
    likely to cost it: (L,) each, or a row for each of N readers."""
    return sums.grid(likely * np.maximum(0.0, -values), _BITS)


def saved(pack: Pack, role: Role, likely: F, values: F) -> F:
    """What each lever of a role's is likely to save it as a counter: (N, L) each."""
    meet, found = meetings(pack), np.zeros(likely.shape)
    found[:, meet.rows[role]] = losses(likely, values) @ meet.met[role].T
    return found


def countered(pack: Pack, lever: str, likely: F) -> float:
    """How likely it is that somebody meets the lever with a counter, where levers are as
    likely to be used, (L,)."""
    clear = 1.0
    for chance in likely[meetings(pack).counters[lever]].tolist():
        clear *= 1.0 - min(0.6, 1.5 * chance)
    return 1.0 - clear


@dataclass(frozen=True, slots=True)
class _Party:
    """Who weighs a deal: what levers are worth to it, its thrift, and what its priorities
    add to each lever, as far as the reader can know them."""

    role: Role
    judge: Judge
    thrift: float
    fancies: list[float]
    points: dict[int, float]  # that promises are worth to it, by their number


class Reading:
    """A view as a player reads it: what it and (it guesses) the others would make of things."""

    def __init__(self, pack: Pack, view: View, role: Role, look: Look, thrift: float) -> None:
        self.pack = pack
        self.role: Role = role
        self.look = look
        self.own = look.bench.judge(role)
        self._quarter = view.quarter
        self._fade = left(view.last - view.quarter)
        self._word = {o.role: o.word for o in view.offices}
        self.likely = likely(pack, view, look)
        self._chances: list[float] = self.likely.tolist()
        self._parties = {role: _Party(role, self.own, thrift, look.fancied.tolist(), {})}

    def stops(self, counter: LeverTable) -> str:
        """What a counter of the reader's most likely stops, of what would harm it."""
        levers = tuple(tables(self.pack).levers.values())
        values = self.look.bench.values[ROLES.index(self.role)]
        cost = losses(self.likely, values).tolist()
        met = [
            (loss, -i)
            for i, (loss, t) in enumerate(zip(cost, levers, strict=True))
            if loss > 0 and t.lever.role != self.role and not counter.meets.isdisjoint(t.words)
        ]
        return levers[-max(met)[1]].title(self._quarter) if met else ""

    # -- deals ------------------------------------------------------------------------

    def worth(self, terms: Terms) -> float:
        """What the deal is worth to the reader."""
        return self.worths((terms,))[0]

    def worths(self, some: Sequence[Terms]) -> list[float]:
        """What each deal is worth to the reader."""
        return self._weighed(some, self._party(self.role))

    def theirs(self, terms: Terms) -> float:
        """What the deal may be worth to the other party, as the reader sees the world."""
        other = terms.other if self.role == terms.offerer else terms.offerer
        return self._weighed((terms,), self._party(other))[0]

    def reasons(self, terms: Terms) -> list[str]:
        """Why the deal is worth that to the reader, in words, weightiest first."""
        me = self._party(self.role)
        found = [(self._of(p, me), self._why(p, me)) for p in contract(self.pack, terms).promises]
        return [why for _, why in sorted(found, key=lambda f: -abs(f[0])) if why]

    def _party(self, role: Role) -> _Party:
        """The reader, or another as the usual persona that one can't look into."""
        found = self._parties.get(role)
        if found is None:
            thrift = characters().personas[DEFAULT_PERSONA[role]].thrift
            nothing = [0.0] * len(self._chances)
            found = self._parties[role] = _Party(
                role, self.look.bench.judge(role), thrift, nothing, {}
            )
        return found

    def _weighed(self, some: Sequence[Terms], me: _Party) -> list[float]:
        known, role, found = me.points, me.role, []
        for deal in contracts(self.pack, some):
            total = -BOTHER
            for p in deal.promises:
                points = known.get(p.number)
                if points is None:  # ready-written offers share their promises
                    points = known[p.number] = self._of(p, me)
                total += points
            if deal.mutual:
                terms = deal.terms
                other = terms.other if role == terms.offerer else terms.offerer
                total += me.thrift * PAYS * KEPT * (0.5 + self._word[other] / 10)
            found.append(total)
        return found

    def _of(self, p: Promise, me: _Party) -> float:
        """Points that one promise is worth to a party."""
        mine, values = p.by == me.role, me.judge.values
        if p.kind == "pay_clout":
            paid = p.amount * max(CLOUT, 1.5 * me.thrift)
            return -paid if mine else paid
        if p.kind == "pay_money":
            return me.judge.of(on_grid(_BOUGHT[p.to](p.amount), self._fade)) - (
                0.35 * p.amount / 100 if mine else 0.0
            )
        if p.kind == "tell":
            return -NEWS if mine else NEWS * 1.5
        if p.kind == "keep":
            return -0.5 if mine else 0.3
        if not p.rows:
            return 0.0
        if p.kind == "consent":
            value = values[p.rows[0]]
            return value if mine else max(0.0, value + me.fancies[p.rows[0]])
        if p.kind == "do":
            value = values[p.rows[0]]
            return min(0.0, value) - p.levers[0].cost / 100 * me.thrift if mine else KEPT * value
        quarters, total = min(AHEAD, max(1, p.until - self._quarter + 1)), 0.0
        if mine:
            for i in p.rows:
                value = values[i] + me.fancies[i]
                if value > 0.0:
                    total += value
            return -2 * LIKELY * total * quarters
        for i in p.rows:
            if values[i] < 0.0:
                total += self._chances[i] * -values[i]
        return KEPT * quarters * total

    def _why(self, p: Promise, me: _Party) -> str:
        """What one promise means to a party, in words."""
        given, got = _WORDS[p.kind]
        if "{}" not in given:
            return given if p.by == me.role else got
        title = p.levers[0].title(self._quarter) if p.levers else ""
        return (given if p.by == me.role else got).format(title) if title else ""


#: By to whom money goes: what £m of it move.
_BOUGHT: Final[dict[str, Callable[[int], tuple[Leaning, ...]]]] = {
    "staff": lambda m: (("morale", m / 50, True),),
    "commissioners": lambda m: (("commissioners_failing_pct", -m / 60, False),),
}
#: What a promise means to who gives it and to who gets it; {} is the lever that it names.
_WORDS: Final[dict[Kind, tuple[str, str]]] = {
    "pay_clout": ("it costs clout", "it pays clout"),
    "pay_money": ("money changes hands", "money changes hands"),
    "tell": ("a secret is given away", "a secret is learnt"),
    "keep": ("a figure must be kept", "they must keep a figure"),
    "consent": ("{} would go ahead", "{} becomes possible"),
    "do": ("{} must be done", "{} will be done"),
    "abstain": ("{} is given up", "{} is off the table"),
}
