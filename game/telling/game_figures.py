"""The figures of one played game, quarter by quarter, as a reader knew them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.journal.format import Snapshot
from game.journal.positions import moments
from game.journal.scenario_folders import pack_of
from game.journal.store import Journal
from game.rules.state.figures import all_values
from game.rules.state.position import Position
from game.rules.state.view import Who
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR
from game.world import quarter_calendar
from game.world.figure_names import FIGURES

#: Seats by their words at the command line; ``all`` reads what is true.
_READERS: dict[str, Who] = {SPECTATOR: "spectator", **{role: role for role in ROLES}}


def figure_rows(
    path: Path, who: str = SPECTATOR, *, scenario: str | None = None
) -> list[dict[str, Any]]:
    """Return a row for each turn of a journal: the quarter, and each figure's value.

    ``who`` is a reader, whose figures are as it knew them then, or ``all`` for the true ones. A
    figure that the reader does not know is None. Raises InputError for what is no journal of this
    game.
    """
    with Journal.read(path) as journal:
        entries, header = list(journal.entries), journal.header
    pack = pack_of(header, path, scenario)
    rows: dict[int, dict[str, Any]] = {}
    position: Position | None = None
    turn = 0
    for moment in moments(entries, pack):
        position = moment.position or position
        if isinstance(moment.kept, Snapshot):
            turn = moment.kept.turn
        if position is not None:
            rows[turn] = _row(pack, position, turn, who)
    return [rows[turn] for turn in sorted(rows)]


def _row(pack: Pack, position: Position, turn: int, who: str) -> dict[str, Any]:
    label = quarter_calendar.label(position.board.quarter)
    row: dict[str, Any] = {"turn": turn, "quarter": label, "phase": position.board.phase}
    if who == "all":
        return row | dict(zip(FIGURES, map(float, all_values(position.world)), strict=True))
    figures = view(pack, position, _READERS[who]).figures
    return row | {name: figures.value(name) if name in figures else None for name in FIGURES}
