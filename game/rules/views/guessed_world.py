"""A world guessed from a view: what is shown is taken over, what is hidden is drawn about the
scenario's priors, idle quarters run from its start under other luck.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.knowledge import publication
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.world import exact_math
from game.world.endowments import in_order, soundness
from game.world.figure_names import FIGURE_INDEX, FIGURES, GAUGE_INDEX, METRIC_INDEX, MILLI, WINGS
from game.world.gauges import backbench_nerves
from game.world.knobs import Knobs
from game.world.market.failure import FINANCIAL
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World, quantise

F = NDArray[np.float64]
#: Idle futures of the start that a guess begins from.
PRIORS: Final = 4
#: Standard deviation of a hidden gauge about its prior, in points, and of a hidden metric,
#: as a share.
HIDDEN_POINTS: Final = 6.0
HIDDEN_SHARE: Final = 0.08
#: £ thousand: a guess of cash about the prior's, given a published result.
CASH_SPREAD_K: Final = 3_000.0


@per_pack
def _start(pack: Pack) -> World:
    return start(pack.model, list(range(1, PRIORS + 1)))


@lru_cache(maxsize=64)
def prior(pack: Pack, quarter: int) -> World:
    """Return idle futures (a batch of ``PRIORS``) of the scenario at the end of ``quarter``."""
    if quarter <= _start(pack).quarter:
        return _start(pack)
    knobs = Knobs.neutral(pack.model.place.trusts, PRIORS)
    return step(pack.model, prior(pack, quarter - 1), knobs, Luck(range(1, PRIORS + 1)))[0]


class Draws:
    """The guess's own luck, by purpose."""

    def __init__(self, view: View, key: int) -> None:
        text = f"determinise/{view.who}/{key}".encode()
        self.seed = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 1
        self._luck = Luck([self.seed])
        self._quarter = view.quarter

    def uniform(self, what: str, n: int) -> F:
        """Return (n,) in [0, 1)."""
        return self._luck.uniform(self._quarter, f"determinise/{what}", n)[:, 0]

    def normal(self, what: str, n: int) -> F:
        """Return (n,) standard normal."""
        return self._luck.normal(self._quarter, f"determinise/{what}", n)[:, 0]


def ended_quarter(view: View) -> int:
    """Return the quarter whose end the view's world stands at."""
    after = view.phase == "papers" or (view.phase == "ended" and view.ending == "collapse")
    return view.quarter if after else view.quarter - 1


def guessed_world(pack: Pack, view: View, draws: Draws, row: int) -> World:
    """Return a world (a batch of one) that the reader may think possible, by a row of the prior."""
    quarter = ended_quarter(view)
    world = prior(pack, quarter).row(row)
    world.quarter = quarter
    _figures(pack, view, draws, world)
    _statuses(view, world)
    _deal(pack, view, world)
    _accounts(pack, view, draws, world)
    _risk(view, draws, world)
    share = view.figures.get("new_entrant_share")
    had = float(prior(pack, quarter).row(row).metric_of("new_entrant_share")[0])
    if share is not None and had > 0:
        world.entrant_share = quantise(np.clip(world.entrant_share * (share.value / had), 0.0, 0.9))
    failing = view.figures.get("commissioners_at_risk")
    if failing is not None:
        n = min(len(world.balance_k), max(0, round(failing.value)))
        spread = draws.normal("commissioners", len(world.balance_k)) * 0.01
        badness = world.balance_k[:, 0] / np.maximum(1, world.budget_k[:, 0]) + spread
        world.commissioner_at_risk[:, 0] = False
        world.commissioner_at_risk[np.argsort(badness, kind="stable")[:n], 0] = True
    known = ~np.isnan(view.polling)
    world.local_effect[known, 0] = view.polling[known]
    return world


