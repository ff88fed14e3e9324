"""Cases as a reader sees them. All is public but cash, for whom the books are not open, and the
line and the stake on a sealed sheet, which are the reader's own until the reveal."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards import rules_of_thumb
from game.rules.cards.index import card_index
from game.rules.cases import clock, ways_out
from game.rules.knowledge.purse import purse_left_k
from game.rules.orders import case_lines
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.position import Case, Position
from game.rules.state.view import CashWord, SeenCase, SeenStake, SeenWay, Who
from game.rules.views.trusts_seen import trusts_seen
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.cases import WayOut

#: Quarters beyond which nobody counts.
CASH_MOST: Final = 12.0
#: £m of last year's published loss beyond which cash is said to last months, or a year.
_DEEP_M: Final = 10.0
_SHALLOW_M: Final = 3.0
_SUFFIXES: Final = (" Hospitals", " Hospital", " Healthcare", " Health")

_CASES: Memo[tuple[SeenCase, ...]] = Memo()
_EACH: Memo[SeenCase] = Memo(MANY)
_WAYS: Memo[tuple[str, tuple[SeenWay, ...]]] = Memo(MANY)


def cases_seen(pack: Pack, position: Position, who: Who) -> tuple[SeenCase, ...]:
    """Return the cases as the reader sees them, open and ended, by number."""
    board = position.board
    if not board.cases:
        return ()
    return _CASES.get((pack, board, position.world), who, lambda: _seen(pack, position, who))


def _seen(pack: Pack, position: Position, who: Who) -> tuple[SeenCase, ...]:
    return tuple([_case(pack, position, who, case) for case in position.board.cases])


def _case(pack: Pack, position: Position, who: Who, case: Case) -> SeenCase:
    """Return one case as the reader sees it. Most that is said in talks touches none of what a case
    is told by, so it is kept by those things themselves and not by the whole board."""
    board = position.board
    own = None if who == SPECTATOR else board.office(who)
    lines, stakes = ((), ()) if own is None else (own.lines, own.stakes)
    due = case in clock.due(board) and PHASE_TABLE[board.phase].drafts
    left = None if who == SPECTATOR or who != case.decider else purse_left_k(pack, position, who)
    return _EACH.get(
        (pack, position.world, board.modifiers, board.listed, lines, stakes, case),
        (who, board.quarter, due, left, _cash(pack, position, who, case.trust)),
        lambda: _told(pack, position, who, case),
    )


def _told(pack: Pack, position: Position, who: Who, case: Case) -> SeenCase:
    board, t = position.board, case.trust
    entry = next((x for x in board.listed if x.trust == t), None)
    open_ = case.state == "open"
    default, ways = _ways(pack, position, who, case) if open_ else ("", ())
    own = None if who == SPECTATOR else board.office(who)
    line = None if own is None else next((x for x in own.lines if x.case == case.number), None)
    stake = None if own is None else next((x for x in own.stakes if x.case == case.number), None)
    words, exact = _cash(pack, position, who, t)
    return SeenCase(
        number=case.number,
        trust=pack.model.place.trust_id[t],
        town=town(pack, t),
        seat=int(pack.model.place.trust_seat[t]),
        marginal=bool(card_index(pack).marginal[t]),
        tests=0 if entry is None else entry.tests,
        since=case.opened if entry is None else entry.since,
        cash=words,
        cash_quarters=exact,
        opened=case.opened,
        due=case.due,
        falls_due=open_ and case in clock.due(board) and PHASE_TABLE[board.phase].drafts,
        decider=case.decider,
        default=default,
        held_over=case.held_over,
        state=case.state,
        way=case.way,
        outcome=case.outcome,
        ways=ways,
        story=case.story,
        line=None if line is None else line.way,
        backing=0 if line is None else line.backing,
        stake=None if stake is None else SeenStake(stake.way, stake.side, stake.clout),
    )


def _ways(pack: Pack, position: Position, who: Who, case: Case) -> tuple[str, tuple[SeenWay, ...]]:
    """Return the way that an open case takes by itself, and all that are on the table. They are the
    same for everybody but the decider, who knows the purse."""
    board, world = position.board, position.world
    decides = who == case.decider
    left = purse_left_k(pack, position, case.decider) if decides else None
    return _WAYS.get(
        (pack, world, board.modifiers, case),
        (board.quarter, decides, left),
        lambda: (
            ways_out.default(pack, board, world, case).id,
            tuple(
                [
                    _way(pack, position, who, case, way)
                    for way in ways_out.on_the_table(pack, position, case)
                ]
            ),
        ),
    )


def _way(pack: Pack, position: Position, who: Who, case: Case, way: WayOut) -> SeenWay:
    """Return a way out as the reader sees it: only the decider is told what the purse bars."""
    board, world = position.board, position.world
    if who == case.decider:
        reasons = case_lines.line_reasons(pack, position, who, case, way.id)
    else:
        reasons = ways_out.reasons(pack, board, world, case, way, None)
    chosen = any(w.id == way.id for w in ways_out.open_ways(pack, world, case, board.quarter))
    if not chosen:
        reasons = ()
    arrows = rules_of_thumb.by_source(pack)[ways_out.source(way.id)]
    return SeenWay(way.id, way.purse_m, reasons, arrows, chosen, way.hold)


def _cash(pack: Pack, position: Position, who: Who, t: int) -> tuple[CashWord, float | None]:
    """Return how long the trust's cash lasts: in words from the published result of its last
    year, and in quarters at its true rate for who knows its books."""
    seen = trusts_seen(pack, position, who)
    surplus = float(seen.surplus_m[t])
    words: CashWord = "more than a year"
    if not np.isnan(surplus):
        if surplus < -_DEEP_M:
            words = "months"
        elif surplus < -_SHALLOW_M:
            words = "about a year"
    cash, ahead = float(seen.cash_m[t]), float(seen.cash_ahead_m[t])
    if np.isnan(cash):
        return words, None
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
