"""Portraits of the four offices, calm and strained. No persons: a desk, a door, scales, a banner."""

from __future__ import annotations

from tests.art.government_portraits import SIDE, number10, secretary
from tests.art.sketch import BOX_RED, DUSK, GLOW, GOLD, INK, PAPER, SHADE, TINTS, WHITE, Sketch


def monitor(mood: str) -> Sketch:
    """The regulator's table: a pair of scales before a wall of figures, level or tipping."""
    dark, mid, light = TINTS["monitor"]
    s, calm = Sketch(f"monitor-{mood}", SIDE, SIDE), mood == "calm"
    s.rect(-4, -4, 248, 248, mid, 0)
    # the chart on the wall
    s.rect(18, 16, 204, 118, WHITE, 3)
    for x in range(38, 222, 20):
        s.line([(x, 18), (x, 132)], 1, light)
    for y in range(36, 132, 20):
        s.line([(20, y), (220, y)], 1, light)
    if calm:
        s.line([(24, 112), (58, 100), (92, 104), (126, 84), (160, 80), (216, 56)], 4, mid)
        s.line([(24, 122), (80, 118), (140, 112), (216, 108)], 2.4, DUSK)
    else:
        s.line(
            [(24, 46), (58, 52), (86, 44), (118, 72), (146, 68), (176, 112), (216, 128)],
            4.4,
            BOX_RED,
        )
        s.line([(24, 88), (216, 88)], 2.4, DUSK)
        s.disc(176, 112, 11, "none", 3, BOX_RED)
    # the table
    s.poly([(-6, 178), (246, 178), (246, 246), (-6, 246)], dark, 3)
    s.poly([(-6, 178), (246, 178), (246, 188), (-6, 188)], mid, 2)
    s.hatch([(-6, 192), (246, 192), (246, 242), (-6, 242)], 2, 8, 1.2, light, 0.35)
    # the scales
    tip = 0.0 if calm else 20.0
    s.disc(120, 184, 36, GOLD, 2.8, flat=0.26)
    s.poly([(115, 184), (117, 70), (123, 70), (125, 184)], GOLD, 2.6)
    left, right = (54.0, 76 + tip), (186.0, 76 - tip)
    s.poly([(left[0], left[1] - 4), (120, 70), (right[0], right[1] - 4), (right[0], right[1] + 3),
            (120, 80), (left[0], left[1] + 3)], GOLD, 2.6)  # fmt: skip
    s.disc(120, 68, 8, GOLD, 2.6)
    for (x, y), full in ((left, not calm), (right, False)):
        s.line([(x, y), (x - 30, y + 62)], 1.8)
        s.line([(x, y), (x + 30, y + 62)], 1.8)
        if full or calm:
            for dx, dy in (
                ((-12, 0), (3, 0), (-5, -7))
                if calm
                else ((-16, 0), (-2, 0), (12, 0), (-9, -7), (5, -7), (-2, -14))
            ):
                s.rect(x + dx - 1, y + 53 + dy, 15, 7, GOLD if calm else BOX_RED, 1.6)
        else:
            s.cross(x, y + 50, 8, WHITE, 1.8)
        s.path(
            f"M{x - 34} {y + 62}C{x - 26} {y + 84} {x + 26} {y + 84} {x + 34} {y + 62}Z",
            "#c08f26",
            2.6,
        )
    # the ledger
    if calm:
        s.poly([(22, 214), (66, 206), (72, 226), (28, 236)], WHITE, 2.2)
        s.line([(32, 218), (60, 213)], 1.4, DUSK)
        s.line([(34, 225), (62, 220)], 1.4, DUSK)
        s.poly([(168, 204), (206, 204), (210, 236), (164, 236)], "#39424d", 2.4)
        s.rect(172, 209, 30, 7, light, 1.2)
        for row in range(2):
            for column in range(4):
                s.rect(171 + column * 8.6, 220 + row * 7, 6, 4.6, WHITE, 0.8)
    else:
        s.sheet(44, 216, 56, 32, -12, 4)
        s.sheet(92, 228, 50, 26, 8, 3)
        s.sheet(192, 214, 56, 34, 10, 4)
        s.poly([(170, 206), (214, 214), (212, 226), (168, 218)], "none", 3, BOX_RED)
        s.line([(176, 213), (206, 219)], 2.4, BOX_RED)
    return s


