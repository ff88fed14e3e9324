"""The command of the ladder: what it is asked wrongly, it says in a sentence."""

from __future__ import annotations

import pytest

from game.__main__ import main


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fewer", "hard"), "--fewer has 'hard'"),
        (("--fewer", "hard=many"), "--fewer has 'hard=many'"),
        (("--fewer", "hard=2,hard=3"), "--fewer has 'hard=3'"),
        (("--fewer", "=2"), "--fewer has '=2'"),
        (("--rungs", "idle,persona", "--fewer", "hard=2"), "no rung 'hard'"),
        (("--rungs", "idle,persona", "--fewer", "idle=9"), "1 to 4 games, not 9"),
        (("--table", "giant"), "giant"),
        (("--rungs", "hard", "--without", "deals", "--table", "hard"), "neither --table nor"),
        (("--rungs", "hard", "--without", "deals", "--fewer", "hard=2"), "neither --table nor"),
    ],
)
def test_a_ladder_that_can_not_be_is_refused(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", "ladder", *options]) == 2
    told = capsys.readouterr().err
    assert said in told and "Traceback" not in told
