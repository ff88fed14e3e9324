"""A room for each office, by lamplight: dark enough that letters are read on it."""

from __future__ import annotations

from collections.abc import Callable

from tests.art.sketch import Sketch

W, H = 1600.0, 900.0
#: By office: floor, wall, panel, line, light – all so dark that soft letters keep their contrast.
TONES: dict[str, tuple[str, str, str, str, str]] = {
    "secretary": ("#0c1418", "#10211f", "#162c29", "#27443f", "#2c4a44"),
    "number10": ("#14110c", "#1e1a10", "#292313", "#463b1f", "#4a3e20"),
    "monitor": ("#0f0f1a", "#161528", "#1e1c36", "#36325c", "#39355f"),
    "unions": ("#160f0e", "#221614", "#2d1d1a", "#51332c", "#523630"),
}


class Room:
    """A sketch with the tones of its office."""

    def __init__(self, office: str) -> None:
        self.s = Sketch(f"room-{office}", W, H, wobble=1.4)
        self.floor, self.wall, self.panel, self.line, self.light = TONES[office]
        self.s.rect(-4, -4, W + 8, H + 8, self.wall, 0)
        self.s.poly(
            [(-4, 700), (W + 4, 700), (W + 4, H + 4), (-4, H + 4)], self.floor, 3, self.line
        )

    def box(self, x: float, y: float, w: float, h: float, fill: str = "", ink: float = 3) -> None:
        """Draw a rectangle in the room's tones."""
        self.s.rect(x, y, w, h, fill or self.panel, ink, self.line)

    def poly(self, points: list[tuple[float, float]], fill: str = "", ink: float = 3) -> None:
        """Draw a polygon in the room's tones."""
        self.s.poly(points, fill or self.panel, ink, self.line)

    def boards(self) -> None:
        """Draw the floor's boards, running to a point."""
        for x in range(-600, 2300, 150):
            self.s.line([(800 + (x - 800) * 0.55, 702), (x, 904)], 2, self.panel)

    def shelves(self, x: float, y: float, w: float, rows: int) -> None:
        """Draw shelves of books."""
        self.box(x, y, w, rows * 96 + 14)
        at = 0
        for row in range(rows):
            low = y + 96 * (row + 1)
            u = x + 12
            while u < x + w - 26:
                wide = 11 + (at * 7) % 12
                tall = 54 + (at * 13) % 26
                fill = (self.wall, self.floor, self.line)[at % 3]
                self.s.rect(u, low - tall, wide, tall, fill, 1.8, self.line)
                u += wide + (14 if at % 9 == 8 else 1)
                at += 1
            self.s.line([(x, low), (x + w, low)], 5, self.line)

    def window(self, x: float, y: float, w: float, h: float) -> None:
        """Draw a sash window with the evening in it."""
        self.box(x - 14, y - 14, w + 28, h + 28)
        self.box(x, y, w, h, self.light)
        for i in (1, 2):
            self.s.line([(x + w * i / 3, y), (x + w * i / 3, y + h)], 5, self.panel)
        self.s.line([(x, y + h / 2), (x + w, y + h / 2)], 8, self.panel)
        self.poly(
            [
                (x - 34, y + h + 14),
                (x + w + 34, y + h + 14),
                (x + w + 26, y + h + 32),
                (x - 26, y + h + 32),
            ]
        )

    def lamp(self, x: float, y: float) -> None:
        """Draw a desk lamp standing on (x, y), and its light."""
        self.s.poly(
            [(x - 60, y - 120), (x + 60, y - 120), (x + 170, y), (x - 170, y)],
            self.light,
            0,
            opacity=0.45,
        )
        self.s.line([(x, y), (x, y - 120)], 7, self.line)
        self.poly(
            [(x - 66, y - 118), (x - 40, y - 172), (x + 40, y - 172), (x + 66, y - 118)], self.light
        )
        self.s.disc(x, y, 34, self.panel, 3, self.line, flat=0.25)


