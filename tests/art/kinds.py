"""Small drawings for the kinds of orders: what a card of that kind is about."""

from __future__ import annotations

from tests.art.hospital_kinds import bail_out, closure, cut, integration, strike, subsidy, takeover
from tests.art.places import (
    DAWN,
    DEEP,
    GRASS,
    ROAD,
    SKY,
    TEAL,
    VIOLET,
    WOOD,
    H,
    W,
    coin,
    crowd,
    ground,
    pound,
    stamp,
    westminster,
)
from tests.art.sketch import (
    BOX_RED,
    DUSK,
    GLOW,
    GOLD,
    GREEN,
    INK,
    PAPER,
    SHADE,
    STEEL,
    STONE,
    WHITE,
    Sketch,
)


def law(s: Sketch) -> None:
    """A statute with its seal, and the gavel."""
    ground(s, "#d8c9a3", WOOD, 84)
    s.hatch([(-4, 90), (244, 90), (244, 122), (-4, 122)], 2, 7, 1.1, "#4a2c18", 0.7)
    s.poly([(28, 30), (96, 22), (110, 88), (40, 98)], "#7a2323", 2.8)
    s.poly([(32, 28), (99, 20), (106, 26), (38, 36)], WHITE, 2)
    s.poly([(44, 44), (94, 38), (100, 72), (52, 79)], "none", 1.6, GOLD)
    s.disc(73, 58, 10, GOLD, 1.8)
    s.poly([(150, 34), (178, 20), (200, 60), (172, 74)], WOOD, 3)
    s.poly([(144, 30), (152, 26), (178, 76), (170, 80)], "#a9733f", 2.4)
    s.poly([(176, 14), (184, 10), (208, 60), (200, 64)], "#a9733f", 2.4)
    s.poly([(188, 48), (194, 58), (140, 92), (134, 84)], "#a9733f", 2.6)
    s.disc(196, 92, 30, "#5e3a20", 2.6, flat=0.3)
    s.disc(196, 88, 30, WOOD, 2.6, flat=0.3)


def politics(s: Sketch) -> None:
    """Parliament over the river at dusk."""
    ground(s, DAWN, "#6f8fa0", 86)
    s.disc(196, 40, 20, "#f0b45c", 0)
    westminster(s, 46, 86, 76, DEEP)
    for y in (95, 103, 112):
        s.line([(30 + y % 7 * 6, y), (96 + y % 5 * 9, y)], 1.6, WHITE)
        s.line([(150 - y % 5 * 4, y + 3), (214, y + 3)], 1.6, WHITE)


def regulation(s: Sketch) -> None:
    """The accounts under a glass, and the stamp."""
    ground(s, "#d9d0ec", "#5b45a5", 88)
    s.poly([(34, 18), (128, 18), (140, 100), (26, 100)], WHITE, 2.6)
    for i in range(7):
        y = 30 + i * 10
        s.line([(44 - i, y), (92, y)], 1.6, DUSK)
        s.line([(104, y), (124 + i, y)], 1.6, BOX_RED if i in (3, 4) else DUSK)
    s.line([(134, 86), (166, 112)], 10)
    s.line([(134, 86), (166, 112)], 6, WOOD)
    s.disc(112, 66, 29, "#e8f2f5", 3.4, opacity=0.92)
    s.line([(92, 60), (132, 60)], 3.4, BOX_RED)
    s.line([(92, 71), (126, 71)], 3.4, BOX_RED)
    s.disc(112, 66, 29, "none", 3.4)
    s.path("M93 54C97 46 104 43 110 42", "none", 2, WHITE)
    stamp(s, 194, 96)


def transparency(s: Sketch) -> None:
    """A file drawer open under a lamp."""
    s.rect(-4, -4, 250, 130, "#48606a", 0)
    s.poly([(150, 6), (190, 6), (252, 124), (60, 124)], GLOW, 0, opacity=0.85)
    s.poly([(146, -4), (194, -4), (186, 10), (154, 10)], INK, 2)
    s.rect(24, 20, 70, 104, STEEL, 2.8)
    for y in (26, 92):
        s.rect(30, y, 58, 26, "#9fabb5", 2)
        s.rect(52, y + 10, 14, 5, INK, 1)
    s.poly([(30, 56), (88, 56), (176, 72), (110, 84)], "#6b7782", 2.4)
    for i in range(6):
        x = 62 + i * 14
        s.poly([(x, 66 - 4 + i * 1.6), (x + 34, 54 + i * 2), (x + 40, 72 + i * 2.4), (x + 6, 84 + i)],
               (WHITE, SHADE)[i % 2], 2)  # fmt: skip
    s.poly([(110, 84), (176, 72), (176, 96), (110, 112)], "#9fabb5", 2.6)
    s.poly([(30, 60), (110, 84), (110, 112), (30, 88)], STEEL, 2.6)
    s.poly([(136, 87), (150, 84), (150, 92), (136, 95)], INK, 1)


