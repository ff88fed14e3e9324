"""Who knows which figure: the one reading of ``visibility`` for views, legality and offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from game.rules.figures import COUNTS, value
from game.rules.memo import per_pack
from game.rules.position import Board, Position, Published, Told
from game.rules.views import Who
from game.scenario.base import ROLES, SPECTATOR

if TYPE_CHECKING:
    from game.scenario.pack import Pack

#: Counts that are not public: secret deals are in the one, and the other is known to whoever
#: knows this quarter's figure of the same.
_SECRET_COUNT: Final = "deals_made"
_LIKE: Final = {"support_paid_m": "support_m"}
Knowledge = Literal["exact", "published"]
WHO: Final[tuple[Who, ...]] = (*ROLES, SPECTATOR)


@dataclass(frozen=True, slots=True)
class Readers:
    """What each reader knows: ``level[who][figure]``; a missing figure is not known.

    ``leakable[role]`` are the figures that only some may read as they truly are.
    """

    level: dict[Who, dict[str, Knowledge]]
    leakable: dict[Who, tuple[str, ...]]


@per_pack
def readers(pack: Pack) -> Readers:
    """The readers of a scenario's figures."""
    level: dict[Who, dict[str, Knowledge]] = {who: {} for who in WHO}
    leakable: dict[Who, list[str]] = {who: [] for who in WHO}
    for spec in pack.scenario.figures:
        public = spec.visibility.public
        for who in WHO:
            if public == "exact" or who in spec.visibility.exact_to:
                level[who][spec.figure] = "exact"
                if public != "exact" and spec.figure not in COUNTS:
                    leakable[who].append(spec.figure)
            elif public == "published":
                level[who][spec.figure] = "published"
    return Readers(level, {who: tuple(names) for who, names in leakable.items()})


def knows(pack: Pack, who: Who, figure: str) -> Knowledge | None:
    """How well ``who`` knows a figure of the scenario, or a count; None is not at all."""
    if figure in COUNTS:
        known = figure != _SECRET_COUNT and (
            figure not in _LIKE or readers(pack).level[who].get(_LIKE[figure]) == "exact"
        )
        return "exact" if known else None
    return readers(pack).level[who].get(figure)


def out(board: Board) -> tuple[Published, ...]:
    """The figures that are out by now: each quarter's come out when the next begins."""
    published = board.published
    if published and published[-1].quarter >= board.quarter:
        if board.phase in ("campaign", "ended"):
            return published
        return tuple(p for p in published if p.quarter < board.quarter)
    return published


def told(board: Board, who: Who, figure: str) -> Told | None:
    """The latest certified figure that was shown to ``who`` or leaked to all, if any."""
    for t in reversed(board.told):
        if t.figure == figure and (t.to is None or t.to == who):
            return t
    return None


def figure_for(pack: Pack, position: Position, who: Who, figure: str) -> float | None:
    """A figure or count as ``who`` may know it now, or None where it may not know it.

    Exact where it knows it exactly; else the later of what was published and what it was told.
    """
    how = knows(pack, who, figure)
    if how == "exact":
        return value(position.board, position.world, figure)
    shown = told(position.board, who, figure) if position.board.told else None
    if how == "published":
        for p in reversed(out(position.board)):
            if shown is not None and shown.of_quarter >= p.quarter:
                return shown.value
            for name, number in p.values:
                if name == figure:
                    return number
    return None if shown is None else shown.value
