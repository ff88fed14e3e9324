"""The causal map drawn: gauges in a ring, arrows between them, and what pushes from outside.

Everything is in millimetres of the page. Pushes up are solid lines, pushes down are dashed, and
each arrow's head has its sign, so that nothing hangs on colour. The data are the model's own terms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

#: The drawing, and a gauge's box at the least; a line of the pushes in it, letters of a line.
WIDTH, HEIGHT = 184.0, 240.0
_BOX, _TITLE, _LINE, _LETTERS = 46.0, 5.0, 2.7, 38
#: The room that an arrow takes at the side of a box.
_PORT: Final = 1.9
#: How much of the ring the boxes' middles stand inside the drawing's edge.
_MARGIN: Final = 13.0
#: Rounds in which boxes change places while arrows become shorter.
_ROUNDS: Final = 8
#: How far an arrow may go straight on, as parts of the usual, where that leads it behind a box; and
#: at how many points that is looked for.
_REACHES: Final = (1.0, 0.6, 1.5, 0.3, 2.0)
_POINTS: Final = 60
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CausalTerm:
    """One term of the model: what pushes, which gauge, and whether up."""

    source: str
    gauge: str
    up: bool


@dataclass(frozen=True, slots=True)
class GaugeBox:
    """A gauge: where its box is, and the pushes from outside the ring, each with its sign."""

    title: str
    x: float
    y: float
    width: float
    height: float
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CausalArrow:
    """From one gauge to another: a curve, its head, and its sign with its place."""

    path: str
    head: str
    up: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Port:
    """Where an arrow meets a box, and which way is inward there."""

    x: float
    y: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class CausalMap:
    """The whole drawing."""

    boxes: tuple[GaugeBox, ...]
    arrows: tuple[CausalArrow, ...]


def drawn(titles: dict[str, str], pushes: Sequence[CausalTerm]) -> CausalMap:
    """Return the map of the gauges that something pushes, each with its title.

    ``titles`` has those of all figures that ``pushes`` names.
    """
    gauges = list(dict.fromkeys(p.gauge for p in pushes))
    inside = [p for p in pushes if p.source in gauges and p.source != p.gauge]
    places = _ring(len(gauges))
    order = _short(gauges, inside, places)
    boxes: dict[str, GaugeBox] = {}
    for gauge, at in zip(order, places, strict=True):
        outside = [p for p in pushes if p.gauge == gauge and p not in inside]
        ends = sum(gauge in (p.source, p.gauge) for p in inside)
        boxes[gauge] = _box(titles, gauge, outside, ends, at)
    boxes = _spread(boxes)
    ports = {gauge: _ports(gauge, boxes, inside) for gauge in gauges}
    arrows = tuple(
        _arrow(
            ports[p.source][p],
            ports[p.gauge][p],
            [box for name, box in boxes.items() if name not in (p.source, p.gauge)],
            up=p.up,
        )
        for p in inside
    )
    return CausalMap(tuple(boxes.values()), arrows)


def _ring(count: int) -> list[tuple[float, float]]:
    """Return the middles of so many boxes around the edge, clockwise from the left above."""
    left, right = _BOX / 2, WIDTH - _BOX / 2
    top, bottom = _MARGIN, HEIGHT - _MARGIN
    across = 2 if count > 4 else 0  # one more above and one below, in the middle
    sides = count - across
    rows = -(-sides // 2)
    step = (bottom - top) / max(1, rows - 1)
    up = [(left, bottom - n * step) for n in range(rows)]
    down = [(right, top + n * step) for n in range(sides - rows)]
    above = [(WIDTH / 2, top)] if across else []
    below = [(WIDTH / 2, bottom)] if across else []
    return [*up, *above, *down, *below]


def _short(
    gauges: Sequence[str], inside: Sequence[CausalTerm], places: Sequence[tuple[float, float]]
) -> list[str]:
    """Return the gauges in an order in which their arrows are short."""
    order = list(gauges)

    def length() -> float:
        at = dict(zip(order, places, strict=True))
        return sum(math.dist(at[p.source], at[p.gauge]) for p in inside)

    best = length()
    for _ in range(_ROUNDS):
        before = best
        for a in range(len(order)):
            for b in range(a + 1, len(order)):
                order[a], order[b] = order[b], order[a]
                now = length()
                if now < best:
                    best = now
                else:
                    order[a], order[b] = order[b], order[a]
        if best == before:
            break
    return order


def _box(
    titles: dict[str, str],
    gauge: str,
    outside: Sequence[CausalTerm],
    ends: int,
    at: tuple[float, float],
) -> GaugeBox:
    lines = tuple(f"{'+' if p.up else '−'} {titles[p.source]}"[:_LETTERS] for p in outside)
    text = _TITLE + _LINE * len(lines) + (1.0 if lines else 0.0)
    at_a_side = at[0] != WIDTH / 2
    height = max(text, _PORT * ends + 1.0) if at_a_side else text
    return GaugeBox(titles[gauge], at[0] - _BOX / 2, at[1] - height / 2, _BOX, height, lines)


def _spread(boxes: dict[str, GaugeBox]) -> dict[str, GaugeBox]:
    """Return the boxes of each side with the same gap between one and the next."""
    found = dict(boxes)
    for x in (0.0, WIDTH - _BOX):
        column = sorted((b.y, name) for name, b in boxes.items() if abs(b.x - x) < 1.0)
        heights = [boxes[name].height for _, name in column]
        gap = (HEIGHT - sum(heights)) / max(1, len(heights) - 1)
        y = 0.0
        for (_, name), height in zip(column, heights, strict=True):
            found[name] = replace(boxes[name], y=y)
            y += height + gap
    return found


def _inward(box: GaugeBox) -> tuple[float, float]:
    """Return which way the middle of the drawing is from a box, along one axis."""
    across = box.x + box.width / 2 - WIDTH / 2
    if abs(across) > 1.0:
        return (-1.0, 0.0) if across > 0 else (1.0, 0.0)
    return (0.0, 1.0) if box.y < HEIGHT / 2 else (0.0, -1.0)


def _ports(
    gauge: str, boxes: dict[str, GaugeBox], inside: Sequence[CausalTerm]
) -> dict[CausalTerm, _Port]:
    """Return where each arrow of a gauge meets the side of its box that looks inward.

    They lie in the order of the boxes at their other ends, so that few of them cross here.
    """
    box = boxes[gauge]
    dx, dy = _inward(box)
    own = [p for p in inside if gauge in (p.source, p.gauge)]

    def turn(push: CausalTerm) -> float:
        """Return at which angle from the way inward the other end lies."""
        other = boxes[push.gauge if push.source == gauge else push.source]
        x = other.x + other.width / 2 - box.x - box.width / 2
        y = other.y + other.height / 2 - box.y - box.height / 2
        if dx and x * dx < 1.0:  # the same side: the nearest lies outermost
            return math.copysign(math.pi - abs(y) / HEIGHT, y * dx)
        return math.atan2(dx * y - dy * x, dx * x + dy * y)

    found = {}
    for place, push in enumerate(sorted(own, key=turn)):
        part = (place + 0.5) / len(own)
        if dx:
            y = box.y + box.height * (part if dx > 0 else 1 - part)
            found[push] = _Port(box.x + (box.width if dx > 0 else 0.0), y, dx, dy)
        else:
            x = box.x + box.width * (1 - part if dy > 0 else part)
            found[push] = _Port(x, box.y + (box.height if dy > 0 else 0.0), dx, dy)
    return found


def _arrow(a: _Port, b: _Port, others: Sequence[GaugeBox], *, up: bool) -> CausalArrow:
    """Return a curve that leaves and meets its boxes straight on, and runs behind no other."""
    same_side = (a.dx, a.dy) == (b.dx, b.dy)
    reach = math.dist((a.x, a.y), (b.x, b.y)) * (0.42 if same_side else 0.38)
    reach = min(max(reach, 9.0), 62.0)
    neck = b.x + 2.0 * b.dx, b.y + 2.0 * b.dy  # where the head begins
    tried = [(out * reach, back * reach) for out in _REACHES for back in _REACHES]
    curves = [_curve(a, b, neck, out, back) for out, back in tried]
    curve = min(curves, key=lambda one: _behind(one, others))  # of equal ones the first
    numbers = " ".join(f"{n:.1f}" for point in curve[1:] for n in point)
    wings = [(neck[0] + w * b.dy, neck[1] + w * b.dx) for w in (0.75, -0.75)]
    head = " ".join(f"{x:.1f},{y:.1f}" for x, y in ((b.x, b.y), *wings))
    sign = round(b.x + 3.3 * b.dx, 1), round(b.y + 3.3 * b.dy, 1)
    return CausalArrow(f"M{a.x:.1f} {a.y:.1f}C{numbers}", head, up, *sign)


def _curve(a: _Port, b: _Port, neck: _Point, out: float, back: float) -> tuple[_Point, ...]:
    """Return the four points of a curve that goes ``out`` straight on, and comes ``back`` so."""
    bends = (a.x + out * a.dx, a.y + out * a.dy), (b.x + back * b.dx, b.y + back * b.dy)
    return ((a.x, a.y), *bends, neck)


def _behind(curve: tuple[_Point, ...], boxes: Sequence[GaugeBox]) -> int:
    """Return how many of a curve's points lie in a box."""
    count = 0
    for step in range(_POINTS + 1):
        t = step / _POINTS
        parts = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        x, y = (sum(w * p[axis] for w, p in zip(parts, curve, strict=True)) for axis in (0, 1))
        count += any(
            box.x < x < box.x + box.width and box.y < y < box.y + box.height for box in boxes
        )
    return count
