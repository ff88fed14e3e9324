"""Own cards that no game can reach are named, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.validate import validate

TRIGGERS = {
    "{used: go_to_country}": "no lever 'go_to_country'",  # the example leaves it out
    "{event: manchester}": "no event 'manchester'",
    "{from_quarter: 2016Q1}": "no quarter of the game is meant",
    "{count: turn, above: 9}": "the game has 4 quarters",
    "{all: [{figure: morale, above: 1}, {to_quarter: 2012Q1}]}": "no quarter of the game is meant",
    "{any: [{used: go_to_country}, {event: manchester}]}": "no lever 'go_to_country'",
}


def with_line(example: Path, line: str) -> Path:
    path = example / "events" / "own.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  weight: 3\n", f"  weight: 3\n  {line}\n"), encoding="utf-8")
    return example


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_an_event_whose_trigger_never_holds_is_named(example: Path, trigger: str) -> None:
    report = validate(with_line(example, f"trigger: {trigger}"))
    (said,) = report.warnings
    assert "own.yaml:10: event 'regional_paper': It can't come up" in said
    assert TRIGGERS[trigger] in said
    assert report.fine


@pytest.mark.parametrize(
    "trigger",
    ["{figure: morale, above: 99}", "{no: {used: go_to_country}}", "{to_quarter: 2014Q2}"],
)
def test_what_may_hold_is_not(example: Path, trigger: str) -> None:
    assert validate(with_line(example, f"trigger: {trigger}")).warnings == ()


@pytest.mark.parametrize("line", ["period: {last: 2013Q4}", "on: 2015Q3"])
def test_an_own_event_outside_the_game_is_named(example: Path, line: str) -> None:
    (said,) = validate(with_line(example, line)).warnings
    assert "event 'regional_paper': It can't come up" in said
    assert "2014Q2 to 2015Q1" in said


def test_one_that_is_left_out_by_name_is_meant(example: Path) -> None:
    frame = example / "scenario.yaml"
    text = frame.read_text(encoding="utf-8")
    frame.write_text(text.replace("without: [takeover", "without: [regional_paper, takeover"))
    assert validate(example).warnings == ()
