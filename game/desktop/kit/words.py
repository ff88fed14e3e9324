"""Words: plain and rich text that wraps, with icons and terms that explain themselves.

Markup, for ``Rich`` and every ``tip``: ``[b]bold[/]``, ``[i]italic[/]``, a colour token as
``[good]…[/]``, an icon as ``[icon clock]``, a term of the glossary as ``[?waits]waits[/]``
(its explanation is shown on hover), a line break as ``\\n``. ``esc`` makes any text safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Unpack

import pygame

from game.desktop.kit.node import Ctx, Named, Node
from game.desktop.kit.paint import Brush, icon_names
from game.desktop.theme import TEXT_TOKENS, Size, Theme, Tone, Weight

_TAG = re.compile(r"\[\[|\[/\]|\[(?P<kind>\?|icon )?(?P<name>[a-z0-9_-]+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one kind, or an icon."""

    text: str
    weight: Weight
    token: str
    icon: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Bit:
    """A run's place in a wrapped text, relative to its top left."""

    run: Run
    text: str
    x: int
    y: int
    w: int


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text broken into lines."""

    bits: tuple[Bit, ...]
    w: int
    h: int


def esc(text: str) -> str:
    """The text with no markup in it.

    >>> esc("a [b] c")
    'a [[b] c'
    """
    return text.replace("[", "[[")


@lru_cache(maxsize=4096)
def parse(text: str, weight: Weight = "regular", token: str = "ink") -> tuple[Run, ...]:
    """The runs of a marked-up text. An unknown tag stays as it is written."""
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
    """A marked-up text without its marks, as the semantic tree and the log tell it."""
    return "".join(run.text for run in parse(text))


def _atoms(runs: tuple[Run, ...]) -> Iterator[tuple[Run, str]]:
    """Pieces that may not be broken: words with their spaces, icons, line breaks."""
    for run in runs:
        if run.icon:
            yield run, ""
            continue
        yield from ((run, piece) for piece in re.findall(r"\n|[^\S\n]+|[^\s]+", run.text))


def _glued(runs: tuple[Run, ...]) -> list[list[tuple[Run, str]]]:
    """Atoms joined into words that stay together ("critical" + ";")."""
    words: list[list[tuple[Run, str]]] = []
    joined = False
    for run, piece in _atoms(runs):
        if piece.isspace():
            words.append([(run, piece)])
            joined = False
        elif joined and words:
            words[-1].append((run, piece))
        else:
            words.append([(run, piece)])
            joined = True
    return words


class Measure:
    """Wraps runs at a pixel size, with a cache per brush."""

    def __init__(self, brush: Brush) -> None:
        self.brush = brush
        self.cache: dict[tuple[tuple[Run, ...], int, int], Wrapped] = {}
        self.sizes: dict[tuple[tuple[Run, ...], int], tuple[int, int]] = {}

    def atom(self, run: Run, piece: str, px: int) -> int:
        """The width of one piece."""
        return round(px * 1.15) if run.icon else self.brush.width(piece, run.weight, px)

    def widths(self, runs: tuple[Run, ...], px: int) -> tuple[int, int]:
        """The longest word and the longest line."""
        key = (runs, px)
        found = self.sizes.get(key)
        if found is None:
            least = natural = 0
            row: list[tuple[Run, str]] = []
            for word in [*_glued(runs), [(Run("", "regular", "ink"), "\n")]]:
                if word[0][1] == "\n":
                    laid = self._laid(row, [], 0, px)
                    natural = max(natural, laid[-1].x + laid[-1].w if laid else 0)
                    row = []
                    continue
                if not word[0][1].isspace():
                    laid = self._laid(word, [], 0, px)
                    least = max(least, laid[-1].x + laid[-1].w)
                row.extend(word)
            if len(self.sizes) > 20_000:
                self.sizes.clear()
            found = self.sizes[key] = (least, natural)
        return found

    def wrap(self, runs: tuple[Run, ...], px: int, width: int) -> Wrapped:
        """The lines of the text in that width; a word that is too long is broken."""
        key = (runs, px, width)
        found = self.cache.get(key)
        if found is None:
            if len(self.cache) > 8000:
                self.cache.clear()
            found = self.cache[key] = self._wrap(runs, px, width)
        return found

    def _wrap(self, runs: tuple[Run, ...], px: int, width: int) -> Wrapped:
        bits: list[Bit] = []
        line = self.brush.line(px)
        y = widest = 0
        space: tuple[Run, str] | None = None
        for word in _glued(runs):
            run, piece = word[0]
            if piece == "\n":
                y, space = y + line, None
                continue
            if piece.isspace():
                space = (run, piece)
                continue
            here = [bit for bit in bits[-1:] if bit.y == y]
            lead = [space] if space and here else []
            tried = self._laid([*lead, *word], here, y, px)
            end = tried[-1].x + tried[-1].w
            if here and end > width:
                y += line
                here, tried = [], self._laid(word, [], y, px)
                end = tried[-1].x + tried[-1].w
            if end > width and not here:
                parts = [(r, part) for r, p in word for part in self._broken(r, p, px, width)]
                tried = self._stacked(parts, y, px, width)
                y = tried[-1].y
            if here and tried[0].run is here[0].run and tried[0].x == here[0].x:
                bits.pop()  # the line's last bit, grown by the word
            bits.extend(tried)
            widest = max(widest, *(bit.x + bit.w for bit in tried))
            space = None
        return Wrapped(tuple(bits), widest, y + line)

    def _laid(self, pieces: list[tuple[Run, str]], last: list[Bit], y: int, px: int) -> list[Bit]:
        """The pieces in a line after ``last``; letters of one run are measured together, as
        they will be drawn (kerning makes a line wider or narrower than its words)."""
        out = list(last)
        for run, piece in pieces:
            back = out[-1] if out else None
            if back is not None and back.run is run and not run.icon:
                text = back.text + piece
                out[-1] = Bit(run, text, back.x, y, self.atom(run, text, px))
            else:
                x = back.x + back.w if back is not None else 0
                out.append(Bit(run, piece, x, y, self.atom(run, piece, px)))
        if last and out[0] == last[0]:
            return out[1:]
        return out

    def _stacked(self, pieces: list[tuple[Run, str]], y: int, px: int, width: int) -> list[Bit]:
        """A word longer than a line, part below part."""
        line, x, out = self.brush.line(px), 0, []
        for run, piece in pieces:
            w = self.atom(run, piece, px)
            if x and x + w > width:
                x, y = 0, y + line
            out.append(Bit(run, piece, x, y, w))
            x += w
        return out

    def _broken(self, run: Run, piece: str, px: int, width: int) -> list[str]:
        if run.icon or self.atom(run, piece, px) <= width or len(piece) < 2:
            return [piece]
        half = len(piece) // 2
        return [
            *self._broken(run, piece[:half], px, width),
            *self._broken(run, piece[half:], px, width),
        ]


def measure(c: Ctx) -> Measure:
    """The measure of the context's brush."""
    found = getattr(c, "_measure", None)
    if not isinstance(found, Measure) or found.brush is not c.brush:
        found = Measure(c.brush)
        c._measure = found  # type: ignore[attr-defined]
    return found


