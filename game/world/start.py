"""The worlds of new games, at the end of the quarter before the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.world import metrics
from game.world.baseline import in_thousands, rows, whole
from game.world.crowding import ae_loss
from game.world.election.hospital_effects import initial
from game.world.election.opinion import opinion
from game.world.endowments import EndowedField, deal, of_games
from game.world.exact_sums import mean
from game.world.figure_names import LINES, METRIC_INDEX, METRICS, MILLI
from game.world.health_map import F, I
from game.world.market.capacity import Workload, rtt_share
from game.world.market.failure import tests
from game.world.market.initial_conditions import agency_share
from game.world.model import Model
from game.world.parameters import Params
from game.world.random_streams import Luck
from game.world.world_state import World, quantise, settle


def start(model: Model, seeds: Sequence[int]) -> World:
    """One world for each seed, at the end of ``model.first − 1``.

    The country at large is the scenario's and is the same for every seed; which of like trusts is
    weak is the seed's (``endowments``). Other luck begins with the first quarter, the polls' too.
    """
    luck, trusts = Luck(seeds), model.place.trusts
    return of_endowment(model, deal(model.prepared.peers, trusts, luck, model.first - 1))


def of_endowment(model: Model, endowment: I) -> World:
    """The start of games in which trusts have the values of each other's that ``endowment``,
    (T, B), says."""
    p, base, place, given = model.params, model.baseline, model.place, model.start
    t, c, n = place.trusts, place.commissioners, endowment.shape[1]
    acute = base.acute

    def games(name: EndowedField) -> F:
        return of_games(base, name, endowment)

    def no(height: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        return np.zeros((height, n), np.bool_)

    def nought(height: int) -> I:
        return np.zeros((height, n), np.int64)

    income = base.income * given.tariff_since_start
    done = (model.first - 2) % 4 + 1
    margin, occupancy, listed = games("margin"), games("occupancy"), games("list_quarters")
    reserve = games("reserve")
    underlying = np.rint(margin * income)
    reported = _first_result(p, income, underlying, reserve)
    cash = income * (p.cash_start + p.cash_margin * np.minimum(np.maximum(margin, -0.06), 0.06))
    beds = (base.emergencies + p.elective_beds * base.referrals) / occupancy
    one = np.ones((1, n))
    capacity = np.stack(
        [beds * acute, base.referrals * one, base.long_term * one, base.mental * one]
    )
    at_risk = games("at_risk") > 0
    ft = place.trust_ft if len(place.trust_ft) == t else np.zeros(t, np.bool_)
    balance = whole(base.balance, n)
    waiting = base.referrals * listed
    kept = 1.0 - p.ae_base + ae_loss(p, occupancy)
    kept = np.maximum(kept, p.ae_least) * games("breaches")
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
        endowment=endowment,
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
        capacity=quantise(capacity),
        unit_cost=quantise(games("unit_cost")),
        cash_k=in_thousands(cash),
        result_k=in_thousands(reported * done),
        reported_k=in_thousands(reported),
        underlying_k=in_thousands(underlying),
        reserve_k=in_thousands(reserve),
        margin=quantise(margin),
        income_k=whole(income, n),
        quality=quantise(np.minimum(np.maximum(games("quality"), 0.0), 100.0)),
        stranded_k=nought(t),
        slack=quantise(games("slack")),
        waiting=quantise(waiting * acute),
        absorbed_by=np.full((t, n), -1, np.int64),
        occupancy=quantise(occupancy * acute),
        ae=quantise(ae),
        ami=quantise(games("ami")),
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
    world.fails[:] = tests(p, world, listed, model.prepared.acute)
    care = model.prepared.care.rows
    flows = [base.emergencies, base.referrals, base.long_term, base.mental]
    work = Workload(
        activity=np.stack([rows(f, n) for f in flows]),
        emergencies=rows(base.emergencies[care], n),
        treated=rows(base.referrals[care], n),
        rtt=quantise(rtt_share(p, listed[care])),
        list_quarters=listed,
        turned_away=np.zeros(n),
        given_up=np.zeros(n),
    )
    last = _last(n)
    metrics.measure(model, world, last, work, _flowed(model, world))
    for name, value in opinion(model, world, Luck([0] * n)).items():
        world.metric[METRIC_INDEX[name]] = value
    settle(world.metric)
    return world


def _first_result(p: Params, income: F, underlying: F, reserve: F) -> F:
    """Results of the quarters before the first: reserves in part used, surpluses spent."""
    aim = p.plan_surplus * income
    most = np.minimum(0.5 * reserve, p.reserve_use * income)
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
