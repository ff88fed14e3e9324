"""Small drawings for what the papers tell of: a hospital, a march, a torn deal, a leak."""

from __future__ import annotations

from math import cos, pi, sin

from tests.art.places import (
    DEEP,
    GRASS,
    ROAD,
    SKY,
    TEAL,
    WOOD,
    H,
    W,
    crowd,
    ground,
    hospital,
    placard,
)
from tests.art.sketch import (
    BOX_RED,
    DUSK,
    GLOW,
    GOLD,
    INK,
    PAPER,
    SHADE,
    STEEL,
    STONE,
    WHITE,
    Sketch,
)


def town(s: Sketch) -> None:
    """A hospital above its town."""
    ground(s, SKY, GRASS, 88)
    hospital(s, 70, 88, 124, 72)
    for x, y, tint in (
        (2, 98, "#b86a4a"),
        (32, 104, "#a0452f"),
        (196, 102, "#b86a4a"),
        (222, 98, "#a0452f"),
    ):
        s.rect(x, y - 12, 24, 26, STONE, 2.2)
        s.poly([(x - 4, y - 10), (x + 12, y - 24), (x + 28, y - 10)], tint, 2.4)
        s.rect(x + 8, y - 4, 8, 8, GLOW, 1.5)
    s.path("M-4 112C50 104 180 118 244 108", "none", 5, PAPER)


def ambulance(s: Sketch) -> None:
    """An ambulance waiting in the snow."""
    ground(s, "#5b6f86", "#e4e8ea", 94)
    s.rect(170, 22, 90, 74, "#8fa0ae", 2.6)
    s.rect(178, 32, 62, 14, BOX_RED, 2.2)
    s.line([(186, 39), (226, 39)], 3, WHITE)
    s.rect(188, 58, 26, 38, GLOW, 2.4)
    s.line([(201, 58), (201, 96)], 2)
    s.path("M18 38L100 38L100 58L126 58C136 60 144 74 146 84L146 100L18 100Z", WHITE, 3)
    for i in range(8):
        s.rect(19 + i * 16, 80, 8, 9, "#3e8f6a", 0)
        s.rect(27 + i * 16, 80, 8, 9, "#e3c94a", 0)
    s.line([(18, 80), (144, 80)], 2)
    s.line([(18, 89), (146, 89)], 2)
    s.poly([(106, 62), (124, 62), (136, 78), (106, 78)], "#a9cbdc", 2.2)
    s.cross(56, 58, 12, BOX_RED, 2)
    s.rect(84, 28, 20, 10, "#4f8fd0", 2.2)
    for x1, y1, x2, y2 in ((80, 24, 72, 18), (94, 22, 94, 12), (108, 24, 116, 18)):
        s.line([(x1, y1), (x2, y2)], 2.4, "#bfe0ff")
    for x in (46, 120):
        s.disc(x, 100, 12, INK, 2.4)
        s.disc(x, 100, 4.6, STEEL, 1.6)
    s.flakes(52)


def march(s: Sketch) -> None:
    """The town in the street."""
    ground(s, "#d9d3c4", ROAD, 80)
    s.poly(
        [(-4, 82), (-4, 34), (30, 34), (30, 20), (62, 20), (62, 44), (92, 44), (92, 82)],
        "#a89c8a",
        2.4,
    )
    s.poly([(160, 82), (160, 30), (196, 30), (196, 46), (244, 46), (244, 82)], "#b8ac98", 2.4)
    for x, y in (
        (38, 28),
        (50, 28),
        (38, 42),
        (50, 42),
        (168, 38),
        (180, 38),
        (168, 54),
        (180, 54),
        (206, 54),
        (220, 54),
        (8, 42),
        (18, 42),
    ):
        s.rect(x, y, 6, 8, GLOW if x % 4 else "#6f665a", 1.2)
    for x, y, tint in (
        (36, 54, WHITE),
        (84, 40, BOX_RED),
        (124, 52, GLOW),
        (168, 42, WHITE),
        (212, 56, BOX_RED),
    ):
        placard(s, x, y, tint)
    crowd(s, 98)
    crowd(s, 110, "#2c3a4c", 29, 8)