def rhetoric(s: Sketch) -> None:
    """A lectern and its microphones, before the house."""
    s.rect(-4, -4, 250, 130, "#31536a", 0)
    s.poly([(62, -4), (178, -4), (222, 124), (18, 124)], "#4b7690", 0)
    s.poly([(92, -4), (148, -4), (180, 124), (60, 124)], "#76a0b6", 0)
    s.poly([(92, 54), (148, 54), (156, 66), (84, 66)], "#a9733f", 2.8)
    s.poly([(92, 66), (148, 66), (142, 124), (98, 124)], WOOD, 2.8)
    s.hatch([(128, 68), (146, 68), (141, 122), (128, 122)], 80, 5, 1.1, "#4a2c18")
    s.disc(120, 88, 11, GOLD, 2)
    for x, tip in ((108, 98), (120, 120), (132, 142)):
        s.line([(x, 56), (tip, 38)], 3)
        s.disc(tip, 33, 6, "#39424d", 2.2)
    crowd(s, 112, INK, 27)


def price(s: Sketch) -> None:
    """A tag on the bed."""
    ground(s, "#cfe0dc", "#7ea296", 96)
    s.rect(24, 34, 6, 72, STEEL, 2)
    s.rect(150, 56, 6, 50, STEEL, 2)
    s.rect(28, 72, 124, 16, WHITE, 2.6)
    s.path("M34 72C34 56 60 54 66 72Z", WHITE, 2.4)
    s.path("M62 72C76 58 140 60 152 72L152 86L62 86Z", TEAL, 2.6)
    s.hatch([(110, 66), (150, 70), (150, 85), (110, 85)], 60, 6, 1.1, "#14584e")
    for x in (30, 148):
        s.disc(x, 108, 5, INK, 1)
    s.path("M150 64C168 50 168 40 178 36", "none", 2.4)
    s.poly([(166, 30), (190, 14), (230, 30), (222, 84), (168, 76)], GOLD, 3)
    s.disc(186, 28, 5, PAPER, 2)
    pound(s, 198, 56, 17, INK, 4)


def money(s: Sketch) -> None:
    """Coins in piles, and the Treasury's sack."""
    ground(s, "#dfe3cf", "#6a7f5c", 92)
    s.path(
        "M34 92C22 62 40 44 56 40L52 26C62 32 78 32 88 26L84 40C102 46 118 66 104 92C96 104 44 104 34 92Z",
        "#c7a873",
        3,
    )
    s.line([(54, 41), (86, 41)], 3.4)
    pound(s, 70, 70, 17, INK, 4)
    s.hatch([(88, 50), (104, 70), (100, 96), (88, 98)], 62, 5, 1.1, "#7d6136")
    for x, n in ((138, 3), (170, 6), (204, 4)):
        for i in range(n):
            y = 98 - i * 9
            s.path(
                f"M{x - 16} {y}L{x - 16} {y + 8}C{x - 12} {y + 14} {x + 12} {y + 14} {x + 16} {y + 8}L{x + 16} {y}Z",
                "#b98a24",
                2,
            )
            s.disc(x, y, 16, GOLD, 2.2, flat=0.36)


def campaign(s: Sketch) -> None:
    """The bus on the road."""
    ground(s, SKY, ROAD, 96)
    s.path("M-4 96C30 66 70 70 96 88C130 60 190 58 244 84L244 98L-4 98Z", GRASS, 2.2)
    s.path("M40 32C40 26 46 22 54 22L186 22C194 22 200 28 202 36L208 66L208 96L40 96Z", TEAL, 3)
    s.rect(48, 32, 30, 24, GLOW, 2.2)
    for x in (84, 112, 140):
        s.rect(x, 32, 24, 24, "#cfe3ea", 2.2)
    s.poly([(170, 32), (194, 32), (202, 60), (170, 60)], "#cfe3ea", 2.2)
    s.rect(52, 64, 108, 16, WHITE, 2)
    s.line([(60, 69), (128, 69)], 2.6)
    s.line([(60, 75), (104, 75)], 2.6, BOX_RED)
    s.cross(146, 72, 6, BOX_RED, 1.2)
    for x in (72, 180):
        s.disc(x, 98, 13, INK, 2.4)
        s.disc(x, 98, 5, STEEL, 2)
    s.line([(96, 112), (130, 112)], 3, PAPER)
    s.line([(200, 112), (232, 112)], 3, PAPER)
    s.line([(8, 112), (40, 112)], 3, PAPER)