def _figures(pack: Pack, view: View, draws: Draws, world: World) -> None:
    """Gauges and metrics: as known, within the error of publication, or about the prior."""
    z = draws.normal("figures", len(FIGURES))
    specs = {spec.figure: spec for spec in pack.scenario.figures}
    for name, i in FIGURE_INDEX.items():
        seen = view.figures.get(name)
        gauge, metric = GAUGE_INDEX.get(name), METRIC_INDEX.get(name)
        if gauge is not None:
            if seen is None:
                points = world.gauge[gauge, 0] / MILLI + HIDDEN_POINTS * float(z[i])
            elif seen.exact and seen.of_quarter == world.quarter:
                points = seen.value
            else:
                error = specs[name].error if name in specs else 0.05
                points = seen.value * (1.0 + error * float(np.clip(z[i] / 2, -1, 1)))
            world.gauge[gauge, 0] = round(min(100.0, max(0.0, points)) * MILLI)
        elif metric is not None:
            if seen is None:
                world.metric[metric, 0] *= 1.0 + HIDDEN_SHARE * float(np.clip(z[i], -2, 2))
            elif seen.exact and seen.of_quarter == world.quarter:
                world.metric[metric, 0] = seen.value
            else:
                error = specs[name].error if name in specs else 0.05
                world.metric[metric, 0] = seen.value * (
                    1.0 + error * float(np.clip(z[i] / 2, -1, 1))
                )
    _wings(view, world)
    world.metric = quantise(world.metric)
    purse, headroom = view.figures.get("purse_m"), view.figures.get("treasury_headroom_m")
    if purse is not None:
        world.purse_k[0] = round(purse.value * 1000)
    if headroom is not None:
        world.treasury_k[0] = round(headroom.value * 1000)
    for name, index in (("tariff_index", world.tariff), ("wage_index", world.wage)):
        seen = view.figures.get(name)
        if seen is not None:
            index[0] = seen.value
    world.tariff, world.wage = quantise(world.tariff), quantise(world.wage)


def _wings(view: View, world: World) -> None:
    """Move the two backbench wings together to fit their mean, where it alone is known."""
    seen = view.figures.get("backbench_nerves")
    if seen is None or any(wing in view.figures for wing in WINGS):
        return
    off = round((seen.value - float(backbench_nerves(world.gauge)[0])) * MILLI)
    for wing in WINGS:
        moved = int(world.gauge[GAUGE_INDEX[wing], 0]) + off
        world.gauge[GAUGE_INDEX[wing], 0] = min(100 * MILLI, max(0, moved))


def _statuses(view: View, world: World) -> None:
    """Who is a foundation trust, in administration, listed or gone: public, so as it is."""
    status = view.trusts.status
    closed = status == 3
    world.open[:, 0] = ~closed
    world.ft[:, 0] = np.where(status <= 1, status == 1, world.ft[:, 0])
    stage = np.maximum(world.admin_stage[:, 0], 1)
    world.admin_stage[:, 0] = np.where(status == 2, stage, 0)
    world.at_risk[:, 0] = view.trusts.listed


def _deal(pack: Pack, view: View, world: World) -> None:
    """Deal who is weak by what is published: results, ratings, and the list before both.

    What a trust's start decides – margin and unit cost, quality, slack, reserves, deaths – goes
    in the guess to whoever seems to have that start, as large as its new place.
    """
    base, t = pack.model.baseline, view.trusts
    income = np.maximum(world.income_k, 1)
    hinted = t.surplus_m[:, None] * 1000.0 / (4.0 * income)
    cuts = np.array([0.0, *publication.quality_cuts(pack), 100.0])
    rated = ~np.isnan(t.rating)
    band = np.where(rated, t.rating, 0).astype(np.int64)
    middle = 0.5 * (np.maximum(cuts[band], 40.0) + np.minimum(cuts[band + 1], 80.0))
    looks = soundness(
        np.where(np.isnan(hinted), world.margin, hinted),
        np.where(rated, middle, world.quality[:, 0])[:, None],
    )[:, 0]
    dealt = in_order(pack.model.prepared.peers, base, looks - np.asarray(t.listed, np.float64))
    had, holder = world.endowment[:, 0], np.argsort(world.endowment[:, 0])[dealt[:, 0]]
    margin = world.margin[holder]
    world.unit_cost = quantise(world.unit_cost + base.cost_of_margin * (world.margin - margin))
    world.margin, world.quality = margin, world.quality[holder]
    world.slack = world.slack[holder]
    deaths = exact_math.exp(base.ln_ami[dealt[:, 0]] - base.ln_ami[had])
    world.ami = quantise(world.ami * deaths)
    for money in ("reserve_k", "cash_k", "result_k", "reported_k", "underlying_k"):
        share = getattr(world, money)[holder] / income[holder]
        setattr(world, money, np.rint(share * income).astype(np.int64))
    world.endowment = dealt


