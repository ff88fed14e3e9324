"""Sensitivity: a fifth up and down, and what follows."""

from __future__ import annotations

import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab.sensitivity import OUTCOMES, names, sensitivity


def test_more_efficiency_means_fewer_deficits() -> None:
    table = sensitivity(2, wanted=["efficiency_base_year"])
    lower, higher = table["parameters"]["efficiency_base_year"]["deficit17"]
    assert lower > 0 > higher
    assert set(table["middle"]) == set(OUTCOMES)


def test_all_parameters_are_moved_unless_some_are_named() -> None:
    assert len(names()) > 100
    assert names(["ami_hhi"]) == ["ami_hhi"]
    with pytest.raises(InputError, match="no parameter 'nothing'"):
        names(["nothing"])


def test_the_command_prints_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "sensitivity", "ami_hhi", "--draws", "2"]) == 0
    assert "ami_hhi" in capsys.readouterr().out
