"""Apostrophes and quotation marks as they are printed, in place of those that are typed.

Sources, saves and what is read aloud keep the typed ' and ". Where text is shown to be read – in
the window, on printed pages, in charts – it is set, as the last step. What is set has as many
characters as what was typed, so a place in the one is the same place in the other.

The terminal and Markdown show what was typed: commands are copied from them, and an old console
has no other marks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

#: No prose, and copied as it is: code in backticks; lists, maps and attributes as files write
#: them; a mark that is spoken of ("); addresses and paths; commands of the game. A set mark ends
#: these where a typed one does, or text set twice would not be text set once.
_KEPT: Final = r"""
    `[^`\n]*`
  | \["[^\[\]\n]*"\] | \{\s*"[^{}\n]*\}
  | \b[\w-]+=(?P<mark>["'])[^"'\n]*(?P=mark)(?!\w)
  | (?<=\()["'](?=\))
  | (?:\b[a-z]{2,9}://|\bwww\.|(?<![\w.~/])(?:~|\.\.?)?/(?=[\w.])|\b[A-Za-z]:[\\/])
    (?:[^\s'"‘’“”`]|['"‘’“”](?=\w))*
  | \bfailure-regime(?:[ ](?:(?:'[^'\n]*'|"[^"\n]*")+(?!\w)|[^\s'"‘’“”`]+))*
"""
_PIECE: Final = re.compile(
    rf"""(?P<kept>{_KEPT})
  | (?P<height>(?<=\d)'\d{{1,2}}"(?!\w))
  | (?P<joined>(?<=\w[ -])'n'(?=[ -]\w))
  | ['"]""",
    re.VERBOSE,
)
#: What an apostrophe stands before: years without their century, and a few shortened words.
_SHORTENED: Final = re.compile(r"(?:\d\ds?|tis|twas|em|til)(?![\w'’])", re.IGNORECASE)
_PAIRS: Final = {"'": ("‘", "’"), '"': ("“", "”")}
_BRACKETS: Final = frozenset("([{<“‘")
#: Between words; a quotation may begin after them.
_JOINTS: Final = frozenset("-–—/:,;=+*|·")


def typeset(text: str) -> str:
    """Return prose with apostrophes and quotation marks as they are printed.

    Code, addresses, paths and commands in it stay as they are.

    >>> typeset("The trusts' chair, O'Brien, said in the '90s: \\"Don't.\\"")
    'The trusts’ chair, O’Brien, said in the ’90s: “Don’t.”'
    >>> typeset("Type 'failure-regime play --journal \\"my game\\"'.")
    'Type ‘failure-regime play --journal "my game"’.'
    """
    return _set(text) if "'" in text or '"' in text else text


@lru_cache(maxsize=8192)
def _set(text: str) -> str:
    done = list(text)
    for piece in _PIECE.finditer(text):
        first, end = piece.span()
        match piece.lastgroup:
            case "kept":
                continue
            case "height":
                done[first], done[end - 1] = "′", "″"
            case "joined":
                done[first] = done[end - 1] = "’"
            case _:
                done[first] = _mark(done[first - 1] if first else "", text, first)
    return "".join(done)


def _mark(before: str, text: str, place: int) -> str:
    """Return the mark that is printed for the typed one at a place of the text, after ``before``,
    which is set already."""
    opening, closing = _PAIRS[text[place]]
    after = text[place + 1 : place + 2]
    if text[place] == "'" and _SHORTENED.match(text, place + 1):
        return closing
    if not after or after.isspace():
        return closing
    if not before or before.isspace() or before in _BRACKETS:
        return opening
    return opening if before in _JOINTS and (after.isalnum() or after in "'\"‘“…") else closing


def sought(text: str) -> str:
    """Return a text as it is compared with what a person types to find it: in small letters, with
    typed marks, whichever were used.

    >>> sought(" King’s ") in sought("King's College Hospital")
    True
    """
    return text.translate(_TYPED).strip().lower()


_TYPED: Final = str.maketrans("‘’“”", "''\"\"")

#: A page's parts: what holds no prose, with all in it; a tag; text.
_PART: Final = re.compile(
    r"""<!--.*?-->
  | <(?P<raw>script|style|pre|code|kbd|samp|textarea)\b[^>]*>.*?</(?P=raw)\s*>
  | <(?P<tag>/?\w*)(?:[^<>"']|"[^"]*"|'[^']*')*>
  | [^<]+ | <""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
#: Elements that stand within a sentence; all others begin or end one.
_INLINE: Final = frozenset(
    ("", "a", "abbr", "b", "cite", "em", "i", "small", "span", "strong", "sub", "sup", "tspan", "u")
)
_CODE: Final = frozenset(("code", "kbd", "samp"))
_LETTERS: Final = re.compile(r"&#?\w+;|[^&]+|&")


def typeset_page(page: str) -> str:
    """Return HTML or SVG with its prose set: not its tags and attributes, its scripts and styles,
    nor what it shows as code.

    >>> typeset_page('<p class="x">The <b>Board</b>&#39;s <code>a = "b"</code></p>')
    '<p class="x">The <b>Board</b>’s <code>a = "b"</code></p>'
    """
    return "".join(part for block in _blocks(page) for part in _set_block(block))


def _blocks(page: str) -> Iterator[list[tuple[str, str]]]:
    """Yield a page's parts, those together that stand within one block, each with what is read
    there: text as itself, code as if it were a letter, a tag as nothing."""
    block: list[tuple[str, str]] = []
    for part in _PART.finditer(page):
        raw, tag = (part["raw"] or "").lower(), part["tag"]
        if raw or tag is not None or part[0].startswith("<!--"):
            block.append((part[0], "x" if raw in _CODE else ""))
        else:
            block += [(written, html.unescape(written)) for written in _LETTERS.findall(part[0])]
        if (raw or (tag or "").strip("/").lower()) not in _INLINE | _CODE:
            yield block
            block = []
    yield block


def _set_block(units: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the parts of a block as they are written, with printed marks in place of typed."""
    made, at = typeset("".join(seen for _, seen in units)), 0
    for written, seen in units:
        printed, at = made[at : at + len(seen)], at + len(seen)
        yield written if printed == seen else printed
