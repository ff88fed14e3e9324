"""The arithmetic of threats and deals, from what a view shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from game.players import worth
from game.players.priorities import DEFAULT_PERSONA, characters
from game.players.worth import Judge
from game.rules.deals import (
    AnyClause,
    Terms,
)
from game.rules.memo import Memo, per_pack
from game.rules.promises import mutual
from game.rules.tables import LeverTable, tables
from game.scenario.base import ROLES
from game.world import calendar

if TYPE_CHECKING:
    from game.rules.views import View
    from game.scenario.base import Role
    from game.scenario.pack import Pack

#: How likely a seat is to use a given open lever in a quarter, and one it has promised not to.
LIKELY: Final = 0.2
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


@dataclass(frozen=True, slots=True)
class _Meetings:
    """By lever: the levers of other roles that it meets, and that meet it."""

    targets: dict[str, tuple[LeverTable, ...]]
    counters: dict[str, tuple[LeverTable, ...]]


@per_pack
def meetings(pack: Pack) -> _Meetings:
    """Who can meet whom in the scenario."""
    levers = tables(pack).levers.values()

    def meets(a: LeverTable, b: LeverTable) -> bool:
        return a.lever.role != b.lever.role and not a.meets.isdisjoint(b.words)

    return _Meetings(
        {a.lever.id: tuple(b for b in levers if meets(a, b)) for a in levers},
        {a.lever.id: tuple(b for b in levers if meets(b, a)) for a in levers},
    )


@per_pack
def _named(pack: Pack) -> dict[tuple[Role, str], tuple[LeverTable, ...]]:
    """By role and word (a lever's id or a tag): the levers that a promise with it covers."""
    out: dict[tuple[Role, str], tuple[LeverTable, ...]] = {}
    for role in ROLES:
        for table in tables(pack).of_role[role]:
            for word in sorted(table.words):
                out[role, word] = (*out.get((role, word), ()), table)
    return out


_JUDGES: Memo[dict[Role, Judge]] = Memo()


def _no_fancy(lever: str) -> float:
    """What the priorities of a seat that one can't look into add: nothing."""
    return 0.0


class Reading:
    """A view as a player reads it: what it and (it guesses) the others would make of things.

    Good for every view in which the same figures, orders and deals are seen (``alike``).
    """

    def __init__(
        self,
        pack: Pack,
        view: View,
        own: Judge,
        thrift: float,
        fancies: Callable[[str], float] | None = None,
    ) -> None:
        self.pack = pack
        self.who = view.who
        self._quarter = view.quarter
        self._view = view
        self._own = own
        self._thrift = thrift
        # what the reader's priorities add to a lever of its own
        self._fancies = fancies or _no_fancy
        # The others are judged alike by every reader who sees the same figures.
        self._judges = _JUDGES.get((pack, view.figures), view.quarter, dict)
        self._likely: dict[str, float] = {}
        self._stops: dict[str, tuple[float, str]] = {}
        self._worths: dict[tuple[int, Role], tuple[Terms, float, list[str]]] = {}
        self._clauses: dict[tuple[int, Role], tuple[AnyClause, tuple[float, str]]] = {}
        self._last = {(o.role, o.lever): o.quarter for o in view.orders}
        self._words = {o.role: o.word for o in view.offices}
        self._forsworn = [
            c
            for d in view.deals
            if d.state == "live"
            for c in d.terms.clauses
            if c.kind == "abstain" and calendar.parse(c.until) >= view.quarter
        ]

    def judge(self, role: Role) -> Judge:
        """The reader's own eye, or the usual persona's."""
        if role == self.who:
            return self._own
        found = self._judges.get(role)
        if found is None:
            wants = worth.wanted_by(self.pack, role, DEFAULT_PERSONA[role])
            found = self._judges[role] = Judge(self.pack, self._view, role, wants)
        return found

    def likely(self, table: LeverTable) -> float:
        """How likely the lever's owner is to use it this quarter, from public facts alone.

        Its period, when it was last used, who has promised what, and whether its owner's
        usual persona would like what it does.
        """
        known = self._likely.get(table.lever.id)
        if known is None:
            known = self._likely[table.lever.id] = self._guess(table)
        return known

    def _guess(self, table: LeverTable) -> float:
        quarter, role = self._quarter, table.lever.role
        if not table.first <= quarter <= table.last:
            return 0.0
        last = self._last.get((role, table.lever.id))
        if last is not None and (table.lever.once or quarter - last < table.cool_down):
            return 0.0
        if any(
            c.by == role and (c.lever in table.words or c.tag in table.words)
            for c in self._forsworn
        ):
            return FORSWORN
        liking = self.judge(role).value(table.lever.id)
        return LIKELY * (2.0 if liking > 2.0 else 1.0 if liking > 0.3 else 0.4)

    def harm(self, table: LeverTable, to: Role) -> float:
        """Points that the lever would cost the role, or 0."""
        return max(0.0, -self.judge(to).value(table.lever.id))

    def stops(self, counter: LeverTable) -> tuple[float, str]:
        """What a counter of the reader's is likely to save it, and what it most likely stops."""
        targets = meetings(self.pack).targets[counter.lever.id]
        if not targets:
            return 0.0, ""
        known = self._stops.get(counter.lever.id)
        if known is None:
            total, best, what = 0.0, 0.0, ""
            for table in targets:
                saved = self.likely(table) * self.harm(table, counter.lever.role)
                total += saved
                if saved > best:
                    best, what = saved, table.title(self._quarter)
            known = self._stops[counter.lever.id] = total, what
        return known

    def countered(self, table: LeverTable) -> float:
        """How likely it is that somebody meets the lever with a counter."""
        clear = 1.0
        for counter in meetings(self.pack).counters[table.lever.id]:
            clear *= 1.0 - min(0.6, 1.5 * self.likely(counter))
        return 1.0 - clear

    def worth(self, terms: Terms) -> tuple[float, list[str]]:
        """What the deal is worth to the reader, and why in words, weightiest first."""
        me: Role = terms.offerer if self.who == terms.offerer else terms.other
        return self._worth(terms, me, self._thrift)

    def theirs(self, terms: Terms) -> float:
        """What the deal may be worth to the other party, as the reader sees the world."""
        who = terms.other if self.who == terms.offerer else terms.offerer
        return self._worth(terms, who, characters().personas[DEFAULT_PERSONA[who]].thrift)[0]

    def _worth(self, terms: Terms, me: Role, thrift: float) -> tuple[float, list[str]]:
        known = self._worths.get((id(terms), me))
        if known is None:
            value, reasons = self._weighed(terms, me, thrift)
            known = self._worths[id(terms), me] = terms, value, reasons  # which keeps the id
        return known[1], known[2]

    def _weighed(self, terms: Terms, me: Role, thrift: float) -> tuple[float, list[str]]:
        found = [self._clause_once(c, me, thrift) for c in terms.clauses]
        total = sum([value for value, _ in found]) - BOTHER
        if mutual(terms):
            other = terms.other if me == terms.offerer else terms.offerer
            trust = self._words[other] / 5
            total += thrift * PAYS * KEPT * (0.5 + trust / 2)
        found.sort(key=lambda f: -abs(f[0]))
        return total, [why for _, why in found if why]

    def _clause_once(self, clause: AnyClause, me: Role, thrift: float) -> tuple[float, str]:
        known = self._clauses.get((id(clause), me))
        if known is None:
            known = (clause, self._clause(clause, me, thrift))  # which keeps the id
            self._clauses[id(clause), me] = known
        return known[1]

    def _clause(self, clause: AnyClause, me: Role, thrift: float) -> tuple[float, str]:
        """Points that one promise is worth to ``me``, and why."""
        mine, judge = clause.by == me, self.judge(me)
        if clause.kind == "pay_clout":
            paid = clause.clout * max(CLOUT, 1.5 * thrift)
            return (-paid, "it costs clout") if mine else (paid, "it pays clout")
        if clause.kind == "pay_money":
            moves: tuple[worth.Leaning, ...] = (("morale", clause.money_m / 50, True),)
            if clause.to == "commissioners":
                moves = (("commissioners_failing_pct", -clause.money_m / 60, False),)
            price = 0.35 * clause.money_m / 100 if mine else 0.0
            return judge.of(moves) - price, "money changes hands"
        if clause.kind == "tell":
            return (-NEWS, "a secret is given away") if mine else (NEWS * 1.5, "a secret is learnt")
        if clause.kind == "keep":
            return (-0.5, "a figure must be kept") if mine else (0.3, "they must keep a figure")
        if clause.kind == "consent":
            title = tables(self.pack).levers[clause.lever].title(self._quarter)
            value = judge.value(clause.lever)
            if mine:
                return value, f"{title} would go ahead"
            if me == self.who:
                value += self._fancies(clause.lever)
            return max(0.0, value), f"{title} becomes possible"
        named = _named(self.pack).get((clause.by, clause.lever or clause.tag or ""), ())
        if not named:
            return 0.0, ""
        title = named[0].title(self._quarter)
        if clause.kind == "do":
            value = judge.value(named[0].lever.id)
            if mine:
                return min(0.0, value) - named[0].cost / 100 * thrift, f"{title} must be done"
            return KEPT * value, f"{title} will be done"
        quarters = min(AHEAD, max(1, calendar.parse(clause.until) - self._quarter + 1))
        if mine:
            own = self._fancies if me == self.who else _no_fancy
            lost = 0.0
            for t in named:
                lost += 2 * LIKELY * max(0.0, judge.value(t.lever.id) + own(t.lever.id))
            return -lost * quarters, f"{title} is given up"
        saved = 0.0
        for t in named:
            harm = -judge.value(t.lever.id)
            if harm > 0.0:
                saved += self.likely(t) * harm
        return KEPT * saved * quarters, f"{title} is off the table"
