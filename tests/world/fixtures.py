"""A random but plausible country for tests of the world: no file of a scenario is needed."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import yaml

from game.paths import scenarios_dir
from game.scenario import election_parameters
from game.world import model, quarter_calendar
from game.world import parameters as world_parameters
from game.world.country import Country
from game.world.figure_names import PARTIES
from game.world.gauges import GaugeRule, Term
from game.world.health_map import Place
from game.world.knobs import NATIONAL_INDEX, TRUST_INDEX, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import QuarterRecord, World

PATHS: dict[str, dict[int, float]] = {
    "tariff_pct": {
        2008: 2.3,
        2009: 1.7,
        2010: 0,
        2011: -1.5,
        2012: -1.8,
        2013: -1.3,
        2014: -1.5,
        2015: -1.6,
        2016: 1.1,
        2017: 0.1,
    },
    "budget_pct": {
        2008: 5.5,
        2009: 5.5,
        2010: 2.2,
        2011: 2.4,
        2012: 2.3,
        2013: 2.6,
        2014: 2.5,
        2015: 2.6,
        2016: 3.0,
        2017: 2.5,
    },
    "pay_pct": {
        2008: 2.7,
        2009: 2.4,
        2010: 2.2,
        2011: 0.3,
        2012: 0.3,
        2013: 1.0,
        2014: 0.6,
        2015: 1.0,
        2016: 1.0,
        2017: 1.0,
    },
    "inflation_pct": {
        2008: 3.0,
        2009: 2.0,
        2010: 3.0,
        2011: 3.5,
        2012: 2.5,
        2013: 2.2,
        2014: 1.6,
        2015: 1.0,
        2016: 2.0,
        2017: 2.4,
    },
    "outside_wage_pct": {
        2008: 3.0,
        2009: 1.0,
        2010: 1.8,
        2011: 1.5,
        2012: 1.3,
        2013: 1.2,
        2014: 1.4,
        2015: 2.3,
        2016: 2.3,
        2017: 2.5,
    },
    "demand_pct": {
        2008: 2.0,
        2009: 2.0,
        2010: 1.6,
        2011: 1.4,
        2012: 1.6,
        2013: 1.6,
        2014: 2.2,
        2015: 2.2,
        2016: 2.0,
        2017: 2.0,
    },
    "marginal_rate": {2008: 1.0, 2009: 1.0, 2010: 0.3, 2014: 0.3, 2015: 0.7},
    "tier_support": {2008: 1.0, 2012: 1.0, 2013: 0.0},
    "authority_support": {2008: 0.0, 2012: 0.0, 2013: 1.0},
}
for _name in ("marginal_rate", "tier_support"):
    for _year in range(2008, 2018):
        if _year not in PATHS[_name]:
            PATHS[_name][_year] = PATHS[_name][_year - 1]
RULES = (
    GaugeRule(
        "morale", 52, 0.28, (Term("waits", "waits", -0.2, 40), Term("pay", "wage_index", 40, 1.0))
    ),
    GaugeRule("goodwill", 55, 0.28, (Term("morale", "morale", 0.4, 50),)),
    GaugeRule(
        "nhs_satisfaction",
        60,
        0.28,
        (Term("waits", "waits", -0.5, 40), Term("quality", "quality", 0.5, 60)),
    ),
    GaugeRule("nerves_local", 50, 0.28, (Term("marginals", "marginals_at_risk", 0.8, 12),)),
    GaugeRule("nerves_market", 50, 0.2, (Term("signal", "signal", -20, 0.7),)),
    GaugeRule("coalition_strain", 50, 0.28, (Term("nerves", "backbench_nerves", 0.4, 50),)),
    GaugeRule("media_heat", 40, 0.5, (Term("risk", "trusts_at_risk", 0.6, 30, "over", 20),)),
    GaugeRule("management_capacity", 50),
    GaugeRule("commissioner_capability", 50, 0.1),
)


@cache
def parameters() -> dict[str, float]:
    """The shipped values, by name."""
    text = (scenarios_dir() / "common" / "parameters.yaml").read_text(encoding="utf-8")
    return {row["name"]: float(row["value"]) for row in yaml.safe_load(text)}


@cache
def place(trusts: int = 247, commissioners: int = 667, seed: int = 1) -> Place:
    """Towns of the land at random; hospitals follow people."""
    rng = np.random.default_rng(seed)
    acute = round(trusts * 0.64)
    kind = np.zeros(trusts, np.int64)
    kind[acute:] = 1
    region_x, region_y = (
        np.array([4, 2, 5, 5, 3, 7, 6, 6, 2]) * 6.0,
        np.array([9, 8, 8, 6, 5, 5, 3, 2, 1]) * 6.0,
    )
    weight = np.array([5, 13, 10, 8, 11, 11, 15, 16, 11]) / 100.0
    region_c = np.sort(rng.choice(9, commissioners, p=weight))
    region_t = rng.choice(9, trusts, p=weight)
    region_t[:9] = range(9)
    region_t[acute : acute + 9] = range(9)

    def spread(region: Any) -> tuple[Any, Any]:
        return (
            region_x[region] + rng.normal(0, 2.2, len(region)),
            region_y[region] + rng.normal(0, 2.2, len(region)),
        )

    cx, cy = spread(region_c)
    tx, ty = spread(region_t)
    size = rng.lognormal(0, 0.35, trusts)
    km = 9.0 * np.hypot(cx[:, None] - tx[None, :acute], cy[:, None] - ty[None, :acute])
    near = np.argsort(km, axis=1, kind="stable")[:, :16]
    blocks = np.hypot(cx[:, None] - tx[None, acute:], cy[:, None] - ty[None, acute:])
    people = rng.lognormal(0, 0.4, commissioners)
    return Place(
        trust_id=tuple(f"t{i:03d}" for i in range(trusts)),
        trust_name=tuple(f"Trust {i}" for i in range(trusts)),
        trust_region=region_t.astype(np.int64),
        trust_kind=kind,
        trust_x=tx,
        trust_y=ty,
        trust_size=size / size.mean(),
        trust_teaching=rng.random(trusts) < 0.12,
        trust_pfi=np.where(
            (rng.random(trusts) < 0.3) & (kind == 0), rng.uniform(0.02, 0.13, trusts), 0.0
        ),
        trust_seat=rng.integers(0, 533, trusts),
        commissioner_id=tuple(f"c{i:03d}" for i in range(commissioners)),
        commissioner_name=tuple(f"Consortium {i}" for i in range(commissioners)),
        commissioner_region=region_c.astype(np.int64),
        commissioner_x=cx,
        commissioner_y=cy,
        commissioner_population=np.rint(people / people.sum() * 53.5e6),
        commissioner_seat=rng.integers(0, 533, commissioners),
        district_region=region_c.astype(np.int64),
        district_population=np.rint(people / people.sum() * 53.5e6),
        district_commissioner=np.arange(commissioners),
        edge_trust=near.astype(np.int64),
        edge_distance=np.take_along_axis(km, near, axis=1),
        block_trust=(acute + np.argmin(blocks, axis=1)).astype(np.int64)[:, None],
        block_distance=np.zeros((commissioners, 1)),
        trust_ft=rng.random(trusts) < 0.595,
    )


@cache
def country(seats: int = 650, trusts: int = 247, seed: int = 2) -> Country:
    """Constituencies at random; the last 117 are not in England."""
    rng = np.random.default_rng(seed)
    english = round(seats * 533 / 650)
    near = np.stack([rng.choice(round(trusts * 0.64), 4, replace=False) for _ in range(seats)])
    weight = np.tile(np.array([0.6, 0.2, 0.1, 0.1]), (seats, 1))
    weight[english:] = 0.0
    votes = rng.dirichlet(np.array([36, 29, 23, 3, 1, 2, 6]) / 6.0, seats).T * 45_000
    government = np.argmax(votes, axis=0) % 2 == 0
    return Country(
        seat_id=tuple(f"s{i:03d}" for i in range(seats)),
        seat_name=tuple(f"Seat {i}" for i in range(seats)),
        region=np.where(
            np.arange(seats) < english, rng.integers(0, 9, seats), rng.integers(9, 12, seats)
        ),
        electorate=np.full(seats, 70_000, np.int64),
        votes=np.rint(votes),
        q=np.arange(seats) % 26,
        r=np.arange(seats) // 26,
        near_trust=near.astype(np.int64),
        near_weight=weight,
        government=government,
        marginal=government & (np.arange(seats) < english) & (rng.random(seats) < 0.4),
    )


@cache
def make(
    first: str = "2013Q4",
    trusts: int = 247,
    commissioners: int = 667,
    seats: int = 650,
    at_risk: int = 35,
    failing: int = 20,
    overrides: tuple[tuple[str, float], ...] = (),
) -> model.Model:
    """A model of a random country."""
    values = {**parameters(), **dict(overrides)}
    return model.build(
        place=place(trusts, commissioners),
        params=world_parameters.from_mapping(values),
        country=country(seats, trusts),
        first=quarter_calendar.parse(first),
        paths=PATHS,
        rules=RULES,
        government=model.Government(
            leading=PARTIES.index("con"),
            partner=PARTIES.index("ld"),
            opposition=PARTIES.index("lab"),
            began=quarter_calendar.parse("2010Q2"),
            election=quarter_calendar.parse("2015Q2"),
            baseline=2010,
            national_share=np.array([32.0, 38.0, 9.0, 11.0, 3.0, 4.0, 3.0]),
        ),
        start=model.StartValues(
            gauges={
                "morale": 50,
                "goodwill": 55,
                "management_capacity": 45,
                "commissioner_capability": 45,
            },
            trusts_at_risk=at_risk,
            commissioners_at_risk=failing,
            entrant_share={"elective": 0.045, "long_term": 0.12, "mental_health": 0.06},
            purse_m=500,
            treasury_headroom_m=1500,
        ),
        election=election_parameters.parameters(),
    )


def small(**changes: Any) -> model.Model:
    """A quick model: 40 trusts, 60 commissioners, 80 seats."""
    given = {"trusts": 40, "commissioners": 60, "seats": 80, "at_risk": 6, "failing": 3, **changes}
    return make(**given)


def knobs(
    m: model.Model, batch: int = 1, trust: dict[str, Any] | None = None, **national: float
) -> Knobs:
    """Neutral knobs with some turned; a trust's value is a number or an array (T,)."""
    k = Knobs.neutral(m.place.trusts, batch)
    for name, value in national.items():
        k.national[NATIONAL_INDEX[name]] = value
    for name, value in (trust or {}).items():
        k.trust[TRUST_INDEX[name]] = np.broadcast_to(np.asarray(value, float), (m.place.trusts,))[
            :, None
        ]
    return k


def run(
    m: model.Model, quarters: int, k: Knobs | None = None, seeds: tuple[int, ...] = (1,)
) -> tuple[list[World], list[QuarterRecord]]:
    """Worlds from the start on (quarters + 1 of them) and the reports."""
    k = k or Knobs.neutral(m.place.trusts, len(seeds))
    luck = Luck(seeds)
    worlds, reports = [start(m, seeds)], []
    for _ in range(quarters):
        world, report = step(m, worlds[-1], k, luck)
        worlds.append(world)
        reports.append(report)
    return worlds, reports
