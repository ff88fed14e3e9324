"""Kinds of AI players, as people write them: ``persona``, ``hard``, ``hard:militant``.

Before the colon stands how well it plays (a *level*), after it in whose *style*: the persona that
it names targets and talks like, and how much it fears risks. Without a style a level plays in
the style that suits its office.
"""

from __future__ import annotations

from typing import Final, NamedTuple, get_args

from game.errors import InputError
from game.players.search.levels import LevelName
from game.scenario.characters import quoted

#: Personas by name; ``persona`` is the one that suits the role best.
STYLES: Final = ("reformer", "firefighter", "technocrat", "militant")
#: From who is learning to who is hard to beat; each may be followed by a colon and a style.
LEVELS: Final[tuple[LevelName, ...]] = get_args(LevelName)
#: Those that decide at once.
QUICK_KINDS: Final = ("persona", *STYLES, "random", "idle")
#: Who may sit, with no style named.
KINDS: Final = (*QUICK_KINDS, *LEVELS)
DEFAULT: Final = "persona"


class Kind(NamedTuple):
    """A kind taken apart: a level, or one of ``QUICK_KINDS``; the style, empty for the usual."""

    name: str
    style: str = ""


def parsed(kind: str) -> Kind:
    """Return a kind taken apart. Raises InputError for one that there is not.

    >>> parsed("hard:militant"), parsed("persona")
    (Kind(name='hard', style='militant'), Kind(name='persona', style=''))
    """
    name, colon, style = kind.partition(":")
    if name not in KINDS:
        raise InputError(f"There is no AI player {quoted(name)}: choose {', '.join(KINDS)}.")
    if colon and name not in LEVELS:
        raise InputError(f"The AI player '{name}' has no style; {', '.join(LEVELS)} have.")
    if colon and style not in STYLES:
        raise InputError(f"There is no style {quoted(style)}: choose {', '.join(STYLES)}.")
    return Kind(name, style)


def is_kind(kind: str) -> bool:
    """Return whether there is an AI player of that kind."""
    try:
        parsed(kind)
    except InputError:
        return False
    return True


def all_kinds() -> tuple[str, ...]:
    """Return every kind, the levels with each style too."""
    return (*KINDS, *(f"{level}:{style}" for level in LEVELS for style in STYLES))
