"""Election night in text: watched hour by hour, or skipped."""

from __future__ import annotations

import io

import pytest

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.terminal.election_night import night
from game.terminal.prompts import Console


@pytest.fixture(scope="module")
def match() -> Match:
    made = Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 3, None)
    while made.step_ai():
        pass
    assert made.ended
    made.hand("secretary", "human")  # somebody watches
    return made


def watched(match: Match, *typed: str) -> str:
    out = io.StringIO()
    reader = io.StringIO("".join(f"{x}\n" for x in typed))
    night(match, Console(reader, out, screen=False))
    return out.getvalue()


def test_the_whole_night_from_poll_to_result(match: Match) -> None:
    said = watched(match, *[""] * 7)
    assert said.index("22:00. The exit poll") < said.index("00:00. ") < said.index("07:00. ")
    assert "All 650 seats have declared" in said
    assert "The bellwether to watch" in said
    assert "the largest party with" in said
    assert "The hospital itself" in said
    assert "The same campaign over 200 nights" in said
    seats = dict(match.view("spectator").result)
    assert f"Con {round(seats['seats_con'])} (" in said


@pytest.mark.parametrize("watch", [0, 3])
def test_it_can_be_skipped_at_any_stop(match: Match, watch: int) -> None:
    said = watched(match, *[""] * watch, "skip")
    assert said.count("or type skip") == watch + 1
    assert "seats for the governing parties" in said
    assert "The same campaign over 200 nights" in said


def test_each_decision_on_the_night_names_office_and_quarter(match: Match) -> None:
    said = watched(match, "skip")
    stories = [x for x in said.splitlines() if x.startswith("        Q") and "“" in x]
    assert stories
    assert all("/1" in x.split(":")[0] for x in stories)
    offices = ("Health Secretary", "No 10", "Monitor and the Board", "Unions")
    assert all(any(office in x for office in offices) for x in stories)