def secretary() -> Sketch:
    """A minister's office on Whitehall: tall windows, books, a wide desk."""
    r = Room("secretary")
    r.window(120, 90, 260, 440)
    r.window(1220, 90, 260, 440)
    for x in (120.0, 1220.0):  # the town outside
        low = 530.0
        r.poly(
            [
                (x, low),
                (x, low - 120),
                (x + 50, low - 120),
                (x + 50, low - 170),
                (x + 96, low - 170),
                (x + 96, low - 90),
                (x + 160, low - 90),
                (x + 160, low - 230),
                (x + 180, low - 264),
                (x + 200, low - 230),
                (x + 200, low - 110),
                (x + 260, low - 110),
                (x + 260, low),
            ],
            r.wall,
        )
    for x in (86, 384, 1186, 1484):
        r.poly([(x - 30, 40), (x + 30, 40), (x + 22, 640), (x - 22, 640)])
        for u in (-14, 0, 14):
            r.s.line([(x + u, 44), (x + u * 0.7, 636)], 2, r.line)
    r.shelves(470, 80, 250, 5)
    r.shelves(880, 80, 250, 5)
    r.box(750, 110, 100, 140)
    r.box(762, 122, 76, 116, r.light)
    r.boards()
    r.poly([(260, 720), (1340, 720), (1400, 770), (200, 770)], r.line)
    r.box(240, 770, 1120, 140)
    for x in (270, 640, 1010):
        r.box(x, 790, 320, 130, r.wall)
    r.lamp(1180, 726)
    r.poly([(360, 640), (520, 640), (530, 660), (350, 660)])
    r.box(350, 660, 180, 66, r.line)
    for i in range(5):
        r.box(800 + i % 2 * 6, 708 - i * 8, 130, 10, r.light, 2)
    return r.s


def number10() -> Sketch:
    """The room with the long table, its chairs and its fire."""
    r = Room("number10")
    for x in (70, 1350):
        r.window(x, 100, 180, 430)
    for x in (300, 1270):  # columns
        r.box(x, 40, 56, 680)
        r.box(x - 12, 20, 80, 30)
        r.box(x - 12, 690, 80, 30)
    r.box(600, 300, 400, 420)
    r.box(560, 270, 480, 40)
    r.poly([(670, 720), (670, 440), (700, 400), (900, 400), (930, 440), (930, 720)], r.floor)
    r.s.path(
        "M740 716C730 640 780 640 778 580C820 620 810 640 830 610C850 650 880 670 862 716Z",
        r.light,
        3,
        r.line,
    )
    r.box(680, 60, 240, 180)
    r.box(696, 76, 208, 148, r.wall)
    r.s.disc(800, 150, 46, "none", 3, r.line)
    for x in (620, 980):
        r.s.line([(x, 270), (x, 220)], 6, r.line)
        r.s.disc(x, 208, 12, r.light, 3, r.line)
    r.s.line([(800, 0), (800, 20)], 5, r.line)
    r.boards()
    for x in range(150, 1460, 164):
        r.box(x, 640, 92, 120)
        r.s.path(f"M{x} 640C{x + 4} 596 {x + 88} 596 {x + 92} 640", r.panel, 3, r.line)
    r.s.path(
        "M60 800C400 740 1200 740 1540 800L1580 860C1200 800 400 800 20 860Z", r.line, 3, r.line
    )
    r.s.path("M20 860C400 800 1200 800 1580 860L1580 910L20 910Z", r.panel, 3, r.line)
    for x in range(220, 1460, 240):
        r.poly([(x, 778), (x + 80, 776), (x + 88, 796), (x - 4, 798)], r.light, 2)
    return r.s


def monitor() -> Sketch:
    """The regulator's open floor: glass, screens, files, a wall of figures."""
    r = Room("monitor")
    for x in range(-20, 1640, 206):
        r.box(x, 40, 190, 560, r.wall)
        r.s.line([(x + 30, 560), (x + 120, 80)], 3, r.panel)
        r.s.line([(x + 60, 570), (x + 150, 110)], 3, r.panel)
    r.box(480, 100, 640, 380, r.panel)
    for i in range(1, 8):
        r.s.line([(480 + i * 80, 102), (480 + i * 80, 478)], 2, r.wall)
    for i in range(1, 5):
        r.s.line([(482, 100 + i * 76), (1118, 100 + i * 76)], 2, r.wall)
    r.s.line(
        [(500, 420), (600, 380), (690, 400), (800, 300), (880, 330), (980, 220), (1100, 240)],
        7,
        r.light,
    )
    r.s.line([(500, 200), (640, 230), (780, 210), (900, 290), (1100, 380)], 5, r.line)
    r.boards()
    for x in (60, 460, 960, 1330):
        r.poly([(x - 40, 690), (x + 300, 690), (x + 330, 720), (x - 70, 720)], r.line)
        for u in (0.0, 130.0):
            r.box(x + u, 590, 116, 78)
            r.box(x + u + 8, 598, 100, 62, r.light, 2)
            r.s.line([(x + u + 58, 668), (x + u + 58, 690)], 6, r.line)
            for i in range(3):
                r.s.line(
                    [(x + u + 16, 612 + i * 14), (x + u + 60 + i * 12, 612 + i * 14)], 3, r.panel
                )
        r.box(x - 30, 720, 14, 120)
        r.box(x + 280, 720, 14, 120)
        r.s.path(
            f"M{x + 60} 860C{x + 56} 760 {x + 70} 750 {x + 120} 750C{x + 170} 750 {x + 184} 760 {x + 180} 860Z",
            r.panel,
            3,
            r.line,
        )
    for i in range(4):
        r.box(1490, 640 + i * 60, 110, 58)
        r.box(1530, 660 + i * 60, 30, 10, r.light, 2)
    return r.s