def paint_wrapped(
    b: Brush,
    theme: Theme,
    wrapped: Wrapped,
    at: tuple[int, int],
    px: int,
    tone: Tone,
    *,
    align: Literal["left", "centre", "right"] = "left",
    width: int = 0,
    token: str = "",
) -> None:
    """Draw a wrapped text; ``token`` overrides every colour (disabled, on a fill)."""
    line = b.line(px)
    lead: dict[int, int] = {}
    if align != "left":
        ends: dict[int, int] = {}
        for bit in wrapped.bits:
            ends[bit.y] = max(ends.get(bit.y, 0), bit.x + bit.w)
        lead = {y: (width - end) // (2 if align == "centre" else 1) for y, end in ends.items()}
    for bit in wrapped.bits:
        x = at[0] + bit.x + lead.get(bit.y, 0)
        colour = theme.colour(token or bit.run.token, tone)
        if bit.run.icon:
            size = round(px * 1.05)
            rect = pygame.Rect(x, at[1] + bit.y + (line - size) // 2, size, size)
            b.icon(bit.run.icon, rect, colour)
        elif bit.text.strip():
            b.text(bit.text, (x, at[1] + bit.y), bit.run.weight, px, colour)
            if bit.run.term:
                y = at[1] + bit.y + line - max(2, line // 9)
                for dot in range(x, x + bit.w - 1, 4):
                    b.surface.fill(colour, (dot, y, 2, 1))


class Text(Node):
    """Text without markup. ``wrap=False`` keeps it on one line and never narrower."""

    role = "text"
    markup = False

    def __init__(
        self,
        text: str,
        *,
        size: Size = "body",
        weight: Weight = "regular",
        colour: str = "ink",
        align: Literal["left", "centre", "right"] = "left",
        wrap: bool = True,
        role: str = "text",
        **common: Unpack[Named],
    ) -> None:
        super().__init__(**common)
        self.text = text
        self.size, self.align, self.wrap, self.role = size, align, wrap, role
        self.runs = parse(text, weight, colour) if self.markup else (Run(text, weight, colour),)
        self.label = self.label or (plain(text) if self.markup else text)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least, natural = measure(c).widths(self.runs, c.theme.font_px(self.size))
        return (least if self.wrap else natural), natural

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._wrapped(c, w).h
        return h, h

    def _wrapped(self, c: Ctx, w: int) -> Wrapped:
        return measure(c).wrap(self.runs, c.theme.font_px(self.size), w if self.wrap else 1 << 20)

    def _paint(self, c: Ctx, b: Brush) -> None:
        px = c.theme.font_px(self.size)
        paint_wrapped(
            b, c.theme, self._wrapped(c, self.rect.w), self.rect.topleft, px, self.tone,
            align=self.align, width=self.rect.w,
        )  # fmt: skip

    def term_at(self, c: Ctx, at: tuple[int, int]) -> str:
        """The glossary term under a point, or ""."""
        line = c.brush.line(c.theme.font_px(self.size))
        for bit in self._wrapped(c, self.rect.w).bits:
            box = pygame.Rect(self.rect.x + bit.x, self.rect.y + bit.y, bit.w, line)
            if bit.run.term and box.collidepoint(at):
                return bit.run.term
        return ""

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Nothing but its words."""
        return {}


class Excerpt(Text):
    """As much of a text as there is room for, never less than ``least`` lines, then "…".

    For prose that can be read whole elsewhere: a card that opens when pressed.
    """

    def __init__(
        self, text: str, *, least: int = 2, size: Size = "small", **common: Unpack[Named]
    ) -> None:
        super().__init__(text, size=size, **common)
        self.least = least

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        full = self._wrapped(c, w).h
        return min(full, self.least * c.brush.line(c.theme.font_px(self.size))), full

    def _paint(self, c: Ctx, b: Brush) -> None:
        px = c.theme.font_px(self.size)
        line = b.line(px)
        wrapped = self._wrapped(c, self.rect.w)
        room = max(1, self.rect.h // line)
        if wrapped.h > room * line:
            kept = [bit for bit in wrapped.bits if bit.y < room * line]
            last = kept[-1]
            words = last.text.rstrip()
            while words and last.x + b.width(words + " …", last.run.weight, px) > self.rect.w:
                words = words.rpartition(" ")[0]
            words = words.rstrip(" ,;:–")
            kept[-1] = Bit(last.run, f"{words} …", last.x, last.y, last.w)
            wrapped = Wrapped(tuple(kept), wrapped.w, room * line)
        paint_wrapped(b, c.theme, wrapped, self.rect.topleft, px, self.tone)


class Rich(Text):
    """Text with markup."""

    markup = True


class Heading(Text):
    """A title; the semantic tree knows it as a heading."""

    def __init__(
        self, text: str, *, size: Size = "title", colour: str = "ink", **common: Unpack[Named]
    ) -> None:
        super().__init__(
            text, size=size, weight="semibold", colour=colour, role="heading", **common
        )


class Icon(Node):
    """A picture of the set; says its ``label`` if it has one."""

    def __init__(
        self, name: str, *, size: float = 18, colour: str = "ink", **common: Unpack[Named]
    ) -> None:
        super().__init__(**common)
        self.name, self.size, self.colour = name, size, colour
        self.role = "image" if self.label else ""

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _paint(self, c: Ctx, b: Brush) -> None:
        size = c.theme.em(self.size)
        rect = pygame.Rect(0, 0, size, size)
        rect.center = self.rect.center
        b.icon(self.name, rect, c.theme.colour(self.colour, self.tone))


class RoleMark(Node):
    """A role's token: its shape in its colour with its letter."""

    role = "image"

    def __init__(self, of: str, *, size: float = 26, **common: Unpack[Named]) -> None:
        super().__init__(**common)
        self.of, self.size = of, size

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _paint(self, c: Ctx, b: Brush) -> None:
        size = c.theme.em(self.size)
        rect = pygame.Rect(0, 0, size, size)
        rect.center = self.rect.center
        paint_role(b, c.theme, self.of, rect)


def paint_role(b: Brush, theme: Theme, role: str, rect: pygame.Rect) -> None:
    """Draw a role's token in a square."""
    from game.desktop.theme import ROLE_MARKS

    mark = ROLE_MARKS[role]  # type: ignore[index]
    fill, ink = theme.fill(role)
    b.shape(mark.shape, rect, fill)
    px = max(9, round(rect.h * (0.5 if len(mark.letter) == 1 else 0.42)))
    font = b.font("bold", px)
    picture = font.render(mark.letter, True, ink)
    b.surface.blit(picture, picture.get_rect(center=(rect.centerx, rect.centery)))
