"""Failing: three tests, special administration, takeovers, and the exits of hazard mode.

A trust fails when any of the three tests – clinical, governance, financial – fails two quarters
running, and is sound again when none does two quarters running. Income support counts in the
financial test in the quarter that it is paid in, up to what was lost in it, and a cash loan
never does: a cheque changes the year's accounts, not what the regulator reads in them.
Special administration runs in stages: proposal, plan, carried out (South
London: appointed July 2012, report January 2013, part ruled unlawful July 2013; Mid
Staffordshire: £19.5m and 18 months). Mergers cost activity and money and bring no gain in
quality in four years (Gaynor, Laudicella and Propper 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.world.bounds import somewhere
from game.world.health_map import F, I
from game.world.market import displacement
from game.world.market.capacity import Workload
from game.world.parameters import Params
from game.world.quarter_state import Now
from game.world.world_state import B, World

Bits = NDArray[np.int8]
CLINICAL, GOVERNANCE, FINANCIAL = 1, 2, 4


#: Knobs by which a service of a trust goes under a plan.
_PLANS = ("trust/administer", "trust/downgrade")


@dataclass(slots=True)
class Exits:
    """What failure did this quarter: (B,) counts and whole £ thousand."""

    failures: I
    closures: I
    cleared_k: I  # debt paid off by the taxpayer
    cost_k: I  # administrations' cost, from the Department
    merger_k: I  # mergers' cost, from the Treasury: it outlasts any year's purse


def tests(p: Params, world: World, list_quarters: F, acute: F | B, helped: F | None = None) -> Bits:
    """Bits of the tests failed, (T, B). ``helped`` is what income support made good of this
    quarter's loss as a share of income: the accounts that are judged contain it, the
    underlying margin doesn't."""
    governance = (world.ae < p.fail_ae) & (acute > 0)
    governance &= list_quarters > p.fail_list
    financial = (world.margin if helped is None else world.margin + helped) < p.fail_margin
    cash, least = world.cash_k.astype(np.float64), world.income_k.astype(np.float64)
    least *= -p.fail_cash * 4.0
    financial |= cash < least
    bits = (world.quality < p.fail_quality).view(np.int8) * np.int8(CLINICAL)
    bits |= governance.view(np.int8) * np.int8(GOVERNANCE)
    bits |= financial.view(np.int8) * np.int8(FINANCIAL)
    bits *= world.open.view(np.int8)
    return bits


def fail(now: Now, work: Workload, helped_k: F | None) -> Exits:
    """Moves administrations on, carries out plans and takeovers, and judges the tests.

    ``helped_k`` (T, B) is open income support this quarter; the tier's quiet help to small
    deficits changes a reported result, and nobody's judgement.
    """
    world, before, p = now.world, now.before, now.params
    exits = Exits(*np.zeros((5, world.batch), np.int64))
    _administer(now, exits)
    _take_over(now, exits)
    _merge(now, exits)
    _close(now, exits)
    if p.hazard > 0.0:
        _hazard(now, exits)
    authorised, named = now.asked("authorise"), now.asked("list")
    if authorised is not None:
        world.ft = before.ft | authorised & world.open
    np.logical_and(
        before.named if named is None else before.named | named, world.open, out=world.named
    )
    helped = None
    if helped_k is not None:
        lost = np.maximum(-world.underlying_k, 0)
        helped = np.minimum(helped_k, lost) / np.maximum(world.income_k, 1)
    fails = tests(p, world, work.list_quarters, now.model.prepared.acute, helped)
    world.fails[:] = fails
    failing = fails > 0  # open, then, as well
    np.add(before.failing_quarters, 1, out=world.failing_quarters)
    world.failing_quarters *= failing
    stays = failing | (before.failing_quarters > 0)  # until two quarters running are passed
    stays &= before.at_risk
    if now.led is not None or "trust/administer" in now.turned:
        stays &= before.admin_stage == 0
        stays |= world.admin_stage > 0
    stays &= world.open
    stays |= world.failing_quarters >= 2
    world.at_risk[:] = stays
    return exits


