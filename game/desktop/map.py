"""The country as hexes: one a constituency, with the hospitals as tokens on them.

A hex map gives every seat the same room, so that London and the North West are not
buried; where two hospitals share a seat the second moves to the nearest free hex. Nothing
is told by colour alone: parties have letters or patterns, trusts have shapes, failing
hospitals are larger, marginals are ringed. The whole picture is supersampled and cached;
a frame is one blit and what is pointed at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Unpack

import numpy as np
import pygame
from numpy.typing import NDArray

from game.desktop.kit.node import Common, Ctx, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.theme import Colour, Theme, Tone, mix
from game.world.country import Country
from game.world.names import NATIONS, PARTIES, REGIONS

Layer = Literal["hospitals", "party", "quality", "money"]
LAYERS: Final[tuple[tuple[Layer, str], ...]] = (
    ("hospitals", "Hospitals"),
    ("party", "Seats"),
    ("quality", "Quality"),
    ("money", "Money"),
)
REGION_NAMES: Final[dict[str, str]] = {
    "NE": "North East",
    "NW": "North West",
    "YH": "Yorkshire",
    "EM": "East Midlands",
    "WM": "West Midlands",
    "EE": "East of England",
    "LN": "London",
    "SE": "South East",
    "SW": "South West",
    "WA": "Wales",
    "SC": "Scotland",
    "NI": "N. Ireland",
}
#: Lightness of each English region, so that neighbours differ a little.
_SHADES: Final = (0.0, 0.5, 1.0, 0.0, 1.0, 0.5, 1.0, 0.0, 0.5)
PARTY_LETTERS: Final[dict[str, str]] = {
    "con": "C",
    "lab": "L",
    "ld": "D",
    "ukip": "U",
    "green": "G",
    "nat": "N",
    "oth": "O",
    "insurgent": "★",
}
_PATTERNS: Final[dict[str, str]] = {
    "con": "",
    "lab": "stripes",
    "ld": "dots",
    "ukip": "cross",
    "green": "bars",
    "nat": "bars",
    "oth": "cross",
    "insurgent": "dots",
}
_ROOT3: Final = math.sqrt(3.0)


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """Where hexes lie, in units of a hex's radius; pointed tops, y down."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    region: NDArray[np.int64]
    neighbours: tuple[tuple[int, ...], ...]  # of each hex, in the six directions; -1 for none

    @classmethod
    def of(cls, country: Country) -> Geometry:
        """The geometry of a country's axial coordinates."""
        at = {
            (int(q), int(r)): i for i, (q, r) in enumerate(zip(country.q, country.r, strict=True))
        }
        ways = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
        beside = tuple(
            tuple(at.get((int(q) + dq, int(r) + dr), -1) for dq, dr in ways)
            for q, r in zip(country.q, country.r, strict=True)
        )
        q, r = country.q.astype(float), country.r.astype(float)
        return cls(_ROOT3 * (q + r / 2), 1.5 * r, country.region, beside)


@dataclass(frozen=True, slots=True)
class Token:
    """A hospital trust on the map."""

    id: str
    name: str
    seat: int
    shape: Literal["circle", "square", "cross", "diamond"]
    fill: str  # theme fill
    strong: bool  # failing or in administration: larger, on top
    ringed: bool  # in a government marginal
    tip: str


@dataclass(frozen=True, slots=True)
class Paint:
    """How each hex is coloured: a colour, a pattern and a letter."""

    colour: Colour
    pattern: str = ""
    letter: str = ""
    ink: Colour = (255, 255, 255)


