"""Small things about words: cleaning, lists, numbers with units."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from game.errors import InputError
from game.scenario import numerals
from game.scenario.characters import KEPT, UNSAFE
from game.scenario.schema.scenario import Unit


def clean(text: str, limit: int = 2000) -> str:
    """Return text of people or files as one line, safe on a terminal and a screen.

    Control characters (escape sequences), invisible and direction-changing characters and
    lone surrogates go; white space becomes single spaces.

    >>> clean("a\\x1b[2J b\\n\\u202ec")
    'a[2J b c'
    """
    kept = text[: 4 * limit]
    if not kept.isprintable():  # most are, and screens clean hundreds for one picture
        kept = "".join(
            " " if c.isspace() else c
            for c in kept
            if c.isspace() or c in KEPT or unicodedata.category(c) not in UNSAFE
        )
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def harmless(line: str) -> str:
    """Return a line, its spaces as they are, without what could command a terminal.

    >>> harmless("  a\\x1b]0;b\\x07\\u202e\\nc")
    '  a]0;bc'
    """
    if line.isascii() and line.isprintable():
        return line
    return "".join(c for c in line if c in KEPT or unicodedata.category(c) not in UNSAFE)


def listed(items: Iterable[str], word: str = "and") -> str:
    """Join items to a list in a sentence.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', '')
    """
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def plural(count: float, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> plural(1, "trust"), plural(3, "trust"), plural(2, "policy", "policies")
    ('1 trust', '3 trusts', '2 policies')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def number(value: float, places: int = 0) -> str:
    """Return a number, thousands separated; half steps keep a decimal; no minus nought.

    >>> number(12345.4), number(-0.2), number(2.5, 1), number(2.0, 1)
    ('12,345', '0', '2.5', '2')
    """
    if not math.isfinite(value):
        return "not known"
    rounded = round(value, places) + 0.0
    text = f"{rounded:,.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


def number_typed(text: str) -> float | None:
    """Return the number that a person has typed, with or without its unit; None if it is none.

    >>> number_typed("£1,250"), number_typed("−3.5%"), number_typed("nan"), number_typed("1e999")
    (1250.0, -3.5, None, None)
    """
    return numerals.number(text.replace("−", "-").replace(",", "").strip("%£ "))


def money(value_m: float) -> str:
    """Return £ millions in words.

    >>> money(1250), money(40), money(-3.26), money(0.4)
    ('£1.25bn', '£40m', '−£3.3m', '£0.4m')
    """
    if not math.isfinite(value_m):
        return "not known"
    size = abs(value_m)
    sign = "−" if value_m < 0 and round(size, 1) else ""
    if size >= 1000:
        return f"{sign}£{number(size / 1000, 2)}bn"
    return f"{sign}£{number(size, 0 if size >= 10 else 1)}m"


def quantity(value: float, unit: Unit) -> str:
    """Return a figure's value with its unit.

    >>> quantity(0.873, "share"), quantity(6.1, "percent"), quantity(2_510_000, "patients")
    ('87.3%', '6.1%', '2.51 million')
    >>> quantity(52.4, "points"), quantity(35, "count"), quantity(0.98, "index")
    ('52', '35', '0.98')
    >>> quantity(51.26, "index")  # one of 0–100, as published
    '51'
    """
    if not math.isfinite(value):
        return "not known"
    match unit:
        case "share":
            return f"{number(100 * value, 1)}%"
        case "percent":
            return f"{number(value, 1)}%"
        case "money_m":
            return money(value)
        case "patients":
            if abs(value) >= 1_000_000:
                return f"{number(value / 1_000_000, 2)} million"
            return number(round(value, -2) if abs(value) >= 10_000 else value)
        case "index":
            return number(value, 0 if abs(value) >= _OF_A_HUNDRED else 2)
        case "points" | "count":
            return number(value)
        case _:
            assert_never(unit)


def change(value: float, unit: Unit, level: float = 0.0) -> str:
    """Return a difference with sign and unit.

    ``level`` is the figure's value: an index that stands in the tens is read as points are, to a
    tenth, and one about 1 to a hundredth.

    >>> change(-0.02, "share"), change(0.01, "share"), change(3.2, "points"), change(0, "count")
    ('−2 points', '+1 point', '+3.2', '±0')
    >>> change(12.04, "index", 51.3), change(0.02, "index", 65), change(0.02, "index", 0.98)
    ('+12', '±0', '+0.02')
    """
    if unit == "index" and abs(level) >= _OF_A_HUNDRED:
        unit = "points"
    match unit:
        case "share":
            said = _points(abs(100 * value))
        case "percent":
            said = _points(abs(value))
        case "points":
            said = number(abs(value), 1)
        case "count" | "money_m" | "index" | "patients":
            said = quantity(abs(value), unit)
        case _:
            assert_never(unit)
    if said.split(" ", 1)[0].strip("£m%") in ("0", "0.0"):
        return "±0"
    return f"{'−' if value < 0 else '+'}{said}"


#: An index of that level or more is one of 0–100.
_OF_A_HUNDRED: Final = 10


def _points(value: float) -> str:
    said = number(value, 1)
    return f"{said} point" if said == "1" else f"{said} points"


#: Ends of a sentence that somebody else has spoken.
_ENDED: Final = ('."', '?"', '!"', ".”", "?”", "!”")


def sentence(text: str) -> str:
    """Return the text with a capital first and one full stop last.

    >>> sentence("the board resigns")
    'The board resigns.'
    >>> sentence("it asks “Is it us?”")
    'It asks “Is it us?”'
    """
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?…" or text[-2:] in _ENDED else text + "."
    return ended[0].upper() + ended[1:]


def refusal(wrong: InputError) -> str:
    """Return why something was refused, ready to be shown to whoever asked for it."""
    return sentence(clean(wrong.sentence, 400))


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set rows of words under each other, two spaces apart; no box is drawn."""
    if not rows:
        return []
    width = [max(len(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    return ["  ".join(c.ljust(width[i]) for i, c in enumerate(row)).rstrip() for row in rows]
