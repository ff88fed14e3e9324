"""Read CSV tables; errors name the file and the line."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from game.errors import InputError
from game.scenario import numerals, table_dialect
from game.scenario.characters import cut
from game.scenario.table_dialect import DecimalMark

#: The most lines, columns and letters of a cell that are read where a table says nothing else.
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 100
MAX_LETTERS: Final = 80
MAX_ID: Final = 40
#: Letters that one encoding's bytes become in another, and a question mark amid a word.
_LOST: Final = re.compile(r"\ufffd|[ÃÂÅ][\u0080-\u00bf\u0152-\u2122]|[^\W\d]\?[^\W\d]")
#: What becomes of an id such as 1E5 or MAR1 in a spreadsheet.
_CHANGED: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9][.,][0-9]+E[+-]?[0-9]+|[0-9]{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2}|#(?:REF|N/A|NAME|VALUE).*"
)
_CURLY: Final = "\u201c\u201d\u201e"
#: What people write in a cell that is to be a number, and what to write.
_WRITTEN: Final = (
    (re.compile(r"[\u2212\u2013\u2014].*"), "write the minus as a plain hyphen (-)"),
    (re.compile(r".*%"), "leave the sign out, and write a share as 0.05 where it is one"),
    (re.compile(r"-?[£$€].*|.*[£$€]"), "leave the sign out"),
    (re.compile(r"(?i)true|yes"), "write 1"),
    (re.compile(r"(?i)false|no"), "write 0"),
)
_NAMED_BY_ID: Final = ("id", "seat")


class CsvRow:
    """One line of a table; its readers raise InputError with file and line."""

    __slots__ = ("_cells", "_mark", "line", "source")

    def __init__(
        self, cells: dict[str, str], source: str, line: int, mark: DecimalMark = "."
    ) -> None:
        self._cells = cells
        self._mark: DecimalMark = mark
        self.source = source
        self.line = line

    def error(self, sentence: str) -> InputError:
        """Return an error about this line."""
        return InputError(sentence, where=f"{self.source}:{self.line}")

    def has(self, column: str) -> bool:
        """Tell whether the table has the column and this line fills it."""
        return bool(self._cells.get(column, ""))

    def text(self, column: str, most: int = MAX_LETTERS) -> str:
        """Return a cell of at most ``most`` letters in one line.

        Raises InputError, also if it is empty.
        """
        value = self._cells.get(column, "")
        if not value:
            raise self.error(f"The column '{column}' is empty.")
        if len(value) > most:
            raise self.error(f"'{column}' has {len(value):,} letters; it may have {most}.")
        if not value.isprintable() and any(c in value for c in "\n\r\t"):
            raise self.error(f"'{column}' has a line end or a tab in it.")
        if value[0] in _CURLY and value[-1] in _CURLY:
            raise self.error(
                f"'{column}' stands between curly quotation marks: take them out, or write "
                'straight ones (").'
            )
        if _LOST.search(value):
            raise self.error(
                f"'{cut(value)}' has lost a letter (an accent, a Welsh ŵ or ŷ): write it again and "
                "save it as CSV UTF-8."
            )
        if column in _NAMED_BY_ID and _CHANGED.fullmatch(value):
            raise self.error(
                f"The {column} '{cut(value)}' was changed by a spreadsheet into a number or a date:"
                " set the column to text there, and write it again."
            )
        return value

    def number(self, column: str, low: float, high: float, empty: float | None = None) -> float:
        """Return a number within [low, high], or ``empty`` for an empty cell if that is given.

        Raises InputError for anything else.
        """
        value = self._cells.get(column, "")
        if not value and empty is not None:
            return empty
        if not value:
            raise self.error(f"The column '{column}' is empty.")
        plain = table_dialect.plain(value, self._mark)
        if plain is None:
            raise self.error(
                f"'{column}' is '{cut(value)}', which could be read in two ways here; write "
                "decimals with a point, and nothing between thousands."
            )
        n = numerals.number(plain)
        if n is None:
            hint = ""
            if re.fullmatch(r"-?[0-9]+,[0-9]+", value):
                plain = value.replace(",", ".")
                hint = f"; write it without separators between thousands, decimals as {plain}"
            elif cure := next((cure for form, cure in _WRITTEN if form.fullmatch(value)), ""):
                hint = f"; {cure}"
            elif re.sub(r"[,.' \u00a0\u202f]", "", value).isdecimal():
                hint = "; write it without separators between thousands"
            raise self.error(f"'{column}' is '{cut(value)}', which is not a number{hint}.")
        if not low <= n <= high:
            raise self.error(
                f"'{column}' is {value}; it must be between {low:,.15g} and {high:,.15g}."
            )
        return n

    def whole(self, column: str, low: int, high: int, empty: int | None = None) -> int:
        """Return a whole number within [low, high]; else as ``number``. Raises InputError."""
        n = self.number(column, low, high, empty)
        if n != int(n):
            raise self.error(f"'{column}' is {self._cells[column]}; it must be a whole number.")
        return int(n)

    def one_of(self, column: str, allowed: Sequence[str]) -> int:
        """Return the index of a word among those allowed. Raises InputError."""
        value = self.text(column)
        if value not in allowed:
            said = cut(value)
            raise self.error(f"'{said}' is no known {column}; use one of {', '.join(allowed)}.")
        return allowed.index(value)


def read(
    text: str,
    source: str,
    required: Iterable[str],
    most: int = MAX_ROWS,
    *,
    unique: bool = True,
) -> list[CsvRow]:
    """Return the lines of a table with a header; ids are ``unique`` if it has an ``id`` column.

    Raises InputError, with file and line, for a missing column, a short or long line, an empty
    table, more than ``most`` lines or an id that comes twice. Blank lines and empty columns at the
    right, as spreadsheets leave them, are passed over; cells are stripped. Semicolons or tabs may
    stand for the commas, and decimals have a comma then if that can mean but one thing.

    >>> rows = read("party,seats\\ncon, 306\\nlab, 258", "2010.csv", ["party", "seats"])
    >>> [row.number("seats", 0, 650) for row in rows]
    [306.0, 258.0]
    """
    separator = table_dialect.separator(text)
    lines = _lines(text, separator)
    header: list[str] = []
    try:
        while not any(header):
            header = [cell.strip() for cell in next(lines)]
    except (StopIteration, csv.Error):
        raise InputError("The table is empty.", where=source) from None
    top = f"{source}:{lines.line_num}"
    if len(header) == 1 and "|" in header[0]:
        raise InputError(
            "The columns must be separated by commas or semicolons: save it as CSV UTF-8.",
            where=top,
        )
    while not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        sentence = f"The table has {len(header)} columns; it may have {MAX_COLUMNS}."
        raise InputError(sentence, where=top)
    missing = [column for column in required if column not in header]
    if missing:
        _refuse_headings_below(text, source, required)
        said = (
            f"column '{missing[0]}' is"
            if len(missing) == 1
            else f"columns {', '.join(missing)} are"
        )
        others = {name.casefold(): name for name in header}
        hint = next((f" '{others[m]}' must be '{m}'." for m in missing if m in others), "")
        raise InputError(f"The {said} missing.{hint}", where=top)
    if len(set(header)) != len(header):
        twice = next(c for c in header if header.count(c) > 1)
        said = f"The column '{cut(twice)}' comes twice." if twice else "Two columns have no name."
        raise InputError(said, where=top)
    read_lines: list[tuple[int, list[str]]] = []
    rows: list[CsvRow] = []
    seen: dict[str, int] = {}
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            line = lines.line_num
            if len(read_lines) >= most:
                sentence = f"The table has more than {most:,} lines, the most that are read."
                raise InputError(sentence, where=f"{source}:{line}")
            while len(cells) > len(header) and not cells[-1].strip():
                cells.pop()
            if len(cells) != len(header):
                curly = any("\u201c" in cell or "\u201d" in cell for cell in cells)
                hint = ' Write straight quotation marks (") around a comma.' if curly else ""
                raise InputError(
                    f"{len(cells)} cells, but the header has {len(header)}.{hint}",
                    where=f"{source}:{line}",
                )
            read_lines.append((line, [cell.strip() for cell in cells]))
    except csv.Error:  # a cell without an end: the reader's own limit, or a quote left open
        sentence = "A cell never ends here; is a quotation mark left open?"
        raise InputError(sentence, where=f"{source}:{lines.line_num}") from None
    if not read_lines:
        raise InputError("The table has a header but no lines.", where=source)
    mark: DecimalMark = "."
    if separator != table_dialect.COMMA:
        mark = table_dialect.decimal_mark(cell for _, cells in read_lines for cell in cells)
    for line, cells in read_lines:
        row = CsvRow(dict(zip(header, cells, strict=True)), source, line, mark)
        if unique and "id" in header:
            name = row.text("id", MAX_ID)
            if name in seen:
                raise row.error(f"The id '{name}' stands in line {seen[name]} already.")
            seen[name] = line
        rows.append(row)
    return rows


def _lines(text: str, separator: str | None = None) -> Any:
    """A reader of a table's lines, which knows where it stands."""
    mark = table_dialect.separator(text) if separator is None else separator
    return csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=None), delimiter=mark)


