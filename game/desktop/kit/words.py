"""Words as nodes: plain and rich text that wraps, headings, icons and roles' tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, Literal, Unpack

import pygame

from game.desktop.kit.markup import Run, esc, parse, plain
from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.wrap import Bit, Measure, Wrapped, measure, paint_wrapped
from game.desktop.theme import ROLE_MARKS, Size, Theme, Weight


class _Setting(NamedCommon, total=False):
    """How a text's lines are set."""

    align: Literal["left", "centre", "right"]
    wrap: bool


class _Styled(_Setting, total=False):
    """The same, and in which weight; ``role`` is what the semantic tree calls it."""

    weight: Weight
    role: str


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
        **common: Unpack[NamedCommon],
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
            b,
            c.theme,
            self._wrapped(c, self.rect.w),
            self.rect.topleft,
            px,
            self.tone,
            align=self.align,
            width=self.rect.w,
        )

    def term_at(self, c: Ctx, at: tuple[int, int]) -> str:
        """Return the glossary term under a point, or ""."""
        line = c.brush.line(c.theme.font_px(self.size))
        for bit in self._wrapped(c, self.rect.w).bits:
            box = pygame.Rect(self.rect.x + bit.x, self.rect.y + bit.y, bit.w, line)
            if bit.run.term and box.collidepoint(at):
                return bit.run.term
        return ""

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return nothing: a text says its words by its label."""
        return {}


#: The fewest lines in which a cut sentence says anything, where it is an extra.
_EXTRA: Final = 2


class Excerpt(Text):
    """As many whole sentences as there is room for. One that is too long ends in "…": the first,
    or the next after those that would leave most of the room empty.

    It wants no more than ``most`` lines and never less than ``least``. For prose that can be
    read whole elsewhere: a card that opens when pressed.
    """

    def __init__(
        self,
        text: str,
        *,
        least: int = 2,
        most: int = 99,
        size: Size = "small",
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(text, size=size, **common)
        self.least, self.most = least, most
        self.sentences = re.findall(r""".+?(?:[.!?][”’"')]?(?=\s|$)|$)\s*""", text)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        full = self._wrapped(c, w).h
        line = c.brush.line(c.theme.font_px(self.size))
        return min(full, self.least * line), min(full, max(self.least, self.most) * line)

    def _paint(self, c: Ctx, b: Brush) -> None:
        px = c.theme.font_px(self.size)
        line = b.line(px)
        wrapped = self._wrapped(c, self.rect.w)
        room = self.rect.h // line
        if wrapped.h > room * line:
            fitting = self._fitting(c, room)
            if fitting is None and room < (self.least or _EXTRA):
                return  # an extra that there is no room for
            if fitting is None or 2 * fitting.h < room * line:
                fitting = self._cut(c, room)
            wrapped = fitting
        paint_wrapped(b, c.theme, wrapped, self.rect.topleft, px, self.tone)

    def _fitting(self, c: Ctx, room: int) -> Wrapped | None:
        """Return the most whole sentences that fit, None if not even the first does."""
        px = c.theme.font_px(self.size)
        for n in range(len(self.sentences) - 1, 0, -1):
            run = replace(self.runs[0], text="".join(self.sentences[:n]).rstrip())
            wrapped = measure(c).wrap((run,), px, self.rect.w)
            if wrapped.h <= room * c.brush.line(px):
                return wrapped
        return None

    def _cut(self, c: Ctx, room: int) -> Wrapped:
        """Return what fits, with "…" for the rest."""
        px, b = c.theme.font_px(self.size), c.brush
        line, wrapped = b.line(px), self._wrapped(c, self.rect.w)
        kept = [bit for bit in wrapped.bits if bit.y < room * line]
        last = kept[-1]
        words = last.text.rstrip()
        room_x, weight = self.rect.w - last.x, last.run.weight
        while words and b.width(words + " …", weight, px, typed=True) > room_x:
            words = words.rpartition(" ")[0]
        words = words.rstrip(" ,;:–")
        kept[-1] = Bit(last.run, f"{words} …", last.x, last.y, last.w)
        return Wrapped(tuple(kept), wrapped.w, room * line)


class Rich(Text):
    """Text with markup."""

    markup = True


class Heading(Text):
    """A title; the semantic tree knows it as a heading."""

    def __init__(
        self, text: str, *, size: Size = "title", colour: str = "ink", **common: Unpack[_Setting]
    ) -> None:
        super().__init__(
            text, size=size, weight="semibold", colour=colour, role="heading", **common
        )


class Note(Text):
    """A small, soft word beside something else."""

    def __init__(self, text: str, **more: Unpack[_Styled]) -> None:
        super().__init__(text, size="small", colour="soft", **more)


class _Square(Node):
    """What is as wide as it is high, in the middle of its place."""

    size: float

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _square(self, c: Ctx) -> pygame.Rect:
        rect = pygame.Rect(0, 0, c.theme.em(self.size), c.theme.em(self.size))
        rect.center = self.rect.center
        return rect


class Icon(_Square):
    """A picture of the set; says its ``label`` if it has one."""

    def __init__(
        self, name: str, *, size: float = 18, colour: str = "ink", **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(**common)
        self.name, self.size, self.colour = name, size, colour
        self.role = "image" if self.label else ""

    def _paint(self, c: Ctx, b: Brush) -> None:
        b.icon(self.name, self._square(c), c.theme.colour(self.colour, self.tone))


class RoleMark(_Square):
    """A role's token: its shape in its colour with its letter."""

    role = "image"

    def __init__(self, of: str, *, size: float = 26, **common: Unpack[NamedCommon]) -> None:
        super().__init__(**common)
        self.of, self.size = of, size

    def _paint(self, c: Ctx, b: Brush) -> None:
        paint_role(b, c.theme, self.of, self._square(c))


def paint_role(b: Brush, theme: Theme, role: str, rect: pygame.Rect) -> None:
    """Draw a role's token in a square."""
    mark = ROLE_MARKS[role]  # type: ignore[index]
    fill, ink = theme.fill(role)
    b.shape(mark.shape, rect, fill)
    px = max(9, round(rect.h * (0.5 if len(mark.letter) == 1 else 0.42)))
    font = b.font("bold", px)
    picture = font.render(mark.letter, True, ink)
    b.surface.blit(picture, picture.get_rect(center=(rect.centerx, rect.centery)))


__all__ = [
    "Excerpt",
    "Heading",
    "Icon",
    "Measure",
    "Rich",
    "RoleMark",
    "Run",
    "Text",
    "Wrapped",
    "esc",
    "measure",
    "paint_role",
    "paint_wrapped",
    "parse",
    "plain",
]
