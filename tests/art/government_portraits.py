"""Portraits of the government, calm and strained: the Secretary's desk and the door of No 10."""

from __future__ import annotations

from tests.art.sketch import (
    BOX_RED,
    GLOW,
    GOLD,
    GREEN,
    INK,
    SHADE,
    STEEL,
    STONE,
    TINTS,
    WHITE,
    Sketch,
)

SIDE = 240.0


def secretary(mood: str) -> Sketch:
    """A minister's desk: the red box under a lamp, Whitehall in the window."""
    dark, mid, light = TINTS["secretary"]
    s, calm = Sketch(f"secretary-{mood}", SIDE, SIDE), mood == "calm"
    s.rect(-4, -4, 248, 248, mid, 0)
    s.rect(-4, 128, 248, 60, dark, 0)
    # the window
    s.rect(26, 14, 112, 128, WHITE, 3)
    sky = light if calm else "#9fb0b3"
    s.rect(34, 22, 96, 112, sky, 2)
    roofs = [(34, 108), (46, 108), (46, 92), (58, 84), (70, 92), (70, 102), (84, 102), (84, 52),
             (88, 46), (92, 30), (96, 46), (100, 52), (100, 104), (112, 104), (112, 96), (130, 96),
             (130, 134), (34, 134)]  # fmt: skip
    s.poly(roofs, dark, 2)
    s.disc(92, 62, 5.5, GLOW, 1.6)
    s.line([(92, 62), (92, 58.5)], 1.2)
    s.line([(92, 62), (94.5, 63)], 1.2)
    if not calm:
        s.rain(36, 24, 92, 106, 26)
    s.line([(82, 22), (82, 134)], 3, WHITE)
    s.line([(34, 78), (130, 78)], 3, WHITE)
    s.rect(34, 22, 96, 112, "none", 2)
    # a curtain
    s.poly([(130, 8), (160, 8), (154, 150), (136, 150), (140, 90)], dark, 2.6)
    s.hatch([(136, 10), (157, 10), (152, 148), (139, 148)], 86, 5, 1.1, light, 0.55)
    # the desk
    s.poly([(-6, 172), (246, 172), (246, 246), (-6, 246)], "#6b4226", 3)
    s.poly([(-6, 172), (246, 172), (246, 182), (-6, 182)], "#8a5833", 2)
    s.hatch([(-6, 186), (246, 186), (246, 240), (-6, 240)], 3, 9, 1.2, "#4a2c18", 0.8)
    # the lamp
    if calm:
        s.poly([(166, 100), (232, 100), (262, 172), (136, 172)], GLOW, 0, opacity=0.35)
    base = (200.0, 172.0)
    s.disc(base[0], base[1] - 2, 22, GOLD, 2.4, flat=0.3)
    if calm:
        s.line([(200, 168), (200, 100)], 5)
        s.line([(200, 168), (200, 100)], 2.4, GOLD)
        s.path("M164 100C166 78 178 70 200 70C222 70 234 78 236 100Z", GREEN, 2.8)
        s.path("M174 92C178 82 186 78 196 77", "none", 2, "#8fc7a8")
    else:
        s.line([(200, 168), (192, 106)], 5)
        s.line([(200, 168), (192, 106)], 2.4, GOLD)
        s.path("M158 118C154 98 163 86 184 80C206 75 220 82 228 102Z", "#24503d", 2.8)
    # the red box
    if calm:
        s.poly([(42, 128), (140, 128), (148, 140), (34, 140)], "#8f1f22", 2.6)
        s.rect(34, 140, 114, 46, BOX_RED, 3)
        s.hatch([(112, 142), (146, 142), (146, 184), (112, 184)], 60, 6, 1.2, "#6d1518")
        s.rect(82, 134, 18, 14, GOLD, 2)
        s.path("M74 128C74 116 108 116 108 128", "none", 4)
        _crown(s, 91, 166)
        s.sheet(182, 186, 44, 22, -6, 2)
        s.line([(166, 192), (196, 178)], 3)
    else:
        s.poly([(40, 96), (138, 88), (148, 136), (36, 140)], "#8f1f22", 3)
        s.poly([(48, 102), (132, 95), (140, 132), (44, 135)], "#5d1214", 2)
        for x, y, turn in ((62, 132, -24), (92, 122, 8), (120, 130, 26), (78, 142, 70)):
            s.sheet(x, y, 34, 44, turn, 4)
        s.rect(34, 144, 114, 46, BOX_RED, 3)
        s.hatch([(112, 146), (146, 146), (146, 188), (112, 188)], 60, 6, 1.2, "#6d1518")
        _crown(s, 91, 168)
        s.sheet(180, 198, 46, 30, 14, 3)
        s.sheet(20, 208, 40, 28, -18, 3)
        s.sheet(148, 216, 40, 26, 30, 3)
        s.disc(182, 214, 9, "#6a3f20", 2)
        s.disc(182, 214, 5.5, "#2c1a10", 1)
    return s


def _crown(s: Sketch, x: float, y: float) -> None:
    s.poly(
        [(x - 11, y + 7), (x - 14, y - 6), (x - 6, y), (x, y - 9), (x + 6, y), (x + 14, y - 6),
         (x + 11, y + 7)],
        GOLD,
        1.6,
    )  # fmt: skip
    s.line([(x - 10, y + 11), (x + 10, y + 11)], 2.4, GOLD)


