"""Steps that can't be reached and pairs that never conflict are named with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario.assembly import assemble, read

AIM = """- id: {id}
  role: {role}
  title: An aim of the tests
  prose: An aim that only the tests know, in as many words as are asked.
  measure: {measure}
  rises: {rises}
  levels: {levels}
  since: {since}
  against: {against}
  extension: true
"""


def with_aim(tmp_path: Path, **changes: str) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "december-2013", folder)
    fields = {
        "id": "own_aim", "role": "secretary", "measure": "{figure: waits}", "rises": "false",
        "levels": "[60, 50, 40]", "since": "[0, 0, 0]", "against": "[paid_in_peace]",
    } | changes  # fmt: skip
    (folder / "agendas.yaml").write_text(AIM.format(**fields), "utf-8")
    return folder


@pytest.mark.parametrize(("changes", "sentence", "line"), [
    ({"levels": "[60, 50, -1]"}, "Step 3 can't be reached: waits lies between 0 and 100", 7),
    ({"measure": "{figure: new_entrant_share}", "rises": "true", "levels": "[0.1, 0.5, 1]"},
     "Step 3 can't be reached: new_entrant_share", 7),
    ({"measure": "{count: pay_deals}", "rises": "true", "levels": "[0, 1, 40]"},
     "Step 3 can't be reached: pay_deals lies between 0 and", 7),
    ({"levels": "[60, 60, 40]"}, "step 2 asks for no more than step 1, and no later", 1),
    ({"levels": "[50, 60, 40]", "since": "[0.3, 0.6, 1]"},
     "Step 2 asks for less than step 1: waits below 60 after below 50.", 7),
    ({"measure": "{figure: morale}", "rises": "true", "levels": "[50, 60, 55]",
      "since": "[0.3, 0.6, 1]"},
     "Step 3 asks for less than step 2: morale above 55 after above 60.", 7),
    ({"against": "[entrants_grow]"}, "'entrants_grow' is the same role's", 9),
    ({"against": "[paid_in_pieces]"}, "paid_in_pieces", 9),
])  # fmt: skip
def test_a_poor_agenda_is_refused_with_file_and_line(
    tmp_path: Path, changes: dict[str, str], sentence: str, line: int
) -> None:
    with pytest.raises(InputError) as found:
        assemble(with_aim(tmp_path, **changes))
    assert sentence in str(found.value)
    assert f"agendas.yaml:{line}" in str(found.value)


def test_a_pair_that_never_conflicts_is_told_with_file_and_line(tmp_path: Path) -> None:
    content = read(with_aim(tmp_path, measure="{figure: equity}", rises="true",
                            levels="[40, 50, 60]", against="[see_it_through]"))  # fmt: skip
    told = [p for p in content.problems() if p.key == "own_aim"]
    assert len(told) == 1
    said = str(content.error(told[0]))
    assert "'own_aim' never conflicts with 'see_it_through'" in said
    assert "agendas.yaml:9" in said


def test_an_agenda_that_nobody_is_against_is_told(tmp_path: Path) -> None:
    content = read(with_aim(tmp_path, against="[]"))
    told = [p for p in content.problems() if p.key == "own_aim"]
    assert [p.stops for p in told] == [False]
    assert "pulls against 'own_aim'" in told[0].sentence


def test_every_shipped_pair_pulls_apart() -> None:
    for folder in sorted(scenarios_dir().iterdir()):
        if (folder / "scenario.yaml").exists():
            assert not [p for p in read(folder).problems() if p.kind == "agenda"]
