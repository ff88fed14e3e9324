"""Ready-written offers: three a quarter from a role to each other role, fitting the state,
and besides these one for every countersignature that either could use.

Nobody writes them: they follow from the cards. Who annoys or counters whom, whose consent
an order needs, what is known to one and hidden from the other, and what could be used now
make candidates of several kinds; the fittest of different kinds are offered. Only public
facts and what the offerer knows are read, and there is no luck, so an offer tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from game.rules import knowing, legality
from game.rules.bargains import LIVE_DEALS, consents, stake_of
from game.rules.deals import (
    Abstain,
    AnyClause,
    Consent,
    Do,
    PayClout,
    PayMoney,
    Tell,
    Terms,
)
from game.rules.memo import Memo, per_pack
from game.rules.position import Board, Position
from game.rules.tables import LeverTable, tables
from game.scenario.base import ROLES, Role
from game.world import calendar

if TYPE_CHECKING:
    from game.scenario.pack import Pack

#: Ready-written offers to one other role in a quarter.
A_PAIR: Final = 3
#: How long a truce lasts, the quarter it is struck in included.
TRUCE: Final = 2
#: £m that the Secretary's ready-written offers put to staff.
TO_STAFF_M: Final = 60
#: Hundredths of clout that a favour may cost who is asked for it.
_CHEAP: Final = 200


#: A promise before it is made into a clause: (kind, by, until, what).
_Spec = tuple[str, Role, str, str]
#: Kinds of offers that are made in secret.
CONSENT: Final = "consent"
_SECRET: Final = frozenset({"news", CONSENT})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One possible offer: its kind, how well it fits, and the promises."""

    kind: str
    fit: float
    promises: tuple[_Spec, ...]


@lru_cache(maxsize=4096)
def _clause(spec: _Spec) -> AnyClause:
    kind, by, until, what = spec
    if kind == "do":
        return Do(by=by, until=until, lever=what)
    if kind == "abstain":
        return Abstain(by=by, until=until, lever=what)
    if kind == "clout":
        return PayClout(by=by, until=until, clout=int(what))
    if kind == "staff":
        return PayMoney(by=by, until=until, money_m=int(what), to="staff")
    if kind == "consent":
        return Consent(by=by, until=until, lever=what)
    return Tell(by=by, until=until, figure=what)


@lru_cache(maxsize=4096)
def _terms(offerer: Role, other: Role, promises: tuple[_Spec, ...], secret: bool) -> Terms:
    clauses = tuple(_clause(spec) for spec in promises)
    return Terms(offerer=offerer, other=other, clauses=clauses, bond=1, secret=secret)


@dataclass(frozen=True, slots=True)
class _Hurts:
    """By (doer, sufferer): the doer's levers that hurt the sufferer, worst first."""

    levers: dict[tuple[Role, Role], tuple[LeverTable, ...]]


@per_pack
def _hurts(pack: Pack) -> _Hurts:
    """Which levers hurt whom, from the cards: those that annoy, and those that counter."""
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
    return _Hurts(out)


_OFFERS: Memo[tuple[Terms, ...]] = Memo()


def offers(pack: Pack, position: Position, role: Role) -> tuple[Terms, ...]:
    """The offers that the role may make as they stand, up to three to each other role.

    Each would pass ``bargains.check`` if it were offered now, alone.
    """
    board = position.board
    if board.quarter > tables(pack).last:
        return ()
    own = board.office(role)
    left = legality.purse_left_k(pack, position, role)
    things = (pack, board.told, board.deals, *(o.used for o in board.offices),
              *(o.ready_from for o in board.offices))  # fmt: skip
    moment = (role, board.quarter, own.clout, own.word, left)
    return _OFFERS.get(things, moment, lambda: _offers(pack, board, role, left))


def _offers(pack: Pack, board: Board, role: Role, purse_k: int | None) -> tuple[Terms, ...]:
    made: list[Terms] = []
    for other in ROLES:
        if other == role or not _room(board, role, other):
            continue
        running = {d.terms.clauses for d in board.deals if d.state in ("offered", "live")}
        taken: set[str] = set()
        found = _candidates(pack, board, role, other, purse_k)
        for candidate in sorted(found, key=lambda c: (-c.fit, c.kind, c.promises)):
            if candidate.kind in taken:
                continue
            if len(taken) == A_PAIR and candidate.kind != CONSENT:
                continue
            terms = _terms(role, other, candidate.promises, candidate.kind in _SECRET)
            if stake_of(board, role, terms) > board.office(role).clout or terms.clauses in running:
                continue
            made.append(terms)
            if candidate.kind != CONSENT:
                taken.add(candidate.kind)
    return tuple(made)


def _room(board: Board, role: Role, other: Role) -> bool:
    pair = {role, other}
    live = sum(d.state == "live" and {d.terms.offerer, d.terms.other} == pair for d in board.deals)
    return live < LIVE_DEALS


