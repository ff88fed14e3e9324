"""A lever taken away and pressed once: paired games, use by a level, a run that goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.errors import InputError
from game.lab.lever_worth import COST, LeverWorth
from game.telling.lever_reports import levers_page, levers_report

SCENARIO = "december-2013"


def run(levers: tuple[str, ...], games: int = 4, **more: Any) -> dict[str, Any]:
    with LeverWorth(SCENARIO, games, 3, levers=levers, **more) as made:
        made.play()
        return made.result()


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return run(("publish_list", "strike"))


def test_each_lever_is_taken_away_and_pressed_once(found: dict[str, Any]) -> None:
    first, second = found["found"]
    assert (first["lever"], first["role"]) == ("publish_list", "secretary")
    assert (second["lever"], second["role"]) == ("strike", "unions")
    assert first["without"]["games"] == 4
    assert first["without"]["met"] == (first["without"]["points"] <= COST)
    assert first["once"]["games"] == 4  # lawful in the first quarter of every game


def test_use_is_counted_of_sheets_that_might_have_had_it(found: dict[str, Any]) -> None:
    offered = [one["use"] for one in found["found"] if one["use"]["offers"]]
    assert offered
    for use in offered:
        assert 0 <= use["ordered"] <= use["offers"]
        assert use["low"] <= use["share"] <= use["high"]


def test_a_lever_that_is_never_lawful_has_no_numbers() -> None:
    found = run(("top_slice_assent",), 2)["found"][0]
    if not found["use"]["offers"]:
        assert found["use"]["met"] is None
        assert found["once"] == {"games": 0, "points": None, "half_interval": None, "met": None}
        assert found["without"]["points"] == 0.0


def test_a_stopped_run_goes_on_to_the_same_result(found: dict[str, Any], tmp_path: Path) -> None:
    keep = tmp_path / "run.part"

    def stop(count: int) -> None:
        if count:
            raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        LeverWorth(SCENARIO, 4, 3, keep, levers=("publish_list", "strike")) as made,
    ):
        made.play(stop)
    with LeverWorth(SCENARIO, 4, 3, keep, levers=("publish_list", "strike"), resume=True) as again:
        assert again.finished > 0
        again.play()
        assert again.result() == found


def test_levers_and_kinds_that_there_are_not_are_refused() -> None:
    with pytest.raises(InputError, match="publish_lis"):
        LeverWorth(SCENARIO, 2, levers=("publish_lis",))
    with pytest.raises(InputError, match="no AI player 'genius'"):
        LeverWorth(SCENARIO, 2, level="genius")


def test_report_and_page_say_met_and_not_met(found: dict[str, Any]) -> None:
    bad = {**found["found"][0], "without": {**found["found"][0]["without"], "met": False}}
    told = levers_report({**found, "found": [bad, found["found"][1]]})
    assert "Without a lever its owner loses at most 5: NOT MET by 1 of 2." in told
    page = levers_page(found, "failure-regime lab levers")
    assert "| publish_list | secretary |" in page
    assert "Written by `failure-regime lab levers`" in page
