"""The authoring guide's example: copied, changed and played, with places of its own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from game.cli import cli
from game.lab.batch import play
from game.paths import scenarios_dir
from game.scenario.loader import load
from game.scenario.schema.base import ROLES
from game.scenario.schema.conditions import LeverCount
from game.scenario.schema.folder import Frame
from game.scenario.schema_export import schemas
from game.scenario.source_files import shipped_ids
from game.scenario.validate import validate

GUIDE = (scenarios_dir() / "AUTHORING.md").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The example, copied as the guide says."""
    target = tmp_path / "my-scenario"
    shutil.copytree(scenarios_dir() / "common" / "example", target)
    return target


def test_the_example_is_no_scenario_of_the_menu() -> None:
    assert "example" not in shipped_ids()


def test_the_copy_validates_and_plays_to_its_end_with_places_of_its_own(mine: Path) -> None:
    report = validate(mine)
    assert report.errors == ()
    pack = load(mine)
    assert pack.model.country.seats == 54
    assert pack.model.place.trusts == 24
    for kind in ("persona", "random"):
        for game in play(pack, dict.fromkeys(ROLES, kind), [1, 2]):
            board = game.position.board
            assert board.ending in ("election", "snap", "collapse")
            assert any(name.startswith("outcome/") for name, _ in board.result)


def test_a_change_is_felt(mine: Path) -> None:
    path = mine / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("trusts_at_risk: 5", "trusts_at_risk: 9"), encoding="utf-8")
    names = (mine / "trusts.csv").read_text(encoding="utf-8")
    first = names.splitlines()[1].split(",")[1]
    (mine / "trusts.csv").write_text(names.replace(first, "Upper Skelby Hospitals", 1), "utf-8")
    pack = load(mine)
    assert pack.scenario.start.trusts_at_risk == 9
    assert "Upper Skelby Hospitals" in pack.model.place.trust_name


def test_a_mistake_is_one_sentence_with_file_line_and_hint(mine: Path) -> None:
    path = mine / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index("lever: winter_plan")].count("\n") + 1
    path.write_text(text.replace("lever: winter_plan", "lever: winter_plans"), encoding="utf-8")
    ran = CliRunner().invoke(cli, ["validate", str(mine)])
    assert f"scenario.yaml:{line}" in ran.output
    assert "Did you mean 'winter_plan'?" in ran.output


def test_an_effect_that_nobody_can_see_is_refused_with_file_and_line(mine: Path) -> None:
    own = mine / "levers"
    own.mkdir()
    text = (
        "- id: hush\n  role: monitor\n  names: [{title: Hush}]\n  prose: >-\n"
        "    A knob is turned so little that nobody in the region, not even who turned it, could "
        "tell.\n  headline: The regulator turns a knob in the region\n  standfirst: >-\n"
        "    It is said to have moved. Nobody who works there has noticed anything.\n"
        "  clout: 1\n  extension: true\n  source: Invented for this test\n  effects:\n"
        "    - {do: shock, gauge: media_heat, by: 2}\n"
        "    - {do: knob, knob: court_risk, by: 1.0001, quarters: 4}\n"
    )
    (own / "hush.yaml").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(cli, ["validate", str(mine)])
    assert ran.exit_code != 0
    assert "hush.yaml:14: lever 'hush': The knob 'court_risk' moves nothing" in ran.output
    assert "It can't be played until that is put right." in ran.output
    (own / "hush.yaml").write_text(text.replace("1.0001", "1.6"), encoding="utf-8")
    ran = CliRunner().invoke(cli, ["validate", str(mine)])
    assert ran.exit_code == 0, ran.output


def test_its_own_event_is_among_the_cards(mine: Path) -> None:
    assert load(mine).scenario.event("regional_paper").answers == "unions"


def test_the_guide_names_every_key_of_the_frame() -> None:
    named = set(re.findall(r"`([a-z_]+)`", GUIDE))
    assert set(Frame.model_fields) - named - {"text", "crisis"} == set()


def test_the_guide_names_every_count_of_levers() -> None:
    assert set(get_args(LeverCount)) <= set(re.findall(r"`([a-z_]+)`", GUIDE))


def test_the_guide_names_commands_that_exist() -> None:
    for command in set(re.findall(r"failure-regime ([a-z ]+?)(?= -|\n| my-)", GUIDE)):
        ran = CliRunner().invoke(cli, [*command.split(), "--help"])
        assert ran.exit_code == 0, command


def test_schemas_are_json_and_know_the_new_files() -> None:
    made = schemas()
    assert {"scenario", "levers", "events", "par", "overlay"} <= set(made)
    assert all(json.loads(json.dumps(schema)) == schema for schema in made.values())
