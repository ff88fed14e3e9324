"""What lies on top: dialog frames, toasts, the tooltip, and the focus ring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Unpack

import pygame

from game.desktop.kit.buttons import Button, Kind
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Rich
from game.desktop.theme import Tone


class Dialog(Panel):
    """A framed board with a title, a body that scrolls if it must, and buttons below."""

    role = "dialog"

    def __init__(
        self,
        title: str,
        body: Node | None,
        *buttons: Node | None,
        icon: str = "",
        on_close: Callable[[], object] | None = None,
        fill: Tone = "paper",
        width: float = 560,
        accent: str = "",
        scroll: bool = True,
        **common: Unpack[NamedCommon],
    ) -> None:
        common["label"] = title
        common.setdefault("max_w", width)
        common.setdefault("min_w", min(width, 300))
        head = Level(
            Icon(icon, size=24) if icon else None,
            Heading(title, grow=1),
            Button("Close", on_close, icon="close", bare=True, kind="quiet", hotkey="escape")
            if on_close
            else None,
            gap=10,
        )
        inner = Column(
            head,
            (Scroll(body, least=60) if scroll else body) if body else None,
            Flow(*buttons, align="end") if any(buttons) else None,
            gap=14,
        )
        super().__init__(inner, pad=20, fill=fill, radius=12, shadow=True, accent=accent, **common)


def confirm_dialog(
    title: str,
    body: str,
    yes: str,
    on_yes: Callable[[], object],
    on_no: Callable[[], object],
    kind: Kind = "primary",
) -> Node:
    """Return the question before what can't be undone."""
    return Dialog(
        title,
        Rich(body),
        Button("Not yet", on_no, hotkey="escape", key="confirm-no", first=True),
        Button(yes, on_yes, kind=kind, key="confirm-yes"),
        width=480,
    )


class Shade(Node):
    """Dims what lies below a modal, and takes its clicks."""

    def _paint(self, c: Ctx, b: Brush) -> None:
        b.veil(self.rect, c.theme.shade, 165)


class Modal(Node):
    """A child in the middle over a shade, or beside an anchor without one."""

    def __init__(
        self, child: Node, anchor: pygame.Rect | None, **common: Unpack[NamedCommon]
    ) -> None:
        self.anchor = anchor
        self.child = child
        super().__init__(*([child] if anchor is not None else [Shade(), child]), **common)

    def _place(self, c: Ctx) -> None:
        margin = c.theme.px(24 if self.anchor is None else 6)
        space = self.rect.inflate(-2 * margin, -2 * margin)
        if self.anchor is None:
            self.children[0].place(c, self.rect)
            w = min(space.w, self.child.widths(c)[1])
            h = min(space.h, self.child.heights(c, w)[1])
            box = pygame.Rect(0, 0, w, h)
            box.center = space.center
        else:
            w = min(space.w, max(self.anchor.w, self.child.widths(c)[1]))
            want = self.child.heights(c, w)[1]
            below = space.bottom - self.anchor.bottom - margin
            above = self.anchor.top - space.top - margin
            down = below >= min(want, above)
            h = min(want, below if down else above)
            y = self.anchor.bottom + margin // 2 if down else self.anchor.top - h - margin // 2
            box = pygame.Rect(self.anchor.x, y, w, h).clamp(space)
        self.child.place(c, box)


#: The key of what stands along the foot of a screen, above which notices lie.
FOOT: Final = "foot"


class ToastRack(Node):
    """Short notices in the bottom left corner, off the figures and the matter in hand."""

    def __init__(self, toasts: list[tuple[str, str]], **common: Unpack[NamedCommon]) -> None:
        rows = [
            Panel(
                Level(Icon(icon, size=18), Rich(text, max_w=420, role="status"), gap=9),
                pad=(14, 9),
                fill="raised",
                shadow=True,
            )
            for icon, text in toasts
        ]
        self.column = Column(*rows, gap=6, align="start")
        super().__init__(self.column, **common)

    def _place(self, c: Ctx) -> None:
        w = min(self.rect.w, self.column.widths(c)[1])
        h = self.column.heights(c, w)[1]
        edge = c.theme.px(14)
        self.column.place(c, pygame.Rect(self.rect.x + edge, self.rect.bottom - h - edge, w, h))

    def hit(self, at: tuple[int, int]) -> Node | None:
        """Return None: notices never stand in the way."""
        return None


class Tooltip(Panel):
    """A note beside what is pointed at, above ``floor`` (pixels from the window's top)."""

    role = "tooltip"

    def __init__(
        self, markup: str, target: pygame.Rect, floor: int, **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(
            Rich(markup, size="small", max_w=330),
            pad=(11, 8),
            fill="desk",
            radius=7,
            shadow=True,
            **common,
        )
        self.target, self.floor = target, floor

    def put(self, c: Ctx) -> None:
        """Place it near the target, inside the window."""
        self.adopt(path="tooltip", tone="desk")
        width, height = c.size[0], self.floor
        w = min(self.widths(c)[1], width - c.theme.px(16))
        h = self.heights(c, w)[1]
        gap = c.theme.px(8)
        y = self.target.bottom + gap
        if y + h > height - gap:
            y = self.target.top - h - gap
        box = pygame.Rect(self.target.centerx - w // 2, y, w, h)
        self.place(c, box.clamp(pygame.Rect(gap, gap, width - 2 * gap, height - 2 * gap)))


def paint_ring(c: Ctx, b: Brush, rect: pygame.Rect, clip: pygame.Rect) -> None:
    """Draw the focus ring, outside the focused thing as far as there is room."""
    t = c.theme
    w = max(2, t.px(2.5))
    ring = rect.inflate(2 * w + t.px(2), 2 * w + t.px(2)).clip(clip)
    b.box(ring, None, t.px(9), t.ring, w)


class Ground(Node):
    """A full sheet of a tone: the ground of a screen."""

    def __init__(
        self, child: Node | None, fill: Tone = "cloth", **common: Unpack[NamedCommon]
    ) -> None:
        common["tone"] = fill
        super().__init__(child, **common)

    def _paint(self, c: Ctx, b: Brush) -> None:
        b.surface.fill(c.theme.colour("fill", self.tone), self.rect)