def number10(mood: str) -> Sketch:
    """The black door: shut under its lamp with the cat before it, or ajar on a wet day."""
    dark, mid, light = TINTS["number10"]
    s, calm = Sketch(f"number10-{mood}", SIDE, SIDE), mood == "calm"
    s.rect(-4, -4, 248, 248, mid if calm else "#a17b34", 0)
    for row in range(14):  # brick
        y = 4 + row * 18
        for column in range(-1, 8):
            x = column * 36 + (18 if row % 2 else 0)
            s.rect(x, y, 33, 15, light if (row * 7 + column * 3) % 5 == 0 else mid, 1.1, dark)
    # the surround
    s.rect(54, 12, 132, 218, WHITE, 3)
    s.poly([(46, 8), (194, 8), (188, 24), (52, 24)], STONE, 2.8)
    s.rect(60, 26, 14, 200, STONE, 2)
    s.rect(166, 26, 14, 200, STONE, 2)
    # the fanlight
    s.path("M78 72C78 44 96 32 120 32C144 32 162 44 162 72Z", GLOW if calm else "#6d7376", 2.8)
    for x in (92, 106, 120, 134, 148):
        s.line([(120, 72), (x + (x - 120) * 0.25, 38 + abs(x - 120) * 0.35)], 2)
    # the door
    s.rect(78, 74, 84, 152, "#14181f", 3)
    for y, h in ((84, 46), (138, 26), (172, 44)):
        for x in (86, 124):
            s.rect(x, y, 30, h, "#20262f", 1.8, "#49525e")
    if not calm:
        s.poly([(78, 74), (104, 82), (104, 222), (78, 226)], GLOW, 2.4)
        s.poly([(104, 82), (162, 74), (162, 226), (104, 222)], "#14181f", 3)
        for y, h in ((92, 40), (140, 24), (172, 40)):
            s.poly(
                [(112, y), (130, y - 2), (130, y + h), (112, y + h - 1)], "#20262f", 1.8, "#49525e"
            )
            s.poly(
                [(136, y - 2), (155, y - 4), (155, y + h + 1), (136, y + h)],
                "#20262f",
                1.8,
                "#49525e",
            )
        _ten(s, 132, 104)
        s.disc(112, 152, 4, GOLD, 1.6)
    else:
        _ten(s, 120, 96)
        s.rect(106, 146, 28, 8, GOLD, 1.8)
        s.disc(120, 120, 7, GOLD, 1.8)
        s.disc(120, 128, 5, "none", 2.2, GOLD)
        s.disc(152, 152, 4, GOLD, 1.6)
    # the lamp
    s.line([(206, 96), (206, 72), (220, 66)], 3)
    s.poly([(196, 96), (216, 96), (212, 124), (200, 124)], GLOW if calm else "#8b8f8e", 2.4)
    s.line([(206, 96), (206, 124)], 1.6)
    if calm:
        s.disc(206, 110, 26, GLOW, 0, opacity=0.28)
    # the step and the railings
    s.rect(38, 226, 164, 20, STONE, 2.6)
    for x in (10, 24, 38, 202, 216, 230):
        s.line([(x, 168), (x, 244)], 3.4)
        s.poly([(x - 4, 168), (x, 158), (x + 4, 168)], INK, 1)
    s.line([(4, 180), (44, 180)], 3)
    s.line([(196, 180), (236, 180)], 3)
    if calm:
        _cat(s, 62, 226)
    else:
        s.rain(0, 0, 240, 236, 90, INK)
        for x, top, tint in (
            (40, 196, STEEL),
            (84, 184, BOX_RED),
            (172, 190, GREEN),
            (206, 200, STEEL),
        ):
            s.line([(x + (x - 120) * 0.12, 246), (x, top + 14)], 6)
            s.rect(x - 10, top + 4, 20, 16, tint, 2.4)
            s.disc(x, top, 9, "#3a424c", 2.4)
            s.hatch(
                [(x - 7, top - 7), (x + 7, top - 7), (x + 7, top + 5), (x - 7, top + 5)],
                45,
                4,
                1,
                STEEL,
            )
    return s


def _ten(s: Sketch, x: float, y: float) -> None:
    s.line([(x - 9, y - 6), (x - 5, y - 9), (x - 5, y + 9)], 3.4, WHITE)
    s.disc(x + 6, y, 7, "none", 3.4, WHITE, flat=1.3)


def _cat(s: Sketch, x: float, y: float) -> None:
    s.path(
        f"M{x + 12} {y - 2}C{x + 30} {y - 2} {x + 30} {y - 24} {x + 22} {y - 26}", "none", 6, INK
    )
    s.path(
        f"M{x + 12} {y - 2}C{x + 30} {y - 2} {x + 30} {y - 24} {x + 22} {y - 26}", "none", 3, SHADE
    )
    s.path(
        f"M{x - 12} {y}C{x - 14} {y - 22} {x - 8} {y - 34} {x} {y - 34}"
        f"C{x + 10} {y - 34} {x + 16} {y - 20} {x + 15} {y}Z",
        SHADE,
        2.4,
    )
    s.path(
        f"M{x - 6} {y}C{x - 6} {y - 14} {x - 4} {y - 24} {x} {y - 26}C{x + 4} {y - 22} {x + 5} {y - 10} {x + 4} {y}Z",
        WHITE,
        1.2,
    )
    s.poly(
        [
            (x - 13, y - 38),
            (x - 11, y - 54),
            (x - 4, y - 47),
            (x + 4, y - 47),
            (x + 11, y - 54),
            (x + 12, y - 38),
            (x + 5, y - 31),
            (x - 6, y - 31),
        ],
        SHADE,
        2.4,
    )
    s.disc(x - 5, y - 41, 1.6, INK, 0)
    s.disc(x + 5, y - 41, 1.6, INK, 0)
    s.poly([(x - 2, y - 37), (x + 2, y - 37), (x, y - 35)], INK, 1)
