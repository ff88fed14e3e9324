"""The ladder: rungs held against each other on the same seeds, gone on with, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.lab.batch import play
from game.lab.intervals import of_share
from game.lab.kept_run import RunAsked
from game.lab.ladder import Ladder, compared
from game.scenario.schema.base import ROLES, Role
from game.telling.ladder_report import page, report

SCENARIO = "december-2013"
RUNGS = ("idle", "persona", "learner")


def test_a_share_counts_draws_by_half_and_has_an_interval() -> None:
    found = compared([3.0, 0.0, -1.0, 2.0], 0.6)
    assert found["share"] == 0.625 and found["met"] and found["gain"] == 1.0
    assert found["low"] < 0.625 < found["high"]
    assert not compared([1.0, -1.0], 0.6)["met"]
    low, high = of_share(1.0, 12)
    assert low < 0.8 and high == pytest.approx(1.0)  # a dozen games prove little


@pytest.mark.parametrize("rungs", [("persona",), ("persona", "persona"), ("persona", "giant")])
def test_an_impossible_ladder_is_refused(rungs: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        Ladder(RunAsked(SCENARIO, 1), rungs)


@pytest.mark.parametrize(
    ("table", "fewer", "said"),
    [
        ("giant", {}, "giant"),
        ("persona", {"standard": 1}, "no rung 'standard'"),
        ("persona", {"learner": 3}, "1 to 2 games, not 3"),
        ("persona", {"learner": 0}, "1 to 2 games, not 0"),
    ],
)
def test_an_impossible_table_or_number_is_refused(
    table: str, fewer: dict[str, int], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        Ladder(RunAsked(SCENARIO, 2), ("persona", "learner"), table, fewer)


def test_the_other_seats_are_of_the_kind_that_is_the_table() -> None:
    asked = RunAsked(SCENARIO, 1, 3)
    with Ladder(asked, ("learner", "persona"), "learner") as run:
        assert run.total == 1 + len(ROLES)  # learners sit in all four at once
        run.play()
        found = run.result()
    (learners,) = play(run.pack, dict.fromkeys(ROLES, "learner"), asked.seeds)
    kinds: dict[Role, str] = {**dict.fromkeys(ROLES, "learner"), "unions": "persona"}
    (replaced,) = play(run.pack, kinds, asked.seeds)
    for kind, game in (("learner", learners), ("persona", replaced)):
        scores = dict(game.position.board.scores)
        assert found["means"][kind]["unions"] == pytest.approx(float(scores["unions"]), abs=1e-3)
    assert "the others of the kind learner" in page(found, "the command")


def test_rungs_that_take_long_are_held_against_the_games_that_both_have_played() -> None:
    rungs = ("idle", "persona", "learner")
    with Ladder(RunAsked(SCENARIO, 2, 3), rungs, fewer={"learner": 1}) as run:
        assert run.total == 2 * len(ROLES) + 2 + len(ROLES)
        run.play()
        found = run.result()
    assert [step["games"] for step in found["steps"]] == [2 * len(ROLES), len(ROLES)]
    with Ladder(RunAsked(SCENARIO, 1, 3), rungs[1:]) as run:
        run.play()
        assert run.result()["steps"] == found["steps"][1:]
    for told in ("\n".join(report(found)), page(found, "the command")):
        assert "2 games a seat (1 of learner)" in told and "that both rungs played" in told


def test_a_stopped_ladder_goes_on_to_the_same_result_and_is_told(tmp_path: Path) -> None:
    keep = tmp_path / "run.part"
    with Ladder(RunAsked(SCENARIO, 1, 3), RUNGS) as run:
        assert run.total == 9  # personas sit in all seats at once
        run.play()
        whole = run.result()
    done: list[int] = []

    def stop(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise KeyboardInterrupt

    with Ladder(RunAsked(SCENARIO, 1, 3, keep), RUNGS) as run, pytest.raises(KeyboardInterrupt):
        run.play(stop)
    with Ladder(RunAsked(SCENARIO, 1, 3, keep, resume=True), RUNGS) as run:
        assert 0 < run.finished < run.total
        run.play()
        assert run.result() == whole
    assert [(step["kind"], step["below"]) for step in whole["steps"]] == [
        ("persona", "idle"),
        ("learner", "persona"),
    ]
    assert all(step["games"] == len(ROLES) for step in whole["steps"])
    said, written = "\n".join(report(whole)), page(whole, "the command")
    for told in (said, written):
        assert "learner over persona" in told and "at least 60%" in told
    assert "Written by `the command`" in written
