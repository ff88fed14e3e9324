"""Who knows which figure: how views, legality and offers read ``visibility``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import MANY, Memo, per_pack
from game.rules.knowledge import publication
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.figures import COUNTS, all_values, value
from game.rules.state.position import Board, Position, Published
from game.rules.state.view import Who
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from game.world.figure_names import FIGURE_INDEX
from game.world.world_state import World

#: Counts that are not public: secret deals are in the one, and the other is known to whoever
#: knows this quarter's figure of the same.
_SECRET_COUNT: Final = "deals_made"
_LIKE: Final = {"support_paid_m": "support_m"}
Knowledge = Literal["exact", "published"]
T = TypeVar("T")
WHO: Final[tuple[Who, ...]] = (*ROLES, SPECTATOR)


@dataclass(frozen=True, slots=True)
class Readers:
    """What each reader knows: ``level[who][figure]``; a missing figure is not known.

    ``leakable[role]`` are the figures that only some may read as they truly are;
    ``counted`` whether there are counts among the scenario's figures.
    """

    level: dict[Who, dict[str, Knowledge]]
    leakable: dict[Who, tuple[str, ...]]
    counted: bool


@per_pack
def readers(pack: Pack) -> Readers:
    """Return the readers of a scenario's figures."""
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
    return Readers(
        level,
        {who: tuple(names) for who, names in leakable.items()},
        any(spec.figure in COUNTS for spec in pack.scenario.figures),
    )


def knows(pack: Pack, who: Who, figure: str) -> Knowledge | None:
    """Return how well ``who`` knows a figure of the scenario, or a count; None is not at all."""
    if figure in COUNTS:
        known = figure != _SECRET_COUNT and (
            figure not in _LIKE or readers(pack).level[who].get(_LIKE[figure]) == "exact"
        )
        return "exact" if known else None
    return readers(pack).level[who].get(figure)


def out(board: Board) -> tuple[Published, ...]:
    """Return the figures that are out by now: each quarter's come out when the next begins."""
    published = board.published
    if published and published[-1].quarter >= board.quarter:
        if PHASE_TABLE[board.phase].market_over:
            return published
        return tuple(p for p in published if p.quarter < board.quarter)
    return published


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """A scenario's n figures in its order, as one reader may know them."""

    names: tuple[str, ...]
    row: dict[str, int]
    exact: NDArray[np.int64]  # rows that it knows exactly, and where ``all_values`` has them
    source: NDArray[np.int64]
    published: NDArray[np.bool_]  # (n,)
    counted: tuple[str, ...]  # counts that it knows exactly


@per_pack
def _columns(pack: Pack) -> dict[Who, _Columns]:
    names = tuple(spec.figure for spec in pack.scenario.figures)
    out: dict[Who, _Columns] = {}
    for who, level in readers(pack).level.items():
        exact = [i for i, name in enumerate(names) if level.get(name) == "exact"]
        of_world = [i for i in exact if names[i] in FIGURE_INDEX]
        out[who] = _Columns(
            names,
            {name: i for i, name in enumerate(names)},
            np.array(of_world, np.int64),
            np.array([FIGURE_INDEX[names[i]] for i in of_world], np.int64),
            np.array([level.get(name) == "published" for name in names], np.bool_),
            tuple(names[i] for i in exact if names[i] not in FIGURE_INDEX),
        )
    return out


