"""No 10's pledges of hospitals: a year's protection, and a word that the rest of the game holds.

For a year nobody may touch a pledged hospital. Afterwards everybody may; but if it shuts, or loses
its service, No 10 has broken its word in the open, whoever's doing it was: Word and standing go.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import BROKEN_WORD
from game.rules.effects.execution import with_office
from game.rules.state.facts import Fact, TrustChanged
from game.rules.state.position import Board, Modifier
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.effects import TrustKnobSetting

_PLEDGER: Final[Role] = "number10"
SOURCE: Final = "rule/pledge_broken"


@per_pack
def _pledges(pack: Pack) -> frozenset[tuple[str, int]]:
    """Return the effects of No 10's levers, by source and place, that pledge hospitals."""
    return frozenset(
        (row.id, i)
        for row in card_index(pack).of_role[_PLEDGER]
        for i, effect in enumerate(row.lever.effects)
        if isinstance(effect, TrustKnobSetting) and effect.knob == "protected"
    )


def pledged(pack: Pack, board: Board) -> frozenset[int]:
    """Return the rows of all trusts that No 10 has pledged, protected still or not."""
    pledges = _pledges(pack)
    return frozenset(
        trust
        for m in (*board.past.spent, *board.modifiers)
        if (m.source, m.effect) in pledges
        for trust in m.trusts
    )


def held_to(pack: Pack, board: Board, lost: Iterable[int]) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board once No 10 is held to its pledges, and what is told.

    ``lost`` are the rows of trusts that shut or lost their service this quarter. A pledge is broken
    once, however many hospitals of it are lost in one quarter.
    """
    rows = sorted(set(lost) & pledged(pack, board)) if board.past.spent or board.modifiers else []
    if not rows:
        return board, ()
    office = board.office(_PLEDGER)
    board = with_office(board, replace(office, word=max(0, office.word - BROKEN_WORD)))
    due = board.quarter + 1
    cost = Modifier(SOURCE, _PLEDGER, 0, due, due)
    board = replace(board, modifiers=(*board.modifiers, cost))
    told = [
        TrustChanged(quarter=board.quarter, trust=row, change="pledge_broken", by="", role=_PLEDGER)
        for row in rows
    ]
    return board, tuple(told)
