"""Charts as SVG: well-formed, told in words and numbers, and nothing told by colour alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import InputError
from game.telling.charts import (
    Amount,
    Chart,
    ChartSeries,
    Dot,
    Hexagon,
    bar_chart,
    cartogram,
    line_chart,
    page,
    stacked,
    tornado,
)
from game.telling.charts.palette import BAND, LINE_STYLES, PARTY_STYLES
from game.telling.charts.ticks import extent, ticks

SVG = "{http://www.w3.org/2000/svg}"
QUARTERS = ("2014Q1", "2014Q2", "2014Q3", "2014Q4")


def lines_with_bands() -> Chart:
    ours = ChartSeries("as played", (2.5, 2.7, None, 3.1), (2.4, 2.5, None, 2.9), (2.6, 3, None, 4))
    idle = ChartSeries("nobody acts", (2.5, 2.8, 3.0, 3.2))
    return line_chart("Waiting list", QUARTERS, [ours, idle], unit="million", marks=[(1, "bailed")])


def bars() -> Chart:
    return bar_chart("Seats", [Amount("Labour", 290, 270, 310), Amount("Others", 0)], unit="seats")


def moves() -> Chart:
    rows = [("tariff", -12.0, 9.0), ("pay", 4.0, 3.0), ("nothing", 0.0, 0.0)]
    return tornado("What moves it", rows, unit="points")


def country() -> Chart:
    hexes = [
        Hexagon(name, q, r, kind, PARTY_STYLES[kind].fill, PARTY_STYLES[kind].pattern, letter)
        for name, q, r, kind, letter in (("North", 0, 0, "lab", "L"), ("South", -1, 2, "con", "C"))
    ]
    return cartogram("Who holds what", hexes, dots=[Dot("St Elsewhere", 0, 0, "hospital")])


EACH = pytest.mark.parametrize("make", [lines_with_bands, bars, moves, country])


@EACH
def test_a_chart_is_well_formed_and_says_what_it_is(make: object) -> None:
    assert callable(make)
    chart = make()
    root = ET.fromstring(chart.svg)
    assert root.attrib["role"] == "img"
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == chart.title
    assert title.attrib["id"] in root.attrib["aria-labelledby"]


@EACH
def test_all_that_is_drawn_lies_in_the_picture(make: object) -> None:
    assert callable(make)
    chart = make()
    for element in ET.fromstring(chart.svg).iter():
        for key, most in (("x", chart.width), ("y", chart.height), ("cx", chart.width)):
            if element.tag != f"{SVG}pattern" and key in element.attrib:
                assert -1 <= float(element.attrib[key]) <= most


@EACH
def test_every_number_stands_in_the_table_too(make: object) -> None:
    assert callable(make)
    chart = make()
    assert chart.table.rows
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    assert chart.table.rows[0][0] in chart.figure


def test_what_comes_from_data_is_escaped_everywhere() -> None:
    bad = '<script>alert("x")</script>\x1b[2J'
    charts = [
        line_chart(bad, [bad], [ChartSeries(bad, (1.0,))], unit=bad, said=bad, marks=[(0, bad)]),
        bar_chart(bad, [Amount(bad, 1)], unit=bad, said=bad),
        tornado(bad, [(bad, 1, 2)], unit=bad, said=bad),
        cartogram(bad, [Hexagon(bad, 0, 0, bad, "#000000", "", bad)], dots=[Dot(bad, 0, 0, bad)]),
    ]
    made = page(bad, [bad], charts)
    assert "<script" not in made and "\x1b" not in made
    for chart in charts:
        ET.fromstring(chart.svg)


def test_lines_differ_without_their_colours() -> None:
    looks = {(style.dash, style.marker) for style in LINE_STYLES}
    assert len(looks) == len(LINE_STYLES)
    assert all(style.letter for style in PARTY_STYLES.values())


def test_a_gap_in_a_series_is_a_gap_in_its_line() -> None:
    whole = line_chart("w", QUARTERS, [ChartSeries("a", (1, 2, 3, 4))]).svg
    torn = line_chart("w", QUARTERS, [ChartSeries("a", (1, 2, None, 4))]).svg
    drawn = [ET.fromstring(svg).findall(f".//{SVG}polyline") for svg in (whole, torn)]
    assert [len(found[0].attrib["points"].split()) for found in drawn] == [4, 2]


def test_a_series_must_have_a_value_for_each_label() -> None:
    with pytest.raises(InputError, match="'short' has 1 values for 4"):
        line_chart("w", QUARTERS, [ChartSeries("short", (1,))])


def test_north_is_at_the_top_of_the_map() -> None:
    (north, south) = ET.fromstring(country().svg).findall(f".//{SVG}polygon/[{SVG}title]")
    top = [float(p.attrib["points"].split()[0].split(",")[1]) for p in (north, south)]
    assert top[0] < top[1]


def test_charts_on_one_page_do_not_share_ids() -> None:
    made = page("Both", ["A word."], [lines_with_bands(), bars(), moves(), country()])
    ids = [part.split('"')[0] for part in made.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert "<script" not in made and "http-equiv" not in made


def test_several_charts_make_one_picture() -> None:
    both = stacked([bars(), moves()], "Both")
    ET.fromstring(both.svg)
    assert both.height > bars().height + moves().height
    assert {row[0] for row in both.table.rows} == {"Seats", "What moves it"}


@pytest.mark.parametrize("values", [(), (5.0,), (0.0, 0.0), (None, None), (-3.0, 2e9)])
def test_odd_series_are_drawn_all_the_same(values: tuple[float | None, ...]) -> None:
    labels = [f"{i}" for i in range(len(values))]
    ET.fromstring(line_chart("odd", labels, [ChartSeries("a", values)]).svg)


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_ticks_lie_in_the_range_and_are_few(low: float, span: float) -> None:
    marks = ticks(low, low + span)
    assert len(marks) <= 12
    assert all(low - span * 0.01 <= m <= low + span * 1.01 for m in marks)
    assert marks == sorted(marks)


@given(st.lists(st.floats(-1e9, 1e9)))
def test_an_axis_holds_all_its_values(values: list[float]) -> None:
    low, high = extent(values, nought=True)
    assert low < high
    assert all(low - 1e-6 <= v <= high + 1e-6 for v in [*values, 0.0])


def ends_of_texts(svg: str, size: float) -> list[float]:
    """Where about each text of a picture ends on its right."""
    found = []
    for attributes, text in re.findall(r"<text([^>]*)>([^<]*)<", svg):
        x = float(re.search(r'\bx="([-0-9.]+)"', attributes)[1])  # type: ignore[index]
        width = len(text) * size * 0.5
        anchor = re.search(r'text-anchor="(\w+)"', attributes)
        share = {"end": 0.0, "middle": 0.5}.get(anchor[1] if anchor else "", 1.0)
        found.append(x + share * width)
    return found


def test_the_last_quarter_and_values_of_bars_are_not_cut_off() -> None:
    labels = [f"201{k}Q1" for k in range(6)]
    course = ChartSeries("mean", (3e6, 3.1e6, 3.2e6, 3.3e6, 3.2e6, 3.25e6))
    line = line_chart("Waiting list", labels, [course], width=480)
    bars = bar_chart("Change", [Amount("2013", -926.4, -926.9, -925.9)], width=480)
    for chart in (line, bars):
        assert max(ends_of_texts(chart.svg, 11)) <= 480


def test_a_range_is_shaded_behind_the_bars_and_on_the_picture() -> None:
    chart = bar_chart("Change", [Amount("2013", 4.0)], within=(2.0, 8.0), width=480)
    (band,) = re.findall(rf'<rect[^>]*fill="{BAND}"[^>]*>', chart.svg)
    x, width = (float(re.search(rf'\b{a}="([0-9.]+)"', band)[1]) for a in ("x", "width"))  # type: ignore[index]
    assert 0 < x < x + width < 480
    assert BAND not in bar_chart("Change", [Amount("2013", 4.0)]).svg
