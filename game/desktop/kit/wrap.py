"""Breaking marked-up text into lines, and drawing the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Literal

import pygame

from game.desktop.kit.markup import Run
from game.desktop.kit.node import Ctx
from game.desktop.kit.paint import Brush
from game.desktop.theme import Theme, Tone
from game.telling.typography import typeset


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


def _atoms(runs: tuple[Run, ...]) -> Iterator[tuple[Run, str]]:
    """Return pieces that may not be broken: words with their spaces, icons, line breaks."""
    for run in runs:
        if run.icon:
            yield run, ""
            continue
        yield from ((run, piece) for piece in re.findall(r"\n|[^\S\n]+|[^\s]+", run.text))


#: A number that is read with the word after it: "1 clout", "Q4 2013/14", "No 10".
_COUNTS: Final = re.compile(r"\W*(?:\d(?:[\d,.]*\d)?|Q[1-4]|No)")


def _glued(runs: tuple[Run, ...]) -> list[list[tuple[Run, str]]]:
    """Return atoms joined into words that stay together ("critical" + ";"), as do numbers and what
    they count ("1" + " " + "clout")."""
    words: list[list[tuple[Run, str]]] = []
    joined = False
    for run, piece in _atoms(runs):
        if piece.isspace():
            counts = joined and piece == " " and _COUNTS.fullmatch(words[-1][-1][1]) is not None
            if counts:
                words[-1].append((run, piece))
                continue
            words.append([(run, piece)])
            joined = False
        elif joined and words:
            words[-1].append((run, piece))
        else:
            words.append([(run, piece)])
            joined = True
    return words


def _printed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs with printed marks, as those before and after let each of them be."""
    typed = "".join(run.text for run in runs)
    made = typeset(typed)
    if made == typed:
        return runs
    ends = tuple(accumulate(len(run.text) for run in runs))
    return tuple(
        replace(run, text=made[end - len(run.text) : end])
        for run, end in zip(runs, ends, strict=True)
    )


class Measure:
    """Wraps runs at a pixel size, with a cache per brush."""

    def __init__(self, brush: Brush) -> None:
        self.brush = brush
        self.cache: dict[tuple[tuple[Run, ...], int, int], Wrapped] = {}
        self.sizes: dict[tuple[tuple[Run, ...], int], tuple[int, int]] = {}

    def atom(self, run: Run, piece: str, px: int) -> int:
        """Return the width of one piece."""
        if run.icon:
            return round(px * 1.15)
        return self.brush.width(piece, run.weight, px, typed=True)

    def widths(self, runs: tuple[Run, ...], px: int) -> tuple[int, int]:
        """Return the longest word and the longest line."""
        key = (runs, px)
        found = self.sizes.get(key)
        if found is None:
            least = natural = 0
            row: list[tuple[Run, str]] = []
            for word in [*_glued(_printed(runs)), [(Run("", "regular", "ink"), "\n")]]:
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
        """Return the lines of the text in that width; a word that is too long is broken."""
        key = (runs, px, width)
        found = self.cache.get(key)
        if found is None:
            if len(self.cache) > 8000:
                self.cache.clear()
            found = self.cache[key] = self._wrap(_printed(runs), px, width)
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
        """Return the pieces in a line after ``last``; letters of one run are measured together, as
        they will be drawn (kerning makes a line wider or narrower than its words)."""
        joined: list[tuple[Run, str]] = [(bit.run, bit.text) for bit in last]
        for run, piece in pieces:
            if joined and joined[-1][0] is run and not run.icon:
                joined[-1] = run, joined[-1][1] + piece
            else:
                joined.append((run, piece))
        out: list[Bit] = []
        x = last[0].x if last else 0
        for run, text in joined:
            out.append(Bit(run, text, x, y, self.atom(run, text, px)))
            x += out[-1].w
        return out[1:] if last and out[0] == last[0] else out

    def _stacked(self, pieces: list[tuple[Run, str]], y: int, px: int, width: int) -> list[Bit]:
        """Return a word longer than a line, part below part."""
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
    """Return the measure of the context's brush."""
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
            b.text(bit.text, (x, at[1] + bit.y), bit.run.weight, px, colour, typed=True)
            if bit.run.term:
                y = at[1] + bit.y + line - max(2, line // 9)
                for dot in range(x, x + bit.w - 1, 4):
                    b.surface.fill(colour, (dot, y, 2, 1))
