"""Which provider patients use.

Elective patients choose: a logit over the near providers by distance, wait and quality.
The elasticity of demand to waits is about −0.04 and to readmissions about −0.2 (Gaynor,
Propper and Seiler 2016; Beckert, Christensen and Collyer 2012; Moscelli and others).
Emergency patients don't: an ambulance goes to the nearest that is open.

The logit is factorised. Attraction = (distance weight of the pair) × (attraction of the
site), so exponentials are taken of sites only and flows are two sparse products. All
factors lie on grids that make those sums exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.world import exact_math
from game.world.bounds import at_least, at_most, somewhere, within
from game.world.exact_sums import added, grid, largest, product, to_grid, total
from game.world.health_map import F, I
from game.world.proximity import Links

_LOW, _HIGH = 2.0**-5, 2.0**5  # attraction of a site that is open


@dataclass(slots=True)
class Flows:
    """Elective referrals by site, (T, B), and concentration.

    ``hhi`` (T, B) is each site's flow-weighted mean of its patients' concentration by
    owner, among hospitals that admit emergencies; ``national`` (B,) the patients' mean, with
    new entrants.
    """

    referrals: F
    hhi: F
    national: F


def catchment(links: Links, attraction: F) -> F:
    """Persons whose nearest open hospital this is, (T, B); ``attraction`` 0 where closed."""
    a = grid(attraction, 6)
    reach = np.maximum(product(links.emergency, a), 2.0**-20)
    spread = grid(links.population / reach, 6)
    persons: F = np.rint(a * product(links.emergency_t, spread))
    return _whole(persons, total(links.population, 0))


def attraction(
    size: F,
    wait: F,
    quality: F,
    by_wait: float,
    by_quality: float,
    free: F | float,
    known: F | None = None,
) -> F:
    """How much an elective site draws, (T, B): bounded, on the grid of 2⁻¹⁰. ``known`` (T, B)
    is what draws people, or puts them off, beside its wait and quality, log points."""
    a = by_quality * quality
    a -= by_wait * wait
    if known is not None:
        a += known
    within(a, -1.5, 1.5)
    a *= free
    exact_math.exp(a, out=a)
    a *= size
    within(a, _LOW, _HIGH)
    return to_grid(a, 10)


def flows(
    links: Links,
    a: F,
    patients: F,
    entrants: F,
    rivals: float,
    owner: I | None,
    region: I | None = None,
) -> Flows:
    """Referrals and concentration.

    ``a`` (T, B) attraction, 0 for closed sites; ``patients`` (D, B) elective referrals to
    NHS trusts; ``entrants`` (D, B) the share that goes elsewhere, among ``rivals`` equal
    owners, or (R, B) and ``region`` (C,) says whose it is; ``owner`` (T, B) row that owns
    the site, or None if every site is its own.

    What is rounded to a grid is held in the grid's steps, or divided by a power of two
    beforehand where there are fewer rows: that is exact and spares passes.
    """
    small = a * 2.0**-9
    reach = product(links.elective, small)
    at_least(reach, 2.0**-29)
    spread: F = patients / reach
    np.rint(spread, out=spread)  # patients to a unit of reach, in steps of 2⁻⁹
    concentration = _concentration(links, a, small, reach, owner)
    weighed = np.multiply(spread, concentration, out=reach)
    np.rint(weighed, out=weighed)
    drawn, hhi = product(links.elective_t, spread), product(links.elective_t, weighed)
    hhi /= at_least(drawn, 1.0, np.empty_like(drawn))
    at_most(hhi, 1.0)
    np.copyto(hhi, 1.0, where=drawn <= 0.0)
    steps = np.multiply(patients, 2.0**10, out=spread)
    _with_entrants(concentration, entrants, rivals, region, weighed)
    concentration *= steps
    national = added(np.rint(concentration, out=concentration)) * 2.0**-10
    wanted = added(np.rint(steps, out=steps)) * 2.0**-10
    drawn *= small
    referrals = _whole(to_grid(drawn, 8), grid(wanted, 8))
    return Flows(referrals, hhi, national / np.maximum(wanted, 1.0))


def _concentration(
    links: Links,
    a: F,
    small: F,
    reach: F,
    owner: I | None,
) -> F:
    """Each district's concentration by owner among hospitals, (D, B), on the grid of 2⁻¹⁶:
    entrants have no A&E. ``small`` and ``reach`` as in ``flows``; ``reach`` is used up."""
    squares = small * small
    squares *= 2.0**34
    np.rint(squares, out=squares)  # of a, in steps of 2⁻¹⁶
    squares *= 2.0**-34
    together = product(links.squared, squares)
    if owner is not None:
        together += _same_owner(links, a, owner) * 2.0**-18
    reach *= reach
    together /= reach
    at_most(together, 1.0)
    return to_grid(together, 16)


def _with_entrants(together: F, entrants: F, rivals: float, region: I | None, room: F) -> None:
    """Adds entrants to a concentration, (D, B) in place: the national index counts everybody.
    ``room`` (D, B) is used up."""
    own = 1.0 - entrants
    own *= own
    others = entrants * entrants / rivals
    if region is not None:  # into room that is free again
        own = own.take(region, axis=0, out=room, mode="clip")
    together *= own
    if region is not None:
        others = others.take(region, axis=0, out=room, mode="clip")
    together += others
    at_most(together, 1.0)
    to_grid(together, 16)


def _whole(values: F, wanted: F) -> F:
    """Values, on a grid, whose sum is made what is wanted: the largest bears the rounding."""
    values[largest(values), np.arange(values.shape[1])] += wanted - added(values)
    return values


def _same_owner(links: Links, a: F, owner: I) -> F:
    """What pairs of sites of one owner add to the sum of squares, (D, B)."""
    extra = np.zeros((links.population.shape[0], a.shape[1]))
    rows = np.arange(a.shape[0])
    for b in range(a.shape[1]):
        moved = np.flatnonzero((owner[:, b] != rows) & (a[:, b] > 0.0))
        for i in moved:
            o = owner[i, b]
            family = [int(o), *(int(j) for j in moved if j < i and owner[j, b] == o)]
            for j in family:
                pair = grid(links.dense[i] * links.dense[j], 20)
                extra[:, b] += 2.0 * grid(a[i, b] * a[j, b], 16) * pair
    return extra


def owners(absorbed_by: I) -> I | None:
    """The owner's row of every site, (T, B), or None if nothing has been taken over."""
    if not somewhere(absorbed_by >= 0):
        return None
    rows = np.arange(absorbed_by.shape[0])[:, None]
    return np.where(absorbed_by >= 0, absorbed_by, rows)


def to_owners(values: F, owner: I | None) -> F:
    """Site values (T, B), on a grid, added up in their owners' rows."""
    if owner is None:
        return values
    out = values.copy()
    rows = np.arange(values.shape[0])[:, None]
    moved: NDArray[np.bool_] = owner != rows
    out[moved] = 0.0
    for i, b in zip(*np.nonzero(moved), strict=True):
        out[owner[i, b], b] += values[i, b]
    return out
