"""The next quarter: the only function that moves time.

Row b of a batch equals that game alone, bit for bit: nothing here depends on what stands
beside a game. Large batches are worked in tiles that fit a processor's cache.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from game.world import ledger, metrics, politics
from game.world.election.local import local
from game.world.election.opinion import opinion
from game.world.knobs import Knobs
from game.world.luck import Luck
from game.world.market import (
    capacity,
    choice,
    commissioning,
    cost,
    demand,
    entry,
    failure,
    income,
    prices,
    quality,
    result,
)
from game.world.model import Model
from game.world.names import ELECTIVE, METRIC_INDEX
from game.world.now import Now
from game.world.place import F, I
from game.world.state import SCALE, Report, World, quantise
from game.world.sums import grid

_TILE = 32


def step(
    model: Model, world: World, knobs: Knobs, luck: Luck, *, seats: bool = True
) -> tuple[World, Report]:
    """The quarter after ``world.quarter`` under ``knobs``; ``world`` is not written to.

    ``luck`` holds one seed for each of the B games. Money in the report balances to the
    thousand pounds (``ledger.imbalance``). Without ``seats`` constituencies stay as they
    were, for quarters after which nobody votes: nothing else reads them.
    """
    if world.batch <= _TILE + _TILE // 2:
        return _step(model, world, knobs, luck, seats)
    after, reports = world.blank(world.batch), []
    after.quarter = world.quarter + 1
    for a, b in _tiles(world.batch):
        before = world.blank(b - a)
        before.read(world, a, b)
        part, report = _step(model, before, _knob_columns(knobs, a, b), luck.part(a, b), seats)
        part.write(after, a, b)
        reports.append(report)
    return after, Report(
        term_names=reports[0].term_names,
        terms=np.concatenate([r.terms for r in reports], axis=-1),
        flow_names=reports[0].flow_names,
        flows=np.concatenate([r.flows for r in reports], axis=-1),
        trust_activity=np.concatenate([r.trust_activity for r in reports], axis=-1),
    )


def _tiles(batch: int) -> list[tuple[int, int]]:
    return [(a, min(a + _TILE, batch)) for a in range(0, batch, _TILE)]


def _knob_columns(knobs: Knobs, a: int, b: int) -> Knobs:
    return Knobs(*(np.ascontiguousarray(getattr(knobs, f.name)[..., a:b]) for f in fields(Knobs)))


def _begin(model: Model, before: World, knobs: Knobs, luck: Luck) -> Now:
    world = before.copy()
    world.quarter = before.quarter + 1
    trusts = model.place.trusts
    draws = luck.bell(world.quarter, "trust", 3 * trusts)
    owner = choice.owners(before.absorbed_by)
    capability = before.gauge_of("commissioner_capability") + knobs.of("capability_push")
    return Now(
        model=model,
        params=model.params,
        before=before,
        world=world,
        knobs=knobs,
        luck=luck,
        quarter=world.quarter,
        row=model.calendar.row(world.quarter),
        noise=draws.reshape(3, trusts, before.batch),
        owner=owner,
        working=before.open if owner is None else before.open | (before.absorbed_by >= 0),
        capability=np.minimum(np.maximum(capability, 0.0), 100.0),
        grip=before.gauge_of("management_capacity"),
        tariff_growth=np.zeros(before.batch),
    )


def _step(
    model: Model, before: World, knobs: Knobs, luck: Luck, seats: bool
) -> tuple[World, Report]:
    now = _begin(model, before, knobs, luck)
    world = now.world
    prices.turn(now)
    need = demand.need(now)
    flows = _flows(now, need)
    work = capacity.treat(now, need, flows)
    earned = income.earn(now, need, flows, work)
    spent = cost.spend(now, earned)
    results = result.report(now, earned, spent, work)
    quality.change(now, flows, spent, results)
    entry.enter(now)
    bought = commissioning.buy(
        now,
        earned,
        results.slice_k,
        results.returned_k,
        np.add.reduce(results.tier_k, axis=0),
    )
    helped = results.support_k + results.tier_k + results.pool_k
    exits = failure.fail(now, work, helped - results.tier_k)
    posted = ledger.post(now, earned, spent, results, bought, exits)
    world.gauge, terms = politics.move(
        model.politics, before.gauge, before.metric, knobs.shock, knobs.push
    )
    _settle(world)
    if seats:
        world.local_effect, world.anger = local(model, before, world, knobs)
    flowed = metrics.Flowed(
        hhi=flows.national,
        entrants_k=np.add.reduce(bought.entrants_k, axis=0),
        contracts_k=np.add.reduce(earned.contracts_k, axis=0),
        support_k=np.add.reduce(helped, axis=0),
        agency=spent.agency,
        punished=_punished(now, helped),
        failures=exits.failures,
        closures=exits.closures,
        opinion={},
        effort=knobs.of("price_competition"),
    )
    world.metric = metrics.measure(model, world, before.metric, work, flowed)
    for name, value in opinion(model, world, luck).items():
        world.metric[METRIC_INDEX[name]] = quantise(value)
    report = Report(
        term_names=model.politics.term_names,
        terms=terms,
        flow_names=ledger.FLOWS,
        flows=posted,
        trust_activity=work.activity,
    )
    return world, report


def _flows(now: Now, need: demand.Need) -> choice.Flows:
    """Elective referrals, gathered in the rows of the sites' owners."""
    model, p, before = now.model, now.params, now.before
    base = model.baseline
    usual = np.maximum(before.capacity[ELECTIVE], 1.0)
    waits, quality_ = before.waiting / usual, before.quality
    if now.owner is not None:
        waits = np.take_along_axis(waits, now.owner, axis=0)
        quality_ = np.take_along_axis(quality_, now.owner, axis=0)
    drawn = choice.attraction(
        base.size, waits, quality_, p.choice_wait, p.choice_quality, now.knobs.of("choice")
    )
    drawn = np.where(now.working & (base.acute > 0.0), drawn, 0.0)
    if now.owner is not None:
        kept = np.where(before.open, 1.0, 1.0 - p.takeover_site)
        drawn = grid(drawn * kept, 10)
    sites = choice.flows(
        model.links, drawn, need.patients, need.entrants, p.entry_rivals, now.owner
    )
    sites.referrals = choice.to_owners(sites.referrals, now.owner)
    return sites


def _punished(now: Now, helped: I) -> F:
    """Share of this quarter's losses that the market may still punish: neither made good
    nor at a trust that is protected. 1 where there are no losses."""
    losses = np.maximum(-now.world.underlying_k, 0)
    good = np.minimum(np.maximum(helped, 0), losses)
    shielded = np.where(now.knobs.of_trusts("protected") > 0.0, losses, good)
    lost = np.add.reduce(losses, axis=0)
    out: F = 1.0 - np.add.reduce(shielded, axis=0) / np.maximum(lost, 1)
    return out


def _settle(world: World) -> None:
    """Puts every float but the metrics on the fixed point of a quarter's end."""
    floats = world.rows_from("capacity", "anger")
    floats *= SCALE
    np.rint(floats, out=floats)
    floats *= 1.0 / SCALE
