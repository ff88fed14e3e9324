"""Read CSV tables; errors name the file and the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from game.errors import InputError


class CsvRow:
    """One line of a table; its readers raise InputError with file and line."""

    __slots__ = ("_cells", "line", "source")

    def __init__(self, cells: dict[str, str], source: str, line: int) -> None:
        self._cells = cells
        self.source = source
        self.line = line

    def error(self, sentence: str) -> InputError:
        """Return an error about this line."""
        return InputError(sentence, where=f"{self.source}:{self.line}")

    def has(self, column: str) -> bool:
        """Tell whether the table has the column and this line fills it."""
        return bool(self._cells.get(column, ""))

    def text(self, column: str) -> str:
        """Return a cell. Raises InputError if it is empty."""
        value = self._cells.get(column, "")
        if not value:
            raise self.error(f"The column '{column}' is empty.")
        return value

    def number(self, column: str, low: float, high: float, empty: float | None = None) -> float:
        """Return a number within [low, high], or ``empty`` for an empty cell if that is given.

        Raises InputError for anything else.
        """
        value = self._cells.get(column, "")
        if not value and empty is not None:
            return empty
        try:
            n = float("" if "_" in value else value)
        except ValueError:
            hint = ""
            if value.replace(",", "").replace(" ", "").replace("'", "").isdecimal():
                hint = "; write it without separators between thousands"
            raise self.error(f"'{column}' is '{value}', which is not a number{hint}.") from None
        if not low <= n <= high:  # NaN fails too
            open_ended = high >= 1e12 and not n > high
            bounds = f"{low:g} or more" if open_ended else f"between {low:g} and {high:g}"
            raise self.error(f"'{column}' is {value}; it must be {bounds}.")
        return n

    def one_of(self, column: str, allowed: Sequence[str]) -> int:
        """Return the index of a word among those allowed. Raises InputError."""
        value = self.text(column)
        if value not in allowed:
            raise self.error(f"'{value}' is no known {column}; use one of {', '.join(allowed)}.")
        return allowed.index(value)


def read(text: str, source: str, required: Iterable[str]) -> list[CsvRow]:
    """Return the lines of a table with a header; ids must be unique if it has an ``id`` column.

    Raises InputError, with file and line, for a missing column, a short or long line, an empty
    table or an id that comes twice. Blank lines are passed over; cells are stripped.

    >>> rows = read("party,seats\\ncon, 306\\nlab, 258", "2010.csv", ["party", "seats"])
    >>> [row.number("seats", 0, 650) for row in rows]
    [306.0, 258.0]
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header: list[str] = []
    try:
        while not any(header):
            header = [cell.strip() for cell in next(lines)]
    except (StopIteration, csv.Error):
        raise InputError("The table is empty.", where=source) from None
    top = f"{source}:{lines.line_num}"
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise InputError("The columns must be separated by commas.", where=top)
    missing = [column for column in required if column not in header]
    if missing:
        said = (
            f"column '{missing[0]}' is"
            if len(missing) == 1
            else f"columns {', '.join(missing)} are"
        )
        raise InputError(f"The {said} missing.", where=top)
    if len(set(header)) != len(header):
        twice = next(c for c in header if header.count(c) > 1)
        raise InputError(f"The column '{twice}' comes twice.", where=top)
    rows: list[CsvRow] = []
    seen: dict[str, int] = {}
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            line = lines.line_num
            if len(cells) != len(header):
                raise InputError(
                    f"{len(cells)} cells, but the header has {len(header)}.",
                    where=f"{source}:{line}",
                )
            row = CsvRow(
                dict(zip(header, (cell.strip() for cell in cells), strict=True)), source, line
            )
            if "id" in header:
                name = row.text("id")
                if name in seen:
                    raise row.error(f"The id '{name}' stands in line {seen[name]} already.")
                seen[name] = line
            rows.append(row)
    except csv.Error as wrong:
        raise InputError(f"{wrong}.", where=f"{source}:{lines.line_num}") from None
    if not rows:
        raise InputError("The table has a header but no lines.", where=source)
    return rows
