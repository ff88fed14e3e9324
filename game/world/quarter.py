"""The next quarter: time moves here.

Row b of a batch equals that game alone, bit for bit: nothing here depends on what stands
beside a game. Very large batches are worked in tiles, so that memory stays bounded.
"""

from __future__ import annotations

import threading

import numpy as np

from game.world import gauges, handover, ledger, metrics
from game.world.bounds import at_least, everywhere, somewhere, within
from game.world.commissioners import period
from game.world.election.hospital_effects import local
from game.world.election.opinion import habituated, opinion
from game.world.exact_sums import added, to_grid
from game.world.figure_names import ELECTIVE, METRIC_INDEX
from game.world.health_map import F, I
from game.world.knobs import Knobs
from game.world.market import (
    capacity,
    choice,
    commissioning,
    cost,
    demand,
    displacement,
    entry,
    failure,
    income,
    prices,
    quality,
    rationing,
    result,
)
from game.world.model import Model
from game.world.quarter_state import Now
from game.world.random_streams import Luck
from game.world.world_state import B, QuarterRecord, World, settle

#: Games worked together. To cut a batch into tiles costs a copy of its worlds, a seventh of a
#: quarter's time, and a processor's cache gives less than that back; but the working arrays of
#: many more games than this outgrow the blocks that are kept from one quarter to the next.
TILE = 512
_local = threading.local()


def step(
    model: Model, world: World, knobs: Knobs, luck: Luck, *, seats: bool = True
) -> tuple[World, QuarterRecord]:
    """The quarter after ``world.quarter`` under ``knobs``; ``world`` is not written to.

    ``luck`` holds one seed for each of the B games. Money in the report balances to the
    thousand pounds (``ledger.imbalance``). Without ``seats`` constituencies stay as they
    were, for quarters after which nobody votes: nothing else reads them. Where other
    commissioners begin with the quarter, the old ones hand over first.
    """
    turned, batch = knobs.turned(), world.batch
    world, handed = handover.hand_over(model, world)
    if batch <= TILE + TILE // 4:
        part = world.blank(batch)
        part.read_kept(world)
        return _step(model, world, part, knobs, turned, luck, seats, handed)
    after, reports = world.blank(batch), None
    after.quarter = world.quarter + 1
    for a in range(0, batch, TILE):
        b = min(a + TILE, batch)
        before, part = world.window(a, b), _tile(world, b - a)
        part.read_kept(world, a, b)
        theirs = None if handed is None else handed[a:b]
        _, report = _step(
            model, before, part, knobs.columns(a, b), turned, luck.part(a, b), seats, theirs
        )
        part.write(after, a, b)
        reports = reports or report.blank(batch)
        report.write(reports, a, b)
    assert reports is not None
    return after, reports


def _tile(world: World, batch: int) -> World:
    """A world of so many games for this thread to work in: nobody keeps it."""
    found: World | None = getattr(_local, "tile", None)
    if found is None or found.batch != batch or not found.like(world):
        found = _local.tile = world.blank(batch)
    return found


def _step(
    model: Model,
    before: World,
    world: World,
    knobs: Knobs,
    turned: frozenset[str],
    luck: Luck,
    seats: bool,
    handed: I | None,
) -> tuple[World, QuarterRecord]:
    """Fills ``world``, which holds what is kept of ``before``, a quarter on."""
    now = _begin(model, before, world, knobs, turned, luck, handed)
    prices.turn(now)
    now.tight = rationing.by_region(now)
    need = demand.need(now)
    flows = _flows(now, need)
    work = capacity.treat(now, need, flows)
    earned = income.earn(now, need, flows, work)
    spent = cost.spend(now, earned)
    results = result.report(now, earned, spent, work)
    quality.change(now, flows, spent, results)
    entry.enter(now)
    bought = commissioning.buy(now, earned, results, ledger.total(results.tier_k))
    exits = failure.fail(now, work, results.helped_k)
    displacement.arrive(now)
    world.unmet, world.turned_away = need.unmet + work.given_up, work.turned_away
    posted = ledger.post(now, earned, spent, results, bought, exits)
    world.gauge[:], terms = gauges.move(
        model.politics, before.gauge, before.metric, before.used_to, knobs.shock, knobs.push
    )
    world.used_to[:] = habituated(model, before.used_to, world.gauge)
    if not seats:
        world.local_effect, world.anger = before.local_effect, before.anger
    settle(world.rows_from("tariff", "entrant_share"))
    if seats:
        local(model, before, world, knobs, turned, (world.local_effect, world.anger))
    flowed = metrics.Flowed(
        hhi=flows.national,
        entrants_k=bought.entrants_k,
        contracts_k=earned.paid_k,
        support_k=ledger.total(results.helped_k)
        + ledger.total(results.tier_k)
        + ledger.total(results.loan_k)
        - results.mutual_k,
        agency=_agency(spent),
        punished=_punished(now, results),
        forgiven=_forgiven(now, results),
        failures=exits.failures,
        closures=exits.closures,
        effort=now.of("price_competition"),
        elsewhere=need.elsewhere,
    )
    metrics.measure(model, world, before.metric, work, flowed)
    metric = world.metric
    for name, value in opinion(model, world, luck).items():
        metric[METRIC_INDEX[name]] = value
    settle(metric)
    report = QuarterRecord(
        term_names=model.politics.term_names,
        terms=terms,
        flow_names=ledger.FLOWS,
        flows=posted,
        trust_activity=work.activity,
    )
    return world, report


