"""The ablation: a level held against itself without a part, told like a ladder."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.lab.ablation import PARTS, Ablation, seated
from game.lab.kept_run import RunAsked
from game.players.search.levels import levels
from game.players.search.search_player import SearchPlayer
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling.ladder_report import page, report

SCENARIO = "december-2013"


@pytest.mark.parametrize(
    ("level", "parts", "said"),
    [
        ("persona", ["beliefs"], "no level that searches"),
        ("learner", ["beliefs"], "no level that searches"),
        ("hard:militant", ["beliefs"], "no level that searches"),
        ("hard", ["brain"], "no part 'brain'"),
        ("standard", ["deals"], "'standard' plays without deals as it is"),
        ("hard", [], "one part or more"),
        ("hard", ["style", "style"], "each of them once"),
    ],
)
def test_an_impossible_ablation_is_refused(level: str, parts: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Ablation(RunAsked(SCENARIO, 1), level, parts)


@pytest.mark.parametrize("part", PARTS)
def test_who_lacks_a_part_has_all_the_others(part: str) -> None:
    level = "hard" if part == "second-ply" else "expert"
    pack, whole = loader.load(SCENARIO), levels().of(level)
    lacking = seated(f"{level}-{part}", "number10", pack, 1)
    assert isinstance(lacking, SearchPlayer)
    assert lacking.level == whole.model_copy(update=dict(PARTS[part]))
    usual = levels().styles["firefighter"]
    assert (lacking.style == usual) == (part != "style")
    assert lacking.level != whole or lacking.style != usual


def test_the_whole_is_held_against_each_that_lacks_a_part() -> None:
    with Ablation(RunAsked(SCENARIO, 1, 3), "standard", ["beliefs", "style"]) as run:
        run.play()
        result = run.result()
    assert [(s["kind"], s["below"], s["games"]) for s in result["steps"]] == [
        ("standard", "standard-beliefs", len(ROLES)),
        ("standard", "standard-style", len(ROLES)),
    ]
    for told in ("\n".join(report(result)), page(result, "the command")):
        assert "standard over standard-beliefs" in told and "without a part" in told
        assert "rung" not in told
    assert page(result, "the command").startswith(f"# Ablation: {SCENARIO}")
