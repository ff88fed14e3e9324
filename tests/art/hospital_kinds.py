"""Small drawings for what is done to hospitals, by an order of that kind or by events."""

from __future__ import annotations

from tests.art.places import GRASS, ROAD, SKY, WOOD, ground, hospital, placard, pound
from tests.art.sketch import BOX_RED, DUSK, GLOW, GOLD, INK, STEEL, STONE, WHITE, Sketch


def takeover(s: Sketch) -> None:
    """A crane lifts the old sign from the roof."""
    ground(s, SKY, ROAD, 100)
    hospital(s, 14, 100, 96, 52)
    hospital(s, 150, 100, 80, 36, STONE, lit=False)
    s.line([(126, 120), (126, 8), (226, 8)], 5)
    s.line([(126, 120), (126, 8), (226, 8)], 2.4, GOLD)
    s.line([(126, 30), (152, 8)], 2.4)
    for y in range(20, 118, 14):
        s.line([(122, y), (130, y + 10)], 1.6)
    s.line([(196, 8), (196, 26)], 2)
    s.poly([(170, 38), (196, 24), (222, 38)], "none", 2)
    s.rect(166, 38, 62, 18, BOX_RED, 2.6)
    s.line([(174, 47), (206, 47)], 3.2, WHITE)
    s.cross(217, 47, 5.5, WHITE, 1)


def subsidy(s: Sketch) -> None:
    """A drip of money."""
    ground(s, "#d4e2e4", "#92aeb0", 100)
    s.line([(62, 6), (62, 112)], 4, STEEL)
    s.line([(62, 8), (96, 8), (96, 16)], 4, STEEL)
    s.path("M78 18L116 18C120 36 120 50 112 64L82 64C74 50 74 36 78 18Z", "#f3dc95", 2.8)
    s.path("M77 40L117 40C118 50 116 56 112 64L82 64C78 56 76 50 77 40Z", GOLD, 0)
    s.path("M78 18L116 18C120 36 120 50 112 64L82 64C74 50 74 36 78 18Z", "none", 2.8)
    pound(s, 97, 40, 13, INK, 3.4)
    s.path("M97 64C97 92 120 100 132 84C140 74 146 74 152 80", "none", 3, "#8a6415")
    hospital(s, 148, 104, 80, 50)
    s.line([(44, 112), (80, 112)], 4, STEEL)


def bail_out(s: Sketch) -> None:
    """A hospital in the water, and a lifebelt on its way."""
    ground(s, SKY, "#3f6f8c", 80)
    hospital(s, 24, 92, 92, 62)
    s.path(
        "M-4 84C16 76 30 90 50 84C70 78 84 92 104 84C124 78 138 92 158 84C178 78 192 92 212 84C226 80 236 84 244 86L244 124L-4 124Z",
        "#3f6f8c",
        2.6,
    )
    for y in (98, 110):
        s.path(
            f"M10 {y}C24 {y - 6} 36 {y + 4} 50 {y}M90 {y + 3}C104 {y - 3} 116 {y + 6} 130 {y + 2}M172 {y}C186 {y - 6} 198 {y + 4} 214 {y}",
            "none",
            2,
            "#a9cbdc",
        )
    s.path("M244 12C214 14 196 26 184 44", "none", 2.6, WOOD)
    s.disc(166, 62, 27, WHITE, 3)
    for a, b in (
        ((146, 44), (157, 53)),
        ((186, 44), (175, 53)),
        ((146, 80), (157, 71)),
        ((186, 80), (175, 71)),
    ):
        s.line([a, b], 11, BOX_RED)
    s.disc(166, 62, 27, "none", 3)
    s.disc(166, 62, 12, SKY, 3)


def strike(s: Sketch) -> None:
    """The brazier at the gate."""
    s.rect(-4, -4, 250, 130, "#3a4a5e", 0)
    s.rect(-4, 96, 250, 30, "#55606b", 2.4)
    for x in (18, 222):
        s.rect(x - 12, 28, 24, 74, "#7d6e62", 2.6)
        s.disc(x, 22, 9, STONE, 2.4)
    for x in range(40, 96, 11):
        s.line([(x, 36), (x, 98)], 2.8)
    for x in range(152, 208, 11):
        s.line([(x, 36), (x, 98)], 2.8)
    s.line([(36, 46), (94, 46)], 2.8)
    s.line([(150, 46), (206, 46)], 2.8)
    s.disc(122, 76, 46, GLOW, 0, opacity=0.22)
    s.disc(122, 76, 32, GLOW, 0, opacity=0.25)
    s.path("M100 78C92 58 110 58 108 38C122 46 122 54 128 44C138 54 150 64 142 80Z", "#f08a2c", 2.6)
    s.path("M112 80C108 66 120 66 120 54C132 62 134 70 130 80Z", GLOW, 0)
    s.poly([(92, 78), (152, 78), (144, 106), (100, 106)], "#2a2f36", 2.8)
    for x in (104, 116, 128, 140):
        s.disc(x, 92, 3.2, "#f08a2c", 1)
    for x, y, tint in ((58, 40, WHITE), (186, 34, BOX_RED)):
        placard(s, x, y, tint, 124, 46, 30)


