"""The worlds of new games, at the end of the quarter before the first."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from game.world import metrics
from game.world.baseline import rows, whole
from game.world.crowding import ae_loss
from game.world.election.hospital_effects import initial
from game.world.election.opinion import opinion
from game.world.exact_sums import mean
from game.world.figure_names import LINES, METRIC_INDEX, METRICS, MILLI
from game.world.health_map import F, I
from game.world.market.capacity import Workload, rtt_share
from game.world.market.failure import tests
from game.world.market.initial_conditions import agency_share
from game.world.model import Model
from game.world.random_streams import Luck
from game.world.world_state import World, quantise, settle

#: The start of each model, worked out when a game of it first starts.
_known: WeakKeyDictionary[Model, World] = WeakKeyDictionary()


def start(model: Model, seeds: Sequence[int]) -> World:
    """One world for each seed, at the end of ``model.first − 1``.

    The start is the scenario's and is the same for every seed: luck begins with the first
    quarter, the polls' too.
    """
    found = _known.get(model)
    if found is None:
        found = _known[model] = _first_world(model)
    return found.repeated(len(seeds))


def _first_world(model: Model) -> World:
    """The start of a model, batch 1."""
    n = 1
    p, base, place, given = model.params, model.baseline, model.place, model.start
    t, c = place.trusts, place.commissioners
    acute = base.acute

    def no(height: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        return np.zeros((height, n), np.bool_)

    def nought(height: int) -> I:
        return np.zeros((height, n), np.int64)

    income = base.income * given.tariff_since_start
    done = (model.first - 2) % 4 + 1
    underlying = np.rint(base.margin * income)
    reported = _first_result(model, income, underlying)
    cash = income * (
        p.cash_start + p.cash_margin * np.minimum(np.maximum(base.margin, -0.06), 0.06)
    )
    mental = np.zeros_like(base.mental) + base.mental
    capacity = np.stack([base.beds * acute, base.referrals, base.long_term, mental])
    at_risk = np.repeat(base.at_risk > 0, n, axis=1)
    ft = place.trust_ft if len(place.trust_ft) == t else np.zeros(t, np.bool_)
    balance = whole(base.balance, n)
    waiting = base.referrals * base.list_quarters
    kept = 1.0 - p.ae_base + ae_loss(p, base.occupancy)
    kept = np.maximum(kept, p.ae_least) * base.breaches
    ae = np.minimum(np.maximum(1.0 - kept, 0.3), 1.0) * acute
    seats = model.country.seats
    world = World(
        quarter=model.first - 1,
        gauge=np.repeat(model.politics.start(given.gauges)[:, None], n, axis=1),
        metric=np.zeros((len(METRICS), n)),
        open=~no(t),
        ft=np.repeat(ft[:, None], n, axis=1),
        named=np.repeat(base.named, n, axis=1),
        at_risk=at_risk,
        arriving_beds=np.zeros((t, n)),
        arriving_theatres=np.zeros((t, n)),
        thinned=np.zeros((t, n)),
        contract_k=rows(np.rint(income), n),
        debt_k=nought(t),
        tightened=np.zeros((c, n)),
        other_k=whole(model.prepared.other, n),
        owed_k=nought(c),
        drawn_away=np.zeros(n),
        avoided=np.zeros(n),
        unmet=np.zeros(n),
        turned_away=np.zeros(n),
        credence=np.ones(n),
        used_to=np.repeat(model.politics.start(given.gauges)[:, None] / MILLI, n, axis=1),
        fails=nought(t),
        failing_quarters=at_risk * np.int64(2),
        admin_stage=nought(t),
        capacity=quantise(np.repeat(capacity, n, axis=2)),
        unit_cost=rows(base.unit_cost, n),
        cash_k=whole(cash, n),
        result_k=whole(reported * done, n),
        reported_k=whole(reported, n),
        underlying_k=whole(underlying, n),
        reserve_k=whole(base.reserve, n),
        margin=rows(base.margin, n),
        income_k=whole(income, n),
        quality=rows(np.minimum(np.maximum(base.quality, 0.0), 100.0), n),
        stranded_k=nought(t),
        slack=rows(base.slack, n),
        waiting=rows(waiting * acute, n),
        absorbed_by=np.full((t, n), -1, np.int64),
        occupancy=rows(base.occupancy * acute, n),
        ae=rows(ae, n),
        ami=rows(base.ami, n),
        downgraded=no(t),
        volume=rows(base.work, n),
        commissioner_open=~no(c),
        budget_k=whole(base.allocation, n),
        balance_k=balance,
        commissioner_at_risk=np.repeat(base.commissioners_at_risk, n, axis=1),
        entrant_share=quantise(np.repeat(base.entrants[:, :, None], n, axis=2)),
        local_effect=np.zeros((seats, n)),
        anger=np.zeros((seats, n)),
        purse_k=np.full(n, round(given.purse_m * 1000), np.int64),
        treasury_k=np.full(n, round(given.treasury_headroom_m * 1000), np.int64),
        tariff=np.full(n, given.tariff_since_start),
        wage=np.ones(n),
        demand=np.ones((len(LINES), n)),
    )
    world.tariff = quantise(world.tariff)
    effect, anger = initial(model, world)
    world.local_effect, world.anger = effect, anger
    listed = np.repeat(base.list_quarters, n, axis=1)
    world.fails[:] = tests(p, world, listed, model.prepared.acute)
    care = model.prepared.care.rows
    flows = [base.emergencies, base.referrals, base.long_term, base.mental]
    work = Workload(
        activity=np.stack([rows(f, n) for f in flows]),
        emergencies=rows(base.emergencies[care], n),
        treated=rows(base.referrals[care], n),
        rtt=rows(rtt_share(p, base.list_quarters[care]), n),
        list_quarters=listed,
        turned_away=np.zeros(n),
        given_up=np.zeros(n),
    )
    last = _last(n)
    metrics.measure(model, world, last, work, _flowed(model, world))
    for name, value in opinion(model, world, Luck([0])).items():
        world.metric[METRIC_INDEX[name]] = value
    settle(world.metric)
    return world


def _first_result(model: Model, income: F, underlying: F) -> F:
    """Results of the quarters before the first: reserves in part used, surpluses spent."""
    p = model.params
    aim = p.plan_surplus * income
    most = np.minimum(0.5 * model.baseline.reserve, p.reserve_use * income)
    measures = np.minimum(np.maximum(aim - underlying, 0.0), most)
    spent = p.surplus_spent * np.maximum(underlying - aim, 0.0)
    out: F = np.rint(underlying + measures - spent)
    return out


def _last(n: int) -> F:
    values = np.zeros((len(METRICS), n))
    values[METRICS.index("signal")] = 0.8
    return values


def _flowed(model: Model, world: World) -> metrics.Flowed:
    base, n = model.baseline, world.batch
    entrants = np.rint(base.commissioned_entrants)
    one = np.ones(n)
    none = np.zeros(n, np.int64)
    bought: F = np.full(n, entrants)
    return metrics.Flowed(
        hhi=one * base.hhi,
        entrants_k=bought,
        contracts_k=np.add.reduce(world.income_k, axis=0),
        support_k=0.0,
        agency=one * mean(agency_share(model.params, base.forces.gap), base.income, 10),
        punished=0.8 * one,
        forgiven=None,
        failures=none,
        closures=none,
        elsewhere=one * base.elsewhere,
        effort=None,
    )