def staff(s: Sketch) -> None:
    """A tunic on its hook, the watch and the stethoscope."""
    s.rect(-4, -4, 250, 130, "#cfdde6", 0)
    s.rect(-4, 12, 250, 12, WOOD, 2.4)
    for x in (60, 120, 184):
        s.path(f"M{x} 20L{x} 30C{x} 38 {x + 10} 38 {x + 10} 30", "none", 3.4, INK)
    s.poly([(92, 38), (112, 32), (120, 38), (128, 32), (148, 38), (164, 66), (148, 74), (142, 62),
            (146, 126), (94, 126), (98, 62), (92, 74), (76, 66)], "#3f74a8", 3)  # fmt: skip
    s.poly([(112, 32), (120, 54), (128, 32)], WHITE, 2)
    s.line([(120, 56), (120, 124)], 2)
    s.hatch([(130, 62), (142, 62), (145, 122), (130, 122)], 80, 5, 1.1, "#234a70")
    s.line([(136, 62), (136, 70)], 2)
    s.disc(136, 76, 6, WHITE, 2)
    s.line([(136, 76), (136, 73)], 1.4)
    s.path("M196 36C176 56 178 88 192 96C208 104 220 92 216 72", "none", 4)
    s.path("M196 36C214 46 214 60 214 72", "none", 4)
    s.disc(192, 98, 8, STEEL, 2.4)
    s.sheet(52, 72, 40, 54, -4, 6)


def market(s: Sketch) -> None:
    """Two stalls, one trade."""
    ground(s, DAWN, "#b9a27a", 98)
    for x, tint in ((20, TEAL), (132, BOX_RED)):
        s.line([(x + 6, 34), (x + 6, 110)], 4)
        s.line([(x + 82, 34), (x + 82, 110)], 4)
        for i in range(6):
            u = x - 4 + i * 16
            s.path(
                f"M{u} 22L{u + 16} 22L{u + 16} 44C{u + 14} 52 {u + 2} 52 {u} 44Z",
                tint if i % 2 == 0 else WHITE,
                2.2,
            )
        s.rect(x, 78, 88, 32, WOOD, 2.6)
        s.hatch([(x, 84), (x + 88, 84), (x + 88, 108), (x, 108)], 2, 7, 1.1, "#4a2c18", 0.7)
    for i in range(3):
        s.cross(42 + i * 24, 68, 9, WHITE, 2)
    for i in range(3):
        s.cross(154 + i * 24, 68, 9, GLOW, 2)
    s.poly([(92, 88), (116, 84), (118, 96), (94, 100)], WHITE, 2)
    s.poly([(200, 88), (224, 84), (226, 96), (202, 100)], WHITE, 2)


def commissioner(s: Sketch) -> None:
    """The doctor's bag with a chequebook."""
    ground(s, "#d5e3d6", WOOD, 92)
    s.path("M40 44C40 30 54 26 62 26L104 26C112 26 126 30 126 44L136 100L30 100Z", "#5a3a24", 3)
    s.path("M40 44L126 44", "none", 3)
    s.path("M70 26C70 12 96 12 96 26", "none", 5)
    s.rect(74, 38, 18, 12, GOLD, 2)
    s.hatch([(104, 48), (126, 48), (134, 98), (110, 98)], 74, 6, 1.2, "#2e1c10")
    s.cross(62, 74, 11, WHITE, 2)
    s.poly([(140, 66), (224, 54), (230, 92), (146, 104)], "#dbe9dd", 2.8)
    s.line([(152, 78), (200, 71)], 2, DUSK)
    s.line([(154, 90), (186, 86)], 2, DUSK)
    pound(s, 210, 74, 10, GREEN, 3)
    s.line([(176, 100), (216, 32)], 5)
    s.line([(176, 100), (216, 32)], 2.4, VIOLET)


def local_office(s: Sketch) -> None:
    """The town hall with its clock."""
    ground(s, SKY, "#a39b86", 98)
    s.rect(48, 52, 144, 46, STONE, 2.8)
    s.poly([(84, 52), (120, 32), (156, 52)], WHITE, 2.8)
    s.rect(110, 10, 20, 30, STONE, 2.4)
    s.poly([(106, 12), (120, -2), (134, 12)], TEAL, 2.4)
    s.disc(120, 24, 7, WHITE, 2)
    s.line([(120, 24), (120, 19)], 1.4)
    s.line([(120, 24), (124, 26)], 1.4)
    for x in (90, 106, 128, 144):
        s.rect(x, 54, 7, 44, WHITE, 2)
    for x in (56, 70, 162, 176):
        s.rect(x, 62, 9, 16, GLOW, 1.8)
    s.rect(114, 70, 12, 28, "#40566b", 2)
    s.poly([(76, 98), (164, 98), (172, 108), (68, 108)], WHITE, 2.4)


KINDS = {
    f.__name__: f
    for f in (
        law, politics, regulation, transparency, rhetoric, price, money, campaign, staff, market,
        takeover, subsidy, bail_out, strike, integration, cut, closure, commissioner, local_office,
    )
}  # fmt: skip


def drawing(name: str) -> Sketch:
    """Return the drawing of a kind."""
    s = Sketch(f"kind-{name}", W, H)
    KINDS[name](s)
    return s


__all__ = ["KINDS", "coin", "drawing"]
