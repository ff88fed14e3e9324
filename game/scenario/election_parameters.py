"""Read the election's parameters: ``election.yaml``, and a scenario's overrides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from game.paths import scenarios_dir
from game.scenario.error_messages import read_validated
from game.scenario.schema.folder import FILE_KINDS, Parameter
from game.world.election import parameters as election_parameters
from game.world.election.parameters import ElectionParams


def read(path: Path) -> tuple[Parameter, ...]:
    """Read the parameters of a file. Raises InputError with file, line and item."""
    return read_validated(FILE_KINDS["parameters"], path)


@cache
def shipped() -> Mapping[str, Parameter]:
    """Return the parameters of ``scenarios/common/election.yaml``, by name."""
    return {p.name: p for p in read(scenarios_dir() / "common" / "election.yaml")}


def parameters(overrides: Mapping[str, float] | None = None) -> ElectionParams:
    """Return the election's parameters; ``overrides`` replace shipped ones by name.

    Raises ValueError for an unknown name, or a value outside the parameter's plausible range.
    """
    known = shipped()
    for name, value in (overrides or {}).items():
        if name not in known:
            raise ValueError(f"there is no election parameter '{name}'")
        low, high = known[name].low, known[name].high
        if not low <= value <= high:
            raise ValueError(
                f"the election parameter '{name}' must lie between {low:g} and {high:g}, "
                f"not at {value:g}"
            )
    return election_parameters.from_mapping(
        {n: p.value for n, p in known.items()} | dict(overrides or {})
    )
