"""What two roles have to offer each other now: levers, from the cards and public facts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from game.rules.memo import Memo, per_pack
from game.rules.position import Board
from game.rules.tables import LeverTable, tables
from game.scenario.base import ROLES, Role
from game.world import calendar

if TYPE_CHECKING:
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
def _hurts(pack: Pack) -> dict[tuple[Role, Role], tuple[LeverTable, ...]]:
    """By (doer, sufferer): the doer's levers that hurt the sufferer, worst first: those that
    annoy, and those that counter."""
    table = tables(pack)
    out: dict[tuple[Role, Role], tuple[LeverTable, ...]] = {}
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
                    scored.append((-score, t.lever.id, t))
            out[doer, sufferer] = tuple(t for _, _, t in sorted(scored, key=lambda s: s[:2]))
    return out


@per_pack
def _welcome(pack: Pack) -> dict[tuple[Role, Role], tuple[LeverTable, ...]]:
    """By (doer, asker): levers that the asker might ask for, cheapest first: cheap, and not
    against itself."""
    table = tables(pack)
    return {
        (doer, asker): tuple(
            sorted(
                (
                    t
                    for t in table.of_role[doer]
                    if t.lever.kind == "lever" and asker not in t.lever.annoys and t.cost <= _CHEAP
                ),
                key=lambda t: (t.cost, t.money_k, t.lever.id),
            )
        )
        for doer in ROLES
        for asker in ROLES
    }


class Openings:
    """Levers whose period, use and rest allow them now or next quarter: public facts."""

    def __init__(self, pack: Pack, board: Board) -> None:
        quarter = board.quarter
        self._quarter = quarter
        self.now = calendar.label(quarter)
        self.soon = calendar.label(min(tables(pack).last, quarter + TRUCE - 1))
        resting = {
            name for o in board.offices for name, ready in o.ready_from if ready > quarter + 1
        }
        self._used: dict[str, int] = {}
        for o in board.offices:
            for name, q in o.used:
                self._used[name] = max(q, self._used.get(name, q))
        self._levers = frozenset(
            name
            for name, once in _in_period(pack, quarter)
            if name not in resting and not (once and name in self._used)
        )
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
            for t in self._hurts[doer, sufferer]:
                if t.id in self._levers:
                    found.append(t.id)
                    if len(found) == 2:
                        break
            known = self._threatened[doer, sufferer] = tuple(found)
        return known

    def _favour(self, doer: Role, asker: Role) -> str | None:
        """The cheapest lever that the asker might ask of the doer."""
        for t in self._welcome[doer, asker]:
            if t.id in self._levers:
                return t.id
        return None

    def _rested(self, lever: str) -> int:
        """How many quarters it is since the lever was last used, up to four."""
        last = self._used.get(lever)
        return 4 if last is None else min(4, self._quarter - last)


@per_pack
def _periods(pack: Pack) -> dict[int, tuple[tuple[str, bool], ...]]:
    return {}


def _in_period(pack: Pack, quarter: int) -> tuple[tuple[str, bool], ...]:
    """The levers whose period allows them now or next quarter, and whether only once."""
    kept = _periods(pack)
    found = kept.get(quarter)
    if found is None:
        found = kept[quarter] = tuple(
            (name, t.lever.once)
            for name, t in tables(pack).levers.items()
            if t.first <= quarter + 1 and quarter <= t.last
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


_OPENINGS: Memo[Openings] = Memo()


def openings(pack: Pack, board: Board) -> Openings:
    """What there is to offer now (remembered while no lever is used)."""
    things = (pack, *(o.used for o in board.offices), *(o.ready_from for o in board.offices))
    return _OPENINGS.get(things, board.quarter, lambda: Openings(pack, board))
