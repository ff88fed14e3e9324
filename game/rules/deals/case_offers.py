"""Offers about cases: "we stay out of Ixing, you keep its A&E"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from game.rules.cards.index import card_index
from game.rules.knowledge.visibility import known
from game.rules.state import deal_terms
from game.rules.state.deal_terms import Terms
from game.rules.state.position import Case, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR, Role
from game.world import quarter_calendar

#: Quarters ahead, this one included, within which a case is worth an offer.
AHEAD: Final = 2


def case_ways(pack: Pack, position: Position, case: Case) -> tuple[str, ...]:
    """Return the ways out that the case's regime gives its decider in this quarter."""
    kind = "ft" if position.world.ft[case.trust, 0] else "nhs"
    quarter = position.board.quarter
    for regime in pack.scenario.cases.regimes:
        if regime.kind == kind and regime.period.holds(quarter):
            return tuple(regime.ways)
    return ()


def offers(pack: Pack, position: Position, role: Role, other: Role) -> Iterator[Terms]:
    """Yield what the two could agree on cases that fall due soon and that one of them decides.

    The decider takes a way out by which the other gains; the other stakes nothing on the case.
    Read are the docket and the cards, which all know.
    """
    board = position.board
    last = card_index(pack).last
    purse = known(pack, position, SPECTATOR).of("purse_m")
    left = None if purse is None else purse[0] - board.committed_k / 1000
    gains = {
        way.id: way.gains
        for way in pack.scenario.cases.ways
        if not way.hold and (left is None or way.purse_m <= left)
    }
    for case in board.cases:
        soon = case.state == "open" and case.due < min(last + 1, board.quarter + AHEAD)
        if not soon or case.decider not in (role, other):
            continue
        asker = other if case.decider == role else role
        trust = pack.model.place.trust_id[case.trust]
        until = quarter_calendar.label(max(case.due, board.quarter))
        for way in case_ways(pack, position, case):
            if asker in gains.get(way, {}):
                yield _terms(role, other, case.decider, case.number, trust, way, until)


@lru_cache(maxsize=4096)
def _terms(
    offerer: Role, other: Role, decider: Role, case: int, trust: str, way: str, until: str
) -> Terms:
    asker = other if decider == offerer else offerer
    return Terms(
        offerer=offerer,
        other=other,
        clauses=(
            deal_terms.Decide(by=decider, until=until, case=case, trust=trust, way=way),
            deal_terms.StayOut(by=asker, until=until, case=case, trust=trust),
        ),
    )
