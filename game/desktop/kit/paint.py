"""The brush: fonts, icons and shapes with everything expensive cached.

One ``Brush`` lives as long as the window. Shapes have smooth corners made from small
supersampled tiles, so that a full redraw stays a few milliseconds in software.
"""

from __future__ import annotations

import io
import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pygame

from game import paths
from game.desktop.kit.shapes import Point, shadow_picture, shape_picture
from game.desktop.theme import Colour, Theme, Weight
from game.scenario.characters import without_stray
from game.telling.typography import typeset

#: The packages' name of each face.
FACES: dict[Weight, str] = {
    "light": "SourceSansProLight",
    "regular": "SourceSansPro",
    "semibold": "SourceSansProSemibold",
    "bold": "SourceSansProBold",
    "italic": "SourceSansProIt",
    "serif": "SourceSerifPro",
    "serif_bold": "SourceSerifProBold",
    "serif_italic": "SourceSerifProIt",
    "masthead": "SourceSerifProBlack",
}
#: What stands in for a face of the serif where its package is missing.
_INSTEAD: dict[str, str] = {
    "SourceSerifPro": "SourceSansPro",
    "SourceSerifProBold": "SourceSansProBold",
    "SourceSerifProIt": "SourceSansProIt",
    "SourceSerifProBlack": "SourceSansProBold",
}
_SERIFS: frozenset[Weight] = frozenset(("serif", "serif_bold", "serif_italic", "masthead"))
_AFTER_NARROW = re.compile(r"(?<=[“”„\"«»%¼½¾])(?=.)")


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A piece of text as painted, for the check that nothing is clipped or overlaps."""

    text: str
    rect: pygame.Rect
    clip: pygame.Rect
    layer: int
    scrolled: bool


@lru_cache(maxsize=1)
def font_files() -> dict[str, str]:
    """Return the files of the type by face, from the font packages.

    Without the serif's package its faces are missing from it; ``face_file`` then gives the sans.
    """
    import font_source_sans_pro  # type: ignore[import-untyped]

    files: dict[str, str] = dict(font_source_sans_pro.font_files_ttf)
    try:
        import font_source_serif_pro  # type: ignore[import-untyped]
    except ImportError:
        return files
    return files | dict(font_source_serif_pro.font_files_ttf)


def face_file(weight: Weight) -> str:
    """Return the file of a face, of the one that stands in for it where it is missing."""
    files, face = font_files(), FACES[weight]
    return files[face] if face in files else files[_INSTEAD[face]]


def set_parts(text: str, weight: Weight) -> list[str]:
    """Return a line in the parts that are set side by side; together they are the line.

    The serif's files give signs that are made of two the width of one: what follows would be
    drawn over their second half. Such a sign ends a part, and its part is as wide as it is drawn.

    >>> set_parts("He said “No”, twice.", "serif")
    ['He said “', 'No”', ', twice.']
    >>> set_parts("He said “No”, twice.", "bold")
    ['He said “No”, twice.']
    """
    if weight not in _SERIFS:
        return [text]
    return _AFTER_NARROW.split(text)


def missing_faces() -> list[str]:
    """Return the names of faces that another stands in for."""
    return [face for face in FACES.values() if face not in font_files()]


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (paths.assets_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return every icon there is."""
    folder: Path = paths.assets_dir() / "icons"
    return frozenset(p.stem for p in folder.glob("*.svg"))


