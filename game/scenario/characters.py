"""Say which characters may stand in text from files, and cut long values in sentences."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

#: Format characters that belong in text: joiners of scripts and emoji, the soft hyphen.
KEPT: Final = frozenset("\u00ad\u200c\u200d")
#: Kinds that could command a terminal, hide or turn text: controls, formats, surrogates, private
#: use, and the separators of lines and paragraphs that only some programs break at.
UNSAFE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_LAYOUT: Final = frozenset("\n\r\t")
#: So many letters of a value are repeated in a sentence.
_SAID: Final = 60


@cache
def _stray(character: str) -> bool:
    return (
        unicodedata.category(character) in UNSAFE
        and character not in KEPT
        and character not in _LAYOUT
    )


def stray(text: str) -> int | None:
    """Return the place of the first character that may not stand in a file; None if there is none.

    Line ends and tabs may.

    >>> stray("a line\\n"), stray("a\\x1b[31m"), stray("\\u202eb")
    (None, 1, 0)
    """
    if text.isprintable() or not any(_stray(character) for character in set(text)):
        return None
    return next(place for place, character in enumerate(text) if _stray(character))


def without_stray(text: str) -> str:
    """Return the text without the characters that may not stand in a file.

    >>> without_stray("a\\x1b[31m\\u202eb")
    'a[31mb'
    """
    if text.isprintable():
        return text
    return "".join(character for character in text if not _stray(character))


def described(character: str) -> str:
    """Return what a character that can't be seen is called.

    >>> described("\\x1b"), described("\\u202e")
    ('the control character U+001B', 'the invisible character U+202E (right-to-left override)')
    """
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    if unicodedata.category(character) == "Cc":
        return f"the control character {code}"
    return f"the invisible character {code}" + (f" ({name})" if name else "")


def cut(text: str, most: int = _SAID) -> str:
    """Return the text, or its beginning where it is longer than a sentence has room for.

    >>> cut("short"), len(cut("long" * 1000))
    ('short', 60)
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def quoted(value: object) -> str:
    """Return a value as it is repeated in a sentence: a text in quotes; cut if it is long.

    >>> quoted("abc"), quoted(1.5), quoted("x" * 1000)[-3:]
    ("'abc'", '1.5', "x…'")
    """
    return repr(cut(value, _SAID - 2)) if isinstance(value, str) else cut(repr(value))
