"""Measure every name of ``figure_names.METRICS`` from the arrays at a quarter's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.world.bounds import everywhere, somewhere
from game.world.exact_sums import added, count, rounded_totals, total, totals
from game.world.figure_names import EMERGENCY, METRIC_INDEX
from game.world.health_map import F, I
from game.world.market.capacity import Workload
from game.world.model import Model
from game.world.parameters import Params
from game.world.world_state import B, World, quantise


@dataclass(slots=True)
class Flowed:
    """What the quarter's flows add to the measures, all (B,)."""

    hhi: F
    entrants_k: F  # commissioned from new entrants
    contracts_k: F
    support_k: F | float  # income support, loans, the tier's help, pool payments from budgets
    agency: F
    punished: F  # share of this quarter's losses that the tier does not quietly make good
    forgiven: F | None  # share of them that rescues made good; None: there were none
    failures: I
    closures: I
    elsewhere: F  # electives that new entrants treat
    effort: F | None  # effort moved to waits by free prices, 0–1; None: nowhere


def _signal(p: Params, world: World, last: F, flowed: Flowed) -> F:
    """What the market may still punish: what the tier leaves of losses, by what is left of
    credence. Rescues take that at once, by the share of losses that they made good; it comes
    back over some three years. ``world.credence`` is moved."""
    before = world.credence
    left = last / np.maximum(before, 1.0 / 64.0)
    if flowed.forgiven is not None or (before < 1.0).any():
        now = before + p.signal_recovery * (1.0 - before)
        if flowed.forgiven is not None:
            now = now * (1.0 - flowed.forgiven)
        world.credence = quantise(np.maximum(now, 1.0 / 64.0))
    out: F = (left + p.signal_smooth * (flowed.punished - left)) * world.credence
    return out


def measure(model: Model, world: World, last: F, work: Workload, flowed: Flowed) -> None:
    """Fill ``world.metric`` but for opinion; ``last`` (M, B) holds the quarter before's.

    The caller puts the whole on the fixed point.
    """
    p = model.params
    at_risk, reported = world.at_risk, world.reported_k
    commissioners, failing = totals(
        world.commissioner_open, world.commissioner_at_risk & world.commissioner_open
    )
    trusts, risky, risky_ft, warned, in_deficit = totals(
        world.open,
        at_risk,
        at_risk & world.ft,
        (world.fails > 0) & ~at_risk,
        world.open & (world.result_k < 0),
    )
    surplus, deficit = totals(reported, np.minimum(reported, 0))
    care = _care(model, world, work, trusts)
    spent = np.maximum(flowed.entrants_k + flowed.contracts_k, 1)
    signal = _signal(p, world, last[METRIC_INDEX["signal"]], flowed)
    readmitted = p.readmission_start + p.readmission_quality * (p.quality_mean - care["quality"])
    if flowed.effort is not None:
        readmitted = readmitted + p.readmission_effort * flowed.effort
    care["elective_admissions"] = care["elective_admissions"] + flowed.elsewhere
    values: dict[str, F | I | float] = {
        **care,
        "trusts": trusts,
        "trusts_at_risk": risky,
        "trusts_at_risk_ft": risky_ft,
        "trusts_warned": warned,
        "deficit_share": in_deficit / np.maximum(trusts, 1.0),
        "net_surplus_m": surplus / 1000.0,
        "gross_deficit_m": -deficit / 1000.0,
        "failures_cumulative": last[METRIC_INDEX["failures_cumulative"]] + flowed.failures,
        "commissioners": commissioners,
        "commissioners_at_risk": failing,
        "commissioners_failing_pct": 100.0 * failing / np.maximum(commissioners, 1.0),
        "elective_readmissions": readmitted,
        "hhi": flowed.hhi,
        "new_entrant_share": flowed.entrants_k / spent,
        "tariff_index": world.tariff,
        "wage_index": world.wage,
        "agency_share": flowed.agency,
        "support_m": flowed.support_k / 1000.0,
        "closures": last[METRIC_INDEX["closures"]] + flowed.closures,
        "marginals_at_risk": marginals(model, at_risk),
        "marginals_lost": _lost(model, world),
        "signal": signal,
        "purse_m": world.purse_k / 1000.0,
        "treasury_headroom_m": world.treasury_k / 1000.0,
    }
    metric = world.metric
    for name, value in values.items():
        metric[METRIC_INDEX[name]] = value


