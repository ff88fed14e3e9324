"""The regression meter's arithmetic, and what it says where it can't compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import pace

EQUAL = [(1.0, 1.0)] * 5


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    # now 1 s each; before 0.5, 0.9, 1.1, 3 and 1 s: one slow round of either does not count
    rounds = [(1.0, 0.5), (1.0, 0.9), (1.0, 1.1), (1.0, 3.0), (1.0, 1.0)]
    assert pace.ratio(rounds) == 1.0


def test_twice_the_time_is_half_the_pace() -> None:
    assert pace.ratio([(2.0, 1.0)] * 5) == 0.5


@pytest.mark.parametrize(
    ("now", "code"), [(0.5, 0), (1.0, 0), (1.5, 0), (1.6, 1), (3.0, 1)], ids=str
)
def test_only_a_median_more_than_35_per_cent_worse_is_an_error(now: float, code: int) -> None:
    said, found = pace.verdict([(now, 1.0)] * 5, games=64)
    assert found == code
    assert f"{1 / now:.2f}" in said


def test_two_slow_rounds_of_five_are_no_error() -> None:
    assert pace.verdict([*EQUAL[:3], (9.0, 1.0), (9.0, 1.0)], games=1)[1] == 0


def test_without_the_other_commit_it_says_so_and_is_no_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert pace.main("no-such-commit") == 0
    assert "no commit no-such-commit" in capsys.readouterr().out


def test_a_tree_that_plays_no_games_is_named_by_its_error(tmp_path: Path) -> None:
    (tmp_path / "game").mkdir()
    with pytest.raises(pace.CannotRunError, match="game"):
        pace.seconds(tmp_path, 1)
