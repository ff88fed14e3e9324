"""Who buys for whom: every district once, every commissioner at least one, or a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import assembly, model_builder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The parliament with tables of its own: PCTs, then groups."""
    target = tmp_path / "own"
    shutil.copytree(scenarios_dir() / "parliament", target)
    for name in ("commissioners-152.csv", "commissioners-211.csv"):
        shutil.copy(scenarios_dir() / "common" / name, target)
    return target


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        model_builder.build(assembly.assemble(folder))
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "old", "new", "where", "words"),
    [
        ("152", ",D002\n", ",\n", "152.csv:3", "'C002' has no district to buy for"),
        ("211", "D004 D005 D007 D008", "", "211.csv:2", "'C001' has no district to buy for"),
        ("211", "D024 D028 D029", "D024 D028 D999", "211.csv:3", "There is no district 'D999'"),
        ("211", "D024 D028 D029", "D004 D028 D029", "211.csv:3", "that of line 2 already"),
        ("211", "288739", "288000", "211.csv:2", "is 288000, but its districts have 288739"),
        ("152", "564935", "564000", "152.csv:2", "is 564000, but its districts have 564935"),
    ],
)
def test_a_table_that_leaves_somebody_out_is_refused_with_its_line(
    own: Path, table: str, old: str, new: str, where: str, words: str
) -> None:
    change(own, f"commissioners-{table}.csv", old, new)
    said = refused(own)
    assert where in said and words in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2013Q2: comm", "2016Q2: comm", "can't begin in 2016Q2: the game's quarters"),
        ("2013Q2: comm", "2010Q3: comm", "can't begin in 2010Q3: the game's quarters"),
        ("2013Q2: comm", "2013: comm", "'2013' is not a quarter"),
        ("commissioners-211", "commissioners-212", "There is no 'commissioners-212.csv'"),
        ("  districts_csv: districts.csv\n", "", "need districts that they take over"),
        ("commissioners_at_risk: 3", "commissioners_at_risk: 153", "there are 152 commissioners"),
        ("acute_margin_mean: 0.0087", "other_spend: 1.2", "The budgets don't add up"),
        (
            "government:\n",
            "paths:\n  budget_pct: {2031: 2}\n\ngovernment:\n",
            "budget_pct has the year 2031, but the game's financial years are 2010 to 2014",
        ),
        (
            "government:\n",
            "paths:\n  authority_support: {2013: 9}\n\ngovernment:\n",
            "authority_support must lie between 0 and 2",
        ),
    ],
)
def test_a_frame_that_asks_the_impossible_is_refused_with_its_line(
    own: Path, old: str, new: str, words: str
) -> None:
    change(own, "scenario.yaml", old, new)
    said = refused(own)
    assert "scenario.yaml:" in said and words in said


def test_groups_begin_in_their_quarter_and_an_arm_after_it_begins_with_them() -> None:
    from game.lab.experiment_arm import Arm, prepare

    made = prepare(Arm("parliament", first="2014Q1")).pack.model
    assert (made.place.commissioners, made.place.later_commissioners) == (211, ())
    fixed = prepare(Arm("parliament", start={"commissioners": "152"})).pack.model
    assert (fixed.place.commissioners, fixed.place.later_commissioners) == (152, ())
