"""The map as a widget: pointing, choosing, moving between hospitals by the arrows."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import Any, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.map.hexes import Geometry, Moving, Paint, Token, hex_points
from game.desktop.map.map_layout import MapContent, MapLayout


class HexMap(Node):
    """The map. ``paints`` has one entry a seat; ``shown`` are the seats drawn."""

    role = "map"
    focusable = True

    def __init__(
        self,
        label: str,
        geometry: Geometry,
        paints: Sequence[Paint],
        *,
        shown: Sequence[int] | None = None,
        tokens: Sequence[Token] = (),
        chosen: str = "",
        on_choose: Callable[[str], object] | None = None,
        on_open: Callable[[str], object] | None = None,
        on_pick: Callable[[str], object] | None = None,
        seat_tip: Callable[[int], str] | None = None,
        marked: Sequence[int] = (),
        labels: bool = True,
        inset: Sequence[int] = (),
        inset_name: str = "",
        moving: Sequence[Moving] = (),
        picked: Collection[str] = (),
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.geometry, self.paints = geometry, paints
        self.shown = list(range(len(geometry.x))) if shown is None else list(shown)
        self.tokens, self.chosen = tokens, chosen
        self.on_choose, self.on_open, self.seat_tip = on_choose, on_open, seat_tip
        self.on_pick = on_pick  # a click or Enter on a hospital
        self.marked, self.with_labels = marked, labels
        self.inset, self.inset_name = list(inset), inset_name
        self.moving, self.picked = tuple(moving), picked
        self._laid: MapLayout | None = None

    # ---- measures ---------------------------------------------------------------

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(220), c.theme.px(420)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.px(220), c.theme.px(460)

    def laid(self, c: Ctx) -> MapLayout:
        """Return where everything lies in the present rectangle.

        The layout of the last map under this path is kept where it shows the very same: what is
        compared is what is drawn, never a number that stands for it.
        """
        if self._laid is None:
            kept = self._kept(c)
            content, room = self._content(), (self.rect.size, self.tone)
            if kept is None or not kept.fits(c.theme, *room):
                kept = MapLayout(c, content, *room)
            elif kept.content != content:
                if kept.content.lies_as(content):  # no hospital is on it: only paints differ
                    kept.paint_again(content)
                else:
                    kept = MapLayout(c, content, *room)
            self._laid = self._keep(c, kept)
        return self._laid

    def _kept(self, c: Ctx) -> MapLayout | None:
        """Return the layout that was drawn last under this path."""
        return self._shelf(c)[0]

    def _keep(self, c: Ctx, laid: MapLayout) -> MapLayout:
        self._shelf(c)[0] = laid
        return laid

    def _shelf(self, c: Ctx) -> list[MapLayout | None]:
        """Return the one place where a layout is kept from picture to picture."""
        return c.state(f"{self.path}:laid", lambda: [None])

    def change(self, c: Ctx, paints: Sequence[Paint], marked: Sequence[int] = ()) -> None:
        """Show other paints and marks on the map as it stands: only what changed is drawn again."""
        self.paints, self.marked = paints, marked
        changed = None
        if self._laid is not None and self._laid is self._kept(c):
            content = self._content()
            if self._laid.content.lies_as(content):
                changed = self._laid.paint_again(content)
        if changed is None:
            self._laid = None
            c.damage(self.visible_rect())
            return
        d = 2 * math.ceil(self._laid.radius + 2) if self._laid is not None else 0
        for x, y in changed:
            box = pygame.Rect(0, 0, d, d)
            box.center = (self.rect.x + round(x), self.rect.y + round(y))
            c.damage(box.clip(self.visible_rect()))

    def _content(self) -> MapContent:
        return MapContent(
            self.geometry,
            tuple(self.paints),
            tuple(self.shown),
            tuple(self.tokens),
            tuple(self.marked),
            self.with_labels,
            tuple(self.inset),
            self.inset_name,
            tuple(m.place for m in self.moving),
        )

    def boxes(self, c: Ctx, trust: str) -> list[pygame.Rect]:
        """Return where a hospital's tokens are drawn in the window, with room about them."""
        out = []
        for cx, cy, r in self.laid(c).spots.get(trust, ()):
            d = 2 * round(2.4 * r + c.theme.px(10))
            box = pygame.Rect(0, 0, d, d)
            box.center = (self.rect.x + round(cx), self.rect.y + round(cy))
            out.append(box)
        return out

    # ---- pointing and choosing ------------------------------------------------------

    def _token_at(self, c: Ctx, at: tuple[int, int]) -> Token | None:
        laid = self.laid(c)
        x, y = at[0] - self.rect.x, at[1] - self.rect.y
        best: tuple[float, Token] | None = None
        for token in self.tokens:
            for cx, cy, r in laid.spots.get(token.id, ()):
                d = math.hypot(cx - x, cy - y)
                if d <= max(r, 7) * 1.25 and (best is None or d < best[0]):
                    best = (d, token)
        return best[1] if best else None

    def _seat_at(self, c: Ctx, at: tuple[int, int]) -> int:
        laid = self.laid(c)
        x, y = at[0] - self.rect.x, at[1] - self.rect.y
        best, found = laid.radius * laid.radius, -1
        for seat in self.shown:
            cx, cy = laid.centres[seat]
            d = (cx - x) ** 2 + (cy - y) ** 2
            if d < best:
                best, found = d, seat
        return found

    def tip_at(self, c: Ctx, at: tuple[int, int] | None) -> tuple[str, pygame.Rect]:
        """Return what the tooltip says of a point; without one, of the chosen trust."""
        if at is None:
            token = next((t for t in self.tokens if t.id == self.chosen), None)
        else:
            token = self._token_at(c, at)
        if token is not None:
            cx, cy, r = self.laid(c).spots[token.id][0]
            d = round(2 * r)
            box = pygame.Rect(0, 0, d, d)
            box.center = (round(cx) + self.rect.x, round(cy) + self.rect.y)
            return token.tip, box
        seat = self._seat_at(c, at) if at is not None else -1
        if seat >= 0 and self.seat_tip is not None:
            cx, cy = self.laid(c).centres[seat]
            return self.seat_tip(seat), pygame.Rect(
                round(cx) + self.rect.x - 8, round(cy) + self.rect.y - 8, 16, 16
            )
        return "", self.rect

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Choose by click; go to the next hospital by arrows; open it by Enter."""
        if event.type == pygame.MOUSEMOTION:
            spot = self._token_at(c, event.pos)
            under = spot.id if spot else f"seat{self._seat_at(c, event.pos)}"
            kept: list[Any] = c.state(f"{self.path}:under", lambda: ["", None])
            if kept[0] != under:
                box = self._pointed_box(c, event.pos)
                for rect in (kept[1], box):
                    if rect is not None:
                        c.damage(rect)
                kept[0], kept[1] = under, box
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.set_focus(self.path)
            token = self._token_at(c, event.pos)
            if token is not None and self.on_choose is not None:
                c.sound("click")
                self.on_choose(token.id)
                if self.on_pick is not None:
                    self.on_pick(token.id)
                elif getattr(event, "clicks", 1) > 1 and self.on_open is not None:
                    self.on_open(token.id)
            c.dirty()
            return True
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL:
            return False
        opens = self.on_pick or self.on_open
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.chosen and opens:
            opens(self.chosen)
            c.dirty()
            return True
        ways = {
            pygame.K_LEFT: (-1, 0),
            pygame.K_RIGHT: (1, 0),
            pygame.K_UP: (0, -1),
            pygame.K_DOWN: (0, 1),
        }
        if event.key in ways and self.tokens and self.on_choose is not None:
            target = self._next(c, *ways[event.key])
            if target:
                self.on_choose(target)
                c.dirty()
            return True
        return False

    def _pointed_box(self, c: Ctx, at: tuple[int, int]) -> pygame.Rect | None:
        """Return what is drawn otherwise because it is pointed at; None over the sea."""
        laid, token = self.laid(c), self._token_at(c, at)
        spots = laid.spots[token.id] if token is not None else ()
        seat = self._seat_at(c, at)
        if token is None and seat >= 0:
            spots = ((*laid.centres[seat], laid.radius),)
        boxes = []
        for cx, cy, r in spots:
            box = pygame.Rect(0, 0, 2 * round(r + c.theme.px(6)), 2 * round(r + c.theme.px(6)))
            box.center = (self.rect.x + round(cx), self.rect.y + round(cy))
            boxes.append(box)
        return boxes[0].unionall(boxes[1:]) if boxes else None

    def _next(self, c: Ctx, dx: int, dy: int) -> str:
        laid = self.laid(c)
        here = laid.spots.get(self.chosen)
        if not here:
            strong = [t for t in self.tokens if t.strong]
            return (strong or list(self.tokens))[0].id
        x, y, _ = here[0]
        best, found = math.inf, ""
        for token in self.tokens:
            if token.id == self.chosen or token.id not in laid.spots:
                continue
            tx, ty, _ = laid.spots[token.id][0]
            ahead = (tx - x) * dx + (ty - y) * dy
            aside = abs((tx - x) * dy) + abs((ty - y) * dx)
            if ahead > 1 and ahead + 2.2 * aside < best:
                best, found = ahead + 2.2 * aside, token.id
        return found

    # ---- picture ---------------------------------------------------------------------

    def _paint(self, c: Ctx, b: Brush) -> None:
        if self.rect.w <= 0 or self.rect.h <= 0:  # what stands beside it left it no room
            return
        laid = self.laid(c)
        b.surface.blit(laid.picture(), self.rect)
        for plate in laid.plates:
            board = plate.inflate(c.theme.px(8), 0).move(self.rect.topleft)
            b.box(board, c.theme.colour("fill", self.tone), c.theme.px(4))
        for name, box in laid.labels:
            b.text(
                name,
                (self.rect.x + box.x, self.rect.y + box.y),
                "italic" if name in laid.placed else "semibold",
                laid.label_px,
                c.theme.colour("soft", self.tone),
            )
        for moving in self.moving:
            self._paint_moving(c, b, laid, moving)
        for trust in self.picked:
            for cx, cy, r in laid.spots.get(trust, ()):
                at = (self.rect.x + cx, self.rect.y + cy)
                for extra in (3.0, 4.0, 5.0):
                    pygame.draw.aacircle(
                        b.surface, c.theme.colour("link", self.tone), at, r + c.theme.px(extra), 1
                    )
        ring = c.theme.ring
        for cx, cy, r in laid.spots.get(self.chosen, ()):
            at = (self.rect.x + cx, self.rect.y + cy)
            for extra in (4.0, 5.0, 6.0):
                pygame.draw.aacircle(b.surface, ring, at, r + c.theme.px(extra), 1)
        if c.hover == self.path and not c.keyboard:
            self._paint_pointed(c, b, laid)

    def _paint_moving(self, c: Ctx, b: Brush, laid: MapLayout, moving: Moving) -> None:
        """Draw a hospital as it changes: a ring opens about it while the new token grows."""
        part = moving.part()
        token = moving.was if part < 0.5 else moving.now
        swell = 1.0 + 0.9 * (1.0 - abs(2 * part - 1.0)) if 0.0 < part < 1.0 else 1.0
        for cx, cy, r in laid.spots.get(moving.place.id, ()):
            at = (self.rect.x + cx, self.rect.y + cy)
            if token is not None:
                size = r / laid.size_of(moving.place) * laid.size_of(token) * swell
                laid.token(b.surface, token, *at, size)
            if 0.0 < part < 1.0:
                ring = c.theme.colour("ink", self.tone)
                pygame.draw.aacircle(
                    b.surface, ring, at, r * (1.0 + 1.3 * part) + c.theme.px(4), c.theme.px(2)
                )

    def _paint_pointed(self, c: Ctx, b: Brush, laid: MapLayout) -> None:
        at = c.pointer
        token = self._token_at(c, at)
        white = (255, 255, 255)
        if token is not None:
            for cx, cy, r in laid.spots[token.id]:
                spot = (self.rect.x + cx, self.rect.y + cy)
                pygame.draw.aacircle(
                    b.surface, white, spot, r + c.theme.px(3), max(1, c.theme.px(1.5))
                )
            return
        seat = self._seat_at(c, at)
        if seat >= 0:
            cx, cy = laid.centres[seat]
            points = hex_points(self.rect.x + cx, self.rect.y + cy, laid.radius)
            b.lines([*points, points[0]], white, max(1, c.theme.px(1.5)))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return how many seats and trusts, and which is chosen."""
        return {"seats": len(self.shown), "trusts": len(self.tokens), "chosen": self.chosen}

    def sem_children(self, c: Ctx) -> list[Sem]:
        """Return the tokens."""
        out = []
        for token in self.tokens:
            for cx, cy, r in self.laid(c).spots.get(token.id, ())[:1]:
                d = max(4, round(2 * r))
                box = pygame.Rect(0, 0, d, d)
                box.center = (self.rect.x + round(cx), self.rect.y + round(cy))
                state = {"strong": token.strong, "ringed": token.ringed, "shape": token.shape}
                out.append(Sem("token", token.name, box, state, f"{self.path}:{token.id}"))
        return out
