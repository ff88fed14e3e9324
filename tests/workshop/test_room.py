"""The facilitator's room beside a match, with a time that the test says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.journal.format import NoteEntry, PlanEntry, QuestionEntry, StepEntry
from game.journal.public_file import public_path
from game.match import Match
from game.match.seats import HUMAN
from game.rules.state.commands import Seal
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.telling import Voice
from game.workshop.plan import plan_of
from game.workshop.prompts import RoomMeasure, prompts, whispered
from game.workshop.room import Room
from game.workshop.wall_check import code_words
from tests.workshop.conftest import Until


class Table:
    """Four people, a room, and a clock."""

    def __init__(self, pack: Pack, path: Path, until: Until) -> None:
        self.now = 1000.0
        self.path = path
        self.match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, path)
        self.room = Room(self.match, plan_of("90"), lambda: self.now)
        self._until = until

    def play(self, phase: str) -> None:
        self._until(self.match, phase)  # type: ignore[arg-type]
        self.room.follow()

    def told(self) -> dict[str, object]:
        """What the wall was told last, of each thing."""
        found: dict[str, object] = {}
        for line in public_path(self.path).read_text().splitlines():
            value = json.loads(line)
            if value["kind"] == "room":
                found.update(value)
        return found


@pytest.fixture
def table(pack: Pack, tmp_path: Path, until: Until) -> Iterator[Table]:
    made = Table(pack, tmp_path / "table1.jsonl", until)
    yield made
    made.match.close()


def test_what_the_facilitator_does_is_kept_and_the_wall_is_told(table: Table) -> None:
    table.room.begin()
    table.room.ask("Who decides?\u202e " + "x" * 3000)
    table.room.pause()
    table.room.pause()
    table.room.extend()
    table.room.note("They believed him.", "actors")
    kept = [e for e in table.match.journal.entries if getattr(e, "author", "") == "facilitator"]
    assert [type(e) for e in kept[:2]] == [PlanEntry, StepEntry]
    did = [e.did for e in kept if isinstance(e, StepEntry)]
    assert did == ["begun", "paused", "resumed", "extended"]
    question = next(e for e in kept if isinstance(e, QuestionEntry))
    assert question.text.startswith("Who decides? x")
    assert next(e.category for e in kept if isinstance(e, NoteEntry)) == "actors"
    assert str(table.told()["question"]).startswith("Who decides? x")
    assert len(str(table.told()["question"])) <= 240


def test_only_the_wall_s_word_opens_the_wall(table: Table) -> None:
    check = table.room.wall_check
    check.begin()
    wall, console = check.wall_word, check.console_word
    assert wall != console
    assert {wall, console} <= set(code_words())
    assert table.told()["code"] == wall
    assert not check.typed(console)
    assert not check.typed("")
    assert check.typed(f" {wall.upper()} ")
    assert table.told()["code"] == ""
    assert check.passed


def test_the_first_round_has_no_clock_and_the_second_s_sheets_have(table: Table) -> None:
    table.room.begin()
    table.play("orders")
    table.now += 100_000
    assert not table.room.expired
    table.play("papers")
    table.play("orders")
    assert not table.room.expired
    table.now += 60 * table.room.plan.round.enter - 1
    assert not table.room.expired
    table.now += 1
    assert table.room.expired
    table.room.extend(1)
    assert not table.room.expired


def test_the_computer_fills_what_is_missing_and_gives_the_seats_back(table: Table) -> None:
    table.room.begin()
    table.play("orders")
    table.match.submit(Seal(role="unions"))
    assert table.room.unsealed() == ["secretary", "number10", "monitor"]
    table.room.fill_by_computer()
    assert table.match.view("spectator").phase == "reveal"
    assert set(table.match.seats.values()) == {HUMAN}


def test_a_round_is_skipped_and_the_people_have_their_seats_again(table: Table) -> None:
    table.room.begin()
    table.play("talks")
    quarter = table.match.view("spectator").quarter
    table.room.skip_round()
    while table.room.play_on():
        pass
    view = table.match.view("spectator")
    assert (view.quarter, view.phase) == (quarter + 1, "bulletin")
    assert set(table.match.seats.values()) == {HUMAN}
    assert any(isinstance(e, StepEntry) and e.did == "skipped" for e in table.match.journal.entries)
    assert not table.room.play_on()


def test_to_the_election_stops_at_the_campaign_s_sheets(table: Table) -> None:
    table.play("bulletin")
    table.match.hand("monitor", "ai:persona")
    table.room.to_election()
    while table.room.play_on():
        pass
    assert table.match.view("spectator").phase == "campaign"
    assert table.match.seats["monitor"] == "ai:persona"  # as it was before
    assert table.match.seats["unions"] == HUMAN


def test_what_is_amiss_is_whispered(table: Table) -> None:
    voice = Voice(table.match.pack.scenario)

    def said() -> str:
        return "\n".join(whispered(voice, table.room.measured()))

    assert "no exam question" in said()
    assert "code word" in said()
    table.room.begin()
    table.room.ask("Why?")
    assert "no exam question" not in said()
    table.now += 60 * 13
    assert "5 minutes behind" in said()
    for _ in range(2):
        table.play("papers")
        table.play("bulletin")
    assert "The Unions has made no deal for 2 rounds" in said() or (
        "The Unions have made no deal for 2 rounds" in said()
    )
    assert "No bookmark for 2 rounds" in said()
    table.room.note("")
    assert "No bookmark" not in said()
    table.play("orders")
    table.now += 180
    assert "The Health Secretary is waited for, 3 minutes by now." in said()


def test_every_measure_has_a_sentence() -> None:
    assert {p.measure for p in prompts()} == set(RoomMeasure.__args__)  # type: ignore[attr-defined]


def test_a_plan_of_one_s_own_is_taken_up_by_its_steps(table: Table) -> None:
    own = plan_of("90").model_copy(update={"title": "Our own", "steps": plan_of("60").steps[:2]})
    table.room.plan = own
    table.room.begin()
    table.match.close()
    with Match.resume(table.path) as again:
        read = Room(again, plan_of("120"), lambda: 0.0)
        assert (read.plan.title, read.plan.steps) == ("Our own", own.steps)


def test_the_question_is_taken_up_again_after_a_restart(table: Table) -> None:
    table.room.ask("Who decides?")
    table.match.close()
    with Match.resume(table.path) as again:
        before = len(public_path(table.path).read_text())
        assert Room(again, plan_of("90"), lambda: 0.0).question == "Who decides?"
        assert '"question":"Who decides?"' in public_path(table.path).read_text()[before:]


def test_a_game_that_is_opened_again_has_its_part_s_time_and_how_it_goes_on(table: Table) -> None:
    table.room.begin()
    table.play("papers")
    table.play("orders")
    table.room.go_on_when("said")
    table.room.extend(1)
    left = table.room.read()
    assert left is not None and left.phase_left is not None
    table.match.close()
    with Match.resume(table.path) as again:
        room = Room(again, plan_of("120"), lambda: 5.0)
        read = room.read()
        assert read is not None
        assert read.phase_left == pytest.approx(left.phase_left, abs=0.1)
        assert left.phase_left == table.room.plan.round.enter + 1
        assert room.holds


def test_what_was_said_before_the_plan_began_holds_on(table: Table) -> None:
    table.room.go_on_when("said")
    table.room.begin()
    assert table.room.holds
    table.room.take_plan(plan_of("60"))
    assert table.room.goes_on == plan_of("60").goes_on
