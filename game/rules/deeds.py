"""Carries out what takes effect: modifiers, clout, openings of books, summonses, dissolution.

Orders, answers to events and campaign acts all go through ``carry_out``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.rules.changing import replace
from game.rules.counts import bump
from game.rules.effects import Deed, draws_k, modifiers_of
from game.rules.happenings import ElectionCalled, Happening, TrustChanged
from game.rules.position import Board, Modifier, Office, Opened
from game.rules.rulebook import BOOKS_OPENED, CLOUT_CAP, PAID_TO_TRUSTS
from game.rules.selecting import reached
from game.rules.tables import tables
from game.scenario.base import ROLES, Role
from game.scenario.effects import Effect, Select, Special, TurnTrusts

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World

_WORST = Select(among="at_risk", by="cash", n=BOOKS_OPENED)


def with_office(board: Board, office: Office) -> Board:
    """The board with one office replaced."""
    offices = list(board.offices)
    offices[ROLES.index(office.role)] = office
    first, second, third, fourth = offices
    return replace(board, offices=(first, second, third, fourth))


def paid(board: Board, role: Role, hundredths: int) -> Board:
    """The board after a role gains (or, negative, loses) clout, between nothing and the cap."""
    office = board.office(role)
    after = credited(office, hundredths)
    return board if after is office else with_office(board, after)


def credited(office: Office, hundredths: int) -> Office:
    """The office with more (or, negative, less) clout, between nothing and the cap.

    Clout above the cap, come by through deals, is not taken away.
    """
    top = max(CLOUT_CAP, office.clout)
    clout = min(top, max(0, office.clout + hundredths))
    return office if clout == office.clout else replace(office, clout=clout)


def carry_out(
    pack: Pack, board: Board, world: World, deed: Deed, tag: str | None = None
) -> tuple[Board, tuple[Happening, ...]]:
    """The board after the deed took effect, its price in £m committed, and what happened.

    ``tag`` is the kind of lever that an order named.
    """
    table = tables(pack)
    made = list(modifiers_of(pack, board, world, deed))
    effects = table.effects_of(deed.source)
    happened: list[Happening] = []
    for i, m in enumerate(made):
        if m.effect < 0:
            continue
        effect = effects[m.effect]
        if effect.do == "trusts":
            happened.extend(_announced(board, effect, m))
        elif effect.do == "clout" and m.first == board.quarter:
            board = paid(board, effect.role, round(effect.by * m.factor / 10))
        elif effect.do == "special":
            board, told, made[i] = _special(pack, board, world, effect, m, tag)
            happened.extend(told)
    lever = table.levers.get(deed.source)
    if lever is not None:
        counted = lever.counts
    else:
        counted = ("bail_outs",) if any(_supports(effects, m) for m in made) else ()
    return replace(
        board,
        committed_k=board.committed_k + deed.paid_k,
        modifiers=(*board.modifiers, *made),
        past=bump(board.past, [(name, 1) for name in counted]) if counted else board.past,
    ), tuple(happened)


def _supports(effects: tuple[Effect, ...], m: Modifier) -> bool:
    """Whether a modifier pays income support to trusts."""
    effect = effects[m.effect] if m.effect >= 0 else None
    return isinstance(effect, TurnTrusts) and draws_k(effect, m) > 0


def _announced(board: Board, effect: TurnTrusts, m: Modifier) -> list[TrustChanged]:
    """What an order openly does to trusts at once, before the market quarter."""
    if not m.live(board.quarter):
        return []
    if effect.knob == "protected":
        change = "pledged"
    elif effect.knob in PAID_TO_TRUSTS and effect.by > 0:
        change = "bailed_out"
    else:
        return []
    return [
        TrustChanged(
            quarter=board.quarter,
            trust=t,
            change="pledged" if change == "pledged" else "bailed_out",
            by=m.source,
            role=m.role,
        )
        for t in m.trusts
    ]


def _special(
    pack: Pack, board: Board, world: World, effect: Special, m: Modifier, tag: str | None
) -> tuple[Board, list[Happening], Modifier]:
    """The consequences that are rules of their own.

    ``dismiss_secretary`` and ``double_blame`` act at the quarter's end, the repeal pledge on
    election night: there the modifier itself is the record.
    """
    if effect.act == "dissolve":
        called = ElectionCalled(quarter=board.quarter, by="number10")
        return replace(board, dissolve=board.quarter), [called], m
    if effect.act == "summon_secretary" and tag is not None:
        return replace(board, summons=(tag, board.quarter + 1)), [], m
    if effect.act in ("open_books", "reveal_quality"):
        trusts = m.trusts or reached(pack, world, _WORST)
        m = replace(m, trusts=trusts)
        public = effect.act == "reveal_quality"
        to = None if public else m.to_role
        if not trusts or (to is None and not public):
            return board, [], m
        last = 10**6 if m.last is None else m.last
        board = replace(board, opened=(*board.opened, Opened(to, trusts, last + 1)))
        seen = None if public else tuple(r for r in ROLES if r in (m.role, to))
        opened = [
            TrustChanged(
                quarter=board.quarter,
                seen_by=seen,
                trust=t,
                change="books_opened",
                by=m.source,
                role=to,
            )
            for t in trusts
        ]
        return board, list(opened), m
    return board, [], m
