"""The model guide says what the code says."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from game.lab import overrides
from game.lab.model_guide import ORDER, guide, market_map, mechanism
from game.paths import scenarios_dir
from game.world.parameters import Params

PAGE = scenarios_dir() / "MODEL.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == guide()


def test_every_parameter_stands_in_it_with_a_source() -> None:
    text = PAGE.read_text("utf-8")
    for f in fields(Params):
        assert f"| {f.name} |" in text, f.name


def test_every_source_says_what_it_is() -> None:
    """Published, remembered, derived, fitted, assumed, or a definition: before anything else."""
    kinds = ("published", "remembered", "derived", "fitted", "assumed", "definition")
    for name, parameter in overrides.parameters().items():
        assert parameter.source.startswith(kinds), name


def test_every_mechanism_of_the_market_is_told() -> None:
    folder = Path(__file__).parent.parent.parent / "game/world/market"
    modules = {p.stem for p in folder.glob("*.py")} - {"__init__", "travel", "initial_conditions"}
    assert modules == set(ORDER)


def test_the_map_knows_what_a_squeeze_goes_through() -> None:
    edges = "\n".join(market_map([mechanism(name) for name in ORDER]))
    assert re.search(r"cost -->\|[^|]*\bunit_cost\b[^|]*\| quality", edges)
    assert "morale([morale]) --> quality" in edges


def test_a_mechanism_names_what_it_reads_and_moves() -> None:
    quality = mechanism("quality")
    assert {"ami_hhi", "ami_wage"} <= set(quality.params)
    assert {"hhi_factor", "rivals", "quality_push"} <= set(quality.knobs)
    assert {"ami", "quality"} <= set(quality.moves)
