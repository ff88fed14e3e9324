"""Sensitivity: a fifth up and down, and what follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab.sensitivity import OUTCOMES, SCALES, deficit_by_efficiency, effect, names, sensitivity
from game.telling import lab_reports

PAGE = Path(__file__).parent / "SENSITIVITY.md"


def test_more_efficiency_means_fewer_deficits() -> None:
    table = sensitivity(2, wanted=["efficiency_base_year"])
    lower, higher = table["parameters"]["efficiency_base_year"]["deficit17"]
    assert lower > 0 > higher
    assert set(table["middle"]) == set(OUTCOMES) == set(SCALES)


def test_all_parameters_are_moved_unless_some_are_named() -> None:
    assert len(names()) > 100
    assert names(["ami_hhi"]) == ["ami_hhi"]
    with pytest.raises(InputError, match="no parameter 'nothing'"):
        names(["nothing"])


def test_the_page_is_current_where_it_is_measured_again() -> None:
    """All parameters are listed, and some rows and the knife-edge come out the same."""
    text = PAGE.read_text("utf-8")
    found = re.search(r"seed (\d+), (\d+) draws", text)
    assert found is not None
    seed, draws = int(found[1]), int(found[2])
    rows = set(text.splitlines())
    listed = {row.split(" | ")[0].removeprefix("| ") for row in rows if row.startswith("| ")}
    assert set(names()) <= listed
    again = sensitivity(draws, seed, ["efficiency_base_year", "ami_hhi", "fail_margin"])
    for name, by in again["parameters"].items():
        assert lab_reports.sensitivity_row(name, by) in rows
    assert set(lab_reports.knife_rows(again["knife"])) <= rows


def test_the_page_is_sorted_by_effect() -> None:
    table = sensitivity(2, wanted=["ami_hhi", "efficiency_base_year"])
    assert list(table["parameters"]) == ["efficiency_base_year", "ami_hhi"]
    assert effect(table["parameters"]["ami_hhi"]) < 1.0


def test_a_quarter_of_a_point_of_savings_is_a_knife_edge() -> None:
    edge = deficit_by_efficiency([1, 2])
    assert edge["lower"]["2017/18"] > edge["as it is"]["2017/18"] > edge["higher"]["2017/18"]


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    page = tmp_path / "s.md"
    assert main(["lab", "sensitivity", "ami_hhi", "--draws", "2", "--page", str(page)]) == 0
    assert "| ami_hhi |" in page.read_text("utf-8")


def test_the_command_prints_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "sensitivity", "ami_hhi", "--draws", "2"]) == 0
    assert "ami_hhi" in capsys.readouterr().out
