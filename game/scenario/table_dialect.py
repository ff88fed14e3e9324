"""What separates the cells of a table, and which mark its decimals have.

Where the comma is the decimal mark, as in German or French, a spreadsheet saves a table with
semicolons. Such a table is read as it is where it can mean but one thing. Between commas a decimal
has a point.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final, Literal

#: The mark of decimals; "either" where the table's numbers could be read in two ways.
DecimalMark = Literal[".", ",", "either"]
COMMA: Final = ","
_SEPARATORS: Final = (COMMA, ";", "\t")
#: Numbers with one kind of mark; those that may be thousands as well; both marks, the last decimal.
_WITH: Final = {
    ",": re.compile(r"[-+]?[0-9]+,[0-9]+"),
    ".": re.compile(r"[-+]?[0-9]+\.[0-9]+"),
}
_THOUSANDS: Final = {
    ",": re.compile(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
    ".": re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+"),
}
_GROUPED: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")


def separator(text: str) -> str:
    """Return what separates a table's cells: a comma, a semicolon or a tab.

    It is what makes the most cells of the first line that has anything in it.

    >>> separator("id;name;turnout, %\\n"), separator("id,name; place\\n")
    (';', ',')
    """
    for line in io.StringIO(text.removeprefix("\ufeff"), newline=None):
        if line.strip().strip(",;\t"):
            return max(_SEPARATORS, key=lambda mark: _cells(line, mark))
    return COMMA


def _cells(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark)))
    except csv.Error:
        return 0


def decimal_mark(cells: Iterable[str]) -> DecimalMark:
    """Return the mark of decimals in a table that isn't separated by commas.

    A number with three digits behind its mark may be thousands; any other proves the mark, and what
    proves both proves nothing.

    >>> decimal_mark(["12,5", "1,234"]), decimal_mark(["1,234", "A"]), decimal_mark(["12,5", "0.5"])
    (',', 'either', 'either')
    """
    proved: set[DecimalMark] = set()
    open_question = False
    for cell in cells:
        if _GROUPED.fullmatch(cell):
            proved.add(",")
            continue
        for mark in (",", "."):
            if _THOUSANDS[mark].fullmatch(cell):
                open_question = True
            elif _WITH[mark].fullmatch(cell):
                proved.add(mark)
    if len(proved) == 1:
        return proved.pop()
    return "either" if proved or open_question else "."


def plain(cell: str, mark: DecimalMark) -> str | None:
    """Return a number's text with a point for its decimals; None if it could mean two things.

    >>> plain("1.234,5", ","), plain("0,5", ","), plain("1.234", ","), plain("7", "either")
    ('1234.5', '0.5', None, '7')
    """
    if mark == "." or not ("," in cell or "." in cell):
        return cell
    if mark == "either" or ("." in cell and not _GROUPED.fullmatch(cell)):
        return None
    return cell.replace(".", "").replace(",", ".")