def handshake(s: Sketch) -> None:
    """Two offices agree."""
    s.rect(-4, -4, 250, 130, "#d8cfb9", 0)
    s.hatch([(-4, -4), (244, -4), (244, 124), (-4, 124)], 30, 11, 1, "#c4b798", 0.8)
    s.poly([(-6, 36), (66, 42), (66, 86), (-6, 96)], DEEP, 3)
    s.poly([(246, 32), (174, 40), (174, 84), (246, 94)], "#5a3346", 3)
    s.poly([(62, 42), (78, 43), (78, 85), (62, 86)], WHITE, 2.6)
    s.poly([(178, 40), (162, 41), (162, 84), (178, 84)], WHITE, 2.6)
    s.path("M78 46C98 40 116 42 138 52C152 60 150 82 134 86C112 92 96 88 78 82Z", "#e0b48e", 2.8)
    s.path("M162 44C146 38 128 40 112 48C98 54 100 66 112 66C120 82 140 88 162 80Z", "#a9744f", 2.8)
    for y in (62, 70, 78):
        s.line([(128, y), (146, y - 2)], 2)
    s.disc(70, 50, 2.4, GOLD, 1)
    s.disc(170, 48, 2.4, GOLD, 1)


def torn(s: Sketch) -> None:
    """A contract in two pieces."""
    s.rect(-4, -4, 250, 130, "#6b4226", 0)
    s.hatch([(-4, -4), (244, -4), (244, 124), (-4, 124)], 3, 9, 1.2, "#4a2c18", 0.8)
    s.poly(
        [(30, 16), (112, 10), (104, 30), (116, 46), (102, 62), (114, 82), (104, 106), (40, 112)],
        WHITE,
        2.8,
    )
    s.poly(
        [(136, 18), (212, 30), (206, 116), (126, 108), (138, 86), (124, 66), (140, 50), (126, 34)],
        WHITE,
        2.8,
    )
    for i in range(5):
        y = 30 + i * 13
        s.line([(44 + i, y), (94, y - 4)], 2, DUSK)
        s.line([(146, y + 6), (196, y + 12)], 2, DUSK)
    s.disc(74, 96, 10, BOX_RED, 2.4)
    s.path("M152 96C160 86 166 104 174 94C180 88 184 100 192 96", "none", 2.4, DEEP)


def leak(s: Sketch) -> None:
    """An envelope passed under the table."""
    s.rect(-4, -4, 250, 130, "#39434f", 0)
    s.poly([(-4, -4), (244, -4), (244, 34), (-4, 40)], WOOD, 3)
    s.hatch([(-4, -4), (244, -4), (244, 32), (-4, 38)], 2, 8, 1.2, "#4a2c18", 0.7)
    s.poly([(-6, 62), (58, 66), (58, 104), (-6, 112)], DEEP, 3)
    s.poly([(54, 66), (68, 67), (68, 103), (54, 104)], WHITE, 2.6)
    s.path(
        "M68 70C88 66 104 70 120 76C128 80 124 88 114 86L104 86C112 92 108 102 96 100L68 100Z",
        "#e0b48e",
        2.8,
    )
    s.poly([(98, 54), (186, 60), (182, 112), (94, 106)], "#d8b987", 2.8)
    s.line([(98, 56), (138, 86), (186, 61)], 2.4)
    s.poly([(150, 88), (176, 90), (175, 100), (149, 98)], "none", 2.2, BOX_RED)
    s.line([(154, 94), (171, 95)], 2.4, BOX_RED)
    s.path("M92 88C104 84 112 88 112 94C110 100 100 100 92 99Z", "#e0b48e", 2.4)
    s.poly([(246, 72), (214, 74), (214, 102), (246, 106)], "#5a3346", 3)
    s.path("M214 78C200 74 190 78 184 84C180 92 190 96 200 96L214 99Z", "#a9744f", 2.6)


