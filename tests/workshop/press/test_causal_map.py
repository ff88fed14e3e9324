"""The drawn causal map: every term of the model is in it once, with its sign, and can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from game.scenario.pack import Pack
from game.workshop.plan import plan_of
from game.workshop.press.causal_map import HEIGHT, WIDTH, CausalMap, CausalTerm, GaugeBox, drawn
from game.workshop.press.game_start import Opening
from game.workshop.press.phrases import Wording
from game.workshop.press.table_pack import table_pack


def _apart(a: GaugeBox, b: GaugeBox) -> bool:
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    return beside or a.y + a.height <= b.y + 1e-6 or b.y + b.height <= a.y + 1e-6


def _map_of_the_kit(opening: Opening) -> CausalMap:
    wording = Wording(opening.voice, plan_of("90"), opening.seed, "december-2013")
    sheets = table_pack(opening, wording, 6).sheets
    (shown,) = (s.shows["map"] for s in sheets if s.template == "map_drawn")
    assert isinstance(shown, CausalMap)
    return shown


@pytest.fixture(scope="module")
def opening(pack: Pack) -> Opening:
    return Opening.of(pack, 1)


def test_every_term_is_an_arrow_or_a_line_of_its_box(opening: Opening) -> None:
    sheets = table_pack(
        opening, Wording(opening.voice, plan_of("90"), 1, "december-2013"), 6
    ).sheets
    shown = next(s.shows["map"] for s in sheets if s.template == "map_drawn")
    rules = [rule for rule in opening.pack.scenario.politics if rule.terms]
    terms = [
        (f"usual {t.figure}" if t.usual else t.figure, t.weight > 0)
        for rule in rules
        for t in rule.terms
    ]
    gauges = {rule.gauge for rule in rules} | {"backbench_nerves"}
    inside = [up for figure, up in terms if figure in gauges]
    outside = [line for box in shown.boxes for line in box.outside]
    assert len(shown.boxes) == len(gauges)
    assert len(shown.arrows) == len(inside) + 2  # the two wings whose mean is backbench nerves
    assert sum(a.up for a in shown.arrows) == sum(inside) + 2
    assert len(outside) == len(terms) - len(inside)
    ups = sum(up for figure, up in terms if figure not in gauges)
    assert sum(line.startswith("+ ") for line in outside) == ups


def test_no_box_covers_another_or_leaves_the_page(opening: Opening) -> None:
    sheets = table_pack(
        opening, Wording(opening.voice, plan_of("90"), 1, "december-2013"), 6
    ).sheets
    shown = next(s.shows["map"] for s in sheets if s.template == "map_drawn")
    assert all(_apart(a, b) for a, b in combinations(shown.boxes, 2))
    for box in shown.boxes:
        assert box.x >= 0 and box.x + box.width <= WIDTH
        assert box.y >= 0 and box.y + box.height <= HEIGHT + 1e-6


def test_an_arrow_leads_from_cause_to_gauge() -> None:
    names = {"a": "Cause", "b": "Gauge", "x": "Outside"}
    pushes = [CausalTerm("a", "b", up=False), CausalTerm("x", "a", up=True)]
    shown = drawn(names, pushes)
    boxes = {box.title: box for box in shown.boxes}
    (arrow,) = shown.arrows
    assert not arrow.up
    assert boxes["Cause"].outside == ("+ Outside",)
    begins = float(arrow.path.removeprefix("M").split()[0])
    tip = float(arrow.head.split(",")[0])
    cause, gauge = boxes["Cause"], boxes["Gauge"]
    assert begins in (cause.x, cause.x + cause.width)
    assert tip in (gauge.x, gauge.x + gauge.width)


def _along(path: str) -> Iterator[tuple[float, float]]:
    """The points of a curve, close to each other."""
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+", path)]
    ends = list(zip(numbers[::2], numbers[1::2], strict=True))
    for step in range(201):
        t = step / 200
        parts = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        x, y = (sum(w * p[axis] for w, p in zip(parts, ends, strict=True)) for axis in (0, 1))
        yield x, y


def test_no_arrow_runs_behind_a_box(opening: Opening) -> None:
    shown = _map_of_the_kit(opening)
    for arrow in shown.arrows:
        for x, y in _along(arrow.path):
            for box in shown.boxes:
                deep = min(x - box.x, box.x + box.width - x, y - box.y, box.y + box.height - y)
                assert deep < 0.2, (arrow.path, box.title)