def spread(geometry: Geometry, tokens: Sequence[Token]) -> dict[str, int]:
    """The hex of each token: its seat's, else the nearest free one. Strong ones first."""
    taken: dict[int, str] = {}
    where: dict[str, int] = {}
    for token in sorted(tokens, key=lambda t: (not t.strong, t.id)):
        ring, seen = [token.seat], {token.seat}
        found = token.seat
        while ring:
            free = [h for h in ring if h not in taken]
            if free:
                found = free[0]
                break
            ring = [n for h in ring for n in geometry.neighbours[h] if n >= 0 and n not in seen]
            ring = list(dict.fromkeys(ring))
            seen.update(ring)
        taken[found] = token.id
        where[token.id] = found
    return where


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
        sign: object,  # changes whenever paints or tokens do
        shown: Sequence[int] | None = None,
        tokens: Sequence[Token] = (),
        chosen: str = "",
        on_choose: Callable[[str], object] | None = None,
        on_open: Callable[[str], object] | None = None,
        seat_tip: Callable[[int], str] | None = None,
        marked: Sequence[int] = (),
        labels: bool = True,
        inset: Sequence[int] = (),
        inset_name: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.geometry, self.paints, self.sign = geometry, paints, sign
        self.shown = list(range(len(geometry.x))) if shown is None else list(shown)
        self.tokens, self.chosen = tokens, chosen
        self.on_choose, self.on_open, self.seat_tip = on_choose, on_open, seat_tip
        self.marked, self.with_labels = marked, labels
        self.inset, self.inset_name = list(inset), inset_name
        self._laid: Laid | None = None

    # ---- measures ---------------------------------------------------------------

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(220), c.theme.px(420)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.px(220), c.theme.px(460)

    def laid(self, c: Ctx) -> Laid:
        """Where everything lies in the present rectangle; cached by what it depends on."""
        if self._laid is None:
            key = f"{self.path}:laid"
            kept: list[Any] = c.state(key, lambda: [None, None])
            sign = (self.sign, self.rect.size, tuple(self.shown), c.theme.scale,
                    c.theme.text_scale, len(self.inset))  # fmt: skip
            if kept[0] != sign:
                kept[0], kept[1] = sign, Laid(c, self)
            self._laid = kept[1]
        return self._laid

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
        """What the tooltip says of a point, or of the chosen trust if there is no pointer."""
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
        """Clicks choose; arrows go to the next hospital that way; Enter opens it."""
        if event.type == pygame.MOUSEMOTION:
            spot = self._token_at(c, event.pos)
            under = spot.id if spot else f"seat{self._seat_at(c, event.pos)}"
            kept: list[str] = c.state(f"{self.path}:under", lambda: [""])
            if kept[0] != under:
                kept[0] = under
                c.dirty()
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.set_focus(self.path)
            token = self._token_at(c, event.pos)
            if token is not None and self.on_choose is not None:
                c.sound("click")
                self.on_choose(token.id)
                if getattr(event, "clicks", 1) > 1 and self.on_open is not None:
                    self.on_open(token.id)
            c.dirty()
            return True
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL:
            return False
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.chosen and self.on_open:
            self.on_open(self.chosen)
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
        laid = self.laid(c)
        b.surface.blit(laid.picture(c, b, self), self.rect)
        for name, box in laid.labels:
            b.text(name, (self.rect.x + box.x, self.rect.y + box.y), "semibold", laid.label_px,
                   c.theme.colour("soft", self.tone))  # fmt: skip
        ring = c.theme.ring
        for cx, cy, r in laid.spots.get(self.chosen, ()):
            at = (self.rect.x + cx, self.rect.y + cy)
            for extra in (4.0, 5.0, 6.0):
                pygame.draw.aacircle(b.surface, ring, at, r + c.theme.px(extra), 1)
        if c.hover == self.path and not c.keyboard:
            self._paint_pointed(c, b, laid)

    def _paint_pointed(self, c: Ctx, b: Brush, laid: Laid) -> None:
        at = getattr(c, "_pointer", (-1, -1))
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
        """How many seats and trusts, and which is chosen."""
        return {"seats": len(self.shown), "trusts": len(self.tokens), "chosen": self.chosen}

    def sem_children(self, c: Ctx) -> list[Sem]:
        """The tokens."""
        out = []
        for token in self.tokens:
            for cx, cy, r in self.laid(c).spots.get(token.id, ())[:1]:
                d = max(4, round(2 * r))
                box = pygame.Rect(0, 0, d, d)
                box.center = (self.rect.x + round(cx), self.rect.y + round(cy))
                state = {"strong": token.strong, "ringed": token.ringed, "shape": token.shape}
                out.append(Sem("token", token.name, box, state, f"{self.path}:{token.id}"))
        return out


def hex_points(x: float, y: float, r: float) -> list[tuple[float, float]]:
    """The corners of a hex with its point up."""
    return [
        (
            x + r * math.cos(math.pi / 3 * i + math.pi / 6),
            y + r * math.sin(math.pi / 3 * i + math.pi / 6),
        )
        for i in range(6)
    ]


