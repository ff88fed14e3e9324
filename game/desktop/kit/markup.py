"""Markup of rich text: bold, colours, icons and terms that explain themselves.

For ``Rich`` and every ``tip``: ``[b]bold[/]``, ``[i]italic[/]``, a colour token as
``[good]…[/]``, an icon as ``[icon clock]``, a term of the glossary as ``[?waits]waits[/]``
(its explanation is shown on hover), a line break as ``\\n``. ``esc`` makes any text safe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from game.desktop.kit.paint import icon_names
from game.desktop.theme import TEXT_TOKENS, Weight

_TAG = re.compile(r"\[\[|\[/\]|\[(?P<kind>\?|icon )?(?P<name>[a-z0-9_-]+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one kind, or an icon."""

    text: str
    weight: Weight
    token: str
    icon: str = ""
    term: str = ""


def esc(text: str) -> str:
    """Return the text with no markup in it.

    >>> esc("a [b] c")
    'a [[b] c'
    """
    return text.replace("[", "[[")


@lru_cache(maxsize=4096)
def parse(text: str, weight: Weight = "regular", token: str = "ink") -> tuple[Run, ...]:
    """Return the runs of a marked-up text. An unknown tag stays as it is written."""
    runs: list[Run] = []
    stack: list[tuple[Weight, str, str]] = [(weight, token, "")]
    at = 0

    def add(piece: str) -> None:
        if piece:
            w, t, term = stack[-1]
            runs.append(Run(piece, w, t, term=term))

    for tag in _TAG.finditer(text):
        kind, name = tag["kind"], tag["name"]
        w, t, term = stack[-1]
        made: tuple[Weight, str, str] | None = None
        if tag[0] == "[[":
            add(text[at : tag.start()] + "[")
            at = tag.end()
            continue
        if tag[0] == "[/]":
            add(text[at : tag.start()])
            if len(stack) > 1:
                stack.pop()
            at = tag.end()
            continue
        if kind == "icon " and name in icon_names():
            add(text[at : tag.start()])
            runs.append(Run("", w, t, icon=name))
            at = tag.end()
            continue
        if kind == "?":
            made = ("semibold", "link" if t == "ink" else t, name)
        elif kind is None and name == "b":
            made = ("semibold" if w == "regular" else "bold", t, term)
        elif kind is None and name == "i":
            made = ("italic", t, term)
        elif kind is None and name in TEXT_TOKENS:
            made = (w, name, term)
        if made is not None:
            add(text[at : tag.start()])
            stack.append(made)
            at = tag.end()
    add(text[at:])
    return tuple(runs)


def plain(text: str) -> str:
    """Return a marked-up text without its marks, as the semantic tree and the log tell it."""
    return "".join(run.text for run in parse(text))