class Brush:
    """Draws on ``surface``; ``theme`` may be exchanged, the caches then fill anew."""

    def __init__(self, surface: pygame.Surface, theme: Theme) -> None:
        pygame.font.init()
        self.surface = surface
        self.theme = theme
        self.log: list[DrawnText] | None = None
        self.layer = 0
        self.scrolled = 0
        self._fonts: dict[tuple[Weight, int], pygame.Font] = {}
        self._widths: dict[tuple[str, Weight, int], int] = {}
        self._texts: dict[tuple[str, Weight, int, Colour], pygame.Surface] = {}
        self._icons: dict[tuple[str, int, Colour], pygame.Surface] = {}
        self._corners: dict[tuple[object, ...], pygame.Surface] = {}
        self._shadows: dict[tuple[int, int, int, int], pygame.Surface] = {}

    # ---- type -------------------------------------------------------------------

    def font(self, weight: Weight, px: int) -> pygame.Font:
        """Return the face at a pixel height."""
        key = (weight, px)
        found = self._fonts.get(key)
        if found is None:
            found = pygame.Font(face_file(weight), px)
            self._fonts[key] = found
        return found

    def width(self, text: str, weight: Weight, px: int, *, typed: bool = False) -> int:
        """Return how wide a line is; ``typed`` as for ``text``."""
        text = text if typed else typeset(text)
        key = (text, weight, px)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            font = self.font(weight, px)
            parts = set_parts(without_stray(text), weight)
            found = self._widths[key] = sum(font.size(part)[0] for part in parts)
        return found

    def cut(self, text: str, weight: Weight, px: int, room: int) -> str:
        """Return the text, or as much of its beginning as the room holds, with an ellipsis."""
        if self.width(text, weight, px) <= room:
            return text
        over = bisect_left(
            range(len(text)), True, key=lambda n: self.width(f"{text[:n]}…", weight, px) > room
        )
        return f"{text[: max(0, over - 1)].rstrip()}…"

    def line(self, px: int) -> int:
        """Return the height of a line of text at that size."""
        return math.ceil(px * 1.28)

    def text(
        self,
        text: str,
        at: tuple[int, int],
        weight: Weight,
        px: int,
        colour: Colour,
        *,
        typed: bool = False,
    ) -> pygame.Rect:
        """Draw one line with its top left at ``at``; returns where it lies.

        It is drawn with printed marks, ``typed`` as it stands: what a person is typing, and part
        of a text whose marks were set with what is about them.
        """
        if not text:
            return pygame.Rect(at, (0, 0))
        text = text if typed else typeset(text)
        key = (text, weight, px, colour)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > 6000:
                self._texts.clear()
            # names come from files: what could turn or hide text is not drawn either
            found = self._texts[key] = self._line_of(without_stray(text), weight, px, colour)
        rect = found.get_rect(topleft=at)
        self.surface.blit(found, rect)
        if self.log is not None:
            clip = self.surface.get_clip()
            self.log.append(
                DrawnText(without_stray(text), rect.copy(), clip, self.layer, self.scrolled > 0)
            )
        return rect

    def _line_of(self, text: str, weight: Weight, px: int, colour: Colour) -> pygame.Surface:
        """Return one line as a picture."""
        font = self.font(weight, px)
        pictures = [font.render(part, True, colour) for part in set_parts(text, weight)]
        if len(pictures) == 1:
            return pictures[0]
        size = (sum(p.get_width() for p in pictures), max(p.get_height() for p in pictures))
        line = pygame.Surface(size, pygame.SRCALPHA)
        x = 0
        for picture in pictures:
            line.blit(picture, (x, 0))
            x += picture.get_width()
        return line

    # ---- icons ------------------------------------------------------------------

    def icon(self, name: str, rect: pygame.Rect, colour: Colour) -> None:
        """Draw an icon of ``assets/icons`` in the colour, as large as fits the rectangle."""
        size = min(rect.w, rect.h)
        if size <= 0:
            return
        picture = self.icon_picture(name, size, colour)
        self.surface.blit(picture, picture.get_rect(center=rect.center))

    def icon_picture(self, name: str, size: int, colour: Colour) -> pygame.Surface:
        """Return the icon as a surface, drawn at four times its size and smoothed."""
        key = (name, size, colour)
        found = self._icons.get(key)
        if found is None:
            text = re.sub(r'(width|height)="24"', rf'\1="{size * 4}"', _svg(name))
            big = pygame.image.load_sized_svg(
                io.BytesIO(text.encode()), (size * 4, size * 4)
            ).convert_alpha()
            big.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_MAX)
            big.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
            found = self._icons[key] = pygame.transform.smoothscale(big, (size, size))
        return found

    # ---- shapes -----------------------------------------------------------------

    def box(
        self,
        rect: pygame.Rect,
        fill: Colour | None,
        radius: int = 0,
        border: Colour | None = None,
        width: int = 1,
    ) -> None:
        """Draw a rectangle with smooth round corners, filled, bordered or both."""
        r = min(radius, rect.w // 2, rect.h // 2)
        if rect.w <= 0 or rect.h <= 0:
            return
        s = self.surface
        if r <= 1:
            if fill is not None:
                s.fill(fill, rect)
            if border is not None:
                pygame.draw.rect(s, border, rect, width)
            return
        x, y, w, h = rect
        if fill is not None:
            s.fill(fill, (x + r, y, w - 2 * r, h))
            s.fill(fill, (x, y + r, r, h - 2 * r))
            s.fill(fill, (x + w - r, y + r, r, h - 2 * r))
        if border is not None:
            s.fill(border, (x + r, y, w - 2 * r, width))
            s.fill(border, (x + r, y + h - width, w - 2 * r, width))
            s.fill(border, (x, y + r, width, h - 2 * r))
            s.fill(border, (x + w - width, y + r, width, h - 2 * r))
        for i, at in enumerate(((x, y), (x + w - r, y), (x, y + h - r), (x + w - r, y + h - r))):
            s.blit(self._corner(r, fill, border, width, i), at)

    def _corner(
        self, r: int, fill: Colour | None, border: Colour | None, width: int, which: int
    ) -> pygame.Surface:
        key = (r, fill, border, width, which)
        found = self._corners.get(key)
        if found is None:
            k = 4
            big = pygame.Surface((r * k, r * k), pygame.SRCALPHA)
            base = border if border is not None else fill
            assert base is not None
            big.fill((*base, 0))
            centre = (r * k if which in (0, 2) else 0, r * k if which in (0, 1) else 0)
            if border is not None:
                pygame.draw.circle(big, (*border, 255), centre, r * k)
                inner = (*fill, 255) if fill is not None else (*border, 0)
                pygame.draw.circle(big, inner, centre, (r - width) * k)
            else:
                pygame.draw.circle(big, (*base, 255), centre, r * k)
            found = self._corners[key] = pygame.transform.smoothscale(big, (r, r))
        return found

    def shadow(self, rect: pygame.Rect, radius: int, spread: int, strength: int = 110) -> None:
        """Draw a soft shadow under a card."""
        key = (rect.w, rect.h, radius, spread)
        found = self._shadows.get(key)
        if found is None:
            if len(self._shadows) > 64:
                self._shadows.clear()
            found = self._shadows[key] = shadow_picture(rect.size, radius, spread, strength)
        pad = spread * 2
        self.surface.blit(found, (rect.x - pad, rect.y - pad + spread // 2))

    def lines(self, points: Sequence[Point], colour: Colour, width: int = 2) -> None:
        """Draw a smooth broken line."""
        for one, two in itertools.pairwise(points):
            pygame.draw.aaline(self.surface, colour, one, two, width)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Draw a smooth disc."""
        pygame.draw.aacircle(self.surface, colour, centre, radius)

    def shape(
        self, kind: str, rect: pygame.Rect, colour: Colour, border: Colour | None = None
    ) -> None:
        """Draw a small token: circle, square, diamond, hexagon, triangle or cross; cached."""
        key = ("shape", kind, rect.w, rect.h, colour, border)
        found = self._corners.get(key)
        if found is None:
            found = self._corners[key] = shape_picture(kind, rect.size, colour, border)
        self.surface.blit(found, rect)

    def veil(self, rect: pygame.Rect, colour: Colour, alpha: int) -> None:
        """Draw a see-through sheet over part of the picture."""
        sheet = pygame.Surface(rect.size)
        sheet.fill(colour)
        sheet.set_alpha(alpha)
        self.surface.blit(sheet, rect)
