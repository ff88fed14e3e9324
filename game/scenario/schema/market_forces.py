"""The schema of ``market_forces.yaml``: regional indices of payment and of cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from game.scenario.schema.base import StrictModel
from game.world.figure_names import REGIONS
from game.world.health_map import F, Place

Index = Annotated[float, Field(ge=0.5, le=3.0)]


class ByHospital(StrictModel):
    """An index for teaching hospitals in the middle of large cities, and for all others."""

    teaching: Index
    other: Index


class RegionForces(StrictModel):
    """A region's indices: payment, wages outside, pay supplements, land and buildings."""

    payment: ByHospital
    outside: ByHospital
    supplement: ByHospital
    site: Index


class MarketForces(StrictModel):
    """The file: the indices of every region, and a source for each index."""

    sources: dict[str, Annotated[str, Field(min_length=10)]]
    regions: dict[str, RegionForces]

    @model_validator(mode="after")
    def _whole(self) -> MarketForces:
        wanted = set(RegionForces.model_fields)
        if set(self.sources) != wanted:
            raise ValueError(f"sources has one line for each of {', '.join(sorted(wanted))}")
        if set(self.regions) != set(REGIONS):
            raise ValueError(f"regions are {', '.join(REGIONS)}, each once")
        return self


def with_forces(place: Place, forces: MarketForces) -> Place:
    """Return the place with each trust's indices set, by its region and whether it teaches."""
    regions = [forces.regions[name] for name in REGIONS]

    def split(values: list[ByHospital]) -> F:
        table = np.array([[v.other, v.teaching] for v in values])
        return table[place.trust_region, place.trust_teaching.astype(np.int64)]

    return replace(
        place,
        trust_payment=split([r.payment for r in regions]),
        trust_supplement=split([r.supplement for r in regions]),
        trust_outside=split([r.outside for r in regions]),
        trust_site=np.array([r.site for r in regions])[place.trust_region],
    )