def ballot(s: Sketch) -> None:
    """The box, and a paper going in."""
    ground(s, "#c9d7dd", "#8b93a0", 96)
    s.poly([(70, 56), (92, 44), (176, 44), (170, 56)], "#2b3440", 2.8)
    s.rect(70, 56, 100, 54, INK, 3)
    s.poly([(170, 56), (176, 44), (190, 92), (170, 110)], "#39424d", 2.8)
    s.line([(98, 50), (150, 50)], 4.4, "#0c1016")
    s.poly([(102, 8), (140, 4), (148, 50), (108, 51)], WHITE, 2.6)
    s.line([(114, 16), (126, 28)], 3.4, BOX_RED)
    s.line([(126, 15), (114, 29)], 3.4, BOX_RED)
    s.line([(116, 38), (138, 36)], 2, DUSK)
    s.rect(86, 70, 68, 24, WHITE, 2.2)
    s.line([(96, 78), (144, 78)], 2.6)
    s.line([(104, 86), (136, 86)], 2.6)
    s.line([(204, 104), (226, 84)], 6, GOLD)
    s.line([(226, 84), (230, 80)], 5, INK)
    s.sheet(36, 88, 44, 36, -10, 3)


def empty_desk(s: Sketch) -> None:
    """A cleared desk, and the box by the door."""
    ground(s, "#b9c4bd", "#6d5a48", 92)
    s.rect(158, 8, 58, 86, "#8a5833", 3)
    s.rect(166, 16, 42, 30, "#a9733f", 2)
    s.rect(166, 54, 42, 34, "#a9733f", 2)
    s.disc(206, 52, 3, GOLD, 1.6)
    s.rect(16, 54, 104, 10, WOOD, 2.8)
    s.rect(22, 64, 8, 44, WOOD, 2.4)
    s.rect(106, 64, 8, 44, WOOD, 2.4)
    s.rect(78, 64, 28, 22, "#a9733f", 2.2)
    s.rect(30, 10, 48, 32, SKY, 2.6)
    s.line([(54, 10), (54, 42)], 2)
    s.poly([(34, 54), (38, 40), (50, 40), (54, 54)], "#24503d", 2.2)
    s.rect(140, 82, 50, 30, "#c7a873", 2.8)
    s.line([(140, 92), (190, 92)], 1.6)
    s.line([(150, 82), (144, 62)], 3)
    s.disc(143, 58, 5, "#6f9a5d", 2)
    s.rect(160, 66, 18, 18, WHITE, 2.2)
    s.line([(182, 82), (188, 60)], 4, GOLD)


def court(s: Sketch) -> None:
    """The bench, the wig and the scales."""
    s.rect(-4, -4, 250, 130, "#5e2f2f", 0)
    s.rect(-4, 72, 250, 60, WOOD, 2.8)
    for x in (14, 92, 170):
        s.rect(x, 82, 62, 34, "#a9733f", 2.4)
    s.poly([(84, 72), (84, 10), (120, -4), (156, 10), (156, 72)], "#7d3a3a", 2.8)
    s.disc(120, 20, 11, GOLD, 2.2)
    s.path(
        "M96 72C90 40 104 32 120 32C136 32 150 40 144 72C140 76 134 74 132 68C132 52 108 52 108 68C106 74 100 76 96 72Z",
        WHITE,
        2.8,
    )
    for y in (46, 54, 62, 70):
        for x in (99, 141):
            s.disc(x, y, 3.6, "none", 1.3, DUSK)
    for x in (112, 120, 128):
        s.disc(x, 40, 3.6, "none", 1.3, DUSK)
    s.line([(200, 72), (200, 26)], 4, GOLD)
    s.line([(174, 32), (226, 32)], 4, GOLD)
    for x in (176, 224):
        s.line([(x, 32), (x - 9, 54)], 1.6, PAPER)
        s.line([(x, 32), (x + 9, 54)], 1.6, PAPER)
        s.path(f"M{x - 11} 54C{x - 7} 63 {x + 7} 63 {x + 11} 54Z", GOLD, 2)
    s.poly([(22, 62), (58, 56), (64, 72), (24, 74)], WHITE, 2.4)
    s.poly([(20, 54), (56, 48), (58, 58), (22, 64)], BOX_RED, 2.4)


def recovery(s: Sketch) -> None:
    """A hospital with the sun on it."""
    ground(s, "#f2e2b2", GRASS, 92)
    s.disc(186, 92, 52, "#f6c75a", 0)
    for x1, y1, x2, y2 in (
        (124, 62, 112, 54),
        (138, 40, 128, 28),
        (164, 26, 160, 12),
        (198, 26, 202, 12),
        (226, 42, 236, 32),
    ):
        s.line([(x1, y1), (x2, y2)], 4, "#f0b45c")
    hospital(s, 60, 96, 128, 66)
    s.line([(84, 30), (84, 2)], 3)
    s.path("M84 4C96 -2 106 10 120 2L120 18C106 26 96 14 84 20Z", TEAL, 2.4)
    for x in (20, 36, 214, 230):
        s.disc(x, 98, 3.6, BOX_RED if x % 8 else GLOW, 1.4)
        s.line([(x, 102), (x, 114)], 1.8, "#4d6b3f")