def integration(s: Sketch) -> None:
    """A bridge from the ward to the home."""
    ground(s, SKY, GRASS, 90)
    s.path("M92 124C96 104 104 96 122 96C140 96 146 104 150 124Z", "#6f9db5", 2.2)
    hospital(s, 8, 92, 84, 58)
    s.rect(164, 58, 56, 34, "#d9b48a", 2.6)
    s.poly([(156, 60), (192, 32), (228, 60)], "#a0452f", 2.8)
    s.rect(174, 66, 12, 12, GLOW, 1.8)
    s.rect(198, 66, 12, 26, "#40566b", 1.8)
    s.rect(204, 36, 9, 14, "#a0452f", 2)
    s.path("M84 92C104 66 148 66 170 92L160 92C144 76 110 76 94 92Z", STONE, 2.8)
    for x in (104, 116, 128, 140, 152):
        s.line([(x, 78 - (1 - abs(x - 128) / 26) * 4), (x, 66 + abs(x - 128) * 0.22)], 2)
    s.path("M86 84C104 58 150 58 168 84", "none", 2.6)


def cut(s: Sketch) -> None:
    """The budget under the shears."""
    ground(s, "#e2d6c4", "#9b8468", 98)
    s.rect(16, 26, 92, 76, WHITE, 2.6)
    s.poly([(112, 20), (170, 30), (160, 98), (118, 100)], WHITE, 2.6)
    for i in range(5):
        y = 40 + i * 12
        s.line([(28, y), (92, y)], 2, DUSK)
        s.line([(124, y + 1), (154, y + 3)], 2, DUSK)
    pound(s, 60, 64, 20, BOX_RED, 4.4)
    s.line([(154, 58), (184, 90)], 12)
    s.line([(154, 58), (184, 90)], 7, BOX_RED)
    s.line([(154, 58), (188, 34)], 12)
    s.line([(154, 58), (188, 34)], 7, BOX_RED)
    s.poly([(106, 8), (160, 56), (152, 66), (112, 26)], "#b9c4cc", 2.8)
    s.poly([(104, 98), (150, 50), (158, 60), (116, 94)], "#d3dbe0", 2.8)
    s.disc(154, 58, 4.5, INK, 1)
    for y in (102, 26):
        s.disc(197, y, 15, "none", 11)
        s.disc(197, y, 15, "none", 6, BOX_RED)


def closure(s: Sketch) -> None:
    """Boarded windows behind a chained gate."""
    ground(s, "#b8b6ae", "#77756a", 96)
    s.rect(40, 20, 160, 78, "#cfc7b4", 2.8)
    s.poly([(34, 22), (206, 22), (196, 12), (44, 12)], "#8d8371", 2.6)
    for row in range(2):
        for column in range(5):
            x, y = 52 + column * 29, 32 + row * 28
            s.rect(x, y, 18, 18, "#4f5a63", 2)
            s.line([(x - 2, y + 2), (x + 20, y + 16)], 4.6)
            s.line([(x - 2, y + 2), (x + 20, y + 16)], 2.6, "#b08750")
            s.line([(x - 2, y + 16), (x + 20, y + 2)], 4.6)
            s.line([(x - 2, y + 16), (x + 20, y + 2)], 2.6, "#b08750")
    for x in range(4, 240, 13):
        s.line([(x, 60), (x, 118)], 3)
        s.poly([(x - 3, 60), (x, 52), (x + 3, 60)], INK, 0.8)
    s.line([(-4, 70), (244, 70)], 3)
    s.line([(-4, 108), (244, 108)], 3)
    s.path("M88 84C100 96 140 96 152 84", "none", 5, STEEL)
    s.path("M88 84C100 96 140 96 152 84", "none", 1.6)
    s.path("M112 92C112 82 128 82 128 92", "none", 3.6, INK)
    s.rect(107, 92, 26, 20, GOLD, 2.8)
    s.disc(120, 101, 3, INK, 0)
