"""A whole position guessed from a view: what forecasts and thinking players may simulate.

It is sampled from what the view shows and from the scenario's priors (the start that anyone
can read in the scenario, and idle quarters run from it under other luck), never from the
position that the view was made of. The same view and key give the same position.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import CLOUT_CAP, CLOUT_INCOME, CLOUT_START, FULL, RECOVERY
from game.rules.effects import modifiers
from game.rules.knowledge import publication
from game.rules.knowledge.visibility import knows
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.figures import FIGURE_INDEX, all_values
from game.rules.state.position import (
    Board,
    Deal,
    Office,
    Opened,
    Past,
    Position,
    Published,
    ToldFigure,
)
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURES, GAUGE_INDEX, METRIC_INDEX, MILLI, WINGS
from game.world.gauges import backbench_nerves
from game.world.knobs import Knobs
from game.world.random_streams import Luck
from game.world.world_state import World, quantise

if TYPE_CHECKING:
    from game.rules.state.view import View
    from game.scenario.pack import Pack

F = NDArray[np.float64]
#: Idle futures of the start that a guess begins from.
PRIORS: Final = 4
#: Standard deviation of a hidden gauge about its prior, in points, and of a hidden metric,
#: as a share.
HIDDEN_POINTS: Final = 6.0
HIDDEN_SHARE: Final = 0.08
#: £ thousand: a guess of cash about the prior's, given a published result.
CASH_SPREAD_K: Final = 3_000.0


@dataclass(slots=True)
class _Priors:
    """Idle futures, quarter by quarter, run only as far as they were asked for."""

    worlds: list[World]


@per_pack
def _priors(pack: Pack) -> _Priors:
    from game.world.start import start

    return _Priors([start(pack.model, list(range(1, PRIORS + 1)))])


def prior(pack: Pack, quarter: int) -> World:
    """Idle futures (a batch of ``PRIORS``) of the scenario at the end of ``quarter``."""
    from game.world.quarter import step

    worlds = _priors(pack).worlds
    first = worlds[0].quarter
    luck = Luck(range(1, PRIORS + 1))
    while worlds[-1].quarter < quarter:
        knobs = Knobs.neutral(pack.model.place.trusts, PRIORS)
        worlds.append(step(pack.model, worlds[-1], knobs, luck)[0])
    return worlds[max(0, quarter - first)]


class _Draws:
    """The guess's own luck, by purpose."""

    def __init__(self, view: View, key: int) -> None:
        text = f"determinise/{view.who}/{key}".encode()
        self.seed = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 1
        self._luck = Luck([self.seed])
        self._quarter = view.quarter

    def uniform(self, what: str, n: int) -> F:
        """(n,) in [0, 1)."""
        drawn: F = self._luck.uniform(self._quarter, f"determinise/{what}", n)[:, 0]
        return drawn

    def normal(self, what: str, n: int) -> F:
        """(n,) standard normal."""
        drawn: F = self._luck.normal(self._quarter, f"determinise/{what}", n)[:, 0]
        return drawn


def ended_quarter(view: View) -> int:
    """The quarter whose end the view's world stands at."""
    after = view.phase == "papers" or (view.phase == "ended" and view.ending == "collapse")
    return view.quarter if after else view.quarter - 1


def determinise(pack: Pack, view: View, key: int) -> Position:
    """A position that the reader of ``view`` may think possible; ``key`` picks which.

    What the reader knows exactly holds in it exactly; what it knows as published holds within
    the error; the rest follows the priors.
    """
    draws = _Draws(view, key)
    world = _world(pack, view, draws, int(draws.seed % PRIORS))
    board = _board(pack, view, draws, world)
    return Position(board, world)


# --- the world -----------------------------------------------------------------------


def _world(pack: Pack, view: View, draws: _Draws, row: int) -> World:
    quarter = ended_quarter(view)
    world = prior(pack, quarter).row(row)
    world.quarter = quarter
    _figures(pack, view, draws, world)
    _statuses(view, world)
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