def _administer(now: Now, exits: Exits) -> None:
    world, before, p, knobs = now.world, now.before, now.params, now.knobs
    if now.led is None and now.turned.isdisjoint(_PLANS):
        return
    held = knobs.of_trusts("protected") > 0.0
    begun = (knobs.of_trusts("administer") > 0.0) & before.open & ~held
    live = before.admin_stage > 0
    quashed = live & (knobs.of_trusts("quash") > 0.0)
    waits = (knobs.of_trusts("stay") > 0.0) | held
    stage = np.where(live, before.admin_stage + np.where(waits, 0, 1), 0)
    stage = np.where(begun & ~live, 1, stage)
    rows = np.arange(stage.shape[0])[:, None]
    last = 1 + p.carried_after + rows % (int(p.carried_spread) + 1)
    due = (stage >= last) & ~waits & ~quashed
    if somewhere(due):
        u = now.luck.uniform(now.quarter, "court", stage.shape[0])
        lost = due & (u < p.court_risk * knobs.of("court_risk"))
        quashed |= lost
        due &= ~lost
    ordered = (knobs.of_trusts("downgrade") > 0.0) & before.open & ~held
    ordered &= now.model.prepared.acute & ~before.downgraded
    done = due | ordered
    world.admin_stage = np.where(quashed | done, 0, stage)
    running = (world.admin_stage > 0) | due
    yearly = np.rint(p.admin_cost_m * 1000.0 / (p.carried_after + p.carried_spread / 2.0))
    exits.cost_k += np.add.reduce(running, axis=0) * int(yearly)
    if not somewhere(done):
        return
    kept = knobs.of("closure_capacity_kept")
    left = np.where(done, 1.0 - p.carried_capacity * (1.0 - np.minimum(kept * 2.0, 1.0)), 1.0)
    world.capacity *= left
    world.unit_cost = np.where(done, world.unit_cost * (1.0 - p.carried_cost), world.unit_cost)
    debt = np.where(due, np.maximum(-world.cash_k, 0), 0)  # a plan's, and no order's, is paid
    world.cash_k[:] = world.cash_k + debt
    better = world.margin + p.carried_cost
    world.margin = np.where(done, better, world.margin)
    world.quality = np.where(done, np.maximum(world.quality, p.fail_quality + 4.0), world.quality)
    world.downgraded = before.downgraded | done
    exits.cleared_k += np.add.reduce(debt, axis=0)
    count = np.add.reduce(done, axis=0).astype(np.int64)
    exits.failures += count
    exits.closures += count


def _take_over(now: Now, exits: Exits) -> None:
    """The nearest sound trust of its kind takes over staff, sites, debts and work."""
    wanted = now.asked("takeover")
    if wanted is None:
        return
    wanted &= now.world.open
    wanted &= now.knobs.of_trusts("protected") <= 0.0
    for i, b in zip(*np.nonzero(wanted), strict=True):
        owner = _taker(now, int(i), int(b), wanted)
        if owner < 0:
            continue
        cost = round(now.params.takeover_cost * 4.0 * float(now.world.income_k[i, b]))
        _join(now, int(i), owner, int(b))
        exits.merger_k[b] += cost
        exits.failures[b] += 1


def _join(now: Now, i: int, owner: int, b: int) -> None:
    """The owner takes the sites over; staff and beds go, in part, where those patients go who
    would not come to it (``takeover_site``). What the owner itself gets of these is cut as
    the rest of what it has."""
    p, world = now.params, now.world
    to = displacement.weights(now.model, world, i, b)
    if to is not None:
        for there in to:
            there[owner] *= 1.0 - p.takeover_activity
        displacement.disperse(world, p, i, b, to, p.takeover_site)
        world.capacity[:2, i, b] *= 1.0 - p.takeover_site
    absorb(world, i, owner, b, 1.0 - p.takeover_activity)


def _merge(now: Now, exits: Exits) -> None:
    """A pair chosen by name: the row is taken over by the trust that ``merge_into`` names."""
    into = now.of_trusts("merge_into")
    if into is None:
        return
    wanted = (into >= 1.0) & now.world.open
    kind = now.model.place.trust_kind
    for i, b in zip(*np.nonzero(wanted), strict=True):
        owner = int(into[i, b]) - 1
        if owner == i or owner >= len(kind) or kind[owner] != kind[i]:
            continue
        if not (now.world.open[owner, b] and now.world.open[i, b]):
            continue
        cost = round(now.params.takeover_cost * 4.0 * float(now.world.income_k[i, b]))
        _join(now, int(i), owner, int(b))
        exits.merger_k[b] += cost
        exits.failures[b] += 1


