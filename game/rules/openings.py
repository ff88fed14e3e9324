"""What two roles have to offer each other now: levers, from the cards and public facts alone."""

from __future__ import annotations

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
#: Hundredths of clout that a favour may cost who is asked for it.
_CHEAP: Final = 200


class Between(NamedTuple):
    """What all may know of the levers of one role and another."""

    mine: tuple[str, ...]  # the role's two levers that hurt the other most
    theirs: tuple[str, ...]
    rested: tuple[int, ...]  # of ``theirs``: quarters since they were last used, up to four
    favour: str | None  # what the role might ask of the other
    signatures: tuple[tuple[Role, Role, str], ...]  # asker, signer, lever


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


class Openings:
    """Levers whose period, use and rest allow them now or next quarter: public facts."""

    def __init__(self, pack: Pack, board: Board) -> None:
        quarter = board.quarter
        self._quarter = quarter
        self.now = calendar.label(quarter)
        self.soon = calendar.label(min(tables(pack).last, quarter + TRUCE - 1))
        #: What has been made of these openings, kept as long as they are.
        self.offers: Memo[tuple[Terms, ...]] = Memo(MANY)
        resting: list[str] = []
        self._used: dict[str, int] = {}  # each lever is one role's, and its uses are in order
        for o in board.offices:
            resting += [name for name, ready in o.ready_from if ready > quarter + 1]
            self._used.update(o.used)
        in_period, once = _in_period(pack, quarter)
        self._levers = in_period.difference(resting, once & self._used.keys())
        self._hurts, self._welcome = _hurts(pack), _welcome(pack)
        self._signed = _signed(pack, quarter)
        self._threatened: dict[tuple[Role, Role], tuple[str, ...]] = {}
        self._between: dict[tuple[Role, Role], Between] = {}

    def between(self, role: Role, other: Role) -> Between:
        """What offers between the two may be made of."""
        found = self._between.get((role, other))
        if found is None:
            theirs = self._threats(other, role)
            asked = [
                (asker, signer, lever)
                for asker, signer in ((role, other), (other, role))
                for lever in self._signed.get((asker, signer), ())
                if lever in self._levers
            ]
            found = self._between[role, other] = Between(
                self._threats(role, other),
                theirs,
                tuple([self._rested(lever) for lever in theirs]),
                self._favour(other, role),
                tuple(asked),
            )
        return found

    def _threats(self, doer: Role, sufferer: Role) -> tuple[str, ...]:
        """The doer's two levers that hurt the sufferer most."""
        known = self._threatened.get((doer, sufferer))
        if known is None:
            found: list[str] = []
            for name in self._hurts[doer, sufferer]:
                if name in self._levers:
                    found.append(name)
                    if len(found) == 2:
                        break
            known = self._threatened[doer, sufferer] = tuple(found)
        return known

    def _favour(self, doer: Role, asker: Role) -> str | None:
        """The cheapest lever that the asker might ask of the doer."""
        for name in self._welcome[doer, asker]:
            if name in self._levers:
                return name
        return None

    def _rested(self, lever: str) -> int:
        """How many quarters it is since the lever was last used, up to four."""
        last = self._used.get(lever)
        return 4 if last is None else min(4, self._quarter - last)


@per_pack
def _periods(pack: Pack) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    return {}


def _in_period(pack: Pack, quarter: int) -> tuple[frozenset[str], frozenset[str]]:
    """The levers whose period allows them now or next quarter, and those of them that can be
    used only once."""
    kept = _periods(pack)
    found = kept.get(quarter)
    if found is None:
        inside = [
            t for t in tables(pack).levers.values() if t.first <= quarter + 1 and quarter <= t.last
        ]
        found = kept[quarter] = (
            frozenset([t.id for t in inside]),
            frozenset([t.id for t in inside if t.lever.once]),
        )
    return found


@per_pack
def _signing(pack: Pack) -> dict[int, dict[tuple[Role, Role], tuple[str, ...]]]:
    return {}


def _signed(pack: Pack, quarter: int) -> dict[tuple[Role, Role], tuple[str, ...]]:
    """By (asker, signer): the asker's levers in their period that need the signer's consent."""
    kept = _signing(pack)
    found = kept.get(quarter)
    if found is None:
        found = kept[quarter] = {}
        for t in tables(pack).levers.values():
            signer = t.lever.countersign
            if signer is not None and t.open_in(quarter):
                pair = t.lever.role, signer
                found[pair] = (*found.get(pair, ()), t.lever.id)
    return found


_OPENINGS: Memo[Openings] = Memo(MANY)


def openings(pack: Pack, board: Board) -> Openings:
    """What there is to offer now (remembered while no lever is used)."""
    things = (pack, *(o.used for o in board.offices), *(o.ready_from for o in board.offices))
    return _OPENINGS.get(things, board.quarter, lambda: Openings(pack, board))
