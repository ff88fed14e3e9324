"""Things that many of the small drawings share: the hospital, the pound, hands, placards."""

from __future__ import annotations

from tests.art.sketch import (
    BOX_RED,
    DUSK,
    GLOW,
    GOLD,
    INK,
    SHADE,
    STEEL,
    STONE,
    WHITE,
    Sketch,
)

W, H = 240.0, 120.0
SKY = "#bcd3da"
DAWN = "#f3d7a4"
GRASS = "#8fae7f"
ROAD = "#8c8778"
TEAL = "#2f9686"
VIOLET = "#8a72cf"
WOOD = "#8a5833"
DEEP = "#23405a"


def ground(s: Sketch, sky: str, land: str, at: float = 92) -> None:
    """Lay sky and land over the whole drawing."""
    s.rect(-4, -4, W + 8, at + 6, sky, 0)
    s.poly([(-4, at), (W + 4, at), (W + 4, H + 4), (-4, H + 4)], land, 2.4)


def hospital(
    s: Sketch, x: float, y: float, w: float, h: float, wall: str = WHITE, lit: bool = True
) -> None:
    """Draw a hospital standing on y, with its wing, its windows and its cross."""
    s.rect(x + w * 0.62, y - h * 0.62, w * 0.38, h * 0.62, STONE, 2.4)
    s.rect(x, y - h, w * 0.64, h, wall, 2.6)
    s.hatch(
        [(x + w * 0.5, y - h), (x + w * 0.64, y - h), (x + w * 0.64, y), (x + w * 0.5, y)],
        70,
        5,
        1,
        DUSK,
    )
    pane = GLOW if lit else "#5d6a75"
    for row in range(3):
        for column in range(4):
            u = x + w * (0.06 + 0.145 * column)
            v = y - h * (0.9 - 0.27 * row)
            if row == 0 and column in (1, 2):
                continue
            s.rect(u, v, w * 0.085, h * 0.15, pane if (row + column) % 3 or not lit else STEEL, 1.5)
    for column in range(3):
        s.rect(x + w * (0.68 + 0.1 * column), y - h * 0.5, w * 0.06, h * 0.14, pane, 1.4)
    s.rect(x + w * 0.24, y - h * 0.22, w * 0.15, h * 0.22, INK if not lit else "#40566b", 1.8)
    s.cross(x + w * 0.315, y - h * 0.84, h * 0.11, BOX_RED, 1.6)


def pound(s: Sketch, x: float, y: float, r: float, colour: str = INK, ink: float = 3) -> None:
    """Draw a pound sign about its middle."""
    s.path(
        f"M{x + r * 0.55:.1f} {y - r * 0.62:.1f}C{x + r * 0.3:.1f} {y - r * 1.1:.1f} "
        f"{x - r * 0.45:.1f} {y - r:.1f} {x - r * 0.35:.1f} {y - r * 0.3:.1f}"
        f"C{x - r * 0.25:.1f} {y + r * 0.3:.1f} {x - r * 0.2:.1f} {y + r * 0.5:.1f} "
        f"{x - r * 0.6:.1f} {y + r * 0.85:.1f}L{x + r * 0.65:.1f} {y + r * 0.85:.1f}",
        "none",
        ink,
        colour,
    )
    s.line([(x - r * 0.65, y + r * 0.08), (x + r * 0.3, y + r * 0.08)], ink, colour)


def coin(s: Sketch, x: float, y: float, r: float) -> None:
    """Draw a gold coin with its pound sign."""
    s.disc(x, y, r, GOLD, 2.2)
    s.disc(x, y, r * 0.76, "none", 1.1, "#8a6415")
    pound(s, x, y, r * 0.5, INK, max(1.6, r * 0.14))


def placard(
    s: Sketch, x: float, y: float, fill: str, foot: float = H + 4, w: float = 36, h: float = 26
) -> None:
    """Draw a placard about its middle, on a stick down to its foot."""
    s.line([(x, y + h / 2), (x, foot)], 4.4)
    s.line([(x, y + h / 2), (x, foot)], 2, "#b08750")
    s.rect(x - w / 2, y - h / 2, w, h, fill, 2.4)
    dark = WHITE if fill not in (WHITE, SHADE, GLOW) else BOX_RED
    s.line([(x - w * 0.32, y - h * 0.15), (x + w * 0.32, y - h * 0.15)], 2.8, dark)
    s.line([(x - w * 0.32, y + h * 0.2), (x + w * 0.16, y + h * 0.2)], 2.8, dark)


def crowd(s: Sketch, y: float, colour: str = INK, step: float = 27, start: float = -4) -> None:
    """Draw heads and shoulders from behind along the lower edge."""
    x, i = start, 0
    while x < W + 20:
        up = (i * 7) % 3 * 4
        s.path(
            f"M{x - 17:.0f} {H + 4:.0f}C{x - 16:.0f} {y - up + 12:.0f} {x + 16:.0f} "
            f"{y - up + 12:.0f} {x + 17:.0f} {H + 4:.0f}Z",
            colour,
            1.8,
        )
        s.disc(x, y - up, 8.5, colour if i % 2 else "#4a3b36", 1.8)
        x += step
        i += 1


def stamp(s: Sketch, x: float, y: float, colour: str = BOX_RED) -> None:
    """Draw a rubber stamp standing on (x, y)."""
    s.rect(x - 18, y - 10, 36, 10, "#3d2b1e", 2.2)
    s.poly([(x - 12, y - 10), (x + 12, y - 10), (x + 7, y - 20), (x - 7, y - 20)], WOOD, 2.2)
    s.rect(x - 4, y - 34, 8, 15, WOOD, 2)
    s.disc(x, y - 38, 8, colour, 2.2)


def westminster(s: Sketch, x: float, y: float, tall: float, fill: str) -> None:
    """Draw the clock tower and the long roof of Parliament, standing on y."""
    s.poly(
        [(x, y), (x, y - tall * 0.62), (x - 2, y - tall * 0.66), (x - 2, y - tall * 0.8),
         (x + 2, y - tall * 0.84), (x + 8, y - tall), (x + 14, y - tall * 0.84),
         (x + 18, y - tall * 0.8), (x + 18, y - tall * 0.66), (x + 16, y - tall * 0.62), (x + 16, y)],
        fill,
        2.2,
    )  # fmt: skip
    s.disc(x + 8, y - tall * 0.72, tall * 0.07, GLOW, 1.6)
    long: list[tuple[float, float]] = [(x + 16, y), (x + 16, y - tall * 0.3)]
    for i in range(8):
        u = x + 22 + i * 14
        long += [(u, y - tall * 0.3), (u + 2, y - tall * 0.4), (u + 4, y - tall * 0.3)]
    long += [(x + 136, y - tall * 0.3), (x + 136, y)]
    s.poly(long, fill, 2.2)
    for i in range(9):
        s.rect(x + 23 + i * 13, y - tall * 0.2, 5, tall * 0.14, GLOW if i % 3 else fill, 1)