def _close(now: Now, exits: Exits) -> None:
    """Acute trusts that close with nobody in their place: money and debts pass to the nearest,
    patients go where they would, and beds and staff follow them."""
    wanted = now.asked("close")
    if wanted is None:
        return
    wanted &= now.world.open
    wanted &= now.model.prepared.acute & (now.knobs.of_trusts("protected") <= 0.0)
    for i, b in zip(*np.nonzero(wanted), strict=True):
        owner = _taker(now, int(i), int(b), wanted)
        if owner < 0:
            continue
        close(now, int(i), owner, int(b))
        exits.closures[b] += 1
        exits.failures[b] += 1


def _taker(now: Now, i: int, b: int, busy: B) -> int:
    world = now.world
    near = now.model.links.near[i]
    for sound in (True, False):
        for j in near:
            if world.open[j, b] and not busy[j, b] and not (sound and now.before.at_risk[j, b]):
                return int(j)
    return -1


def close(now: Now, i: int, owner: int, b: int) -> None:
    """Row ``i`` of game ``b`` closes with nobody in its place; ``owner`` gets its money and
    debts, and those whom its patients go to its list, beds and staff."""
    world, model = now.world, now.model
    to = displacement.weights(model, world, i, b)
    if to is not None:
        displacement.disperse(world, now.params, i, b, to)
        displacement.pass_list(world, i, b, to[1])
        displacement.pass_fixed_cost(world, now.params, i, b, to[0])
        world.capacity[:2, i, b] = 0.0
    before = [figure[owner, b] for figure in _kept(world)]
    absorb(world, i, owner, b, 1.0)
    for figure, value in zip(_kept(world), before, strict=True):
        figure[owner, b] = value
    world.absorbed_by[i, b] = -1


def _kept(world: World) -> tuple[F, ...]:
    """What tells a hospital's way of running, blended when two become one."""
    return world.unit_cost, world.margin, world.quality, world.slack


def absorb(world: World, i: int, owner: int, b: int, kept: float) -> None:
    """Row ``i`` of game ``b`` closes and its sites become ``owner``'s; together they keep
    ``kept`` of their capacity. Money and patients pass to the owner whole."""
    world.capacity[:, owner, b] = kept * (world.capacity[:, owner, b] + world.capacity[:, i, b])
    world.capacity[:, i, b] = 0.0
    income = world.income_k[owner, b] + world.income_k[i, b]
    part = world.income_k[i, b] / max(int(income), 1)
    for figure in _kept(world):
        figure[owner, b] += part * (figure[i, b] - figure[owner, b])
    for whole in (
        world.cash_k,
        world.result_k,
        world.reported_k,
        world.underlying_k,
        world.reserve_k,
        world.income_k,
        world.stranded_k,
        world.debt_k,
    ):
        whole[owner, b] += whole[i, b]
        whole[i, b] = 0
    for stock in (
        *(world.waiting, world.volume, world.contract_k),
        *(world.arriving_beds, world.arriving_theatres),
    ):
        stock[owner, b] += stock[i, b]
        stock[i, b] = 0.0
    world.absorbed_by[i, b] = owner
    world.absorbed_by[world.absorbed_by[:, b] == i, b] = owner
    world.open[i, b] = False
    world.admin_stage[i, b] = 0
    world.at_risk[i, b] = False


def _hazard(now: Now, exits: Exits) -> None:
    """Independent exits at one hazard for all, and no others (a scenario's definition)."""
    world, p = now.world, now.params
    u = now.luck.uniform(now.quarter, "hazard", world.open.shape[0])
    leaves = world.open & (u < p.hazard)
    acute = now.model.baseline.acute[:, 0] > 0
    for i, b in zip(*np.nonzero(leaves), strict=True):
        owner = _taker(now, int(i), int(b), leaves)
        if owner < 0:
            continue
        if p.hazard_keeps_site > 0.0 or not acute[i]:
            absorb(world, int(i), owner, int(b), 1.0)
        else:
            close(now, int(i), owner, int(b))
            exits.closures[b] += 1
        exits.failures[b] += 1
