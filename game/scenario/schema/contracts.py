"""Schema of the contracts that newcomers win where a scenario has them."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from game.scenario.schema.base import Cited, StrictModel
from game.scenario.schema.effects import Effect

#: What a contract's effects are known by as a source: this and the line of service.
SERVICE_LOST: Final = "rule/service_lost_"


class ServiceContract(Cited, StrictModel):
    """A line of service that newcomers win hospital by hospital.

    ``growth`` is the share of a region's spending on the line that they must have won in a
    quarter for a contract to fall; ``effects`` are those on the hospital (``among: chosen``) that
    loses the service.
    """

    line: Literal["elective", "long_term", "mental_health"]
    growth: float = Field(gt=0, le=0.1)
    effects: tuple[Effect, ...] = Field(min_length=1)
