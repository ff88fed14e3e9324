"""Read numbers that people write, strictly: the one reading of tables, options and prompts.

YAML numbers are of its core schema (``yaml_reader``), within the same bounds.
"""

from __future__ import annotations

import re
from typing import Final

#: The largest number that is read, and the smallest in size besides 0.
MOST: Final = 1e9
LEAST: Final = 1e-9

_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_WHOLE: Final = re.compile(r"[0-9]{1,18}")
_LONGEST: Final = 40


def number(text: str) -> float | None:
    """Return the finite number that is written in plain digits; None if it is anything else.

    Separators, other alphabets' digits, ``inf`` and what is nearer to 0 than ``LEAST`` are
    something else.

    >>> number("-1.5"), number("1_0"), number("nan"), number("1e-320"), number("0")
    (-1.5, None, None, None, 0.0)
    """
    if len(text) > _LONGEST or _NUMBER.fullmatch(text) is None:
        return None
    found = float(text)
    return found if found == 0 or LEAST <= abs(found) <= 1e300 else None


def whole(text: str) -> int | None:
    """Return the whole number, 0 or more, of at most 18 plain digits; None if it is another.

    >>> whole(" 12 "), whole("-1"), whole("1.0"), whole("9" * 5000)
    (12, None, None, None)
    """
    digits = text.strip()
    return int(digits) if _WHOLE.fullmatch(digits) else None
