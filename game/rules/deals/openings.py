"""What two roles have to offer each other now: levers, from the cards and public facts alone."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass, field
from itertools import filterfalse, islice
from typing import TYPE_CHECKING, Final

from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.state.deal_terms import (
    Terms,
)
from game.rules.state.position import Board
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

if TYPE_CHECKING:
    from game.rules.state.deal_terms import Terms
    from game.scenario.pack import Pack


#: How long a truce lasts, the quarter it is struck in included.
TRUCE: Final = 2


#: Who asks for a countersignature, whose it is, and for which of the asker's levers.
Signature = tuple[Role, Role, str]


#: Quarters after which nobody asks when a lever was last used.
RESTED: Final = 4


#: Hundredths of clout that a favour may cost who is asked for it.
_CHEAP: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """What all may know of the levers of one role and another in a quarter. The same object
    while that is the same, in every game."""

    role: Role
    other: Role
    now: str  # the quarter, and the last in which what is promised for a time holds
    soon: str
    mine: tuple[str, ...]  # the role's two levers that hurt the other most
    theirs: tuple[str, ...]
    rested: tuple[int, ...]  # of ``theirs``: quarters since they were last used, up to four
    favour: str | None  # what the role might ask of the other
    signatures: tuple[Signature, ...]
    #: What has been made of it, and of what else by what is asked of it, kept as long as it is.
    offers: dict[Hashable, tuple[object, tuple[Terms, ...]]] = field(default_factory=dict)


#: What bears on offers: a lever that may be used neither now nor next quarter, or one that
#: was used so many quarters ago, if less than ``RESTED``.
_Fact = str | tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """What the cards open to one role and another in a quarter: levers whose period allows
    them then or in the next. ``facts`` are those that bear on it, but for what the role
    might ask for; ``found`` is what it came to by both."""

    role: Role
    other: Role
    now: str
    soon: str
    mine: tuple[str, ...]  # the role's levers that hurt the other, worst first
    theirs: tuple[str, ...]
    welcome: tuple[str, ...]  # the other's that the role might ask for
    signed: tuple[Signature, ...]
    facts: frozenset[_Fact]
    found: dict[tuple[str | None, frozenset[_Fact]], Between] = field(default_factory=dict)
    alike: dict[Hashable, Between] = field(default_factory=dict)  # by all that it says

    def between(self, facts: set[_Fact]) -> Between:
        """What it comes to where these facts hold."""
        key = next(filterfalse(facts.__contains__, self.welcome), None), self.facts & facts
        found = self.found.get(key)
        if found is None:
            if len(self.found) >= MANY:
                self.found.clear()
            found = self.found[key] = self._between(facts.__contains__, key[0])
        return found

    def _between(self, holds: Callable[[_Fact], bool], favour: str | None) -> Between:
        mine = tuple(islice(filterfalse(holds, self.mine), 2))
        theirs = tuple(islice(filterfalse(holds, self.theirs), 2))
        rested = tuple([next((n for n in range(RESTED) if holds((t, n))), RESTED) for t in theirs])
        signed = tuple([one for one in self.signed if not holds(one[2])])
        key = mine, theirs, rested, favour, signed
        found = self.alike.get(key)  # many facts come to the same
        if found is None:
            if len(self.alike) >= MANY:
                self.alike.clear()
            found = self.alike[key] = Between(self.role, self.other, self.now, self.soon, *key)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Cards:
    """What the cards open to a quarter, by (role, other), and what can be used only once."""

    pairs: dict[tuple[Role, Role], _Pair]
    once: frozenset[str]


@per_pack
def _kept(pack: Pack) -> dict[int, _Cards]:
    return {}


def _cards(pack: Pack, quarter: int) -> _Cards:
    kept = _kept(pack)
    found = kept.get(quarter)
    if found is None:
        levers = card_index(pack).levers.values()
        inside = {t.id: t for t in levers if t.first <= quarter + 1 and quarter <= t.last}
        once = frozenset(name for name, t in inside.items() if t.lever.once)
        pairs = {
            (role, other): _pair(pack, quarter, role, other, inside)
            for role in ROLES
            for other in ROLES
            if role != other
        }
        found = kept[quarter] = _Cards(pairs, once)
    return found


def _pair(pack: Pack, quarter: int, role: Role, other: Role, inside: Container[str]) -> _Pair:
    mine, theirs, welcome = (
        tuple(name for name in some if name in inside)
        for some in (_hurts(pack)[role, other], _hurts(pack)[other, role],
                     _welcome(pack)[other, role])
    )  # fmt: skip
    signed = tuple(
        (asker, signer, t.id)
        for asker, signer in ((role, other), (other, role))
        for t in card_index(pack).of_role[asker]
        if t.lever.countersign == signer and t.open_in(quarter)
    )
    return _Pair(
        role,
        other,
        quarter_calendar.label(quarter),
        quarter_calendar.label(min(card_index(pack).last, quarter + TRUCE - 1)),
        mine,
        theirs,
        welcome,
        signed,
        frozenset(
            [*mine, *theirs, *(name for _, _, name in signed),
             *((name, n) for name in theirs for n in range(RESTED))]
        ),
    )  # fmt: skip


@per_pack
def _hurts(pack: Pack) -> dict[tuple[Role, Role], tuple[str, ...]]:
    """By (doer, sufferer): the doer's levers that hurt the sufferer, worst first: those that
    annoy, and those that counter."""
    table = card_index(pack)
    out: dict[tuple[Role, Role], tuple[str, ...]] = {}
    for doer in ROLES:
        for sufferer in ROLES:
            if doer == sufferer:
                continue
            scored = []
            for t in table.of_role[doer]:
                if t.lever.kind != "lever":
                    continue
                meets = sum(not t.meets.isdisjoint(o.words) for o in table.of_role[sufferer])
                score = 2.0 * (sufferer in t.lever.annoys) + min(meets, 3) + t.cost / 1000
                if score >= 1.0:
                    scored.append((-score, t.id))
            out[doer, sufferer] = tuple(name for _, name in sorted(scored))
    return out


@per_pack
def _welcome(pack: Pack) -> dict[tuple[Role, Role], tuple[str, ...]]:
    """By (doer, asker): levers that the asker might ask for, cheapest first: cheap, and not
    against itself."""
    table = card_index(pack)
    out: dict[tuple[Role, Role], tuple[str, ...]] = {}
    for doer in ROLES:
        for asker in ROLES:
            found = [
                (t.cost, t.money_k, t.id)
                for t in table.of_role[doer]
                if t.lever.kind == "lever" and asker not in t.lever.annoys and t.cost <= _CHEAP
            ]
            out[doer, asker] = tuple(name for _, _, name in sorted(found))
    return out


class Openings:
    """Levers whose period, use and rest allow them now or next quarter: public facts."""

    def __init__(self, pack: Pack, board: Board) -> None:
        quarter, cards = board.quarter, _cards(pack, board.quarter)
        self._pairs = cards.pairs
        #: What has been made of these openings, and of what else, kept as long as they are.
        self.offers: dict[Hashable, tuple[object, tuple[Terms, ...]]] = {}
        facts: set[_Fact] = set()
        used: dict[str, int] = {}  # each lever is one role's, and its uses are in order
        for o in board.offices:
            facts.update([name for name, ready in o.ready_from if ready > quarter + 1])
            used.update(o.used)
        facts.update(filter(cards.once.__contains__, used))
        facts.update([(name, quarter - q) for name, q in used.items() if quarter - q < RESTED])
        self._facts = facts

    def between(self, role: Role, other: Role) -> Between:
        """What offers between the two may be made of."""
        return self._pairs[role, other].between(self._facts)


_OPENINGS: Memo[Openings] = Memo(MANY)


#: By the offices of a board, whose own changes are mostly none of what is used.
_LATEST: Memo[tuple[Pack, int, Openings]] = Memo(MANY)


def openings(pack: Pack, board: Board) -> Openings:
    """What there is to offer now (remembered while no lever is used)."""

    def now(_: object) -> tuple[Pack, int, Openings]:
        return pack, board.quarter, _open(pack, board)

    of, quarter, found = _LATEST.of(board.offices, now)
    return found if of is pack and quarter == board.quarter else _open(pack, board)


def _open(pack: Pack, board: Board) -> Openings:
    a, b, c, d = board.offices
    used = (a.used, b.used, c.used, d.used, a.ready_from, b.ready_from, c.ready_from, d.ready_from)
    return _OPENINGS.get((pack, *used), board.quarter, lambda: Openings(pack, board))
