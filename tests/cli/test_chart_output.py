"""What commands draw and write as tables: pictures are well-formed, tables whole."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from game.__main__ import main
from game.paths import scenarios_dir

SEATS = scenarios_dir() / "common" / "example" / "constituencies.csv"
ELECTION = ["election", "--constituencies", str(SEATS), "--shares", "England: con=40,lab=40,ld=20"]


def test_an_election_is_drawn_and_written(tmp_path: Path) -> None:
    svg, page, sheet = tmp_path / "e.svg", tmp_path / "e.html", tmp_path / "e.csv"
    assert main([*ELECTION, "--draws", "5", "--chart", str(svg), "--csv", str(sheet)]) == 0
    assert main([*ELECTION, "--chart", str(page)]) == 0
    ET.fromstring(svg.read_text("utf-8"))
    assert "<svg" in page.read_text("utf-8")
    rows = list(csv.DictReader(sheet.read_text("utf-8").splitlines()))
    assert len(rows) == 54
    assert {row["winner"] for row in rows} <= {"con", "lab", "ld"}


def test_a_chart_of_another_kind_is_refused_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ELECTION, "--chart", str(tmp_path / "e.png")]) == 2
    assert "must end in .svg or .html" in capsys.readouterr().err


def test_parquet_is_written_where_pyarrow_is_and_refused_where_it_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "e.parquet"
    code = main([*ELECTION, "--parquet", str(file)])
    try:
        from pyarrow import parquet
    except ImportError:
        assert code == 2
        assert "needs the package pyarrow" in capsys.readouterr().err
    else:
        assert code == 0
        assert parquet.read_table(file).num_rows == 54


@pytest.mark.parametrize("ending", ["svg", "html", "hexjson"])
def test_a_scenarios_map_is_drawn(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"map.{ending}"
    example = str(scenarios_dir() / "common" / "example")
    assert main(["scenario", "map", example, "--out", str(file)]) == 0
    text = file.read_text("utf-8")
    assert ('"layout": "odd-r"' if ending == "hexjson" else "Skelkeld Central") in text
