"""Read the election's parameters: ``election.yaml``, and a scenario's overrides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from game.errors import InputError
from game.paths import scenarios_dir
from game.scenario import yaml_reader
from game.scenario.schema.base import Model
from game.world.election import parameters as election_parameters
from game.world.election.parameters import ElectionParams


class Parameter(Model):
    """One parameter with its unit, plausible range and source."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    value: float
    unit: str
    low: float
    high: float
    source: Annotated[str, Field(min_length=5)]

    @model_validator(mode="after")
    def _in_range(self) -> Parameter:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.name} is not between its low and its high")
        return self


_LIST: TypeAdapter[tuple[Parameter, ...]] = TypeAdapter(tuple[Parameter, ...])


def read(path: Path) -> tuple[Parameter, ...]:
    """Read the parameters of a file. Raises InputError naming the file and the item."""
    try:
        data: Any = yaml_reader.parse(path.read_text(encoding="utf-8"), path.name)
        return _LIST.validate_python(data)
    except OSError as fault:
        raise InputError(f"{path.name} can't be read: {fault.strerror}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        at = first["loc"][0] if first["loc"] else 0
        raise InputError(
            f"Item {int(at) + 1 if isinstance(at, int) else at}: {first['msg']}.", where=path.name
        ) from None


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