def _figures(pack: Pack, view: View, draws: _Draws, world: World) -> None:
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
    """The two backbench wings, where only their mean is known: moved together to fit it."""
    seen = view.figures.get("backbench_nerves")
    if seen is None or any(wing in view.figures for wing in WINGS):
        return
    off = round((seen.value - float(backbench_nerves(world.gauge)[0])) * MILLI)
    for wing in WINGS:
        moved = int(world.gauge[GAUGE_INDEX[wing], 0]) + off
        world.gauge[GAUGE_INDEX[wing], 0] = min(100 * MILLI, max(0, moved))


def _statuses(view: View, world: World) -> None:
    """Who is a foundation trust, in administration, named or gone: public, so as it is."""
    status = view.trusts.status
    closed = status == 3
    world.open[:, 0] = ~closed
    world.ft[:, 0] = np.where(status <= 1, status == 1, world.ft[:, 0])
    stage = np.maximum(world.admin_stage[:, 0], 1)
    world.admin_stage[:, 0] = np.where(status == 2, stage, 0)
    world.listed[:, 0] = view.trusts.listed


def _accounts(pack: Pack, view: View, draws: _Draws, world: World) -> None:
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


def _risk(view: View, draws: _Draws, world: World) -> None:
    """Which trusts are at risk: as known, else the likeliest, as many as were published."""
    t = view.trusts
    known = ~np.isnan(t.at_risk)
    risk = np.where(known, np.nan_to_num(t.at_risk) > 0, False)
    count = view.figures.get("trusts_at_risk")
    wanted = int(world.at_risk.sum()) if count is None else round(count.value)
    eligible = np.flatnonzero(~known & world.open[:, 0])
    n = min(len(eligible), max(0, wanted - int(risk.sum())))
    badness = (
        world.margin[:, 0]
        + world.quality[:, 0] / 400
        - 0.2 * t.listed
        - 0.5 * (t.status == 2)
        + 0.02 * draws.normal("risk", len(t.id))
    )[eligible]
    risk[eligible[np.argsort(badness, kind="stable")[:n]]] = True
    world.at_risk[:, 0] = risk
    # A trust at risk has failed a test two quarters running; another has not.
    world.failing_quarters[:, 0] = np.where(
        risk,
        np.maximum(world.failing_quarters[:, 0], 2),
        np.minimum(world.failing_quarters[:, 0], 1),
    )
    world.fails[:, 0] = np.where(risk & (world.fails[:, 0] == 0), 4, world.fails[:, 0])


# --- the board -----------------------------------------------------------------------


def _board(pack: Pack, view: View, draws: _Draws, world: World) -> Board:
    table = card_index(pack)
    deals = tuple(
        Deal(
            d.number,
            d.terms,
            d.state,
            d.quarter,
            tuple((r, round(100 * bond)) for r, bond in d.bonds),
            broken_by=d.broken_by,
        )
        for d in view.deals
    )
    first, second, third, fourth = (_office(pack, view, draws, r) for r in ROLES)
    past = Past(
        events=view.answered,
        orders=tuple((o.role, o.lever, o.quarter, o.outcome) for o in view.orders),
        counts=view.counts,
    )
    published = _published(pack, view, world)
    # What the reader knows exactly only because it was told; by whom doesn't matter here.
    told = tuple(
        ToldFigure("secretary", None, s.figure, s.value, s.of_quarter, view.quarter - 1)
        for s in view.figures.values()
        if s.exact and knows(pack, view.who, s.figure) != "exact"
    )
    books = np.flatnonzero(~np.isnan(view.trusts.quality))
    opened = (
        (Opened(view.who, tuple(int(b) for b in books), view.quarter),)
        if len(books) and view.who != "spectator"
        else ()
    )
    board = Board(
        scenario=view.scenario,
        seed=draws.seed,
        quarter=view.quarter,
        phase=view.phase,
        offices=(first, second, third, fourth),
        events=tuple(e.event for e in view.events),
        modifiers=view.in_force,
        deals=deals,
        past=past,
        published=published,
        told=told,
        opened=opened,
        committed_k=modifiers.commitments_k(table, view.in_force, view.quarter),
        summons=view.summons,
        dissolve=view.called,
        start_figures=tuple(
            (name, history[0][1]) for name, history in _histories(view, world).items()
        ),
        ending=view.ending,  # type: ignore[arg-type]
        result=view.result,
        scores=view.scores,
    )
    if world.quarter != view.quarter:
        return board
    # The papers: this quarter's figures are drawn but not out, so the guess draws its own.
    drawn = publication.publish(pack, board, world)
    return replace(board, published=(*(p for p in published if p.quarter < drawn.quarter), drawn))


