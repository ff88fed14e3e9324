"""Several tables in a folder: one look at all, and one place where they wait."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.errors import InputError
from game.match import Match
from game.match.seats import HUMAN
from game.match.setup import go_on_in
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.workshop.tables import Pulse, held_at, hold, must_wait, said
from tests.workshop.conftest import Until


def test_each_table_says_where_it_is_and_whom_it_waits_for(
    pack: Pack, tmp_path: Path, until: Until
) -> None:
    pulse = Pulse(tmp_path)
    assert said(pulse.read(0.0), None) == [
        "No table has begun: there is no public file in this folder."
    ]
    seats = dict.fromkeys(ROLES, HUMAN)
    with (
        Match.new(pack, seats, 7, tmp_path / "red.jsonl") as red,
        Match.new(pack, seats, 7, tmp_path / "blue.jsonl") as blue,
    ):
        until(red, "papers")
        until(red, "orders")
        until(blue, "event")
        lines = said(pulse.read(0.0), None)
    assert lines[0].startswith("blue: Q3 2013/14, event; waiting for ")
    assert lines[0].endswith("; 1 quarter behind the first")
    offices = "the Health Secretary, No 10, Monitor and the Unions"
    assert lines[1] == f"red: Q4 2013/14, sealed orders; waiting for {offices}"


def test_a_table_that_says_nothing_and_one_behind_its_plan_are_seen(
    pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "red.jsonl"
    with Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, path):
        pass
    with (tmp_path / "red.public.jsonl").open("a") as file:
        file.write(json.dumps({"kind": "room", "clock": {"in_hand": -9.2}}) + "\nnot json\n")
    pulse = Pulse(tmp_path)
    pulse.read(0.0)
    (line,) = said(pulse.read(300.0), None)
    assert "9 minutes behind" in line
    assert "nothing for 5 minutes" in line


def test_tables_wait_before_the_quarter_that_is_held(tmp_path: Path) -> None:
    journal = tmp_path / "red.jsonl"
    assert not must_wait(journal, 8055)
    assert hold(tmp_path, "2014Q3") == held_at(tmp_path) == 2014 * 4 + 2
    assert not must_wait(journal, 2014 * 4 + 1)
    assert must_wait(journal, 2014 * 4 + 2)
    assert not must_wait(None, 2014 * 4 + 2)
    assert hold(tmp_path, None) is None
    assert not must_wait(journal, 2014 * 4 + 2)


def test_a_hold_that_makes_no_sense_holds_nobody(tmp_path: Path) -> None:
    for text in ("", "[]", '{"quarter":"x"}', "{" * 3000):
        (tmp_path / "hold.json").write_text(text)
        assert held_at(tmp_path) is None
    with pytest.raises(InputError, match="A quarter is written as 2014Q3, not 'soon'"):
        hold(tmp_path, "soon")
    with pytest.raises(InputError, match="There is no folder"):
        Pulse(tmp_path / "none")


def test_a_table_that_goes_on_in_a_branch_is_told_once(
    pack: Pack, tmp_path: Path, until: Until
) -> None:
    seats = dict.fromkeys(ROLES, HUMAN)
    with Match.new(pack, seats, 7, tmp_path / "red.jsonl") as red:
        until(red, "talks")
        with red.branch(0, tmp_path / "red-2.jsonl") as branch:
            go_on_in(branch, red)
            assert [table.name for table in Pulse(tmp_path).read(0.0)] == ["red-2"]