def unions() -> Sketch:
    """The branch's hall: banners, a platform, the tea urn, rows of chairs."""
    r = Room("unions")
    for y in (90, 300):
        r.s.line([(-4, y), (1604, y)], 2, r.panel)
    r.poly([(-4, 560), (1604, 560), (1604, 700), (-4, 700)])
    for x in range(0, 1600, 54):
        r.s.line([(x, 562), (x, 698)], 2, r.line)
    for x, w in ((110, 260), (670, 260), (1230, 260)):
        r.s.line([(x - 16, 96), (x + w + 16, 96)], 9, r.line)
        for u in (x - 16, x + w + 16):
            r.s.disc(u, 96, 12, r.light, 3, r.line)
        r.poly(
            [
                (x, 104),
                (x + w, 104),
                (x + w, 430),
                (x + w * 0.75, 460),
                (x + w / 2, 430),
                (x + w / 4, 460),
                (x, 430),
            ],
            r.line,
        )
        r.s.rect(x + 24, 130, w - 48, 250, "none", 3, r.light)
        for u in range(8):
            r.s.line(
                [(x + 10 + u * (w - 20) / 7, 446), (x + 10 + u * (w - 20) / 7, 470)], 4, r.light
            )
    r.s.disc(240, 255, 62, r.panel, 3, r.light)
    r.s.path(
        "M240 298C190 262 196 216 222 216C234 216 240 228 240 234C240 228 246 216 258 216C284 216 290 262 240 298Z",
        r.light,
        0,
    )
    r.s.cross(800, 255, 60, r.panel, 3)
    r.s.disc(1360, 255, 62, r.panel, 3, r.light)
    r.poly(
        [(1326, 290), (1394, 290), (1394, 250), (1408, 250), (1360, 208), (1312, 250), (1326, 250)],
        r.light,
    )
    r.box(1352, 262, 16, 28)
    r.boards()
    r.poly([(480, 640), (1120, 640), (1140, 720), (460, 720)], r.line)
    r.box(560, 590, 480, 54)
    for x in (620, 800, 980):
        r.box(x - 30, 560, 60, 34, r.light, 2)
    r.box(1240, 560, 260, 16, r.line)
    r.s.path("M1290 560L1290 470C1290 450 1390 450 1390 470L1390 560Z", r.panel, 3, r.line)
    r.s.line([(1340, 452), (1340, 438)], 8, r.line)
    r.box(1386, 530, 20, 12, r.light, 2)
    for i in range(3):
        r.box(1416 + i * 28, 538, 20, 22, r.light, 2)
    for row, y in enumerate((780, 868)):
        for i in range(9):
            x = 40 + i * 184 - row * 60
            r.s.path(
                f"M{x} {y + 8}L{x} {y - 56}C{x + 4} {y - 76} {x + 96} {y - 76} {x + 100} {y - 56}L{x + 100} {y + 8}Z",
                r.panel,
                3,
                r.line,
            )
            r.s.line([(x + 12, y - 30), (x + 88, y - 30)], 3, r.line)
            r.s.line([(x + 4, y + 8), (x, y + 60)], 5, r.line)
            r.s.line([(x + 96, y + 8), (x + 100, y + 60)], 5, r.line)
    return r.s


ROOMS: dict[str, Callable[[], Sketch]] = {
    "secretary": secretary,
    "number10": number10,
    "monitor": monitor,
    "unions": unions,
}
