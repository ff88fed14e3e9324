"""A map laid out in one rectangle: places of hexes, tokens and names, and the cached picture."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
import pygame

from game.desktop.kit.node import Ctx
from game.desktop.kit.paint import font_files
from game.desktop.kit.shapes import shape_picture
from game.desktop.map.coast import draw_coast, draw_rivers
from game.desktop.map.hexes import ROOT3, Geometry, Paint, Token, hex_points, spread
from game.desktop.map.layers import REGION_NAMES, hex_tile
from game.desktop.theme import Theme, Tone, mix
from game.world.figure_names import NATIONS, REGIONS

#: How much larger the inset may be than the map, the best first.
_INSETS = (2.2, 2.0, 1.8, 1.6, 1.45)

#: A hex's radius in units of space from which small places are named as well.
_NEAR = 20.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows. ``paints`` has one entry a seat; ``shown`` are the seats drawn.

    Two that are equal are drawn alike.
    """

    geometry: Geometry
    paints: tuple[Paint, ...]
    shown: tuple[int, ...]
    tokens: tuple[Token, ...]
    marked: tuple[int, ...]  # seats with a ring
    with_labels: bool  # whether regions are named
    inset: tuple[int, ...]  # seats shown once more, larger
    inset_name: str
    moving: tuple[Token, ...] = ()  # whose places are kept, but that the picture leaves out

    def lies_as(self, other: MapContent) -> bool:
        """Return whether all lies where the other's lies: only paints and marks may differ, and
        no hospital is on either."""
        if self.tokens or self.moving or other.tokens or other.moving:
            return False
        return replace(self, paints=other.paints, marked=other.marked) == other


