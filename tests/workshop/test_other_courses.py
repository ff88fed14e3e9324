"""What-ifs as people write them: read, played, told, kept as a branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from game.rules import engine
from game.workshop import other_courses
from game.workshop.kept_game import KeptGame, alike, kept_game
from game.workshop.written_changes import changes


@pytest.fixture
def game(table: Path) -> KeptGame:
    return kept_game(table)


def first_order(game: KeptGame) -> str:
    from game.world.quarter_calendar import label

    role, lever, quarter, _ = game.position.board.past.orders[0]
    return f"{label(quarter)}:{role}:{lever}"


def test_an_order_dropped_is_told_with_both_courses(game: KeptGame) -> None:
    course = other_courses.play(game, changes(game, [first_order(game)], [], []))
    assert course.sentence.startswith("What if: had ")
    assert "held as played, on the same luck" in course.sentence
    assert any(line.startswith("The government's seats") for line in course.lines)


def test_it_is_kept_as_a_game_that_carries_its_difference(game: KeptGame, tmp_path: Path) -> None:
    before = game.path.read_bytes()
    course = other_courses.play(game, changes(game, [first_order(game)], [], []), "ai")
    path = tmp_path / "other.jsonl"
    other_courses.keep(game, course, path)
    assert game.path.read_bytes() == before
    with Match.resume(path, game.pack) as match:
        assert match.digest() == engine.digest(course.found.changed.position)
        assert course.sentence in [note.text for _, note in match.notes("spectator")]
    assert verify(path).difference == ""
    with Journal.read(path) as kept:
        assert kept.header.parent.startswith("table1.jsonl, turn")
    with pytest.raises(InputError):
        other_courses.keep(game, course, path)


def test_another_number_of_the_model_names_its_source_and_what_it_does(game: KeptGame) -> None:
    course = other_courses.play(game, (), setting="emergency_growth=1.3")
    said = "\n".join(course.lines)
    assert "emergency_growth: share of path, from 0.5 to 1.5. Source:" in said
    assert "trusts in deficit 2017/18" in said
    assert not course.found.same


def test_the_number_that_it_has_changes_nothing(game: KeptGame) -> None:
    now = game.pack.model.params.emergency_growth
    assert other_courses.play(game, (), setting=f"emergency_growth={now}").found.same


def test_a_year_of_the_calendar_can_be_argued_with(game: KeptGame) -> None:
    course = other_courses.play(game, (), setting="path.tariff_pct@2014=-4")
    said = "\n".join(course.lines)
    assert "tariff_pct in 2014/15" in course.sentence
    assert "Source:" in said
    assert not course.found.same
    now = game.pack.scenario.paths.tariff_pct[2014]
    assert other_courses.play(game, (), setting=f"path.tariff_pct@2014={now}").found.same


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("emergency_growth=9", "must be a number from 0.5 to 1.5"),
        ("path.tariff_pct@2014=99", "must be a number from"),
        ("path.nothing@2014=1", "There is no key 'path.nothing'"),
        ("tariff_pct=-2", "turns a knob that is for the cards to turn"),
        ("tariff_pct@2014Q1=1", "turns a knob that is for the cards to turn"),
        ("support_k[T002+T003]=5000", "turns a knob that is for the cards to turn"),
        ("commissioners=211", "builds another country"),
        ("nothing=1", "no parameter of the model and no path of the calendar"),
    ],
)
def test_a_number_out_of_range_is_refused(game: KeptGame, setting: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        other_courses.play(game, (), setting=setting)


def test_with_nothing_different_it_asks_what(game: KeptGame) -> None:
    with pytest.raises(InputError, match="Say what is to be different"):
        other_courses.play(game, ())


def test_the_public_file_is_no_journal(table: Path) -> None:
    public = table.with_name("table1.public.jsonl")
    assert public.exists()
    with pytest.raises(InputError, match=r"is the public file.*give the journal table1\.jsonl"):
        kept_game(public)


def test_games_of_two_scenarios_are_not_laid_side_by_side(game: KeptGame, tmp_path: Path) -> None:
    from game.scenario import loader
    from tests.workshop.kept_tables import PERSONAS

    path = tmp_path / "other.jsonl"
    Match.new(loader.load("if-it-works"), PERSONAS, 1, path).close()
    with pytest.raises(InputError, match="compared within one scenario"):
        alike([game, kept_game(path)])
