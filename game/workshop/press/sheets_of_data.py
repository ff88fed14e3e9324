"""Tables beside a debrief, as CSV: every row with quarter, turn, phase and author.

What people wrote can't become a formula of a spreadsheet: a cell that would begin one is quoted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: The first columns of every table.
WHEN: Final = ("quarter", "turn", "phase", "author")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

#: A cell: what people wrote or a name; or a number, which is written as it is.
Cell = str | int | float
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DataSheet:
    """A table of data: its file's name without the ending, its columns after ``WHEN``, rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The table as CSV, with a line for its columns."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow((*WHEN, *self.columns))
        writer.writerows([[cell_text(cell) for cell in row] for row in self.rows])
        return out.getvalue()


def cell_text(cell: Cell) -> str:
    """Return a cell's text.

    >>> cell_text("=1+1"), cell_text(-3), cell_text("plain")
    ("'=1+1", '-3', 'plain')
    """
    if not isinstance(cell, str):
        return f"{cell:g}" if isinstance(cell, float) else str(cell)
    line = " ".join(cell.split("\n"))
    return f"'{line}" if line.startswith(_FORMULA) else line


def sheet(name: str, columns: Sequence[str], rows: Iterable[Row]) -> DataSheet:
    """Return a table of data. Raises ValueError if a row has not all its columns."""
    kept = tuple(rows)
    if any(len(row) != len(WHEN) + len(columns) for row in kept):
        raise ValueError(f"a row of {name} has not all its columns")
    return DataSheet(name, tuple(columns), kept)
