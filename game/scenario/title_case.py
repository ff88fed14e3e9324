"""What titles are called inside a sentence."""

from __future__ import annotations

from typing import Final

#: First words of titles that are names, and keep their capital inside a sentence.
_NAMES: Final = frozenset(
    ("Monitor", "Treasury", "Secretary's", "Unions'", "Board", "Labour", "Whitehall")
)


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence: names of offices and letters keep theirs.

    >>> inside("An emergency loan at the Treasury's price"), inside("A&E waits"), inside("GPs")
    ("an emergency loan at the Treasury's price", 'A&E waits', 'GPs')
    """
    keeps = len(title) > 1 and (title[1].isupper() or not (title[1].isalpha() or title[1] == " "))
    if keeps or title.split(" ", 1)[0] in _NAMES:
        return title
    return title[:1].lower() + title[1:]
