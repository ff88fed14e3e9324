"""What suggested deals depend on: who annoys or counters whom by the cards, which of these levers
lie open, whose signature an order needs, and what one knows and the other doesn't.

Levers are named only where they are open now, and worth something to their owner
(``temptation``). All is public, or known to both parties of a deal.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from game.rules.cache import per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.deals import temptation
from game.rules.deals.levers_used import LeversUsed
from game.rules.knowledge import visibility
from game.rules.state import deal_terms
from game.rules.state.position import Board, Deal
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

#: How long a truce lasts, the quarter it is struck in included.
TRUCE: Final = 2
#: Quarters beyond which it no longer counts when a lever was last used.
RESTED: Final = 4
#: The most that a lever asked for as a favour may cost its role, in hundredths of clout.
_CHEAP: Final = 200
#: What a lever's being wanted by its owner adds to how much it hurts, at most, and the worth by its
#: card (``temptation.worth``) from which that is all added.
_DRAWN: Final = 3.0
_TEMPTING: Final = 30.0
#: By two roles.
_Pair = tuple[Role, Role]
_PAIRS: Final = [(a, b) for a in ROLES for b in ROLES if a != b]
#: Who asks for a countersignature, whose it is, and for which of the asker's levers.
_Signature = tuple[Role, Role, str]
#: Between whom money for staff is bargained about.
STAFF: Final = frozenset({"secretary", "unions"})


class Basis(NamedTuple):
    """All that suggestions from one role to another depend on, as far as both may know it."""

    role: Role
    other: Role
    now: str  # the quarter, and the last in which what is promised for a time holds
    soon: str
    mine: tuple[str, ...]  # the role's two levers that hurt the other most
    theirs: tuple[str, ...]
    rested: tuple[int, ...]  # of ``theirs``: quarters since they were last used, up to four
    favour: str | None  # what the role might ask of the other
    signatures: tuple[_Signature, ...]
    money: bool  # the purse holds what staff would be paid
    gift: str | None  # private figures that could be shown
    wish: str | None


def basis_of(
    pack: Pack,
    board: Board,
    used: LeversUsed,
    live: Sequence[Deal],
    role: Role,
    other: Role,
    *,
    money: bool,
) -> Basis:
    """Return what suggestions from the role to the other depend on, given the deals between them
    that are ``live``."""
    cards, quarter = _openings(pack)[board.quarter, role, other], board.quarter
    mine, theirs = (
        tuple(islice(filter(used.open.__getitem__, some), 2)) for some in (cards.mine, cards.theirs)
    )
    given = [
        (c.by, c.lever)
        for deal in live
        for c in deal.terms.clauses
        if isinstance(c, deal_terms.Consent) and quarter_calendar.parse(c.until) >= quarter
    ]
    return Basis(
        role,
        other,
        cards.now,
        cards.soon,
        mine,
        theirs,
        tuple([min(RESTED, quarter - used.last.get(t, quarter - RESTED)) for t in theirs]),
        next((t for t in cards.welcome if used.open[t]), None),
        tuple([s for s in cards.signatures if s[1:] not in given and used.open[s[2]]]),
        money and other in STAFF,
        _secret(pack, board, role, other),
        _secret(pack, board, other, role),
    )


def _secret(pack: Pack, board: Board, by: Role, to: Role) -> str | None:
    """Return a private figure of ``by`` that it has not shown ``to`` this quarter, None if none.

    Only what both of them know is read, not who else has told ``to``.
    """
    secrets = _secrets(pack)[by, to]
    if not board.told:
        return secrets[0] if secrets else None
    shown = [
        t.figure
        for t in board.told
        if t.quarter == board.quarter and t.by == by and t.to in (None, to)
    ]
    return next((figure for figure in secrets if figure not in shown), None)


@per_pack
def _secrets(pack: Pack) -> dict[_Pair, list[str]]:
    """Return by (knower, reader) the knower's figures that the reader can't know exactly."""
    leakable = visibility.readers(pack).leakable
    return {
        (by, to): [f for f in leakable[by] if visibility.knows(pack, to, f) != "exact"]
        for by, to in _PAIRS
    }


class _Openings(NamedTuple):
    """What the cards open to one role and another in a quarter: levers whose period it lies in, and
    that are worth something to their owner by the card."""

    now: str
    soon: str
    mine: list[str]  # the role's levers that hurt the other, worst first
    theirs: list[str]
    welcome: list[str]  # the other's that the role might ask for, cheapest first
    signatures: list[_Signature]


@per_pack
def _openings(pack: Pack) -> dict[tuple[int, Role, Role], _Openings]:
    """Return what the cards open by (quarter, role, other)."""
    index, tempting = card_index(pack), temptation.worth(pack)
    hurting = {pair: hurts(pack, *pair) for pair in _PAIRS}
    welcome = {pair: _welcome(pack, *pair) for pair in _PAIRS}
    found = {}
    for quarter in range(index.first, index.last + 1):
        now = quarter_calendar.label(quarter)
        soon = quarter_calendar.label(min(index.last, quarter + TRUCE - 1))
        for role, other in _PAIRS:
            mine, theirs, asked = [
                [
                    t.id
                    for t in some
                    if t.open_in(quarter) and t.signer(quarter) is None and tempting[t.id] > 0
                ]
                for some in (hurting[role, other], hurting[other, role], welcome[other, role])
            ]
            signatures = [
                (asker, signer, t.id)
                for asker, signer in ((role, other), (other, role))
                for t in index.of_role[asker]
                if t.signer(quarter) == signer and t.open_in(quarter) and tempting[t.id] > 0
            ]
            found[quarter, role, other] = _Openings(now, soon, mine, theirs, asked, signatures)
    return found


def hurts(pack: Pack, doer: Role, sufferer: Role) -> list[LeverRow]:
    """Return the doer's levers that hurt the sufferer, worst first: those that annoy, and those
    that counter, and rather those that tempt the doer: what it would hardly do needs no promise."""
    index, tempting = card_index(pack), temptation.worth(pack)
    scored = []
    for t in index.of_role[doer]:
        meets = sum(not t.meets.isdisjoint(o.words) for o in index.of_role[sufferer])
        score = 2.0 * (sufferer in t.lever.annoys) + min(meets, 3) + t.cost / 1000
        if t.lever.kind == "lever" and score >= 1.0:
            drawn = min(1.0, max(0.0, tempting[t.id] / _TEMPTING))
            scored.append((-score - _DRAWN * drawn, t.id, t))
    return [t for _, _, t in sorted(scored)]


def _welcome(pack: Pack, doer: Role, asker: Role) -> list[LeverRow]:
    """Return the doer's levers that the asker might ask for, cheapest first: cheap ones that
    are not against itself."""
    found = [
        t
        for t in card_index(pack).of_role[doer]
        if t.lever.kind == "lever" and asker not in t.lever.annoys and t.cost <= _CHEAP
    ]
    return sorted(found, key=lambda t: (t.cost, t.money_k, t.id))
