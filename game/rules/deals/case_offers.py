"""Offers about cases: "we stay out of Ixing, you keep its A&E"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.cases import ways_out
from game.rules.knowledge import purse
from game.rules.knowledge.visibility import known
from game.rules.state import deal_terms
from game.rules.state.deal_terms import Terms
from game.rules.state.position import Case, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.cases import WayOut
from game.world import quarter_calendar

#: Quarters ahead, this one included, within which a case is worth an offer.
AHEAD: Final = 2


def case_ways(pack: Pack, position: Position, case: Case) -> tuple[str, ...]:
    """Return the ways out that the case's regime gives its decider in this quarter."""
    kind = "ft" if position.world.ft[case.trust, 0] else "nhs"
    quarter = position.board.quarter
    for regime in pack.scenario.cases.regimes:
        if (regime.about, regime.kind) == (case.about, kind) and regime.period.holds(quarter):
            return tuple(regime.ways)
    return ()


def offers(pack: Pack, position: Position, role: Role) -> dict[Role, Iterator[Terms]]:
    """Return by each other role what the two could agree on cases that fall due soon and that one
    of them decides.

    The decider takes a way out by which the other gains; the other stakes nothing on the case.
    What may not be taken today (barred, pledged against, tried, beyond the purse) nobody is
    offered, person or computer: who wants to wager that it opens by then writes that by hand.
    Read are the docket and the cards, which all know, and the purse as ``role`` knows it.
    """
    board = position.board
    soon = _SOON.get(
        (pack, position.world, board.cases, board.published, board.told, board.modifiers),
        (board.quarter, board.phase, board.committed_k),
        lambda: _soon(pack, position),
    )
    left_k, ways = purse.purse_left_k(pack, position, role), _ways(pack)
    payable = [
        of._replace(ways=tuple([w for w in of.ways if not ways_out.unpaid(ways[w[0]], left_k)]))
        for of in soon
    ]
    return {other: _between(payable, role, other) for other in ROLES if other != role}


def _between(soon: Sequence[_DueSoon], role: Role, other: Role) -> Iterator[Terms]:
    """Yield what the role could offer the other on these cases."""
    for of in soon:
        if of.decider in (role, other):
            asker = other if of.decider == role else role
            for way, gain in of.ways:
                if asker in gain:
                    yield _terms(role, other, of.decider, of.number, of.trust, way, of.until)


class _DueSoon(NamedTuple):
    """A case that is worth an offer: ``ways`` that may be taken today, as all know, each with the
    roles that gain by it."""

    number: int
    decider: Role
    trust: str
    until: str
    ways: tuple[tuple[str, Container[Role]], ...]


#: What one office may offer another follows from what all may offer anybody.
_SOON: Final[Memo[tuple[_DueSoon, ...]]] = Memo()


def _soon(pack: Pack, position: Position) -> tuple[_DueSoon, ...]:
    """Return the cases that are worth an offer."""
    board = position.board
    last = card_index(pack).last
    seen = known(pack, position, SPECTATOR).of("purse_m")
    left_k = None if seen is None else round(seen[0] * 1000) - board.committed_k
    ways = _ways(pack)

    def open_ways(case: Case) -> list[WayOut]:
        found, world = [ways[name] for name in case_ways(pack, position, case)], position.world
        return [
            way
            for way in found
            if not way.hold and not ways_out.reasons(pack, board, world, case, way, left_k)
        ]

    return tuple(
        [
            _DueSoon(
                case.number,
                case.decider,
                pack.model.place.trust_id[case.trust],
                quarter_calendar.label(max(case.due, board.quarter)),
                tuple([(way.id, way.gains) for way in open_ways(case)]),
            )
            for case in board.cases
            if case.state == "open" and case.due < min(last + 1, board.quarter + AHEAD)
        ]
    )


@per_pack
def _ways(pack: Pack) -> dict[str, WayOut]:
    return {way.id: way for way in pack.scenario.cases.ways}


@lru_cache(maxsize=4096)
def _terms(
    offerer: Role, other: Role, decider: Role, case: int, trust: str, way: str, until: str
) -> Terms:
    asker = other if decider == offerer else offerer
    return Terms(
        offerer=offerer,
        other=other,
        clauses=(_decide(decider, until, case, trust, way), _stay_out(asker, until, case, trust)),
    )


@lru_cache(maxsize=4096)
def _decide(by: Role, until: str, case: int, trust: str, way: str) -> deal_terms.Decide:
    return deal_terms.Decide(by=by, until=until, case=case, trust=trust, way=way)


@lru_cache(maxsize=4096)
def _stay_out(by: Role, until: str, case: int, trust: str) -> deal_terms.StayOut:
    return deal_terms.StayOut(by=by, until=until, case=case, trust=trust)
