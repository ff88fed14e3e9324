"""A lever taken away and pressed once: paired games, use by a level, a run that goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.errors import InputError
from game.lab.kept_run import RunAsked
from game.lab.lever_worth import COST, LeverWorth
from game.telling.lever_reports import levers_page, levers_report

SCENARIO = "december-2013"


def run(levers: tuple[str, ...], games: int = 4, **more: Any) -> dict[str, Any]:
    with LeverWorth(RunAsked(SCENARIO, games, 3), levers, **more) as made:
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
        LeverWorth(RunAsked(SCENARIO, 4, 3, keep), ("publish_list", "strike")) as made,
    ):
        made.play(stop)
    resumed = RunAsked(SCENARIO, 4, 3, keep, resume=True)
    with LeverWorth(resumed, ("publish_list", "strike")) as again:
        assert again.finished > 0
        again.play()
        assert again.result() == found


@pytest.mark.parametrize("only", ["use", "worth"])
def test_one_measure_alone_is_what_both_together_find(found: dict[str, Any], only: str) -> None:
    alone = run(("publish_list", "strike"), only=only)
    keys = {"use": {"use"}, "worth": {"without", "once"}}[only]
    for one, whole in zip(alone["found"], found["found"], strict=True):
        assert one == {key: whole[key] for key in ("lever", "role", *keys)}
    assert alone["used"] == (found["used"] if only == "use" else None)


@pytest.mark.parametrize("only", ["use", "worth"])
def test_a_page_of_one_measure_says_nothing_of_the_other(only: str) -> None:
    page = levers_page(run(("publish_list", "strike"), 2, only=only), "failure-regime lab levers")
    assert ("Never used:" in page) == ("| used in |" in page) == (only == "use")
    assert ("Without a lever" in page) == ("| lost without |" in page) == (only == "worth")


def test_use_may_be_counted_in_more_games_than_worth_is(found: dict[str, Any]) -> None:
    more = run(("publish_list", "strike"), use_games=6)
    for one, before in zip(more["found"], found["found"], strict=True):
        assert (one["without"], one["once"]) == (before["without"], before["once"])
        assert one["use"]["offers"] >= before["use"]["offers"]
    assert sum(one["use"]["offers"] for one in more["found"]) > sum(
        one["use"]["offers"] for one in found["found"]
    )
    assert "use is of 6 games" in levers_page(more, "failure-regime lab levers")


def test_a_run_that_measured_something_else_is_not_gone_on_with(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"

    def stop(count: int) -> None:
        if count:
            raise KeyboardInterrupt

    asked = RunAsked(SCENARIO, 2, 3, keep)
    with (
        LeverWorth(asked, ("strike",), only="worth") as made,
        pytest.raises(KeyboardInterrupt),
    ):
        made.play(stop)
    with pytest.raises(InputError, match="keeps another run: its measured is not the same"):
        LeverWorth(RunAsked(SCENARIO, 2, 3, keep, resume=True), ("strike",))


def test_levers_that_are_never_used_are_named() -> None:
    found = run(("authority_measures", "organise"), 2, only="use")
    never = [x["lever"] for x in found["found"] if x["use"]["offers"] and not x["use"]["ordered"]]
    assert found["used"]["never"] == never
    assert f"Never used: {', '.join(never) or 'none'}." in levers_report(found)


def test_levers_and_kinds_that_there_are_not_are_refused() -> None:
    with pytest.raises(InputError, match="publish_lis"):
        LeverWorth(RunAsked(SCENARIO, 2), ("publish_lis",))
    with pytest.raises(InputError, match="no AI player 'genius'"):
        LeverWorth(RunAsked(SCENARIO, 2), level="genius")


def test_report_and_page_say_met_and_not_met(found: dict[str, Any]) -> None:
    bad = {**found["found"][0], "without": {**found["found"][0]["without"], "met": False}}
    told = levers_report({**found, "found": [bad, found["found"][1]]})
    assert "Without a lever its owner loses at most 5: NOT MET by 1 of 2." in told
    page = levers_page(found, "failure-regime lab levers")
    assert "| publish_list | secretary |" in page
    assert "Written by `failure-regime lab levers`" in page
