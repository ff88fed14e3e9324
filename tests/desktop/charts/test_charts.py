"""Charts draw within their places and say their numbers."""

from __future__ import annotations

from itertools import pairwise

import pygame
from hypothesis import given, settings
from hypothesis import strategies as st

from game.desktop.app.app import App
from game.desktop.charts import (
    BarPart,
    Bars,
    ChartLine,
    LineChart,
    SeatBar,
    Swingometer,
    Waterfall,
)
from game.desktop.kit.meters import Spark
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.screens.screen import Screen
from tests.desktop.driver import Driver

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


class One(Screen):
    title = "One"

    def __init__(self, node: Node) -> None:
        self.node = node

    def build(self, c: App) -> Node:
        return Ground(self.node)


def drawn(node: Node) -> Driver:
    return Driver(One(node), (640, 360))


@given(st.lists(NUMBERS, min_size=0, max_size=12), st.lists(NUMBERS, min_size=0, max_size=12))
@settings(max_examples=40)
def test_a_line_chart_takes_any_numbers(one: list[float], two: list[float]) -> None:
    lines = [
        ChartLine("One", tuple((float(i), v) for i, v in enumerate(one))),
        ChartLine("Two", tuple((float(i), v) for i, v in enumerate(two)), "warn", dashed=True),
    ]
    driver = drawn(LineChart("Chart", lines, x_name=lambda x: f"Q{x:.0f}"))
    assert driver.faults() == []
    for name, values in (("One", one), ("Two", two)):
        if values:
            assert driver.find("Chart").state[name] == values[-1]


def test_quarters_are_named_at_even_distances_though_the_last_stands_apart() -> None:
    """What came of it two years on stands far right: the names before it keep their distance."""
    points = tuple((float(i), float(i % 5)) for i in range(18))
    lines = [ChartLine("One", points), ChartLine("later", ((17.0, 2.0), (26.0, 3.0)), dashed=True)]
    driver = drawn(LineChart("Chart", lines, x_name=lambda x: f"Q{x:.0f} 2014/15"))
    inked = [i.text for i in driver.app.inked()]
    named = [int(text[1:].split()[0]) for text in inked if text.startswith("Q")]
    apart = {b - a for a, b in pairwise(n for n in named if n < 18)}
    assert len(named) > 2 and len(apart) == 1


def test_a_waterfall_ends_where_its_terms_lead() -> None:
    parts = [BarPart("Pay", 3.5), BarPart("Winter", -8.0), BarPart("Drift", 0.25)]
    driver = drawn(Waterfall("Why", 50.0, parts))
    state = driver.find("Why").state
    assert state["before"] == 50.0
    assert state["now"] == 45.75
    assert driver.faults() == []


def test_a_waterfall_tells_good_from_bad_without_colour() -> None:
    driver = drawn(Waterfall("Why", 50.0, [BarPart("Up", 1.0), BarPart("Down", -1.0)]))
    texts = [i.text for i in driver.app.inked()]
    assert any("▲" in t for t in texts)
    assert any("▼" in t for t in texts)


@given(st.lists(NUMBERS, max_size=20))
@settings(max_examples=30)
def test_a_spark_stays_in_its_place(values: list[float]) -> None:
    driver = drawn(Spark(values, max_w=60, max_h=20))
    assert driver.app.frames == 1


def test_seats_and_swing_say_their_numbers() -> None:
    driver = drawn(SeatBar("House", [("con", "Con", 330), ("lab", "Lab", 232), ("oth", "Oth", 88)]))
    assert driver.find("House").state == {"Con": 330, "Lab": 232, "Oth": 88}
    driver = drawn(
        Swingometer("Swing", 2.5, ("lab", "Lab"), ("con", "Con"), changes=[("ld", "LD", -15.0)])
    )
    assert driver.find("Swing").state == {"swing": 2.5, "LD": -15.0}
    assert driver.faults() == []
    assert any("swing to Con" in i.text for i in driver.app.inked())


def test_nothing_is_drawn_beside_the_picture() -> None:
    driver = drawn(Waterfall("Why", 0.0, [BarPart(f"Term {i}", 10.0**i) for i in range(6)]))
    window = pygame.Rect(0, 0, 640, 360)
    assert all(window.contains(i.rect) for i in driver.app.inked())


@given(st.lists(st.integers(0, 330), min_size=2, max_size=7))
def test_no_partys_seats_are_written_over_the_majority_line(counts: list[int]) -> None:
    seats = [("con", "Nat", n) for n in counts]
    house = max(1, sum(counts))
    driver = drawn(SeatBar("Seats", seats, house=house, majority=house // 2 + 1))
    bar = driver.find("Seats", "chart").rect
    line = bar.x + round(bar.w * (house // 2 + 1) / house)
    written = [x.rect for x in driver.app.inked() if x.text.split()[-1].isdigit()]
    assert not [r for r in written if r.left <= line <= r.right and r.bottom <= bar.bottom]


def test_a_name_without_end_takes_no_more_than_its_part_of_a_chart() -> None:
    """Thirty hospitals in one cause squeezed the map beside it to less than nothing."""
    name = ", ".join(["Ixing and Wigglesworth Hospitals"] * 30)
    for node in (
        Waterfall("Why", 3.0, [BarPart(name, 1.0), BarPart("Other", -2.0)]),
        Bars("Scores", [(name, 3.0, "secretary"), ("Other", 2.0, "unions")]),
    ):
        driver = drawn(node)
        assert driver.faults() == []
        assert node.widths(driver.app)[0] < 560
