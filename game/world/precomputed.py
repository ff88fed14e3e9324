"""What every quarter of a scenario would work out again, worked out once for its model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.world.baseline import Baseline
from game.world.commissioners import Handover, groupings, handovers
from game.world.endowments import Peers, peer_groups
from game.world.exact_sums import added, mean
from game.world.figure_names import REGIONS
from game.world.health_map import F, Grouping, I, Place
from game.world.market import contingency, initial_conditions
from game.world.parameters import Params
from game.world.proximity import Links
from game.world.world_state import B


@dataclass(frozen=True, slots=True)
class Care:
    """The A acute trusts, more than half of all: nobody else has beds, lists or A&E, so what
    is worked out of these is worked out in their rows alone. Start values are (A, 1)."""

    rows: I  # (A,) theirs among all T
    others: I  # the rows of everybody else
    links: Links  # of these rows alone
    region: I  # (A,) index into ``figure_names.REGIONS``
    size: F
    catch: F
    weight: F  # income at the start


@dataclass(frozen=True, slots=True)
class Buyers:
    """The C commissioners of a grouping."""

    of_district: I  # (D,) row of the body that buys for it
    region: I  # (C,) index into ``figure_names.REGIONS``
    people: F  # (C, 1) persons for whom each buys
    heads: F  # (C, 1) running totals of whole persons
    sixteenths: F  # (C, 1) sixteenths of a person: people times 16
    chance: F  # (C, 1) standard deviation of a body's spending, share of budget
    planned: F  # (C, 1) share of a budget that is planned to be spent
    ahead: F  # (C, 1) a body's own expected balance after its contingency
    regions: Any  # sparse (R, C): each region's bodies, by their part of its people


@dataclass(frozen=True, slots=True)
class Prepared:
    """Constants of the quarter; money in £ thousand. Lines are those of ``figure_names.LINES``."""

    acute: B  # (T, 1)
    peers: Peers  # the rows of each group of like trusts
    care: Care
    prices: F  # (L, 1, 1) of an episode
    per_head: F  # (L, 1) worth of a person's care a quarter
    other: F  # (C, 1) commissioners' spending that is no contract, at the start
    carriers: I  # rows of the ambulance services
    heirs: tuple[F, F]  # (T, T) whose emergencies and whose planned patients use which others
    list_room: float  # patients on lists beyond whom nobody is put on one
    ln_hhi: float  # log of concentration at the start, the patients' mean
    buyers: tuple[Buyers, ...]  # of each of the place's groupings of districts
    handovers: tuple[Handover, ...]  # from each of them to the next


def prepare(place: Place, p: Params, near: Links, base: Baseline) -> Prepared:
    """The constants of a model with these parameters."""
    other, worth = commissioning(p, near, base)
    found = groupings(place)
    passed = handovers(found, place.district_population)
    return Prepared(
        acute=base.acute > 0.0,
        peers=peer_groups(place, p, near, base),
        care=care(place, p, near, base),
        prices=prices(p)[:, None, None],
        per_head=worth,
        other=other,
        carriers=initial_conditions.ambulance_rows(near),
        heirs=(
            initial_conditions.heirs(near.emergency, near.population, base.size),
            initial_conditions.heirs(near.elective, near.population, base.size),
        ),
        list_room=float(
            np.rint(p.list_most * added(np.rint(place.district_population[:, None]))[0])
        ),
        ln_hhi=float(mean(base.ln_hhi, base.emergencies * base.acute)[0]),
        buyers=tuple(buyers(p, found, passed, base.gap)),
        handovers=passed,
    )


def buyers(
    p: Params, found: Sequence[Grouping], passed: Sequence[Handover], gap: F
) -> Iterator[Buyers]:
    """Yield the bodies of each grouping; ``gap`` (C, 1) is the first ones' planned balance, share
    of budget. It is that of the people and their needs, so it passes on with them."""
    for k, grouping in enumerate(found):
        gap = passed[k - 1].blend(gap) if k else gap
        people = grouping.population[:, None]
        yield Buyers(
            of_district=grouping.of_district,
            region=grouping.region,
            people=people,
            heads=np.add.accumulate(np.rint(people), axis=0),
            sixteenths=people * 16.0,
            chance=p.risk_sd * np.sqrt(100_000.0 / np.maximum(people, 1.0)),
            planned=1.0 - gap,
            ahead=contingency.after(p, gap),
            regions=initial_conditions.regions_of(grouping, len(REGIONS)),
        )


def care(place: Place, p: Params, near: Links, base: Baseline) -> Care:
    """The acute trusts."""
    rows = np.flatnonzero(base.acute[:, 0] > 0.0)
    return Care(
        rows=rows,
        others=np.flatnonzero(base.acute[:, 0] <= 0.0),
        links=near.of(rows),
        region=place.trust_region[rows],
        size=base.size[rows],
        catch=base.catch[rows],
        weight=base.income[rows],
    )


def prices(p: Params) -> F:
    """The price of an episode by service line, (L,)."""
    return np.array([p.emergency_price, p.elective_price, p.long_term_price, p.mental_price])


def commissioning(p: Params, near: Links, base: Baseline) -> tuple[F, F]:
    """Commissioners' spending that is no contract, (C, 1), and a person's care by line, (L, 1)."""
    other = base.commissioned * (p.other_spend / (1.0 - p.other_spend))
    worth = np.array(
        [
            [p.emergency_rate * p.emergency_price + initial_conditions.journeys_worth(p, near)],
            [p.elective_rate * p.elective_price],
            [p.long_term_rate * p.long_term_price],
            [p.mental_rate * p.mental_price],
        ]
    )
    return other, worth
