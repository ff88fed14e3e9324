"""The election's parameters: each one named, bounded and sourced in the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import electing


def test_the_shipped_file_has_every_parameter_once_with_a_source() -> None:
    found = electing.read(scenarios_dir() / "common" / "election.yaml")
    assert len({p.name for p in found}) == len(found)
    assert electing.parameters().blend.uniform == electing.shipped()["swing_uniform"]


def test_an_unknown_or_missing_parameter_is_named() -> None:
    with pytest.raises(ValueError, match="unknown parameter of the election 'charm'"):
        electing.parameters({"charm": 1.0})


def test_a_value_out_of_its_range_is_refused_with_the_item(tmp_path: Path) -> None:
    path = tmp_path / "election.yaml"
    path.write_text("- {name: ab, value: 9, unit: x, low: 0, high: 1, source: 'here and there'}\n")
    with pytest.raises(InputError, match=r"Item 1.*not between"):
        electing.read(path)
