"""The historical run: whole years, published values kept blank where they are, a picture."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from game.__main__ import main
from game.lab import historical_run, reference_data
from game.lab.arm_trace import Trace
from game.world.knobs import NATIONAL, TRUST


@pytest.fixture(scope="module")
def found() -> Trace:
    return historical_run.run(2)


def test_it_runs_from_2009_10_to_2017_18(found: Trace) -> None:
    assert historical_run.years(found) == tuple(range(2009, 2018))
    assert found.quarters[0] == "2009Q1"
    assert found.quarters[-1] == "2018Q1"


def test_every_series_is_drawn_in_every_year_with_its_error(found: Trace) -> None:
    for drawn in historical_run.compare_series(found):
        assert len(drawn.model) == len(drawn.error) == 9
        assert all(low <= high for low, high in zip(drawn.low, drawn.high, strict=True))


def test_years_left_blank_stay_blank() -> None:
    shares = next(s for s in reference_data.published() if s.id == "deficit_share")
    assert {2011, 2014, 2015}.isdisjoint(shares.values)


def test_prices_compound_as_published(found: Trace) -> None:
    tariff = next(d for d in historical_run.compare_series(found) if d.series.id == "tariff")
    assert tariff.model[-1] == pytest.approx(936, abs=1)


def test_decisions_are_knobs_with_sources() -> None:
    for decision in reference_data.history().decisions:
        assert decision.knob in {*NATIONAL, *TRUST}
        assert (decision.trusts is None) == (decision.knob in NATIONAL)


def test_the_picture_is_whole_and_shows_every_series(found: Trace) -> None:
    drawn = historical_run.compare_series(found)
    picture = ET.fromstring(historical_run.chart(drawn))
    lines = picture.findall(".//{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == len(drawn)


def test_the_command_prints_the_table_and_writes_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart, out = tmp_path / "h.svg", tmp_path / "h.json"
    assert main(["lab", "history", "--draws", "2", "--chart", str(chart), "--json", str(out)]) == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["series"]["deficit_share"]["published"][5] is None
    assert chart.read_text("utf-8").startswith("<svg")
    assert main(["lab", "history", "--draws", "2"]) == 0
    assert "2013/14" in capsys.readouterr().out
