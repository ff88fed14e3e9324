"""Market forces: what a place costs beyond another, what is paid for it, and local pay.

Payment is scaled by a factor of each place, from 1.00 in the far south-west to 1.30 in central
London (national tariff 2013/14), that moves money between places and brings none: its mean over
income is 1. Pay is regulated nationally, with supplements in and around London, while wages
outside differ more; where the outside pays better, agencies fill posts, staff come and go, and
heart-attack patients die (Propper and Van Reenen 2010). So what a place costs goes with what it
is paid, but is not the same, and the rest shows in its margin. Nationally the cost of staff who
come and go is part of pay drift; here it follows a region's distance from the mean alone.
Commissioners' allocations hold the same factor, so none of this moves their balance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from game.world import exact
from game.world.bounds import within
from game.world.params import Params
from game.world.place import F, Place
from game.world.state import quantise
from game.world.sums import mean

if TYPE_CHECKING:
    from game.world.now import Now


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
    gap = exact.log(index(place.trust_outside) / pay)
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


def payment(now: Now) -> F:
    """The factor of each place on prices, (T, B) or (T, 1)."""
    at = now.model.baseline.forces.payment
    far = now.of("market_forces")
    return at if far is None else 1.0 + far * (at - 1.0)


def gaps(now: Now) -> tuple[F, F]:
    """The log of outside over own wage here against the national one, and the wage against
    the nationally regulated one, (T, B) or (T, 1): pay set in regions moves it to the
    outside's."""
    at = now.model.baseline.forces
    local = now.of("regional_pay")
    if local is None:
        return at.gap, at.pay
    return at.gap * (1.0 - local), at.pay * exact.exp(at.gap * local)
