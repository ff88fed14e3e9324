"""Every name of ``names.METRICS``, measured from the arrays at a quarter's end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.market.capacity import Work
from game.world.model import Model
from game.world.names import ELECTIVE, EMERGENCY, METRIC_INDEX
from game.world.place import F, I
from game.world.state import B, World, quantise
from game.world.sums import mean, total


@dataclass(slots=True)
class Flowed:
    """What the quarter's flows add to the measures, all (B,)."""

    hhi: F
    entrants_k: I  # commissioned from new entrants
    contracts_k: I
    support_k: I  # income support, the tier's help and pool payments
    agency: F
    punished: F  # share of this quarter's losses that nobody makes good
    failures: I
    closures: I
    opinion: dict[str, F]
    effort: F  # effort moved to waits by free prices, 0–1


def count(mask: B) -> F:
    """How many rows hold, (B,)."""
    whole: F = np.add.reduce(mask, axis=0).astype(np.float64)
    return whole


def measure(model: Model, world: World, last: F, work: Work, flowed: Flowed) -> F:
    """The metrics, (M, B), on the fixed point. ``last`` holds the quarter before's."""
    p = model.params
    now = last.copy()
    live = world.open
    result = np.where(live, world.result_k, 0)
    emergencies = work.activity[EMERGENCY]
    electives = work.activity[ELECTIVE]
    acute: B = live & (model.baseline.acute > 0.0)
    trusts = count(live)
    quarter_k = world.reported_k
    at_risk = world.at_risk
    waiting = total(world.waiting, 8)
    rtt = mean(work.rtt, np.where(acute, world.waiting, 0.0), 10)
    ae = mean(world.ae, emergencies, 10)
    quality = mean(np.where(live, world.quality, 0.0), np.where(live, 1.0, 0.0))
    spread = mean(np.where(live, (world.quality - quality) ** 2, 0.0), live.astype(float))
    commissioners = count(world.commissioner_open)
    failing = count(world.commissioner_at_risk & world.commissioner_open)
    spent = np.maximum(flowed.entrants_k + flowed.contracts_k, 1)
    signal = last[METRIC_INDEX["signal"]]
    values: dict[str, F] = {
        "trusts": trusts,
        "trusts_at_risk": count(at_risk),
        "trusts_at_risk_ft": count(at_risk & world.ft),
        "deficit_share": count(live & (result < 0)) / np.maximum(trusts, 1.0),
        "net_surplus_m": np.add.reduce(quarter_k, axis=0) / 1000.0,
        "gross_deficit_m": np.add.reduce(np.maximum(-quarter_k, 0), axis=0) / 1000.0,
        "failures_cumulative": last[METRIC_INDEX["failures_cumulative"]] + flowed.failures,
        "commissioners": commissioners,
        "commissioners_at_risk": failing,
        "commissioners_failing_pct": 100.0 * failing / np.maximum(commissioners, 1.0),
        "emergency_admissions": total(emergencies, 8),
        "elective_admissions": total(electives, 8),
        "waiting_list": waiting,
        "rtt_18w_share": rtt,
        "ae_4h_share": ae,
        "occupancy": mean(world.occupancy, np.where(acute, world.capacity[EMERGENCY], 0.0), 10),
        "waits": waits_index(model, rtt, ae, waiting),
        "quality": quality,
        "quality_spread": np.sqrt(spread),
        "ami_mortality": mean(
            np.where(acute, world.ami, 0.0), np.where(acute, emergencies, 0.0), 10
        ),
        "elective_readmissions": p.readmission_start
        + p.readmission_quality * (p.quality_mean - quality)
        + p.readmission_effort * flowed.effort,
        "hhi": flowed.hhi,
        "new_entrant_share": flowed.entrants_k / spent,
        "tariff_index": world.tariff,
        "wage_index": world.wage,
        "agency_share": flowed.agency,
        "support_m": flowed.support_k / 1000.0,
        "closures": last[METRIC_INDEX["closures"]] + flowed.closures,
        "marginals_at_risk": marginals(model, at_risk),
        "signal": signal + p.signal_smooth * (flowed.punished - signal),
        "purse_m": world.purse_k / 1000.0,
        "treasury_headroom_m": world.treasury_k / 1000.0,
        **flowed.opinion,
    }
    for name, value in values.items():
        now[METRIC_INDEX[name]] = value
    return quantise(now)


def marginals(model: Model, at_risk: B) -> F:
    """Government marginals with a hospital of their own at risk, (B,)."""
    if not len(model.marginal_trust):
        return np.zeros(at_risk.shape[1])
    near: B = at_risk[model.marginal_trust] & (model.marginal_own[:, :, None] > 0.0)
    own: B = np.logical_or.reduce(near, axis=1)
    return count(own)


def waits_index(model: Model, rtt: F, ae: F, waiting: F) -> F:
    """Waits 0–100, higher is worse: 18 weeks, four hours, and the list against the start's."""
    p = model.params
    start = model.baseline.waiting
    index = (
        p.waits_start
        + p.waits_rtt * 100.0 * ((1.0 - p.rtt_base) - rtt)
        + p.waits_ae * 100.0 * (p.waits_ae_start - ae)
        + p.waits_list * 100.0 * (waiting / start - 1.0)
    )
    return np.minimum(np.maximum(index, 0.0), 100.0)
