"""Whether a promise not to do something was tempted: by what is public and what the cards say.

A promise to abstain is **tempted** in a quarter in which a lever that it forswears lay open to its
owner: lawful as far as everybody can know (period, rest, bars, what it needs, no signature still to
be had), payable by what everybody knows (no dearer than what an office starts with, and the purse
as published holds it), and worth something to its owner by the card: its arrows point the ways in
which the owner's score terms pay, on balance, or it counters something. No clout, agenda or sheet
is read, so that who is rewarded for a promise learns, and tells, nothing that is hidden.

A promise to keep a figure is put to the test in a quarter as whose orders begin the figure, as
everybody reads it, lies near the number: nearer than a tenth of its scale, or than a fifth of
itself where its scale is no hundred. Nobody is paid for keeping what can hardly be missed.

Ready-written offers name levers by the same rule (``suggestions``): what isn't open tempts nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.cards.rules_of_thumb import by_source
from game.rules.constants import CLOUT_START
from game.rules.deals.breach import takes_keeping
from game.rules.effects import predicates
from game.rules.effects.in_force import in_force
from game.rules.knowledge import visibility
from game.rules.phase_table import Phase
from game.rules.state.deal_terms import Abstain, Do, Keep
from game.rules.state.figures import COUNTS
from game.rules.state.position import (
    Board,
    Deal,
    Modifier,
    Office,
    Outcome,
    Past,
    Position,
    Published,
    ToldFigure,
)
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.effects import TrustKnobSetting
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import bare
from game.world import quarter_calendar
from game.world.exact_sums import in_order
from game.world.world_state import World


def named(pack: Pack, clause: Abstain | Do) -> tuple[LeverRow, ...]:
    """Return the levers that a promise names, or that bear its tag."""
    return _named(pack, clause.by, clause.lever, clause.tag)


@lru_cache(maxsize=1024)
def _named(pack: Pack, by: Role, lever: str | None, tag: str | None) -> tuple[LeverRow, ...]:
    rows = card_index(pack).of_role[by]
    return tuple(t for t in rows if t.id == lever or tag in t.lever.tags)


@per_pack
def _paid_for(pack: Pack) -> dict[Role, dict[str, float]]:
    """Return by role the points that a full swing of each figure pays it, + for more of it."""
    scoring = pack.scenario.scoring
    found: dict[Role, dict[str, float]] = {}
    for role in ROLES:
        pays: dict[str, float] = {}
        for term in scoring.roles.get(role, ()):
            parts = [(term, 1.0)]
            if term.value == "national":
                parts = [(part, term.points / 100) for part in scoring.national]
            for part, share in parts:
                name = bare(part.value)
                pays[name] = pays.get(name, 0.0) + share * _signed(part)
        found[role] = pays
    return found


def _signed(term: ScoreTerm) -> float:
    return term.points if term.full_at > term.zero_at else -term.points


@per_pack
def worth(pack: Pack) -> dict[str, float]:
    """Return by lever what its card says that it is worth to its owner: above 0 for something.

    Arrows in the ways that the owner's score terms pay; a counter is worth a point at least.
    """
    found = {}
    for name, row in card_index(pack).levers.items():
        pays = _paid_for(pack)[row.role]
        total = in_order(a.by * pays.get(a.figure, 0.0) for a in by_source(pack)[name])
        found[name] = max(total, 1.0) if row.meets else total
    return found


#: Promises that count once they were put to the test.
_TESTED: Final = ("abstain", "decide", "stay_out", "keep")
#: A figure is near a number within this part of its scale, or of itself where it has none such.
_NEAR_OF_SCALE: Final = 0.1
_NEAR_OF_ITSELF: Final = 0.2
_SCALE: Final = 100.0


@per_pack
def _of_administration(pack: Pack) -> frozenset[str]:
    """Return the levers that act on trusts in administration, and on no other trusts."""
    found = []
    for name, row in card_index(pack).levers.items():
        acts = [e.on.among for e in row.lever.effects if isinstance(e, TrustKnobSetting)]
        if acts and all(among == "in_administration" for among in acts):
            found.append(name)
    return frozenset(found)


def lies_open(
    pack: Pack, position: Position, row: LeverRow, *, but_for_signature: bool = False
) -> bool:
    """Return whether the lever is open to its owner now, as far as everybody can know.

    ``but_for_signature``: or would be, were it signed.
    """
    if not but_for_signature and row.signer(position.board.quarter) is not None:
        return False
    return open_levers(pack, position).holds(row)


class OpenLevers:
    """Which levers lie open to their owners as far as everybody can know, but for a signature.

    Each is judged when it is first asked for.
    """

    __slots__ = ("_asked", "_board", "_force", "_known", "_pack", "_purse_k", "_ready")

    def __init__(self, pack: Pack, position: Position) -> None:
        board, index = position.board, card_index(pack)
        seen = visibility.known(pack, position, SPECTATOR)
        purse = seen.of("purse_m")

        def figure(name: str) -> float | None:
            if name in COUNTS:
                return visibility.figure_for(pack, position, SPECTATOR, name)
            found = seen.of(name)
            return None if found is None else found[0]

        self._pack, self._board = pack, board
        self._force = in_force(index, board)
        self._purse_k = None if purse is None else round(purse[0] * 1000) - board.committed_k
        self._ready = {lever: q for office in board.offices for lever, q in office.ready_from}
        self._asked = predicates.of_board(index, board, figure)
        helpless = not position.world.admin_stage.any()  # nobody whom these could help or hurt
        self._known = dict.fromkeys(_of_administration(pack), False) if helpless else {}

    def holds(self, row: LeverRow) -> bool:
        """Return whether the lever lies open."""
        found = self._known.get(row.id)
        if found is None:
            found = self._known[row.id] = self._judged(row)
        return found

    def _judged(self, row: LeverRow) -> bool:
        quarter = self._board.quarter
        if row.campaign or not row.open_in(quarter) or self._ready.get(row.id, quarter) > quarter:
            return False
        if row.once and any(used == row.id for used, _ in self._board.office(row.role).used):
            return False
        if row.id in self._force.barred or self._force.price(row) > CLOUT_START:
            return False
        if row.money_k and self._purse_k is not None and row.money_k > self._purse_k:
            return False
        asked = row.lever.requires
        return asked is None or predicates.holds(asked, self._asked)


_OPEN: Final[Memo[OpenLevers]] = Memo(MANY)


def open_levers(pack: Pack, position: Position) -> OpenLevers:
    """Return which levers lie open to their owners now, remembered while all that is read stays
    the same: what is remembered by is all that reaches ``OpenLevers``."""
    board = position.board
    now = board.quarter, board.phase, board.committed_k
    shown = _Shown(
        position.world,
        board.modifiers,
        board.published,
        board.told,
        board.start_figures,
        board.past.orders,
        board.past.events,
        board.past.counts,
    )
    used = [office.used for office in board.offices]
    ready = [office.ready_from for office in board.offices]
    return _OPEN.get(
        (pack, *shown, *used, *ready),
        now,
        lambda: OpenLevers(pack, _bare(pack, now, shown, used, ready)),
    )


class _Shown(NamedTuple):
    """The parts of a position, but for its offices, that openness may be judged by."""

    world: World
    modifiers: tuple[Modifier, ...]
    published: tuple[Published, ...]
    told: tuple[ToldFigure, ...]
    start_figures: tuple[tuple[str, float], ...]
    orders: tuple[tuple[Role, str, int, Outcome], ...]
    events: tuple[tuple[str, str, int], ...]
    counts: tuple[tuple[str, float], ...]


#: By lever a quarter: those in which it was used, or from which on it may be.
_Quarters = tuple[tuple[str, int], ...]


def _bare(
    pack: Pack,
    now: tuple[int, Phase, int],
    shown: _Shown,
    used: Sequence[_Quarters],
    ready: Sequence[_Quarters],
) -> Position:
    """Return a position of these parts and no others."""
    quarter, phase, committed_k = now
    a, b, c, d = [
        Office(role, 0, 0, used=of_used, ready_from=of_ready)
        for role, of_used, of_ready in zip(ROLES, used, ready, strict=True)
    ]
    board = Board(
        pack.scenario.id,
        0,
        quarter,
        phase,
        (a, b, c, d),
        modifiers=shown.modifiers,
        past=Past(events=shown.events, orders=shown.orders, counts=shown.counts),
        published=shown.published,
        told=shown.told,
        committed_k=committed_k,
        start_figures=shown.start_figures,
    )
    return Position(board, shown.world)


def tempts(pack: Pack, position: Position, clause: Abstain) -> bool:
    """Return whether a promise to abstain is tempted in the quarter whose orders begin."""
    values = worth(pack)
    return any(values[row.id] > 0 and lies_open(pack, position, row) for row in named(pack, clause))


def tests(pack: Pack, position: Position, clause: Keep) -> bool:
    """Return whether a promise to keep a figure is near being missed as the orders begin."""
    bound = clause.below if clause.above is None else clause.above
    if clause.figure in COUNTS:
        now = visibility.figure_for(pack, position, SPECTATOR, clause.figure)
    else:
        seen = visibility.known(pack, position, SPECTATOR).of(clause.figure)
        now = None if seen is None else seen[0]
    if now is None or bound is None:
        return False
    low, high = pack.scenario.figure(clause.figure).bounds
    scale = high - low
    near = _NEAR_OF_SCALE * scale if scale <= _SCALE else _NEAR_OF_ITSELF * abs(now)
    broken_now = now <= bound if clause.above is not None else now >= bound
    return broken_now or abs(now - bound) <= near


def marked(pack: Pack, position: Position) -> Board:
    """Return the board with the promises of live deals marked that are tempted as orders begin."""
    board, deals = position.board, []
    for deal in board.deals:
        found = set(deal.tempted)
        if deal.state == "live":
            found |= {
                i
                for i, c in enumerate(deal.terms.clauses)
                if i not in found
                and quarter_calendar.parse(c.until) >= board.quarter
                and (
                    (isinstance(c, Abstain) and tempts(pack, position, c))
                    or (isinstance(c, Keep) and tests(pack, position, c))
                )
            }
        more = len(found) > len(deal.tempted)
        deals.append(replace(deal, tempted=tuple(sorted(found))) if more else deal)
    if all(new is old for new, old in zip(deals, board.deals, strict=True)):
        return board
    return replace(board, deals=tuple(deals))


def earns(deal: Deal, role: Role) -> bool:
    """Return whether a kept deal pays a party: it did, kept or withstood something for it.

    A promise to abstain counts once it was tempted, one about a case once that was settled, one
    to keep a figure once that came near the number. Who
    gave at once (clout, money, a signature, a figure) is paid if the other party is.
    """
    return _withstood(deal, role) or (
        not any(c.by == role and takes_keeping(c) for c in deal.terms.clauses)
        and any(_withstood(deal, other) for other in (deal.terms.offerer, deal.terms.other))
    )


def _withstood(deal: Deal, role: Role) -> bool:
    return any(
        c.by == role and (c.kind == "do" or (c.kind in _TESTED and i in deal.tempted))
        for i, c in enumerate(deal.terms.clauses)
    )
