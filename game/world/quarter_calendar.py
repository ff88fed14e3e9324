"""Quarters: one integer each, with the labels that data and screens use.

A quarter is ``4 * year + (q - 1)`` of the calendar year. Data writes ``2014Q1``
(January to March 2014); screens write the financial quarter, ``Q4 2013/14``.
"""

from __future__ import annotations

import re
from functools import lru_cache

Quarter = int
_LABEL = re.compile(r"([0-9]{4})Q([1-4])")
_REPEATED = 20  # letters of what is no label that a sentence repeats


@lru_cache(maxsize=1024)
def parse(label: str) -> Quarter:
    """Return the quarter of a data label. Raises ValueError.

    >>> parse("2014Q1")
    8056
    """
    found = _LABEL.fullmatch(label)
    if found is None:
        said = label if len(label) <= _REPEATED else f"{label[:_REPEATED]}…"
        raise ValueError(f"{said!r} is not a quarter such as 2014Q1")
    return 4 * int(found[1]) + int(found[2]) - 1


def label(quarter: Quarter) -> str:
    """Return the data label of a quarter.

    >>> label(8056)
    '2014Q1'
    """
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def financial_year(quarter: Quarter) -> int:
    """Return the calendar year in which the quarter's financial year began, on 1 April.

    >>> financial_year(parse("2014Q1"))
    2013
    """
    return quarter // 4 - (quarter % 4 == 0)


def financial(quarter: Quarter) -> str:
    """Return the label for screens.

    >>> financial(parse("2014Q1")), financial(parse("2014Q2"))
    ('Q4 2013/14', 'Q1 2014/15')
    """
    year = financial_year(quarter)
    return f"Q{(quarter - 1) % 4 + 1} {year}/{(year + 1) % 100:02d}"


def coming_year(quarter: Quarter) -> int:
    """Return the financial year that the next April opens: this one's, in its first quarter.

    >>> coming_year(parse("2014Q1")), coming_year(parse("2014Q2")), coming_year(parse("2014Q3"))
    (2014, 2014, 2015)
    """
    return financial_year(quarter + 3)


def opens_financial_year(quarter: Quarter) -> bool:
    """Tell whether the quarter begins on 1 April, when budgets, tariff and accounts turn over."""
    return quarter % 4 == 1


def closes_financial_year(quarter: Quarter) -> bool:
    """Tell whether the quarter ends on 31 March."""
    return quarter % 4 == 0
