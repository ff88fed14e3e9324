"""What an experiment measures: every figure of the game, and what only the lab asks for.

A measure reads the worlds of a tile at a quarter's end and gives one number for each game.
A financial year's figures stand at its last quarter (January to March).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.arm_trace import Measure
from game.world.figure_names import DERIVED, EMERGENCY, FIGURES, GAUGES, METRICS
from game.world.gauges import backbench_nerves
from game.world.market.travel import nearest_km
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

F = NDArray[np.float64]
Mask = Callable[[Model, World], NDArray[np.bool_]]


def figure(name: str) -> Measure:
    """Return the measure of a figure of the game."""
    if name in METRICS:
        return lambda model, world, report: world.metric_of(name)
    if name in GAUGES:
        return lambda model, world, report: world.gauge_of(name)
    assert (name,) == DERIVED
    return lambda model, world, report: backbench_nerves(world.gauge)


def acute(model: Model, world: World) -> NDArray[np.bool_]:
    """Select open acute trusts, (T, B)."""
    return world.open & (model.baseline.acute > 0.0)


def block(model: Model, world: World) -> NDArray[np.bool_]:
    """Select open block-funded trusts, (T, B)."""
    return world.open & (model.baseline.acute <= 0.0)


def fts(model: Model, world: World) -> NDArray[np.bool_]:
    """Select open foundation trusts, (T, B)."""
    return world.open & world.ft


def everyone(model: Model, world: World) -> NDArray[np.bool_]:
    """Select all open trusts, (T, B)."""
    return world.open


def in_deficit(who: Mask) -> Measure:
    """Return the measure of how many of these trusts have a deficit in the year so far."""
    return lambda model, world, report: np.add.reduce(
        who(model, world) & (world.result_k < 0), axis=0
    ).astype(np.float64)


def share_in_deficit(who: Mask) -> Measure:
    """Return the measure of the share of these trusts with a deficit in the year so far, 0–1."""

    def share(model: Model, world: World, report: QuarterRecord | None) -> F:
        mask = who(model, world)
        short = np.add.reduce(mask & (world.result_k < 0), axis=0)
        out: F = short / np.maximum(np.add.reduce(mask, axis=0), 1)
        return out

    return share


def year_net(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the net result of all trusts in the financial year so far, £m, (B,)."""
    out: F = np.add.reduce(np.where(world.open, world.result_k, 0), axis=0) / 1000.0
    return out


def year_gross(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the sum of the deficits of the financial year so far, £m, positive, (B,)."""
    short = np.where(world.open, np.maximum(-world.result_k, 0), 0)
    out: F = np.add.reduce(short, axis=0) / 1000.0
    return out


def underlying_margin(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the underlying result over income of all trusts this quarter, 0–1, (B,)."""
    income = np.add.reduce(np.where(world.open, world.income_k, 0), axis=0)
    result = np.add.reduce(np.where(world.open, world.underlying_k, 0), axis=0)
    out: F = result / np.maximum(income, 1)
    return out


def test_failed(bit: int) -> Measure:
    """Return the measure of how many open trusts fail one of the three tests this quarter."""
    return lambda model, world, report: np.add.reduce(
        world.open & ((world.fails & bit) > 0), axis=0
    ).astype(np.float64)


def unit_cost(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the cost of a unit of work before input prices, 1 at the start, (B,).

    Weighted by income.
    """
    weight = np.where(world.open, world.income_k, 0).astype(np.float64)
    base = np.add.reduce(weight * model.baseline.unit_cost, axis=0)
    out: F = np.add.reduce(weight * world.unit_cost, axis=0) / np.maximum(base, 1.0)
    return out


def agency(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return spending on agency staff this quarter, £m, (B,)."""
    if report is None:
        return np.zeros(world.batch)
    staff = report.flows[report.flow_names.index(("trusts", "staff"))]
    out: F = world.metric_of("agency_share") * staff / 1000.0
    return out


def travel(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the mean distance to the nearest site that takes patients, km, (B,).

    Weighted by population.
    """
    return nearest_km(model, world)


def beds(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return how many emergencies a quarter beds and staff could take, all trusts, (B,)."""
    out: F = np.add.reduce(np.where(world.open, world.capacity[EMERGENCY], 0.0), axis=0)
    return out


def department(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return what the Department's purse and the Treasury have left, £m, (B,)."""
    return (world.purse_k + world.treasury_k) / 1000.0


#: name -> (unit, what it is, how it is measured); in JSON beside the figures of the game.
LAB: Final[dict[str, tuple[str, str, Measure]]] = {
    "deficit_share_acute": (
        "0-1",
        "acute trusts in deficit in the financial year so far",
        share_in_deficit(acute),
    ),
    "deficit_share_block": (
        "0-1",
        "block-funded trusts in deficit in the financial year so far",
        share_in_deficit(block),
    ),
    "ft_deficits": ("count", "foundation trusts in deficit in the year so far", in_deficit(fts)),
    "year_net_m": ("GBP million", "net result of the financial year so far", year_net),
    "year_gross_deficit_m": ("GBP million", "deficits of the financial year so far", year_gross),
    "agency_m": ("GBP million", "spending on agency staff", agency),
    "underlying_margin": ("0-1", "underlying result over income", underlying_margin),
    "unit_cost": ("index", "cost of a unit of work at constant input prices", unit_cost),
    "fails_clinical": ("count", "trusts failing the clinical test", test_failed(1)),
    "fails_governance": ("count", "trusts failing the governance test", test_failed(2)),
    "fails_financial": ("count", "trusts failing the financial test", test_failed(4)),
    "beds": ("episodes", "emergencies a quarter that beds and staff could take", beds),
    "travel_km": ("km", "mean distance to the nearest hospital", travel),
}


def standard() -> dict[str, Measure]:
    """Return every figure's measure, then the lab's own."""
    return {
        **{name: figure(name) for name in FIGURES},
        **{name: measure for name, (_, _, measure) in LAB.items()},
    }
