"""``market_forces.yaml``: every region, every index with a source, read onto the map."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from game.errors import InputError
from game.lab.experiment_arm import content_of
from game.paths import scenarios_dir
from game.scenario.assembly import assemble
from game.scenario.schema.market_forces import MarketForces
from game.world.figure_names import REGIONS

SHIPPED: dict[str, Any] = yaml.safe_load(
    (scenarios_dir() / "common" / "market_forces.yaml").read_text("utf-8")
)


def test_published_range_one_to_one_point_three_and_london_highest() -> None:
    regions = content_of("december-2013").forces.regions
    paid = [v for r in regions.values() for v in (r.payment.teaching, r.payment.other)]
    assert min(paid) >= 1.0 and max(paid) <= 1.3
    assert max(regions, key=lambda name: regions[name].payment.other) == "LN"


def test_a_region_or_a_source_that_is_missing_is_refused() -> None:
    for part, key in (("regions", REGIONS[0]), ("sources", "payment")):
        spoilt = copy.deepcopy(SHIPPED)
        del spoilt[part][key]
        with pytest.raises(ValidationError):
            MarketForces.model_validate(spoilt)


def test_a_folder_may_replace_a_region_of_its_own(folder: Path) -> None:
    own = {"regions": {"NE": {**SHIPPED["regions"]["NE"], "site": 1.5}}}
    (folder / "market_forces.yaml").write_text(yaml.safe_dump(own), "utf-8")
    content = assemble(folder)
    assert content.forces.regions["NE"].site == 1.5
    assert content.scenario.digest != assemble("december-2013").scenario.digest


def test_an_index_out_of_range_is_a_sentence_with_its_line(folder: Path) -> None:
    own = {"regions": {"NE": {**SHIPPED["regions"]["NE"], "site": 9}}}
    (folder / "market_forces.yaml").write_text(yaml.safe_dump(own), "utf-8")
    with pytest.raises(InputError, match="site"):
        assemble(folder)