def header(text: str) -> list[str]:
    """Return the headings of a table; none if it has no line."""
    lines = _lines(text)
    with contextlib.suppress(StopIteration, csv.Error):
        while True:
            cells = [cell.strip() for cell in next(lines)]
            if any(cells):
                return cells
    return []


def _refuse_headings_below(text: str, source: str, required: Iterable[str]) -> None:
    """Raise InputError if the headings stand a few lines further down, beneath merged ones."""
    lines = _lines(text)
    wanted = set(required)
    for cells in itertools.islice(lines, 8):
        if wanted <= {cell.strip() for cell in cells}:
            raise InputError(
                f"The headings stand in line {lines.line_num}: take out the lines above it "
                "(merged headings), and save again.",
                where=f"{source}:1",
            )


def with_columns(text: str, columns: Sequence[str], values: Mapping[int, Mapping[str, str]]) -> str:
    """Return a table with columns filled in, by line and column; lines keep their numbers.

    >>> with_columns("id,x,,\\nA,,,\\n", ("x", "y"), {2: {"x": "1", "y": "2"}})
    'id,x,y\\nA,1,2\\n'
    """
    separator = table_dialect.separator(text)
    reader = _lines(text, separator)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=separator)
    header: list[str] = []
    for cells in reader:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            out.write("\n")
            continue
        if not header:
            while not cells[-1]:
                cells.pop()
            header = [*cells, *(name for name in columns if name not in cells)]
            writer.writerow(header)
            continue
        row = dict(zip(header, cells, strict=False))
        row.update(values.get(reader.line_num, {}))
        writer.writerow([row.get(name, "") for name in header])
    return out.getvalue()