def _candidates(
    pack: Pack, board: Board, role: Role, other: Role, purse_k: int | None
) -> Iterator[_Candidate]:
    """Everything that the role could sensibly offer the other."""
    soon = calendar.label(min(tables(pack).last, board.quarter + TRUCE - 1))
    now = calendar.label(board.quarter)
    mine = _threats(pack, board, role, other)
    theirs = _threats(pack, board, other, role)
    for i, my in enumerate(mine[:2]):
        for j, their in enumerate(theirs[:2]):
            yield _Candidate(
                "truce" if i == j == 0 else "other truce",
                4.0 - i - j + 0.2 * _rested(board, other, their),
                (
                    ("abstain", role, soon, my.lever.id),
                    ("abstain", other, soon, their.lever.id),
                ),
            )
    if theirs:
        promise: _Spec = ("abstain", other, soon, theirs[0].lever.id)
        yield _Candidate("ransom", 1.5, (("clout", role, now, "1"), promise))
    if mine:
        promise = ("abstain", role, soon, mine[0].lever.id)
        yield _Candidate("threat", 1.4, (promise, ("clout", other, now, "1")))
        open_now = _open(pack, board)
        helpful = [t for t in _welcome(pack)[other, role] if t.lever.id in open_now]
        if helpful:
            asked = min(helpful, key=lambda t: (t.cost, t.money_k, t.lever.id))
            yield _Candidate("favour", 2.0, (promise, ("do", other, soon, asked.lever.id)))
    if {role, other} == {"secretary", "unions"} and (purse_k or 0) >= TO_STAFF_M * 1000:
        # No strike against something for staff, from either side of the table.
        strikes = mine if role == "unions" else theirs
        if strikes:
            pay: _Spec = ("staff", "secretary", now, str(TO_STAFF_M))
            peace: _Spec = ("abstain", "unions", soon, strikes[0].lever.id)
            yield _Candidate("money", 3.5, (pay, peace) if role == "secretary" else (peace, pay))
    yield from _signatures(pack, board, role, other, mine, theirs)
    gift, wish = _news(pack, board, role, other), _news(pack, board, other, role)
    if gift is not None and wish is not None:  # one private figure against another
        yield _Candidate("news", 2.2, (("tell", role, now, gift), ("tell", other, now, wish)))


def _signatures(
    pack: Pack,
    board: Board,
    role: Role,
    other: Role,
    mine: list[LeverTable],
    theirs: list[LeverTable],
) -> Iterator[_Candidate]:
    """Countersignatures: the other's for an order of the role's, or its own for the other's.

    Whoever asks gives up what the signer fears most from it, or pays in clout.
    """
    soon = calendar.label(min(tables(pack).last, board.quarter + TRUCE - 1))
    now = calendar.label(board.quarter)
    for asker, signer, feared in ((role, other, mine), (other, role, theirs)):
        for t in tables(pack).of_role[asker]:
            if t.lever.countersign != signer or t.first > board.quarter or board.quarter > t.last:
                continue
            if t.lever.id not in _open(pack, board) or consents(board, signer, t.lever.id):
                continue
            consent: _Spec = ("consent", signer, now, t.lever.id)
            price: _Spec = ("clout", asker, now, "1")
            given_up = next((f.lever.id for f in feared if f is not t), None)
            if given_up is not None:
                price = ("abstain", asker, soon, given_up)
            if given_up is not None or asker == role:
                yield _Candidate(CONSENT, 3.0, (consent, price))


def _news(pack: Pack, board: Board, by: Role, to: Role) -> str | None:
    """A private figure of ``by``'s that it has not shown ``to`` this quarter.

    Reads only what both of them know: who else told ``to`` what is no business of theirs.
    """
    shown = {
        t.figure
        for t in board.told
        if t.by == by and t.to in (None, to) and t.quarter == board.quarter
    }
    for figure in knowing.readers(pack).leakable[by]:
        if figure not in shown and knowing.knows(pack, to, figure) != "exact":
            return figure
    return None


def _threats(pack: Pack, board: Board, doer: Role, sufferer: Role) -> list[LeverTable]:
    """The doer's levers that hurt the sufferer and could be ordered soon, as all can see."""
    open_now = _open(pack, board)
    return [t for t in _hurts(pack).levers[doer, sufferer] if t.lever.id in open_now]


@per_pack
def _welcome(pack: Pack) -> dict[tuple[Role, Role], tuple[LeverTable, ...]]:
    """By (doer, asker): levers that the asker might ask for: cheap, and not against itself."""
    table = tables(pack)
    return {
        (doer, asker): tuple(
            t
            for t in table.of_role[doer]
            if t.lever.kind == "lever" and asker not in t.lever.annoys and t.cost <= _CHEAP
        )
        for doer in ROLES
        for asker in ROLES
    }


_OPEN: Memo[frozenset[str]] = Memo()


def _open(pack: Pack, board: Board) -> frozenset[str]:
    """Levers whose period, use and rest allow them now or next quarter: public facts."""
    things = (pack, *(o.used for o in board.offices), *(o.ready_from for o in board.offices))
    return _OPEN.get(things, board.quarter, lambda: _open_levers(pack, board))


def _open_levers(pack: Pack, board: Board) -> frozenset[str]:
    quarter = board.quarter
    resting = {name for o in board.offices for name, ready in o.ready_from if ready > quarter + 1}
    used = {name for o in board.offices for name, _ in o.used}
    return frozenset(
        name
        for name, t in tables(pack).levers.items()
        if t.first <= quarter + 1
        and quarter <= t.last
        and name not in resting
        and not (t.lever.once and name in used)
    )


def _rested(board: Board, role: Role, t: LeverTable) -> int:
    """How many quarters it is since the lever was last used, up to four."""
    last = max((q for name, q in board.office(role).used if name == t.lever.id), default=None)
    return 4 if last is None else min(4, board.quarter - last)
