"""What two roles have to offer each other now: levers, from the cards and public facts alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import filterfalse, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from game.rules.memo import MANY, Memo, per_pack
from game.rules.position import Board
from game.rules.tables import tables
from game.scenario.base import ROLES, Role
from game.world import calendar

if TYPE_CHECKING:
    from game.rules.deals import Terms
    from game.scenario.pack import Pack

#: How long a truce lasts, the quarter it is struck in included.
TRUCE: Final = 2
#: Who asks for a countersignature, whose it is, and for which of the asker's levers.
Asked = tuple[Role, Role, str]
#: Hundredths of clout that a favour may cost who is asked for it.
_CHEAP: Final = 200


class Between(NamedTuple):
    """What all may know of the levers of one role and another in a quarter."""

    role: Role
    other: Role
    now: str  # the quarter, and the last in which what is promised for a time holds
    soon: str
    mine: tuple[str, ...]  # the role's two levers that hurt the other most
    theirs: tuple[str, ...]
    rested: tuple[int, ...]  # of ``theirs``: quarters since they were last used, up to four
    favour: str | None  # what the role might ask of the other
    signatures: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Cards:
    """What the cards open to a quarter whose period allows them then or in the next.

    By (doer, sufferer): levers that hurt, worst first. By (doer, asker): those to ask for.
    By (role, other): levers that need the consent of the other, the role's first. And those
    that can be used only once.
    """

    hurts: dict[tuple[Role, Role], tuple[str, ...]]
    welcome: dict[tuple[Role, Role], tuple[str, ...]]
    signed: dict[tuple[Role, Role], tuple[Asked, ...]]
    once: frozenset[str]
    now: str
    soon: str


@per_pack
def _kept(pack: Pack) -> dict[int, _Cards]:
    return {}


def _cards(pack: Pack, quarter: int) -> _Cards:
    kept = _kept(pack)
    found = kept.get(quarter)
    if found is None:
        levers = tables(pack).levers.values()
        inside = {t.id: t for t in levers if t.first <= quarter + 1 and quarter <= t.last}

        def within(some: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name for name in some if name in inside)

        found = kept[quarter] = _Cards(
            {pair: within(some) for pair, some in _hurts(pack).items()},
            {pair: within(some) for pair, some in _welcome(pack).items()},
            _signed(pack, quarter),
            frozenset(name for name, t in inside.items() if t.lever.once),
            calendar.label(quarter),
            calendar.label(min(tables(pack).last, quarter + TRUCE - 1)),
        )
    return found


@per_pack
def _hurts(pack: Pack) -> dict[tuple[Role, Role], tuple[str, ...]]:
    """By (doer, sufferer): the doer's levers that hurt the sufferer, worst first: those that
    annoy, and those that counter."""
    table = tables(pack)
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
    table = tables(pack)
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


def _signed(pack: Pack, quarter: int) -> dict[tuple[Role, Role], tuple[Asked, ...]]:
    asked = [
        (t.lever.role, t.lever.countersign, t.id)
        for t in tables(pack).levers.values()
        if t.lever.countersign is not None and t.open_in(quarter)
    ]
    return {
        (role, other): tuple(
            one for pair in ((role, other), (other, role)) for one in asked if one[:2] == pair
        )
        for role in ROLES
        for other in ROLES
    }


class Openings:
    """Levers whose period, use and rest allow them now or next quarter: public facts."""

    def __init__(self, pack: Pack, board: Board) -> None:
        self._quarter = quarter = board.quarter
        self._cards = _cards(pack, quarter)
        #: What has been made of these openings, kept as long as they are.
        self.offers: Memo[tuple[Terms, ...]] = Memo(MANY)
        shut: list[str] = []
        self._used: dict[str, int] = {}  # each lever is one role's, and its uses are in order
        for o in board.offices:
            shut += [name for name, ready in o.ready_from if ready > quarter + 1]
            self._used.update(o.used)
        self._shut = frozenset(shut).union(filter(self._cards.once.__contains__, self._used))
        self._between: dict[tuple[Role, Role], Between] = {}

    def between(self, role: Role, other: Role) -> Between:
        """What offers between the two may be made of."""
        found = self._between.get((role, other))
        if found is None:
            cards, shut = self._cards, self._shut.__contains__
            # the two levers of each that hurt the other most, and the cheapest to ask for
            theirs = tuple(islice(filterfalse(shut, cards.hurts[other, role]), 2))
            asked = cards.signed[role, other]
            found = self._between[role, other] = Between(
                role,
                other,
                cards.now,
                cards.soon,
                tuple(islice(filterfalse(shut, cards.hurts[role, other]), 2)),
                theirs,
                tuple([self._rested(lever) for lever in theirs]),
                next(filterfalse(shut, cards.welcome[other, role]), None),
                tuple([one for one in asked if not shut(one[2])]) if asked else asked,
            )
        return found

    def _rested(self, lever: str) -> int:
        """How many quarters it is since the lever was last used, up to four."""
        last = self._used.get(lever)
        return 4 if last is None else min(4, self._quarter - last)


_OPENINGS: Memo[Openings] = Memo(MANY)


def openings(pack: Pack, board: Board) -> Openings:
    """What there is to offer now (remembered while no lever is used)."""
    a, b, c, d = board.offices
    used = (a.used, b.used, c.used, d.used, a.ready_from, b.ready_from, c.ready_from, d.ready_from)
    return _OPENINGS.get((pack, *used), board.quarter, lambda: Openings(pack, board))