def unions(mood: str) -> Sketch:
    """The branch's banner: hung in its hall above the tea, or on the march with a megaphone."""
    dark, mid, light = TINTS["unions"]
    s, calm = Sketch(f"unions-{mood}", SIDE, SIDE), mood == "calm"
    s.rect(-4, -4, 248, 248, light if calm else "#c3b7ae", 0)
    if calm:
        s.rect(-4, 150, 248, 40, SHADE, 0)
        for x in range(8, 240, 26):
            s.line([(x, 152), (x, 190)], 1.2, DUSK)
        s.line([(-4, 150), (244, 150)], 2.4)
    else:
        town = [(-4, 120), (20, 120), (20, 92), (52, 92), (52, 108), (70, 108), (70, 66), (104, 66),
                (104, 100), (140, 100), (140, 80), (176, 80), (176, 104), (200, 104), (200, 72),
                (244, 72), (244, 246), (-4, 246)]  # fmt: skip
        s.poly(town, "#a3948a", 2)
        for x, y in (
            (78, 76),
            (90, 76),
            (78, 90),
            (90, 90),
            (150, 90),
            (162, 90),
            (212, 84),
            (226, 84),
            (212, 98),
            (30, 102),
            (40, 102),
        ):
            s.rect(x, y, 6, 8, GLOW if (x + y) % 3 else "#7c6e66", 1)
    # the banner
    lean = 0.0 if calm else 7.0
    for x in (36.0, 204.0):
        s.line([(x + lean * 2, 14), (x - lean, 246 if not calm else 168)], 7)
        s.line([(x + lean * 2, 14), (x - lean, 246 if not calm else 168)], 3.6, "#a9773f")
        s.disc(x + lean * 2, 12, 6, GOLD, 2)
    if calm:
        field = [
            (40.0, 26.0),
            (200.0, 26.0),
            (200.0, 132.0),
            (160.0, 142.0),
            (120.0, 132.0),
            (80.0, 142.0),
            (40.0, 132.0),
        ]
        s.poly(field, mid, 3)
    else:
        s.path(
            "M52 26C90 14 140 40 218 24C212 60 212 90 208 130C170 148 130 118 84 138C66 144 52 136 42 132C50 96 50 60 52 26Z",
            mid,
            3,
        )
    s.rect(54, 38, 132 + lean, 80, "none", 2.4, GOLD)
    _hands(s, 120 + lean * 0.6, 78)
    for x in range(48, 200, 12) if calm else range(48, 206, 13):
        top = 136 if calm else 133 + (x % 3) * 2
        s.line([(x, top), (x, top + 8)], 2.4, GOLD)
    if calm:
        s.poly([(-6, 188), (246, 188), (246, 246), (-6, 246)], "#8c5a35", 3)
        s.poly([(-6, 188), (246, 188), (246, 197), (-6, 197)], "#a9733f", 2)
        s.path(
            "M40 200C40 176 44 172 66 172C88 172 92 176 92 200C92 216 84 220 66 220C48 220 40 216 40 200Z",
            dark,
            2.8,
        )
        s.path("M90 182C108 176 108 208 90 204", "none", 6)
        s.path("M90 182C108 176 108 208 90 204", "none", 3, dark)
        s.disc(66, 174, 24, "#5b3a20", 2.2, flat=0.22)
        s.path("M56 164C50 156 62 150 56 140", "none", 2, WHITE)
        s.path("M72 164C66 156 78 150 72 140", "none", 2, WHITE)
        s.sheet(170, 214, 70, 34, -5, 4)
        s.disc(206, 196, 12, GOLD, 2.4)
        s.disc(206, 196, 6, WHITE, 1.8)
        s.poly([(199, 206), (196, 226), (204, 220)], GOLD, 1.8)
        s.poly([(212, 206), (217, 225), (208, 220)], GOLD, 1.8)
    else:
        heads = [(14, 196), (52, 206), (96, 198), (196, 204), (232, 194)]
        for x, y in heads:
            s.path(f"M{x - 26} 246C{x - 24} {y + 16} {x + 24} {y + 16} {x + 26} 246Z", INK, 2)
            s.disc(x, y, 13, "#4a3a36", 2.4)
        for x, y, turn in ((20, 164, -8), (226, 158, 10)):
            s.line([(x, y), (x + turn * 0.4, y + 40)], 4)
            s.rect(x - 18, y - 18, 36, 26, WHITE, 2.4)
            s.line([(x - 11, y - 9), (x + 11, y - 9)], 3, BOX_RED)
            s.line([(x - 11, y - 1), (x + 6, y - 1)], 3, BOX_RED)
        # the megaphone, in a fist
        s.path("M118 246C120 224 126 212 138 206L156 214C148 226 146 236 146 246Z", dark, 2.6)
        s.poly([(120, 186), (176, 158), (186, 206), (128, 204)], PAPER, 3)
        s.poly([(174, 154), (188, 150), (200, 208), (186, 210)], BOX_RED, 2.8)
        s.rect(110, 184, 16, 22, BOX_RED, 2.6)
        s.path(
            "M128 200C126 190 140 186 146 192C154 194 156 206 150 212C142 218 130 214 128 200Z",
            "#b98a68",
            2.4,
        )
        for y1, y2 in ((158, 148), (180, 180), (202, 210)):
            s.line([(206, y1), (226, y2)], 3.2, BOX_RED)
    return s


def _hands(s: Sketch, x: float, y: float) -> None:
    """Draw two clasped hands in their cuffs."""
    s.poly([(x - 56, y - 14), (x - 34, y - 16), (x - 34, y + 16), (x - 56, y + 18)], "#2b3e57", 2.4)
    s.poly([(x + 56, y - 18), (x + 34, y - 16), (x + 34, y + 16), (x + 56, y + 14)], WHITE, 2.4)
    s.path(
        f"M{x - 34} {y - 13}C{x - 18} {y - 20} {x - 6} {y - 18} {x + 10} {y - 10}"
        f"C{x + 20} {y - 4} {x + 20} {y + 12} {x + 8} {y + 16}C{x - 8} {y + 18} {x - 20} {y + 14} {x - 34} {y + 13}Z",
        "#e0b48e",
        2.4,
    )
    s.path(
        f"M{x + 34} {y - 14}C{x + 22} {y - 18} {x + 10} {y - 18} {x - 2} {y - 12}"
        f"C{x - 14} {y - 6} {x - 16} {y + 2} {x - 6} {y + 4}C{x + 6} {y + 16} {x + 22} {y + 16} {x + 34} {y + 13}Z",
        "#a9744f",
        2.4,
    )
    for dy in (-4, 3, 9):
        s.line([(x + 6, y + dy), (x + 18, y + dy - 1)], 1.8)


PORTRAITS = {"secretary": secretary, "number10": number10, "monitor": monitor, "unions": unions}
MOODS = ("calm", "strained")
