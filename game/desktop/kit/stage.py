"""What is staged: a sheet that is turned over, panels of which one is shown at a time, and parts
of a picture that are built anew by themselves.

They take all the room that they will ever need from the start, so that nothing jumps, and read
how far things have come when they are painted: a moving picture is not built anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Unpack

import pygame

from game.desktop.kit.node import Ctx, NamedCommon, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.theme import Size, Weight

#: How far something has come, 0 to 1.
Part = Callable[[], float]


class Turned(Node):
    """A face that is hidden by its back until it is turned over, from left to right."""

    role = "group"

    def __init__(self, face: Node, back: Node, part: Part, **common: Unpack[NamedCommon]) -> None:
        super().__init__(face, back, **common)
        self.face, self.back, self.part = face, back, part

    @property
    def turned(self) -> bool:
        """Whether the face is to be seen whole."""
        return self.part() >= 1.0

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw the back, and of the face as much as is turned."""
        part = self.part()
        clip = b.surface.get_clip()
        if not self.rect.colliderect(clip):
            return
        if part <= 0.0:
            self.back.paint(c, b)
        elif part >= 1.0:
            self.face.paint(c, b)
        else:
            edge = self.rect.x + round(self.rect.w * part)
            left = pygame.Rect(self.rect.x, self.rect.y, edge - self.rect.x, self.rect.h)
            right = pygame.Rect(edge, self.rect.y, self.rect.right - edge, self.rect.h)
            for part_of, node in ((left, self.face), (right, self.back)):
                inner = part_of.clip(clip)
                if inner.w and inner.h:
                    b.surface.set_clip(inner)
                    node.paint(c, b)
            b.surface.set_clip(clip)
            b.veil(pygame.Rect(edge - 3, self.rect.y, 6, self.rect.h).clip(clip), (0, 0, 0), 70)

    def semantic(self, c: Ctx) -> list[Sem]:
        """Return what is to be seen: nobody hears what is not turned yet."""
        return (self.face if self.part() >= 1.0 else self.back).semantic(c)

    def hit(self, at: tuple[int, int]) -> Node | None:
        """Return what lies under a point, of what is to be seen."""
        if not self.rect.collidepoint(at):
            return None
        return (self.face if self.part() >= 1.0 else self.back).hit(at) or self


class WhenShown(Node):
    """A child whose room is kept, and that is there only while ``when`` says so."""

    def __init__(
        self, child: Node, when: Callable[[], bool], **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(child, **common)
        self.when = when

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw the child if it is there."""
        if self.when():
            super().paint(c, b)

    def semantic(self, c: Ctx) -> list[Sem]:
        """Return the child's part of the semantic tree if it is there."""
        return super().semantic(c) if self.when() else []

    def hit(self, at: tuple[int, int]) -> Node | None:
        """Return what lies under a point, if it is there."""
        return super().hit(at) if self.when() else None


class Stack(Node):
    """Panels one upon the other, as large as the largest; the one that ``top`` says is seen."""

    def __init__(
        self, *panels: Node, top: Callable[[], int], **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(*panels, **common)
        self.top = top

    def _seen(self) -> list[Node]:
        at = self.top()
        return [self.children[at]] if 0 <= at < len(self.children) else []

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw the panel on top."""
        for child in self._seen():
            child.paint(c, b)

    def semantic(self, c: Ctx) -> list[Sem]:
        """Return the semantic tree of the panel on top."""
        return [sem for child in self._seen() for sem in child.semantic(c)]

    def hit(self, at: tuple[int, int]) -> Node | None:
        """Return what lies under a point, of the panel on top."""
        if not self.rect.collidepoint(at):
            return None
        for child in self._seen():
            found = child.hit(at)
            if found is not None:
                return found
        return self


class Reading(Node):
    """A line of text that is asked for whenever it is drawn, in the room of the widest that it
    may say (``may``)."""

    role = "text"

    def __init__(
        self,
        said: Callable[[], str],
        may: Sequence[str],
        *,
        size: Size = "body",
        weight: Weight = "regular",
        colour: str = "soft",
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.said, self.may = said, tuple(may)
        self.size, self.weight, self.colour = size, weight, colour

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px(self.size)
        w = max(c.brush.width(text, self.weight, px) for text in (self.said(), *self.may))
        return w, w

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px(self.size))
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        px = c.theme.font_px(self.size)
        said = b.cut(self.said(), self.weight, px, self.rect.w)
        b.text(said, self.rect.topleft, self.weight, px, c.theme.colour(self.colour, self.tone))

    def semantic(self, c: Ctx) -> list[Sem]:
        """Return it as it reads now."""
        self.label = self.said()
        return super().semantic(c)


class Live(Node):
    """A part of the picture that can be built anew in its place, while all else stands.

    ``shows`` says what it depends on, so that it can follow that.
    """

    def __init__(
        self,
        make: Callable[[], Node],
        shows: Callable[[], object] = lambda: None,
        **common: Unpack[NamedCommon],
    ) -> None:
        child = make()
        common.setdefault("grow", child.grow)
        super().__init__(child, **common)
        self.basis = child.basis if "basis" not in common else self.basis
        self.make, self.shows, self._shown = make, shows, shows()

    def follow(self, c: Ctx) -> None:
        """Build the part anew if what it depends on has changed since it was built."""
        shown = self.shows()
        if shown != self._shown:
            self._shown = shown
            self.renew(c)

    def renew(self, c: Ctx) -> None:
        """Build the part anew and have its place drawn; if it needs more or less room than it has,
        ask for the whole picture instead."""
        if not self.rect.w:  # never placed: the next picture builds it
            return
        (old,) = self.children
        before = old.heights(c, self.rect.w)
        for node in old.walk():
            node.parent = None
        new = self.make()
        new.parent = self
        new.adopt(f"#{new.key}" if new.key else f"{self.path}/0", self.inner_tone(), self.enabled)
        self.children = [new]
        self._w, self._h = None, {}
        fits = new.widths(c)[0] <= self.rect.w and new.heights(c, self.rect.w)[0] <= self.rect.h
        if not (fits if self.grow else new.heights(c, self.rect.w) == before):
            c.dirty()
            return
        new.place(c, self.rect)
        c.damage(self.visible_rect())