def _begin(
    model: Model,
    before: World,
    world: World,
    knobs: Knobs,
    turned: frozenset[str],
    luck: Luck,
    handed: I | None,
) -> Now:
    world.quarter = before.quarter + 1
    trusts, commissioners = model.place.trusts, len(before.balance_k)
    draws = luck.bells(world.quarter, (("trust", 3 * trusts), ("commissioner", commissioners)))
    all_open = everywhere(before.open)
    owner = None if all_open else choice.owners(before.absorbed_by)  # whose row has closed
    led = before.admin_stage > 0
    capability = before.gauge_of("commissioner_capability")
    if "capability_push" in turned:
        capability = capability + knobs.of("capability_push")
    return Now(
        model=model,
        params=model.params,
        before=before,
        world=world,
        knobs=knobs,
        turned=turned,
        luck=luck,
        quarter=world.quarter,
        row=model.calendar.row(world.quarter),
        buyers=model.prepared.buyers[period(model.place, world.quarter)],
        noise=draws[: 3 * trusts].reshape(3, trusts, before.batch),
        chance=draws[3 * trusts :],
        owner=owner,
        working=before.open if owner is None else before.open | (before.absorbed_by >= 0),
        led=led if somewhere(led) else None,
        all_open=all_open,
        capability=within(capability, 0.0, 100.0),
        grip=before.gauge_of("management_capacity"),
        handed_k=handed,
    )


def _flows(now: Now, need: demand.Need) -> choice.Flows:
    """Elective referrals to acute trusts, gathered in the rows of the sites' owners."""
    model, p, before, owner = now.model, now.params, now.before, now.owner
    care = model.prepared.care
    now.usual = now.care(before.capacity[ELECTIVE])
    at_least(now.usual, 1.0)
    waits = now.lists = now.care(before.waiting)
    waits /= now.usual
    quality_ = now.care(before.quality)
    if owner is not None:
        theirs = now.care(owner)
        waits = np.take_along_axis(now.whole(waits), theirs, axis=0)
        quality_ = np.take_along_axis(before.quality, theirs, axis=0)
    free = now.of("choice")
    drawn = choice.attraction(
        care.size,
        waits,
        quality_,
        p.choice_wait,
        p.choice_quality,
        1.0 if free is None else free,
        now.model.baseline.appeal[care.rows] - now.at_start("appeal"),
    )
    if not now.all_open:
        drawn *= now.care(now.working)
    patients = (need.patients, need.entrants, p.entry_rivals)
    region = model.place.district_region
    if owner is None:
        return choice.flows(care.links, drawn, *patients, None, region)
    drawn *= np.where(now.care(before.open), 1.0, 1.0 - p.takeover_site)
    to_grid(drawn, 10)
    sites = choice.flows(model.links, now.whole(drawn), *patients, owner, region)
    sites.referrals = now.care(choice.to_owners(sites.referrals, owner))
    sites.hhi = now.care(sites.hhi)
    return sites


def _agency(spent: cost.Cost) -> F:
    """Agencies' share of the whole pay bill, (B,)."""
    paid = spent.agency * spent.pay_k
    np.rint(paid, out=paid)
    out: F = added(paid) / np.maximum(spent.paid_k, 1.0)
    return out


def _punished(now: Now, results: result.Result) -> F:
    """Share of this quarter's losses that the tier's quiet help leaves to be punished."""
    if results.tier_k is None:
        return np.ones(now.world.batch)
    return 1.0 - _share_of_losses(now, [results.tier_k], None)


def _forgiven(now: Now, results: result.Result) -> F | None:
    """Share of this quarter's losses that rescues of any kind made good: income support, the
    pool's and the top-slice's payments, loans, money beyond the tariff, and pledges, after which
    nothing at a trust may be punished. None where there were none."""
    given = [some for some in (results.helped_k, results.loan_k) if some is not None]
    beyond = now.of_trusts("income_pct")
    if beyond is not None:
        given.append(np.maximum(beyond, 0.0) / 100.0 * now.world.income_k)
    held = now.asked("protected")
    return None if not given and held is None else _share_of_losses(now, given, held)


def _share_of_losses(now: Now, given: list[F], held: B | None) -> F:
    """Share (B,) of this quarter's losses that was made good, trust by trust."""
    losses = np.minimum(now.world.underlying_k, 0)
    np.negative(losses, out=losses)
    good = np.zeros(losses.shape)
    for some in given:
        good += some
    np.minimum(good, losses, out=good)
    at_least(good, 0.0)
    if held is not None:
        np.copyto(good, losses, where=held)
    out: F = added(good) / np.maximum(added(losses), 1)
    return out
