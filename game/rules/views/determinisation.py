"""A whole position guessed from a view: what forecasts and thinking players may simulate.

It is sampled from what the view shows and from the scenario's priors (the start that anyone
can read in the scenario, and idle quarters run from it under other luck), never from the
position that the view was made of. The same view and key give the same position.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.rules import banked_scores
from game.rules.cards.index import card_index
from game.rules.constants import (
    CLOUT_CAP,
    CLOUT_INCOME,
    CLOUT_START,
    FULL,
    RECOVERY,
    SERVICE_ENDS_AFTER,
)
from game.rules.effects import modifiers
from game.rules.knowledge import publication
from game.rules.knowledge.visibility import knows
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.figures import all_values
from game.rules.state.position import (
    Board,
    Case,
    Deal,
    Office,
    Opened,
    Past,
    Position,
    Published,
    ToldFigure,
)
from game.rules.state.view import View
from game.rules.views.guessed_world import PRIORS, Draws, guessed_world
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURE_INDEX
from game.world.world_state import World

F = NDArray[np.float64]


def determinise(pack: Pack, view: View, key: int) -> Position:
    """Return a position that the reader of ``view`` may think possible; ``key`` picks which.

    What the reader knows exactly holds in it exactly; what it knows as published holds within
    the error; the rest follows the priors.
    """
    draws = Draws(view, key)
    world = guessed_world(pack, view, draws, int(draws.seed % PRIORS))
    board = _board(pack, view, draws, world)
    return Position(board, world)


def _board(pack: Pack, view: View, draws: Draws, world: World) -> Board:
    index = card_index(pack)
    deals = tuple(
        Deal(
            d.number,
            d.terms,
            d.state,
            d.quarter,
            tuple((r, round(100 * bond)) for r, bond in d.bonds),
            broken_by=d.broken_by,
            broken_in=d.broken_in,
            tempted=d.tempted,
        )
        for d in view.deals
    )
    first, second, third, fourth = (_office(pack, view, draws, r) for r in ROLES)
    past = Past(
        events=view.answered,
        orders=tuple((o.role, o.lever, o.quarter, o.outcome) for o in view.orders),
        counts=view.counts,
    )
    published = _published(view)
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
    banked, banked_quarters = banked_scores.guessed(pack, view.years_banked)
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
        committed_k=modifiers.commitments_k(index, view.in_force, view.quarter),
        summons=view.summons,
        dissolve=view.called,
        start_figures=tuple(
            (name, history[0][1]) for name, history in _histories(view, world).items()
        ),
        nearing=view.nearing,
        collapse_quarters=_collapsing(view),
        banked=banked,
        banked_quarters=banked_quarters,
        years_banked=view.years_banked,
        ending=view.ending,  # type: ignore[arg-type]
        result=view.result,
        scores=view.scores,
        listed=view.listed,
        cases=_cases(pack, view),
    )
    if world.quarter != view.quarter:
        return board
    # The papers: this quarter's figures are drawn but not out, so the guess draws its own.
    drawn = publication.publish(pack, board, world)
    return replace(board, published=(*(p for p in published if p.quarter < drawn.quarter), drawn))


def _collapsing(view: View) -> int:
    """Return for how many quarters the service has been collapsing, which all are told."""
    left = next((quarters for end, _, quarters in view.nearing if end == "collapse"), None)
    return 0 if left is None else max(0, SERVICE_ENDS_AFTER - left)


def _cases(pack: Pack, view: View) -> tuple[Case, ...]:
    """Return the cases, of which all is public."""
    row = card_index(pack).trust_row
    return tuple(
        Case(
            c.number,
            row[c.trust],
            c.opened,
            c.due,
            c.decider,
            c.held_over,
            c.state,
            c.way,
            c.outcome,
            c.story,
            c.about,
        )
        for c in view.cases
    )


def _histories(view: View, world: World) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return every figure's values so far as the reader knew them, or as the guess has them."""
    guess = all_values(world)
    return {
        name: view.figures[name].history
        if name in view.figures and view.figures[name].history
        else ((world.quarter, guess[i]),)
        for name, i in FIGURE_INDEX.items()
    }


def _published(view: View) -> tuple[Published, ...]:
    """Return what was published so far, put together from the histories."""
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


def _office(pack: Pack, view: View, draws: Draws, role: Role) -> Office:
    """Return an office: what all saw of it, one's own exactly, others' clout and agenda guessed."""
    index = card_index(pack)
    seen = next(o for o in view.offices if o.role == role)
    mine = [o for o in view.orders if o.role == role]
    used = tuple((o.lever, o.quarter) for o in mine if o.outcome in ("full", "half"))
    ready = {
        o.lever: o.quarter + index.levers[o.lever].cool_down for o in mine if o.outcome != "fizzled"
    }
    if role == view.who:
        clout = round((seen.clout or 0.0) * 100)
        dealt, agenda = view.agendas_dealt, view.agenda
    else:
        clout = _clout(pack, view, role, float(draws.uniform(f"clout/{role}", 1)[0]))
        cards = [a.id for a in pack.scenario.agendas if a.role == role]
        u = float(draws.uniform(f"agenda/{role}", 1)[0])
        chosen = cards[min(len(cards) - 1, int(u * len(cards)))] if cards else None
        chosen = next((m.agenda for m in view.milestones if m.role == role), chosen)
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
        steps=tuple(m.quarter for m in view.milestones if m.role == role),
        agenda_broken=role == view.who and any(s.barred for s in view.steps),
    )


def _fatigue(
    pack: Pack, view: View, used: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """Return how tired levers are, from their public uses."""
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
    """Return another's clout: income less what its revealed orders cost, and up to 2 either way."""
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