def _care(model: Model, world: World, work: Workload, trusts: F) -> dict[str, F]:
    """Return what patients got of so many ``trusts``, by metric.

    Each sum over trusts is of values on a grid, and so exact.
    """
    rows = model.prepared.care.rows

    def at(values: Any) -> Any:
        return values.take(rows, axis=0, mode="clip")

    waiting, seen = at(world.waiting), work.emergencies * 2.0**10
    waits, beds, ill = waiting * 2.0**10, at(world.capacity[EMERGENCY]), seen
    beds *= 2.0**10
    if not everywhere(world.open):  # what has just closed has seen patients and has no beds
        live = at(world.open)
        waits *= live
        beds *= live
        ill = seen * live
    whole = rounded_totals(
        (work.emergencies, 2.0**8),
        (work.treated, 2.0**8),
        (waiting, 2.0**8),
        (waits, 1.0),
        (work.rtt, waits),
        (seen, 1.0),
        (at(world.ae), seen),
        (beds, 1.0),
        (at(world.occupancy), beds),
        (at(world.ami), ill),
        *(() if ill is seen else ((ill, 1.0),)),
    )
    list_, electives, urgent = whole[2] * 2.0**-8, whole[1] * 2.0**-8, whole[0] * 2.0**-8
    rtt_share, ae_share, filled = whole[4:9:2] / np.maximum(whole[3:8:2], 1.0)
    died = whole[9] / np.maximum(whole[5 if ill is seen else 10], 1.0)
    quality, spread = _quality(world, trusts)
    return {
        "emergency_admissions": urgent,
        "elective_admissions": electives,
        "waiting_list": list_,
        "rtt_18w_share": rtt_share,
        "ae_4h_share": ae_share,
        "occupancy": filled,
        "waits": waits_index(model, rtt_share, ae_share, list_),
        "quality": quality,
        "quality_spread": spread,
        "ami_mortality": died,
    }


def _quality(world: World, trusts: F) -> tuple[F, F]:
    """Return the mean of the trusts' index and its standard deviation, (B,) each."""
    closed = not everywhere(world.open)
    some = np.maximum(trusts, 2.0**-16)
    # on the fixed point already
    quality = added(world.quality * world.open if closed else world.quality) / some
    away = world.quality - quality
    away *= away
    if closed:
        away *= world.open
    return quality, np.sqrt(total(away) / some)


def marginals(model: Model, at_risk: B) -> F:
    """Return the number of government marginals with a hospital of their own at risk, (B,)."""
    first, *others = model.marginal_own
    own = at_risk.take(first, axis=0, mode="clip")
    for more in others:
        own |= at_risk.take(more, axis=0, mode="clip")
    return count(own)


def _lost(model: Model, world: World) -> F:
    """Return how many government marginals a hospital of their own has left, by closing or with
    its A&E, (B,). Under another owner it has not."""
    gone = world.downgraded if everywhere(world.open) else world.downgraded | ~world.open
    if not somewhere(gone):
        return np.zeros(world.batch)
    return marginals(model, gone & (world.absorbed_by < 0))


def waits_index(model: Model, rtt: F, ae: F, waiting: F) -> F:
    """Return waits 0–100, higher is worse: 18 weeks, four hours, the list against the start's."""
    p = model.params
    start = model.baseline.waiting
    index = (
        p.waits_start
        + p.waits_rtt * 100.0 * ((1.0 - p.rtt_base) - rtt)
        + p.waits_ae * 100.0 * (p.waits_ae_start - ae)
        + p.waits_list * 100.0 * (waiting / start - 1.0)
    )
    return np.minimum(np.maximum(index, 0.0), 100.0)