class Laid:
    """A map laid out in one rectangle, with its picture."""

    def __init__(self, c: Ctx, node: HexMap) -> None:
        theme, g = c.theme, node.geometry
        self.label_px = theme.font_px("tiny")
        w, h = node.rect.size
        shown = np.array(node.shown)
        xs, ys = g.x[shown], g.y[shown]
        wide, tall = np.ptp(xs) + _ROOT3, np.ptp(ys) + 2.0
        names = _label_names(node)
        short = max(
            (c.brush.width(n, "semibold", self.label_px) for n, _ in names.values()), default=0
        )
        margin = short * 0.6 + theme.px(6) if names else theme.px(6)
        self.radius = max(2.0, min((w - 2 * margin) / wide, (h - theme.px(10)) / tall))
        r = self.radius
        ox = (w - wide * r) / 2 - (xs.min() - _ROOT3 / 2) * r
        oy = (h - tall * r) / 2 - (ys.min() - 1.0) * r
        self.centres = {int(s): (ox + g.x[s] * r, oy + g.y[s] * r) for s in shown}
        self.insets: dict[int, tuple[float, float]] = {}
        self.inset_radius = r * 1.75
        self.inset_box = pygame.Rect(0, 0, 0, 0)
        self._place_inset(c, node, w, h)
        self.spots: dict[str, tuple[tuple[float, float, float], ...]] = {}
        self._place_tokens(node)
        self.labels = self._place_labels(c, node, names, w, h)
        self._picture: pygame.Surface | None = None

    def _place_inset(self, c: Ctx, node: HexMap, w: int, h: int) -> None:
        if not node.inset:
            return
        g, r = node.geometry, self.inset_radius
        xs, ys = g.x[node.inset], g.y[node.inset]
        bw = (np.ptp(xs) + _ROOT3) * r + c.theme.px(16)
        bh = (np.ptp(ys) + 2) * r + c.theme.px(16) + c.brush.line(self.label_px)
        box = pygame.Rect(0, 0, math.ceil(bw), math.ceil(bh))
        corners = ((w - box.w, 0), (0, 0), (w - box.w, h - box.h), (0, h - box.h))
        for at in corners:
            box.topleft = at
            if not any(box.inflate(r, r).collidepoint(p) for p in self.centres.values()):
                break
        else:
            return
        self.inset_box = box
        ox = box.x + c.theme.px(8) + r * _ROOT3 / 2 - xs.min() * r
        oy = box.y + c.theme.px(8) + c.brush.line(self.label_px) + r - ys.min() * r
        self.insets = {s: (ox + g.x[s] * r, oy + g.y[s] * r) for s in node.inset}

    def _place_tokens(self, node: HexMap) -> None:
        where = spread(node.geometry, [t for t in node.tokens if t.seat >= 0])
        for token in node.tokens:
            seat = where.get(token.id, -1)
            if seat not in self.centres:
                continue
            size = 0.72 if token.strong else 0.40
            spots = []
            if seat in self.insets:
                spots.append((*self.insets[seat], self.inset_radius * size))
            spots.append((*self.centres[seat], self.radius * size))
            self.spots[token.id] = tuple(spots)

    def _place_labels(
        self, c: Ctx, node: HexMap, names: dict[int, tuple[str, str]], w: int, h: int
    ) -> list[tuple[str, pygame.Rect]]:
        """Names beside the coast, at the middle of their region; London's lies on it."""
        line, whole = c.brush.line(self.label_px), pygame.Rect(0, 0, w, h)
        out: list[tuple[str, pygame.Rect]] = []
        taken = [self.inset_box] if self.insets else []
        region = node.geometry.region
        for which, (short, full) in names.items():
            inside = [s for s in node.shown if region[s] == which]
            heights = sorted({round(self.centres[s][1], 1) for s in inside})
            middle = float(np.mean([self.centres[s][1] for s in inside]))
            tries: list[pygame.Rect] = []
            said: list[str] = []
            for y in sorted(heights, key=lambda v: abs(v - middle)):
                row = [s for s in node.shown if abs(self.centres[s][1] - y) < self.radius * 0.4]
                ends = {
                    True: min(row, key=lambda s: self.centres[s][0]),
                    False: max(row, key=lambda s: self.centres[s][0]),
                }
                for left, end in ends.items():
                    if region[end] != which:
                        continue
                    for name in (full, short):
                        wide = c.brush.width(name, "semibold", self.label_px)
                        x = self.centres[end][0]
                        x = x - self.radius - wide - 7 if left else x + self.radius + 7
                        tries.append(pygame.Rect(round(x), round(y - line / 2), wide, line))
                        said.append(name)
            best = self._first_free(tries, taken, whole)
            if best is not None:
                out.append((said[best], tries[best]))
                taken.append(tries[best])
        if self.insets:
            at = (self.inset_box.x + c.theme.px(9), self.inset_box.y + c.theme.px(5))
            wide = c.brush.width(node.inset_name, "semibold", self.label_px)
            out.append((node.inset_name, pygame.Rect(at, (wide, line))))
        return out

    def _first_free(
        self, tries: list[pygame.Rect], taken: list[pygame.Rect], whole: pygame.Rect
    ) -> int | None:
        """The first box that lies in the picture on no other name and on no hex.

        Full names come before short ones within a row, and rows near the middle first; a
        full name on any row is better than a short one on the best.
        """
        free = [
            i
            for i, box in enumerate(tries)
            if whole.contains(box)
            and box.inflate(4, 2).collidelist(taken) < 0
            and not any(
                box.inflate(self.radius * 1.5, self.radius * 1.2).collidepoint(p)
                for p in self.centres.values()
            )
        ]
        return min(free, key=lambda i: (tries[i].w < max(t.w for t in tries), i)) if free else None

    # ---- the cached picture -------------------------------------------------------------

    def picture(self, c: Ctx, b: Brush, node: HexMap) -> pygame.Surface:
        """Everything that doesn't move, drawn once."""
        if self._picture is None:
            sheet = pygame.Surface(node.rect.size).convert()
            sheet.fill(c.theme.colour("fill", node.tone))
            if self.insets:
                edge = c.theme.colour("line", node.tone)
                pygame.draw.rect(sheet, edge, self.inset_box, 1, border_radius=c.theme.px(6))
            self._hexes(c.theme, node, sheet, self.centres, self.radius)
            self._hexes(c.theme, node, sheet, self.insets, self.inset_radius)
            for strong in (False, True):
                for token in node.tokens:
                    if token.strong == strong:
                        for cx, cy, r in self.spots.get(token.id, ()):
                            self._token(c.theme, sheet, token, cx, cy, r)
            self._picture = sheet
        return self._picture

    def _hexes(
        self,
        theme: Theme,
        node: HexMap,
        sheet: pygame.Surface,
        centres: dict[int, tuple[float, float]],
        r: float,
    ) -> None:
        tiles: dict[Paint, pygame.Surface] = {}
        for seat, (cx, cy) in centres.items():
            paint = node.paints[seat]
            tile = tiles.get(paint)
            if tile is None:
                tile = tiles[paint] = hex_tile(paint, r)
            sheet.blit(tile, (round(cx - tile.get_width() / 2), round(cy - tile.get_height() / 2)))
        self._borders(theme, node, sheet, centres, r)
        px = round(r * 0.95)
        if px >= 12:
            font = _letter_font(px)
            for seat, (cx, cy) in centres.items():
                paint = node.paints[seat]
                if paint.letter:
                    picture = font.render(paint.letter, True, paint.ink)
                    sheet.blit(picture, picture.get_rect(center=(round(cx), round(cy))))
        for seat in node.marked:
            if seat in centres:
                points = hex_points(*centres[seat], r * 0.86)
                for one, two in zip(points, [*points[1:], points[0]], strict=True):
                    pygame.draw.aaline(
                        sheet, theme.colour("warn", "panel"), one, two, max(1, round(r / 8))
                    )

    def _borders(
        self,
        theme: Theme,
        node: HexMap,
        sheet: pygame.Surface,
        centres: dict[int, tuple[float, float]],
        r: float,
    ) -> None:
        g = node.geometry
        inner = theme.colour("fill", node.tone)
        for seat, (cx, cy) in centres.items():
            corners = hex_points(cx, cy, r)
            # Direction d of the axial ways crosses the side between corners d-1 and d.
            for d, other in enumerate(g.neighbours[seat]):
                if other in centres and (other < seat or g.region[other] == g.region[seat]):
                    continue
                if other in centres:
                    pygame.draw.aaline(
                        sheet, inner, corners[(d - 1) % 6], corners[d], max(2, round(r / 4))
                    )

    def _token(
        self, theme: Theme, sheet: pygame.Surface, token: Token, cx: float, cy: float, r: float
    ) -> None:
        from game.desktop.kit.paint import shape_picture

        fill, ink = theme.fill(token.fill)
        d = max(5, round(2 * r))
        edge = (10, 14, 20)
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
        if token.strong and d >= 11:
            mark = _letter_font(max(9, round(d * 0.78))).render("!", True, ink)
            sheet.blit(mark, mark.get_rect(center=(round(cx), round(cy))))