def ward(s: Sketch) -> None:
    """Beds along a ward, one after another."""
    s.rect(-4, -4, 250, 130, "#d3e1de", 0)
    s.poly([(-4, 96), (244, 96), (244, 124), (-4, 124)], "#9db5ae", 2.4)
    for i in range(4):
        x = 8 + i * 60
        s.rect(x + 8, 8, 34, 34, SKY, 2.4)
        s.line([(x + 25, 8), (x + 25, 42)], 2)
        s.rect(x, 56, 5, 52, STEEL, 2)
        s.rect(x + 46, 70, 5, 38, STEEL, 2)
        s.rect(x + 4, 84, 43, 12, WHITE, 2.2)
        s.path(f"M{x + 16} 84C{x + 24} 72 {x + 44} 74 {x + 47} 84Z", TEAL if i % 2 else DEEP, 2.2)
        s.disc(x + 11, 79, 5, "#e0b48e" if i % 2 else "#a9744f", 1.8)
    s.line([(-4, 50), (244, 50)], 2, STEEL)


def press(s: Sketch) -> None:
    """The papers on the stand."""
    s.rect(-4, -4, 250, 130, "#4a5560", 0)
    s.poly([(18, 30), (222, 30), (238, 124), (2, 124)], "#7d2626", 3)
    s.poly([(10, 14), (230, 14), (222, 34), (18, 34)], BOX_RED, 3)
    for x in range(34, 214, 24):
        s.line([(x, 15), (x + (x - 120) * -0.03, 33)], 2, "#7d2626")
    for i, (x, y, turn) in enumerate(((48, 70, -4), (98, 66, 2), (148, 68, -2), (196, 72, 4))):
        s.sheet(x, y, 44, 56, turn, 7)
        s.rect(x - 15, y - 22, 30, 8, INK if i % 2 else BOX_RED, 0)
    for x in (38, 96, 154, 206):
        s.rect(x - 24, 104, 46, 14, SHADE, 2.2)
        s.line([(x - 22, 110), (x + 20, 110)], 1.4, DUSK)


def winners(s: Sketch) -> None:
    """The count: a rosette, and a table of papers under the hall's lights."""
    s.rect(-4, -4, 250, 130, "#2d3c52", 0)
    for x in (40, 120, 200):
        s.poly([(x - 8, -4), (x + 8, -4), (x + 34, 84), (x - 34, 84)], GLOW, 0, opacity=0.2)
        s.rect(x - 12, -4, 24, 8, INK, 2)
    s.poly([(-4, 84), (244, 84), (244, 124), (-4, 124)], WOOD, 2.8)
    for x, n in ((24, 5), (60, 3), (176, 6), (212, 4)):
        for i in range(n):
            s.rect(x - 13 + i % 2, 94 - i * 7, 27, 7, WHITE, 1.6)
    s.poly([(104, 60), (96, 112), (114, 100), (120, 66)], "#b98a24", 2.4)
    s.poly([(136, 60), (146, 111), (126, 101), (120, 66)], "#b98a24", 2.4)
    s.disc(120, 44, 31, GOLD, 3)
    for i in range(12):
        a = i * pi / 6
        s.line([(120 + 19 * cos(a), 44 + 19 * sin(a)), (120 + 29 * cos(a), 44 + 29 * sin(a))], 1.8)
    s.disc(120, 44, 18, WHITE, 2.6)
    s.line([(112, 36), (128, 52)], 3.4)
    s.line([(128, 36), (112, 52)], 3.4)


STORIES = {
    f.__name__: f
    for f in (
        town, ambulance, march, handshake, torn, leak, ballot, empty_desk, court, recovery, ward,
        press, winners,
    )
}  # fmt: skip


def drawing(name: str) -> Sketch:
    """Return the drawing of a story."""
    s = Sketch(f"story-{name}", W, H)
    STORIES[name](s)
    return s
