"""What every quarter of a scenario would work out again, worked out once for its model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.baseline import Baseline
from game.world.links import Links
from game.world.params import Params
from game.world.place import F
from game.world.state import B


@dataclass(frozen=True, slots=True)
class Prepared:
    """Constants of the quarter; money in £ thousand. Lines are those of ``names.LINES``."""

    acute: B  # (T, 1)
    prices: F  # (L, 1, 1) of an episode
    per_head: F  # (L, 1) worth of a person's care a quarter
    other: F  # (C, 1) commissioners' spending that is no contract, at the start
    chance: F  # (C, 1) standard deviation of a commissioner's spending, share of budget
    heads: F  # (C, 1) whole persons
    planned: F  # (C, 1) share of a budget that is planned to be spent


def prepare(p: Params, near: Links, base: Baseline) -> Prepared:
    """The constants of a model with these parameters."""
    rates = (p.emergency_rate, p.elective_rate, p.long_term_rate, p.mental_rate)
    prices = (p.emergency_price, p.elective_price, p.long_term_price, p.mental_price)
    people = near.population
    return Prepared(
        acute=base.acute > 0.0,
        prices=np.array(prices)[:, None, None],
        per_head=np.array([[r * price] for r, price in zip(rates, prices, strict=True)]),
        other=base.commissioned * (p.other_spend / (1.0 - p.other_spend)),
        chance=p.risk_sd * np.sqrt(100_000.0 / np.maximum(people, 1.0)),
        heads=np.rint(people),
        planned=1.0 - base.gap,
    )