def _accounts(pack: Pack, view: View, draws: Draws, world: World) -> None:
    """Quality within its published band, results as published, cash and cost where known."""
    t = view.trusts
    n = len(t.id)
    cuts = np.array([0.0, *publication.quality_cuts(pack), 100.0])
    rated = ~np.isnan(t.rating)
    band = np.where(rated, t.rating, 0).astype(np.int64)
    low, high = cuts[band], cuts[band + 1]
    within = np.clip(world.quality[:, 0], low, high) + draws.normal("quality", n)
    quality = np.where(rated, within, world.quality[:, 0])
    quality = np.where(np.isnan(t.quality), quality, t.quality)
    world.quality[:, 0] = np.clip(quality, 0.0, 100.0)

    published = ~np.isnan(t.surplus_m)
    income = np.maximum(world.income_k[:, 0], 1)
    result = np.where(published, t.surplus_m * 1000, 0.0)
    # A year's published result says most of what a quarter's true margin is.
    hinted = result / (4.0 * income)
    margin = np.where(published, 0.5 * world.margin[:, 0] + 0.5 * hinted, world.margin[:, 0])
    world.margin[:, 0] = margin + 0.004 * draws.normal("margin", n)
    world.underlying_k[:, 0] = np.rint(world.margin[:, 0] * income)
    cash = world.cash_k[:, 0] + CASH_SPREAD_K * draws.normal("cash", n)
    known = ~np.isnan(t.cash_m)
    world.cash_k[:, 0] = np.rint(np.where(known, np.nan_to_num(t.cash_m) * 1000, cash))
    ahead = np.nan_to_num((t.cash_ahead_m - t.cash_m) * 500)
    world.underlying_k[:, 0] = np.where(known, np.rint(ahead), world.underlying_k[:, 0])
    world.margin[:, 0] = np.where(known, world.underlying_k[:, 0] / income, world.margin[:, 0])
    costed = ~np.isnan(t.unit_cost)
    world.unit_cost[costed, 0] = t.unit_cost[costed]
    world.quality, world.margin = quantise(world.quality), quantise(world.margin)
    world.unit_cost = quantise(world.unit_cost)


def _risk(view: View, draws: Draws, world: World) -> None:
    """Who fails: those listed by the tests that the list names; of the others those known to, else
    the likeliest, as many as were published."""
    t = view.trusts
    listed = np.asarray(t.listed, np.bool_)
    known = ~np.isnan(t.warned)
    warned = np.where(known, np.nan_to_num(t.warned) > 0, False) & ~listed
    count = view.figures.get("trusts_warned")
    wanted = int(warned.sum()) if count is None else round(count.value)
    eligible = np.flatnonzero(~known & world.open[:, 0] & ~listed)
    n = min(len(eligible), max(0, wanted - int(warned.sum())))
    sound = soundness(world.margin, world.quality)[:, 0]
    badness = (sound + 0.02 * draws.normal("risk", len(t.id)))[eligible]
    warned[eligible[np.argsort(badness, kind="stable")[:n]]] = True
    tests = np.zeros(len(t.id), np.int64)
    for entry in view.listed:
        tests[entry.trust] = entry.tests
    world.fails[:, 0] = np.where(listed, tests, np.where(warned, FINANCIAL, 0))
    # A listed trust has failed a test two quarters running; one that is warned, once.
    world.failing_quarters[:, 0] = np.where(
        listed & (tests > 0),
        np.maximum(world.failing_quarters[:, 0], 2),
        warned.astype(np.int64),
    )