def _label_names(node: HexMap) -> dict[int, tuple[str, str]]:
    """Each region's short and full name, if names are wanted and more than one is shown."""
    present = sorted({int(node.geometry.region[s]) for s in node.shown})
    if not node.with_labels or len(present) < 2:
        return {}
    codes = [*REGIONS, *NATIONS]
    return {i: (codes[i], REGION_NAMES[codes[i]]) for i in present}


_FONTS: dict[int, pygame.Font] = {}


def _letter_font(px: int) -> pygame.Font:
    from game.desktop.kit.paint import _font_files

    if px not in _FONTS:
        _FONTS[px] = pygame.Font(_font_files()["SourceSansProBold"], px)
    return _FONTS[px]


def hex_tile(paint: Paint, r: float) -> pygame.Surface:
    """One hex, drawn at four times its size and smoothed, with its pattern."""
    k = 4
    size = (math.ceil(_ROOT3 * r) + 2, math.ceil(2 * r) + 2)
    big = pygame.Surface((size[0] * k, size[1] * k), pygame.SRCALPHA)
    big.fill((*paint.colour, 0))
    cx, cy = size[0] * k / 2, size[1] * k / 2
    outline = hex_points(cx, cy, (r - 0.35) * k)
    pygame.draw.polygon(big, (*paint.colour, 255), outline)
    if paint.pattern:
        over = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        light = (*mix(paint.colour, paint.ink, 0.42), 255)
        step = max(k * 3, round(r * k * 0.62))
        w, h = big.get_size()
        if paint.pattern == "stripes":
            for x in range(-h, w, step):
                pygame.draw.line(over, light, (x, h), (x + h, 0), max(k, step // 4))
        elif paint.pattern == "bars":
            for y in range(step // 2, h, step):
                pygame.draw.line(over, light, (0, y), (w, y), max(k, step // 4))
        elif paint.pattern == "cross":
            for x in range(-h, w, step):
                pygame.draw.line(over, light, (x, h), (x + h, 0), max(k, step // 5))
                pygame.draw.line(over, light, (x, 0), (x + h, h), max(k, step // 5))
        else:
            for y in range(step // 2, h, step):
                for x in range(step // 2, w, step):
                    pygame.draw.circle(over, light, (x, y), max(k, step // 4))
        mask = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(mask, (255, 255, 255, 255), outline)
        over.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
        big.blit(over, (0, 0))
    return pygame.transform.smoothscale(big, size)


# ---- what the layers show -----------------------------------------------------------------


def region_paints(theme: Theme, geometry: Geometry, tone: Tone = "panel") -> list[Paint]:
    """The quiet ground: each region a shade of slate."""
    low, high = theme.colour("rule", tone), theme.colour("line", tone)
    shades = [mix(low, mix(high, theme.colour("soft", tone), 0.14), s) for s in _SHADES]
    faint = mix(theme.colour("fill", tone), low, 0.5)
    return [Paint(shades[int(x)] if x < len(shades) else faint) for x in geometry.region]


def party_paints(theme: Theme, holders: Sequence[str]) -> list[Paint]:
    """Who holds each seat: colour, pattern, and a letter where there is room."""
    made: dict[str, Paint] = {}
    for party in set(holders):
        colour, ink = theme.fill(party if party in theme.fills else "none")
        made[party] = Paint(colour, _PATTERNS.get(party, ""), PARTY_LETTERS.get(party, ""), ink)
    return [made[p] for p in holders]


def scale_paints(
    theme: Theme, geometry: Geometry, by_region: Sequence[float], low: float, high: float
) -> list[Paint]:
    """A number of each region as a shade: dark is bad, light good; patterned in the worst third."""
    dark, light = (74, 52, 40), (96, 140, 150)
    out = []
    for x in geometry.region:
        value = by_region[int(x)] if x < len(by_region) else math.nan
        if math.isnan(value):
            out.append(
                Paint(mix(theme.colour("fill", "panel"), theme.colour("rule", "panel"), 0.5))
            )
            continue
        part = max(0.0, min(1.0, (value - low) / max(1e-9, high - low)))
        pattern = "stripes" if part < 1 / 3 else "dots" if part < 2 / 3 else ""
        out.append(Paint(mix(dark, light, part), pattern))
    return out


def holders_of(country: Country) -> list[str]:
    """The party that won each seat in the baseline election."""
    return [PARTIES[int(i)] for i in np.argmax(country.votes, axis=0)]
