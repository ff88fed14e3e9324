"""What the start of a game fixes for each trust: scores, charges, and the price of its inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.world import exact_math
from game.world.bounds import within
from game.world.exact_sums import grid, mean, product
from game.world.health_map import F, Grouping, I, Place
from game.world.parameters import Params
from game.world.proximity import Links
from game.world.world_state import quantise


@dataclass(frozen=True, slots=True)
class Forces:
    """What is fixed about places, (T, 1), each against its mean over income.

    ``payment`` multiplies prices; ``pay`` the regulated wage; ``site`` the price of land and
    buildings; ``gap`` is the log of outside over regulated wage, mean 0; ``cost`` what inputs
    cost here at the start, the country's mean near 1.
    """

    payment: F
    pay: F
    site: F
    gap: F
    cost: F

    def covered(self, income: F) -> F:
        """What payment leaves a place over its cost, share of income, mean 0."""
        left = self.payment / self.cost
        return quantise(left / mean(left, income) - 1.0)

    def neutral(self, income: F) -> Forces:
        """The same with payment's mean over the ``income`` that it scales at exactly 1."""
        return replace(self, payment=quantise(self.payment / mean(self.payment, income)))


def forces_of(place: Place, p: Params, income: F) -> Forces:
    """The forces of a place; ``income`` (T, 1) before any factor is the weight of means."""
    one = np.ones((place.trusts, 1))

    def index(values: F) -> F:
        if len(values) != place.trusts:
            return one
        column = values[:, None]
        return quantise(column / mean(column, income))

    pay, site = index(place.trust_supplement), index(place.trust_site)
    gap = exact_math.log(index(place.trust_outside) / pay)
    gap = quantise(gap - mean(gap, income))
    cost = inputs(p, pay, gap, agency_share(p, gap), site, 1.0, 1.0)
    return Forces(payment=index(place.trust_payment), pay=pay, site=site, gap=gap, cost=cost)


def agency_share(p: Params, gap: F, more: F | float = 0.0, everywhere: F | float = 0.0) -> F:
    """Agency staff as a share of pay, (T, B), where the outside pays ``gap`` log points better
    than the mean, (T, 1); ``more`` (T, 1) and ``everywhere`` (B,) are added."""
    share: F = (p.agency_start + p.agency_wage * gap + more) + everywhere
    return within(share, 0.0, 0.4)


def inputs(p: Params, pay: F, gap: F, agency: F, site: F, wage: F | float, other: float) -> F:
    """The price of a place's inputs: staff, buildings and the rest, (T, B).

    ``pay`` and ``gap`` are the place's own against the country's, ``agency`` the share of
    agency staff, ``wage`` and ``other`` the national indices.
    """
    return staff(p, pay, gap, agency, wage) + rest(p, site, other)


def staff(p: Params, pay: F, gap: F, agency: F, wage: F | float, times: F | float = 1.0) -> F:
    """Staff's part of the price of inputs, (T, B), ``times`` (T, 1)."""
    price: F = agency * p.agency_premium
    price += 1.0 - p.agency_premium * p.agency_start
    price *= p.pay_share * pay * (1.0 + p.turnover_wage * gap) * times
    price *= wage
    return price


def rest(p: Params, site: F, other: float, times: F | float = 1.0) -> F:
    """The part of everything else, (T, 1)."""
    out: F = (p.site_share * site + (1.0 - p.pay_share - p.site_share)) * other * times
    return out


def scores(p: Params, quality: F, weight: F) -> F:
    """Quality against the weighted mean in two standard deviations, (T, B), weighted mean 0.

    ``weight`` (T, 1) or (T, B) is 0 where nobody is scored."""
    score: F = quality - mean(quality, weight, 0)
    score *= (weight > 0.0) / (2.0 * p.quality_sd)
    return score


def own_charges(p: Params, pfi_share: F, income: F) -> F:
    """Depreciation and dividend a quarter at the start's prices, (T, 1): less where PFI has
    built part of the estate, none where it has built it all."""
    built = np.minimum(pfi_share / p.estate_pfi, 1.0)
    out: F = np.rint(p.capital_share * income * (1.0 - built))
    return out


def journeys_worth(p: Params, near: Links) -> float:
    """Return what a person's journeys cost a quarter, £ thousand.

    It is 0 in a country without services of their own: there journeys are in the price of an
    emergency.
    """
    return p.journey_rate * p.journey_price if near.journeys.any() else 0.0


def ambulance_rows(near: Links) -> I:
    """Return the rows of the ambulance services among all trusts."""
    return np.flatnonzero(near.journeys[:, 0] > 0.0)


def heirs(near: Any, population: F, size: F) -> F:
    """Return whose patients use which other hospitals, (T, T): people of each district who may use
    both, by nearness (D, T) and size; each row is a weight, 0 on the diagonal."""
    from scipy import sparse

    both = near.toarray() * size[:, 0][None, :]
    reach = np.maximum(np.add.accumulate(both, axis=1)[:, -1:], 2.0**-20)
    share = grid(both / reach, 12)
    theirs = sparse.csr_array((share * np.rint(population)).T)
    out = product(theirs, share)
    np.fill_diagonal(out, 0.0)
    return out


def regions_of(buyers: Grouping, regions: int) -> Any:
    """Return each region's commissioners by their part of its people, sparse (R, C), on the
    grid of 2⁻¹⁴."""
    from scipy import sparse

    people, region = buyers.population, buyers.region
    whole = np.bincount(region, weights=people, minlength=regions)
    part = grid(people / np.maximum(whole, 1.0)[region], 14)
    columns = np.arange(len(people))
    return sparse.csr_array((part, (region, columns)), shape=(regions, len(people)))
