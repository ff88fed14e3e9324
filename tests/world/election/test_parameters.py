"""The election's parameters: each one named, bounded and sourced in the data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import election_parameters, loader


def test_the_shipped_file_has_every_parameter_once_with_a_source() -> None:
    found = election_parameters.read(scenarios_dir() / "common" / "election.yaml")
    assert len({p.name for p in found}) == len(found)
    assert (
        election_parameters.parameters().blend.uniform
        == election_parameters.shipped()["swing_uniform"].value
    )


def test_an_unknown_or_missing_parameter_is_named() -> None:
    with pytest.raises(ValueError, match="there is no election parameter 'charm'"):
        election_parameters.parameters({"charm": 1.0})


def test_a_scenario_may_set_one_otherwise_within_its_plausible_range() -> None:
    known = election_parameters.shipped()["result_constant"]
    assert (
        election_parameters.parameters({"result_constant": known.high}).result_constant
        == known.high
    )
    with pytest.raises(ValueError, match=r"must lie between -2 and 1, not at 1\.5"):
        election_parameters.parameters({"result_constant": 1.5})


def test_a_frame_that_sets_a_strange_one_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(scenarios_dir() / "parliament", folder)
    frame = folder / "scenario.yaml"
    lines = frame.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("  params: {other_matters:"))
    lines[at] = "  params: {result_constant: 4}"
    frame.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        loader.load(str(folder))
    assert str(refused.value) == (
        f"{frame}:{at + 1}: The election parameter 'result_constant' must lie between -2 and 1, "
        "not at 4."
    )


def test_a_value_out_of_its_range_is_refused_with_the_item(tmp_path: Path) -> None:
    path = tmp_path / "election.yaml"
    path.write_text("- {name: ab, value: 9, unit: x, low: 0, high: 1, source: 'here and there'}\n")
    with pytest.raises(InputError, match=r"election.yaml:1: .*item 1: .*not between"):
        election_parameters.read(path)