def _histories(view: View, world: World) -> dict[str, tuple[tuple[int, float], ...]]:
    """Every figure's values so far as the reader knew them, or as the guess has them."""
    guess = all_values(world)
    return {
        name: view.figures[name].history
        if name in view.figures and view.figures[name].history
        else ((world.quarter, guess[i]),)
        for name, i in FIGURE_INDEX.items()
    }


def _published(pack: Pack, view: View, world: World) -> tuple[Published, ...]:
    """What was published so far, put together from the histories."""
    by_quarter: dict[int, dict[str, float]] = {}
    for name, seen in view.figures.items():
        for quarter, value in seen.history:
            by_quarter.setdefault(quarter, {})[name] = value
    t = view.trusts
    made = [
        Published(quarter, tuple(values.items()), tuple(values.items()))
        for quarter, values in sorted(by_quarter.items())
    ]
    over = PHASE_TABLE[view.phase].market_over
    shown = [i for i, p in enumerate(made) if p.quarter < view.quarter or over]
    if shown and not np.isnan(t.rating).any():
        made[shown[-1]] = replace(
            made[shown[-1]],
            ratings=tuple(int(r) for r in t.rating),
            surplus_k=tuple(round(float(s) * 1000) for s in t.surplus_m),
        )
    return tuple(made)


def _office(pack: Pack, view: View, draws: _Draws, role: Role) -> Office:
    """An office: what all saw of it, one's own exactly, others' clout and agenda guessed."""
    table = card_index(pack)
    seen = next(o for o in view.offices if o.role == role)
    mine = [o for o in view.orders if o.role == role]
    used = tuple((o.lever, o.quarter) for o in mine if o.outcome in ("full", "half"))
    ready = {
        o.lever: o.quarter + table.levers[o.lever].cool_down for o in mine if o.outcome != "fizzled"
    }
    if role == view.who:
        clout = round((seen.clout or 0.0) * 100)
        dealt, agenda = view.agendas_dealt, view.agenda
    else:
        clout = _clout(pack, view, role, float(draws.uniform(f"clout/{role}", 1)[0]))
        cards = [a.id for a in pack.scenario.agendas if a.role == role]
        u = float(draws.uniform(f"agenda/{role}", 1)[0])
        chosen = cards[min(len(cards) - 1, int(u * len(cards)))] if cards else None
        dealt = () if chosen is None else (chosen,)
        agenda = None if view.phase == "agendas" else chosen
    return Office(
        role,
        clout,
        round(seen.word * 100),
        dealt,
        agenda,
        used=used,
        fatigue=_fatigue(pack, view, used),
        ready_from=tuple(ready.items()),
        terms_served=seen.terms_served,
    )


def _fatigue(
    pack: Pack, view: View, used: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """How tired levers are, from their public uses."""
    factors: dict[str, int] = {}
    now: dict[str, int] = {}

    def rest(lever: str, to: int) -> int:
        factor = factors.get(lever, FULL)
        for _ in range(to - now.get(lever, to)):
            factor += (FULL - factor) * RECOVERY // FULL
        now[lever] = to
        return factor

    for lever, quarter in used:
        tired = card_index(pack).levers[lever].lever.tired
        if tired is not None:
            factors[lever] = round(rest(lever, quarter) * tired)
            now[lever] = quarter
    return tuple(sorted((lever, rest(lever, view.quarter)) for lever in list(factors)))


def _clout(pack: Pack, view: View, role: Role, u: float) -> int:
    """Another's clout: income less what its revealed orders cost, and up to 2 either way."""
    levers = card_index(pack).levers
    clout = CLOUT_START
    for quarter in range(view.first, view.quarter + 1):
        if quarter > view.first:
            clout = min(CLOUT_CAP, clout + CLOUT_INCOME)
        if quarter < view.quarter or view.phase in ("reveal", "papers"):
            for o in view.orders:
                if o.role == role and o.quarter == quarter:
                    clout -= levers[o.lever].cost
        clout = max(0, clout)
    return min(CLOUT_CAP, max(0, clout + round((u - 0.5) * 400)))
