"""Cases as a reader sees them. All is public but cash, for whom the books are not open, and the
line and the stake on a sealed sheet, which are the reader's own until the reveal."""

from __future__ import annotations

from functools import lru_cache
from math import isnan
from typing import Any, Final

from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards import rules_of_thumb
from game.rules.cards.index import card_index
from game.rules.cases import clock, ways_out
from game.rules.knowledge.purse import purse_left_k
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.position import Case, Office, Position
from game.rules.state.replace import replace
from game.rules.state.view import CashWord, SeenCase, SeenStake, SeenWay, Who
from game.rules.views.trusts_seen import TRUE_BOOKS, trusts_seen
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR

#: Quarters beyond which nobody counts.
CASH_MOST: Final = 12.0
#: £m of last year's published loss beyond which cash is said to last months, or a year.
_DEEP_M: Final = 10.0
_SHALLOW_M: Final = 3.0
_SUFFIXES: Final = (" Hospitals", " Hospital", " Healthcare", " Health")

#: By game what everybody sees, and what a reader sees besides.
_PUBLIC: Memo[tuple[SeenCase, ...]] = Memo(MANY)
_OWN: Memo[tuple[SeenCase, ...]] = Memo(MANY)


def cases_seen(pack: Pack, position: Position, who: Who) -> tuple[SeenCase, ...]:
    """Return the cases as the reader sees them, open and ended, by number."""
    board = position.board
    if not board.cases:
        return ()
    row = PHASE_TABLE[board.phase]
    public = _PUBLIC.get(
        (
            pack,
            position.world,
            board.cases,
            board.modifiers,
            board.listed,
            board.published,
            board.opened,
        ),
        (board.quarter, row.drafts and board.phase != "campaign", row.market_over),
        lambda: _told(pack, position),
    )
    if who == SPECTATOR:
        return public
    own, quarter = board.office(who), board.quarter
    decides = any(case.decider == who and case.state == "open" for case in board.cases)
    reads = who in TRUE_BOOKS or any(o.to == who and o.last >= quarter for o in board.opened)
    if not (decides or reads or own.lines or own.stakes):
        return public
    left = purse_left_k(pack, position, who) if decides else None
    return _OWN.get(
        (public, own.lines, own.stakes),
        (who, left),
        lambda: _to_office(pack, position, own, public, left, reads=reads),
    )


def _told(pack: Pack, position: Position) -> tuple[SeenCase, ...]:
    """Return the cases as everybody sees them."""
    board = position.board
    due = clock.due(board) if PHASE_TABLE[board.phase].drafts else ()
    settled = {case.number for case in due}
    cash = _cash(pack, position, SPECTATOR)
    return tuple(
        [
            _told_of(pack, position, case, lasts, falls_due=case.number in settled)
            for case, lasts in zip(board.cases, cash, strict=True)
        ]
    )


def _told_of(
    pack: Pack, position: Position, case: Case, lasts: _Cash, *, falls_due: bool
) -> SeenCase:
    """Return a case as everybody sees it."""
    board, t = position.board, case.trust
    entry = next((x for x in board.listed if x.trust == t), None)
    open_ = case.state == "open"
    default, ways = _ways(pack, position, case) if open_ else ("", ())
    return SeenCase(
        number=case.number,
        trust=pack.model.place.trust_id[t],
        town=town(pack, t),
        seat=int(pack.model.place.trust_seat[t]),
        marginal=bool(card_index(pack).marginal[t]),
        tests=0 if entry is None else entry.tests,
        since=case.opened if entry is None else entry.since,
        cash=lasts[0],
        cash_quarters=lasts[1],
        opened=case.opened,
        due=case.due,
        falls_due=falls_due,
        decider=case.decider,
        default=default,
        held_over=case.held_over,
        state=case.state,
        way=case.way,
        outcome=case.outcome,
        ways=ways,
        story=case.story,
        about=case.about,
    )


def _ways(pack: Pack, position: Position, case: Case) -> tuple[str, tuple[SeenWay, ...]]:
    """Return the way that an open case takes by itself, and all that are on the table, with why
    they may not be taken as far as all know."""
    board, world = position.board, position.world
    default = ways_out.default(pack, board, world, case)
    chosen = {way.id for way in ways_out.open_ways(pack, world, case, board.quarter)}
    found = []
    for way in ways_out.on_the_table(pack, position, case, default):
        may = way.id in chosen
        reasons = ways_out.reasons(pack, board, world, case, way, None) if may else ()
        found.append((way.id, reasons, may))
    return default.id, _table(pack, tuple(found))


