"""Measure, on the map at the start, where patients go and what local pay does."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.experiment_arm import Arm, prepare
from game.lab.fidelity.measurement import Estimate, F
from game.world.figure_names import REGIONS
from game.world.market import choice
from game.world.model import Model

_NORTH: Final = ("NE", "NW", "YH")


def measure() -> dict[str, Estimate]:
    """Measure every such fact, by its id; none depends on luck."""
    model = prepare(Arm("december-2013")).pack.model
    return {
        "past_nearest": Estimate(100.0 * past_nearest(model), 0.0),
        "wait_elasticity": Estimate(wait_elasticity(model), 0.0),
        "south_pay": Estimate(100.0 * _pay_deaths(model), 0.0),
    }


def _attraction(model: Model, waits: F) -> F:
    b, p = model.baseline, model.params
    drawn = choice.attraction(
        b.size, waits, b.quality, p.choice_wait, p.choice_quality, np.ones((1, 1))
    )
    return drawn * (b.acute > 0.0)


def past_nearest(model: Model) -> float:
    """Return the share of elective patients who pass the nearest acute hospital, 0–1."""
    a = _attraction(model, model.baseline.list_quarters)[:, 0]
    drawn = model.links.dense * a[:, None]  # (T, C)
    nearest = model.place.edge_trust[:, 0]
    there = drawn[nearest, np.arange(drawn.shape[1])] / drawn.sum(axis=0)
    people = model.links.population[:, 0]
    return float(1.0 - (there * people).sum() / people.sum())


def wait_elasticity(model: Model) -> float:
    """Return the per cent of referrals lost to a list one per cent longer, mean of hospitals."""
    b = model.baseline
    rows = np.flatnonzero(b.acute[:, 0] > 0.0)[::8]
    none = np.zeros_like(b.patients)

    def referrals(waits: F) -> F:
        a = _attraction(model, waits)
        return choice.flows(model.links, a, b.patients, none, 1.0, None).referrals[:, 0]

    before = referrals(b.list_quarters)
    found = []
    for i in rows:
        longer = b.list_quarters.copy()
        longer[i] *= 1.1
        found.append((referrals(longer)[i] / before[i] - 1.0) / 0.1)
    return float(np.mean(found))


def _pay_deaths(model: Model) -> float:
    """Return the log points of heart-attack deaths that pay puts between London and the North."""
    acute = model.baseline.acute[:, 0] > 0.0
    region = np.array([REGIONS[r] for r in model.place.trust_region])
    gap = model.baseline.forces.gap[:, 0]
    south = gap[acute & (region == "LN")].mean()
    north = gap[acute & np.isin(region, _NORTH)].mean()
    return float(model.params.ami_wage * (south - north))