class MapLayout:
    """A map laid out in a rectangle of ``size`` pixels on a tone, with its picture."""

    def __init__(self, c: Ctx, content: MapContent, size: tuple[int, int], tone: Tone) -> None:
        self._theme, self.content, self._size, self._tone = c.theme, content, size, tone
        theme, g = c.theme, content.geometry
        self.label_px = theme.font_px("tiny")
        w, h = size
        shown = np.array(content.shown)
        xs, ys = g.x[shown], g.y[shown]
        wide, tall = np.ptp(xs) + ROOT3, np.ptp(ys) + 2.0
        names = _label_names(content)
        short = max(
            (c.brush.width(n, "semibold", self.label_px) for n, _ in names.values()), default=0
        )
        margin = short * 0.6 + theme.px(6) if names else theme.px(6)
        r = float(max(2.0, min((w - 2 * margin) / wide, (h - theme.px(10)) / tall)))
        self.radius = r
        ox = (w - wide * r) / 2 - (xs.min() - ROOT3 / 2) * r
        oy = (h - tall * r) / 2 - (ys.min() - 1.0) * r
        # plain numbers: what is drawn from them takes half the time that numpy's would
        at = zip((ox + xs * r).tolist(), (oy + ys * r).tolist(), strict=True)
        self.centres: dict[int, Point] = dict(zip(shown.tolist(), at, strict=True))
        self.insets: dict[int, Point] = {}
        self.inset_radius = r
        self.inset_box = pygame.Rect(0, 0, 0, 0)
        self._place_inset(c, content, w, h)
        self.spots: dict[str, tuple[tuple[float, float, float], ...]] = {}
        self._place_tokens(content)
        self.plates: list[pygame.Rect] = []  # of names that lie on hexes
        self.placed: set[str] = set()  # names of places, not of regions
        self.labels = self._place_labels(c, content, names, w, h)
        self._picture: pygame.Surface | None = None

    def fits(self, theme: Theme, size: tuple[int, int], tone: Tone) -> bool:
        """Return whether it was laid out for a room and a look like these."""
        return (self._theme, self._size, self._tone) == (theme, size, tone)

    def _place_inset(self, c: Ctx, content: MapContent, w: int, h: int) -> None:
        """Show the crowded seats once more, larger, in a corner of the sea if there is room."""
        if not content.inset:
            return
        g, pad = content.geometry, c.theme.px(8)
        head = c.brush.line(self.label_px)
        inset = np.array(content.inset)
        xs, ys = g.x[inset], g.y[inset]
        for factor in _INSETS:
            r = self.radius * factor
            box = pygame.Rect(
                0,
                0,
                math.ceil((np.ptp(xs) + ROOT3) * r) + 2 * pad,
                math.ceil((np.ptp(ys) + 2) * r) + 2 * pad + head,
            )
            if not self._in_a_corner(box, w, h):
                continue
            self.inset_box, self.inset_radius = box, r
            ox = box.x + pad + r * ROOT3 / 2 - xs.min() * r
            oy = box.y + pad + head + r - ys.min() * r
            self.insets = {s: (ox + g.x[s] * r, oy + g.y[s] * r) for s in content.inset}
            return

    def _in_a_corner(self, box: pygame.Rect, w: int, h: int) -> bool:
        """Put a box into a corner where there is no hex. False if there is none."""
        for at in ((w - box.w, 0), (0, 0), (w - box.w, h - box.h), (0, h - box.h)):
            box.topleft = at
            near = box.inflate(2 * self.radius, 2 * self.radius)
            if not any(near.collidepoint(p) for p in self.centres.values()):
                return True
        return False

    def _place_tokens(self, content: MapContent) -> None:
        tokens = (*content.tokens, *content.moving)
        where = spread(content.geometry, [t for t in tokens if t.seat >= 0])
        for token in tokens:
            seat = where.get(token.id, -1)
            if seat not in self.centres:
                continue
            size = self.size_of(token)
            spots = []
            if seat in self.insets:
                spots.append((*self.insets[seat], self.inset_radius * size))
            spots.append((*self.centres[seat], self.radius * size))
            self.spots[token.id] = tuple(spots)

    @staticmethod
    def size_of(token: Token) -> float:
        """Return a token's radius as a share of its hex's."""
        return 0.72 if token.strong else 0.40

    def _place_labels(
        self, c: Ctx, content: MapContent, names: dict[int, tuple[str, str]], w: int, h: int
    ) -> list[tuple[str, pygame.Rect]]:
        """Return names beside the coast, at the middle of their region; London's lies on it."""
        line, whole = c.brush.line(self.label_px), pygame.Rect(0, 0, w, h)
        out: list[tuple[str, pygame.Rect]] = []
        taken = [self.inset_box] if self.insets else []
        region = content.geometry.region
        hexes = sorted(((*self.centres[s], s) for s in content.shown), key=itemgetter(1))
        downs, near = [y for _, y, _ in hexes], self.radius * 0.4
        for which, (short, full) in names.items():
            inside = [s for s in content.shown if region[s] == which]
            heights = sorted({round(self.centres[s][1], 1) for s in inside})
            middle = float(np.mean([self.centres[s][1] for s in inside]))
            tries: list[pygame.Rect] = []
            said: list[str] = []
            for y in sorted(heights, key=lambda v: abs(v - middle)):
                row = hexes[bisect_left(downs, y - near) : bisect_right(downs, y + near)]
                ends = {True: min(row, key=itemgetter(0)), False: max(row, key=itemgetter(0))}
                for left, (end, _, seat) in ends.items():
                    if region[seat] != which:
                        continue
                    for name in (full, short):
                        wide = c.brush.width(name, "semibold", self.label_px)
                        x = end - self.radius - wide - 7 if left else end + self.radius + 7
                        tries.append(pygame.Rect(round(x), round(y - line / 2), wide, line))
                        said.append(name)
            best = self._first_free(tries, taken, whole)
            if best is not None:
                out.append((said[best], tries[best]))
                taken.append(tries[best])
            elif not tries:  # no coast: the name lies on the region
                wide = c.brush.width(full, "semibold", self.label_px)
                box = self._emptiest(inside, wide, line)
                out.append((full, box))
                self.plates.append(box)
        if content.with_labels:
            self._place_places(c, content, taken, out)
        if self.insets:
            at = (self.inset_box.x + c.theme.px(9), self.inset_box.y + c.theme.px(5))
            wide = c.brush.width(content.inset_name, "semibold", self.label_px)
            out.append((content.inset_name, pygame.Rect(at, (wide, line))))
        return out

    def _place_places(
        self,
        c: Ctx,
        content: MapContent,
        taken: list[pygame.Rect],
        out: list[tuple[str, pygame.Rect]],
    ) -> None:
        """Name a few large places, more of them where the map is near. A name covers no failing
        hospital and no other name, and as few others as may be, or it is left out."""
        line, shown = c.brush.line(self.label_px), set(content.shown)
        near = self.radius > _NEAR * c.theme.px(1)
        least, most = (2, 12) if near else (4, 5)
        whole = pygame.Rect((0, 0), self._size)
        spots = [(x, y, t.strong) for t in content.tokens for x, y, _ in self.spots.get(t.id, ())]
        capital = -1 if near else REGIONS.index("LN")  # named as a region
        boxes = [box for _, box in out] + taken
        for place in content.geometry.places:
            at_home = content.geometry.region[place.seat] != capital
            if place.seats < least or place.seat not in shown or not at_home:
                continue
            wide = c.brush.width(place.name, "italic", self.label_px)
            best: tuple[int, pygame.Rect] | None = None
            for up in (-1.5, 1.5, -3.0, 3.0):
                box = pygame.Rect(0, 0, wide, line)
                x, y = self.centres[place.seat]
                box.center = (round(x), round(y + up * self.radius))
                about = box.inflate(self.radius, self.radius * 0.5)
                under = [strong for sx, sy, strong in spots if about.collidepoint(sx, sy)]
                free = whole.contains(box) and about.collidelist(boxes) < 0
                if free and not any(under) and (best is None or len(under) < best[0]):
                    best = len(under), box
            if best is not None and most > 0:
                most -= 1
                out.append((place.name, best[1]))
                boxes.append(best[1])
                self.plates.append(best[1])
                self.placed.add(place.name)

    def _emptiest(self, inside: list[int], wide: int, line: int) -> pygame.Rect:
        """Return where a name on its own region covers least: failing trusts count ten times."""
        spots = [spot for found in self.spots.values() for spot in found]
        under = [pygame.Rect(x, y, 1, 1) for x, y, _ in spots]
        weights = [10 if r > self.radius * 0.5 else 1 for _, _, r in spots]
        home = [self.centres[s] for s in inside]

        def cost(box: pygame.Rect) -> float:
            over = box.inflate(self.radius, self.radius * 0.6)
            ends = (box.midleft, box.midright)
            at_home = [any(math.dist(x, end) <= self.radius for x in home) for end in ends]
            off = 20 * at_home.count(False)  # an end on another region
            return off + sum(weights[i] for i in over.collidelistall(under))

        boxes = []
        for seat in inside:
            box = pygame.Rect(0, 0, wide, line)
            box.center = (round(self.centres[seat][0]), round(self.centres[seat][1]))
            boxes.append(box)
        return min(boxes, key=cost)

    def _first_free(
        self, tries: list[pygame.Rect], taken: list[pygame.Rect], whole: pygame.Rect
    ) -> int | None:
        """Return the first box that lies in the picture on no other name and on no hex.

        Full names come before short ones within a row, and rows near the middle first; a
        full name on any row is better than a short one on the best.
        """
        middles = [pygame.Rect(x, y, 1, 1) for x, y in self.centres.values()]
        free = [
            i
            for i, box in enumerate(tries)
            if whole.contains(box)
            and box.inflate(4, 2).collidelist(taken) < 0
            and box.inflate(self.radius * 1.5, self.radius * 1.2).collidelist(middles) < 0
        ]
        return min(free, key=lambda i: (tries[i].w < max(t.w for t in tries), i)) if free else None

    # ---- the cached picture -------------------------------------------------------------

    def picture(self) -> pygame.Surface:
        """Return everything that doesn't move, drawn once."""
        content, theme = self.content, self._theme
        if self._picture is None:
            sheet = pygame.Surface(self._size).convert()
            sheet.fill(theme.colour("fill", self._tone))
            if not theme.contrast:
                draw_coast(sheet, theme, self._tone, self.centres.values(), self.radius)
            if self.insets:
                edge = theme.colour("line", self._tone)
                pygame.draw.rect(sheet, edge, self.inset_box, 1, border_radius=theme.px(6))
            self._hexes(sheet, self.centres, self.radius)
            if not theme.contrast and not any(p.letter for p in content.paints):
                region = content.geometry.region
                draw_rivers(sheet, theme, self._tone, self.centres, region, self.radius)
            self._hexes(sheet, self.insets, self.inset_radius)
            for strong in (False, True):
                for token in content.tokens:
                    if token.strong == strong:
                        for cx, cy, r in self.spots.get(token.id, ()):
                            self.token(sheet, token, cx, cy, r)
            self._picture = sheet
        return self._picture

    def paint_again(self, content: MapContent) -> list[Point] | None:
        """Show other paints and marks: in the picture the seats that changed are drawn again.

        Returns the middles of those; None where the whole picture is drawn anew.
        """
        before, self.content = self.content, content
        if self._picture is None:
            return None
        lettered = [any(p.letter for p in x.paints) for x in (before, content)]
        if self.spots or self.insets or lettered[0] != lettered[1]:
            self._picture = None  # what lies above the hexes goes or comes
            return None
        marked = set(content.marked) ^ set(before.marked)
        changed = {
            seat: at
            for seat, at in self.centres.items()
            if seat in marked or content.paints[seat] != before.paints[seat]
        }
        self._hexes(self._picture, changed, self.radius)
        return list(changed.values())

    def _hexes(self, sheet: pygame.Surface, centres: dict[int, Point], r: float) -> None:
        theme, content = self._theme, self.content
        tiles: dict[Paint, pygame.Surface] = {}
        for seat, (cx, cy) in centres.items():
            paint = content.paints[seat]
            tile = tiles.get(paint)
            if tile is None:
                tile = tiles[paint] = hex_tile(paint, r)
            sheet.blit(tile, (round(cx - tile.get_width() / 2), round(cy - tile.get_height() / 2)))
        self._borders(sheet, centres, r)
        px = round(r * 0.95)
        if px >= 12:
            font = _letter_font(px)
            for seat, (cx, cy) in centres.items():
                paint = content.paints[seat]
                if paint.letter:
                    picture = font.render(paint.letter, True, paint.ink)
                    sheet.blit(picture, picture.get_rect(center=(round(cx), round(cy))))
        for seat in content.marked:
            if seat in centres:
                points = hex_points(*centres[seat], r * 0.86)
                for one, two in zip(points, [*points[1:], points[0]], strict=True):
                    pygame.draw.aaline(
                        sheet, theme.colour("warn", "panel"), one, two, max(1, round(r / 8))
                    )

    def _borders(self, sheet: pygame.Surface, centres: dict[int, Point], r: float) -> None:
        g = self.content.geometry
        inner = self._theme.colour("fill", self._tone)
        every = self.insets if centres is self.insets else self.centres
        for seat, way, other in g.borders:
            if (seat in centres or other in centres) and seat in every and other in every:
                # a way crosses the side between the corners of its number and the one before
                corners = hex_points(*every[seat], r)
                start, end = corners[(way - 1) % 6], corners[way]
                pygame.draw.aaline(sheet, inner, start, end, max(2, round(r / 4)))

    def token(self, sheet: pygame.Surface, token: Token, cx: float, cy: float, r: float) -> None:
        """Draw a hospital's token with its middle at a point."""
        theme = self._theme
        fill, ink = theme.fill(token.fill)
        d = max(5, round(2 * r))
        edge = (10, 14, 20)
        marked = token.strong and d >= 11  # with its ring or without: where the clock is read
        if token.ringed:
            gold = theme.fill("warn")[0]
            if not token.strong:
                gold = mix(gold, theme.colour("fill", "panel"), 0.35)
            more = 6 if token.strong else 4
            ring = shape_picture("circle", (d + more, d + more), edge, gold)
            sheet.blit(ring, (round(cx - (d + more) / 2), round(cy - (d + more) / 2)))
            d = max(5, d - 2)
        picture = shape_picture(token.shape, (d, d), fill, edge if d > 8 else None)
        sheet.blit(picture, (round(cx - d / 2), round(cy - d / 2)))
        if marked:
            mark = _letter_font(max(9, round(d * 0.78))).render(token.mark, True, ink)
            sheet.blit(mark, mark.get_rect(center=(round(cx), round(cy))))


def _label_names(content: MapContent) -> dict[int, tuple[str, str]]:
    """Return each region's short and full name, if names are wanted and more than one is shown."""
    present = sorted({int(content.geometry.region[s]) for s in content.shown})
    if not content.with_labels or len(present) < 2:
        return {}
    codes = [*REGIONS, *NATIONS]
    return {i: (codes[i], REGION_NAMES[codes[i]]) for i in present}


_FONTS: dict[int, pygame.Font] = {}


def _letter_font(px: int) -> pygame.Font:
    if px not in _FONTS:
        _FONTS[px] = pygame.Font(font_files()["SourceSansProBold"], px)
    return _FONTS[px]