@lru_cache(maxsize=1024)
def _table(pack: Pack, some: tuple[tuple[str, tuple[str, ...], bool], ...]) -> tuple[SeenWay, ...]:
    """Return ways out as they are seen, by id, reasons, and whether the decider may choose it: most
    cases have the same ones on the table, and the same object serves all."""
    arrows = rules_of_thumb.by_source(pack)
    ways = [(pack.scenario.cases.way(way), reasons, may) for way, reasons, may in some]
    return tuple(
        [
            SeenWay(w.id, w.purse_m, reasons, arrows[ways_out.source(w.id)], may, w.hold)
            for w, reasons, may in ways
        ]
    )


def _to_office(
    pack: Pack,
    position: Position,
    own: Office,
    public: tuple[SeenCase, ...],
    left: int | None,
    *,
    reads: bool,
) -> tuple[SeenCase, ...]:
    """Return cases that all see so as an office sees them: with what its sheet says of them, with
    ``left`` in the purse where it decides, and the cash of trusts whose books it ``reads``."""
    cash = _cash(pack, position, own.role) if reads else []
    found = []
    for i, case in enumerate(public):
        changes: dict[str, Any] = {}
        if case.decider == own.role and left is not None:
            ways = _to_decider(pack, case.ways, left)
            if ways is not case.ways:
                changes["ways"] = ways
        if reads and cash[i] != (case.cash, case.cash_quarters):
            changes["cash"], changes["cash_quarters"] = cash[i]
        for line in own.lines:
            if line.case == case.number:
                changes |= {"line": line.way, "backing": line.backing}
        for stake in own.stakes:
            if stake.case == case.number:
                changes["stake"] = SeenStake(stake.way, stake.side, stake.clout)
        found.append(replace(case, **changes) if changes else case)
    return tuple(found)


def _to_decider(pack: Pack, ways: tuple[SeenWay, ...], left: int) -> tuple[SeenWay, ...]:
    """Return ways out as their decider sees them, who alone is told what the purse bars."""
    found, changed = [], False
    for way in ways:
        out = pack.scenario.cases.way(way.way)
        unpaid = ways_out.unpaid(out, left) if way.may_choose else ()
        changed = changed or bool(unpaid)
        found.append((way.way, (*way.reasons, *unpaid), way.may_choose))
    return _table(pack, tuple(found)) if changed else ways


#: In words and, for who knows the trust's books, in quarters.
_Cash = tuple[CashWord, float | None]


def _cash(pack: Pack, position: Position, who: Who) -> list[_Cash]:
    """Return how long the cash of each case's trust lasts: in words from the published result of
    its last year, and in quarters at its true rate for who knows its books."""
    seen = trusts_seen(pack, position, who)
    rows = [case.trust for case in position.board.cases]
    surplus, cash, ahead = [
        column.take(rows).tolist() for column in (seen.surplus_m, seen.cash_m, seen.cash_ahead_m)
    ]
    return [_lasts(*of) for of in zip(surplus, cash, ahead, strict=True)]


def _lasts(surplus: float, cash: float, ahead: float) -> _Cash:
    """Return how long £m of cash last, and by the surplus alone where they are not known (NaN)."""
    if isnan(cash):
        if surplus < -_DEEP_M:
            return "months", None
        return ("about a year" if surplus < -_SHALLOW_M else "more than a year"), None
    if cash <= 0:
        return "gone", 0.0
    burnt = (cash - ahead) / 2
    left = CASH_MOST if burnt <= cash / CASH_MOST else cash / burnt
    left = round(min(CASH_MOST, left), 1)
    return ("months" if left < 3 else "about a year" if left < 6 else "more than a year"), left


@per_pack
def _towns(pack: Pack) -> tuple[str, ...]:
    """Return the towns of the trusts: the first site's, less what all hospitals are called."""
    return tuple([_town(name) for name in pack.model.place.trust_name])


def _town(name: str) -> str:
    for prefix in ("University Hospitals of ", "Royal ", "The "):
        name = name.removeprefix(prefix)
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def town(pack: Pack, trust: int) -> str:
    """Return the town of a trust, as its name has it."""
    return _towns(pack)[trust]