class KnownFigures:
    """What one reader knows of the scenario's figures: the truth, what is out, what it
    was told."""

    __slots__ = (
        "_columns",
        "_counts",
        "_found",
        "_level",
        "_out",
        "_past",
        "_quarter",
        "_true",
        "board",
        "pack",
        "told",
    )

    def __init__(self, pack: Pack, board: Board, world: World, who: Who) -> None:
        self.pack = pack
        self._columns = _columns(pack)[who]
        self._level = readers(pack).level[who]
        self._out = out(board)
        self._true = all_values(world)
        self._counts = dict(board.past.counts)
        self._quarter = world.quarter
        self._found: dict[str, tuple[float, int, bool] | None] = {}
        self._past: dict[Knowledge, list[tuple[int, dict[str, float]]]] = {}
        self.board = board
        #: The latest certified figures that were shown to the reader or leaked to all.
        self.told = {t.figure: t for t in board.told if t.to is None or t.to == who}

    def of(self, name: str) -> tuple[float, int, bool] | None:
        """Return a figure's value, the quarter it speaks of, and whether it is exact.

        Exact where the reader knows it exactly; else the later of what was published and
        what it was told; None where it may not know it.
        """
        try:
            return self._found[name]
        except KeyError:
            found = self._found[name] = self._find(name)
            return found

    def _find(self, name: str) -> tuple[float, int, bool] | None:
        how = self._level.get(name)
        if how == "exact":
            i = FIGURE_INDEX.get(name)
            number = self._counts.get(name, 0.0) if i is None else self._true[i]
            return number, self._quarter, True
        shown = self.told.get(name)
        if how == "published":
            for p in reversed(self._out):
                if shown is not None and shown.of_quarter >= p.quarter:
                    break
                read = published(p).get(name)
                if read is not None:
                    return read, p.quarter, False
        return None if shown is None else (shown.value, shown.of_quarter, True)

    def names(self) -> Iterator[str]:
        """Yield the figures that are known, in the scenario's order, then those only told."""
        for name in self._level:
            if self.of(name) is not None:
                yield name
        for name in self.told:
            if name not in self._level:
                yield name

    def history(self, name: str) -> tuple[tuple[int, float], ...]:
        """Return the figure's values so far as the reader knew them then."""
        how = self._level.get(name)
        if how is None:
            return ()
        if how not in self._past:
            # true figures as their knowers read them then; published ones that are out
            self._past[how] = (
                [(p.quarter, true(p)) for p in self.board.published]
                if how == "exact"
                else [(p.quarter, published(p)) for p in self._out]
            )
        return tuple([(at, figures[name]) for at, figures in self._past[how] if name in figures])


def columns(some: Sequence[KnownFigures]) -> NDArray[np.float64]:
    """Return what ``of`` says of all figures to several readers, (N, n), NaN where not known."""
    if not some:
        return np.empty((0, 0))
    pack, names = some[0].pack, some[0]._columns.names
    values = np.full((len(some), len(names)), np.nan)
    true = np.array([known._true for known in some])
    published = np.stack([known._columns.published for known in some])
    for of, rows in _by_reader(some).items():
        values[np.array(rows)[:, None], of.exact] = true[rows][:, of.source]
    unread = np.full(len(names), np.nan)
    for back in range(1, 1 + max(len(known._out) for known in some)):
        missing = published & np.isnan(values)
        if not missing.any():
            break
        shown = [
            publication.column(pack, known._out[-back]) if back <= len(known._out) else unread
            for known in some
        ]
        np.copyto(values, np.array(shown), where=missing)
    for row, known in zip(values, some, strict=True):
        of = known._columns
        for name in (*of.counted, *known.told):
            if name in of.row and (found := known.of(name)) is not None:
                row[of.row[name]] = found[0]
    return values


def _by_reader(some: Sequence[KnownFigures]) -> dict[_Columns, list[int]]:
    """Return the rows of each kind of reader."""
    found: dict[_Columns, list[int]] = {}
    for i, known in enumerate(some):
        found.setdefault(known._columns, []).append(i)
    return found


_KNOWN: Memo[KnownFigures] = Memo(MANY)
_VALUES: Memo[dict[str, float]] = Memo(MANY)


def published(p: Published) -> dict[str, float]:
    """Return the published figures of a quarter by name."""
    return _VALUES.get((p,), "published", lambda: dict(p.values))


def true(p: Published) -> dict[str, float]:
    """Return the true figures of a quarter by name."""
    return _VALUES.get((p,), "true", lambda: dict(p.truth))


def known(pack: Pack, position: Position, who: Who) -> KnownFigures:
    """Return what ``who`` knows of the figures now (remembered while nothing new is known)."""
    board = position.board
    counts = board.past.counts if readers(pack).counted else None
    return _KNOWN.get(
        (pack, board.published, board.told, position.world, counts),
        (who, board.quarter, PHASE_TABLE[board.phase].market_over),
        lambda: KnownFigures(pack, board, position.world, who),
    )


def same_known(a: Position, b: Position) -> bool:
    """Return whether what anybody knows of the figures is the same in two positions for sure: what
    ``known`` reads is the very same."""
    x, y = a.board, b.board
    return (
        a.world is b.world
        and x.published is y.published
        and x.told is y.told
        and x.quarter == y.quarter
        and x.past.counts is y.past.counts
        and PHASE_TABLE[x.phase].market_over == PHASE_TABLE[y.phase].market_over
    )


def figure_for(pack: Pack, position: Position, who: Who, figure: str) -> float | None:
    """Return a figure or count as ``who`` may know it now, or None where it may not know it."""
    if knows(pack, who, figure) == "exact":
        return value(position.board, position.world, figure)
    if figure in COUNTS:
        return None
    found = known(pack, position, who).of(figure)
    return None if found is None else found[0]
