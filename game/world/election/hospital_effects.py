"""Hospitals in the seats: what each did to the government's local vote, and to local anger.

``local_effect`` is in points of the holding governing party's share. What is true of a hospital now
(failing, poor, a plan on the table) counts while it is true; what has happened (a closure, a
downgrading, a rescue) is remembered and fades by about a tenth a year. A night counts it against
its mean (``beyond_the_nation``).
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import at_least, everywhere, somewhere, within
from game.world.election.electorate import Electorate
from game.world.election.projection import ENGLAND
from game.world.exact_sums import grid, mean, product, to_grid
from game.world.health_map import F
from game.world.knobs import Knobs
from game.world.model import Model
from game.world.world_state import B, World, quantise, settle

_BITS = 14


def present(e: Electorate, world: World) -> F:
    """Return the points that each trust's present state is worth in its own town, (T, B)."""
    return _present(e, world, _led(world))


def _present(e: Electorate, world: World, led: B | None) -> F:
    """Return the same; ``led`` is who is under administration, None if nobody is."""
    p = e.params
    out: F = p.local_poor_from - world.quality
    out *= p.local_poor / p.local_poor_width  # below nought: it costs votes
    within(out, p.local_poor, 0.0)
    failing = np.flatnonzero(world.at_risk)  # far from all
    quarters = world.failing_quarters.reshape(-1).take(failing)
    out.reshape(-1)[failing] += e.failing.take(quarters, mode="clip")
    at_least(out, p.local_present_worst)
    if led is not None:
        out += p.local_proposal * led
    if not everywhere(world.open):
        out *= world.open
    return out


def _led(world: World) -> B | None:
    """Return who is under administration, (T, B); None if nobody is."""
    led = world.admin_stage > 0
    return led if somewhere(led) else None


def initial(model: Model, world: World) -> tuple[F, F]:
    """Return ``local_effect`` and ``anger``, (S, B) each, at a game's start.

    Only what is true counts: nothing has happened yet.
    """
    e = model.electorate
    effect = product(e.reach, grid(present(e, world), _BITS))
    anger = product(e.reach, grid(np.where(world.at_risk, e.params.anger_failing, 0.0), _BITS))
    bounded = np.maximum(effect, -e.params.local_bound)
    return quantise(bounded), quantise(np.minimum(anger, 100.0))


def local(
    model: Model,
    before: World,
    after: World,
    knobs: Knobs,
    turned: frozenset[str] | None = None,
    out: tuple[F, F] | None = None,
) -> tuple[F, F]:
    """Return ``local_effect`` and ``anger``, (S, B) each, after the quarter between two worlds.

    ``turned`` are the knobs that are not neutral, if that is known; ``out`` two arrays to write to
    that are not those of the world before.
    """
    e = model.electorate
    p = e.params
    turned = knobs.turned() if turned is None else turned
    led, led_before = _led(after), _led(before)
    planned = led if led is None or led_before is None else led & ~led_before
    moves, anger_moves = _events(e, before, after, planned, knobs, turned)
    # the present counts as it is; only memory fades, so what was present is taken out first
    news = _present(e, after, led)
    if moves is not None:
        news += moves
    was = _present(e, before, led_before)
    was *= p.local_keep
    news -= was
    effect, anger = out or np.empty((2, *before.anger.shape))
    np.multiply(before.local_effect, p.local_keep, out=effect)
    effect += product(e.reach, to_grid(news, _BITS))
    within(effect, -p.local_bound, p.local_bound)
    np.multiply(before.anger, p.anger_keep, out=anger)
    if anger_moves is not None:  # what only fades stays within its bounds
        anger += product(e.reach, to_grid(anger_moves, _BITS))
        within(anger, 0.0, 100.0)
    settle(effect)
    settle(anger)
    return effect, anger


def _events(
    e: Electorate,
    before: World,
    after: World,
    planned: B | None,
    knobs: Knobs,
    turned: frozenset[str],
) -> tuple[F | None, F | None]:
    """Return what this quarter's events are worth in votes and in anger, (T, B) each.

    None where nothing happened. ``planned`` is where an administration was proposed.
    """
    p = e.params
    closed = before.open > after.open
    downgraded = (after.downgraded > before.downgraded) & after.open
    # a hospital that stops failing because half of it has gone has not been rescued
    rescued = (before.at_risk > after.at_risk) & after.open & ~downgraded
    newly = after.at_risk > before.at_risk
    move: F | None = None
    anger: F | None = None
    proposed = planned is not None and somewhere(planned)
    if somewhere(closed) or somewhere(downgraded) or proposed:
        backlash = knobs.of("closure_backlash") * knobs.of_trusts("backlash")
        # a trust taken over keeps its site: the name goes, and some of the trust in it
        merged = closed & (after.absorbed_by >= 0)
        closed = closed & ~merged
        move = backlash * (
            np.where(closed, p.local_closure, 0.0)
            + np.where(downgraded, p.local_downgrade, 0.0)
            + np.where(merged, 0.5 * p.local_proposal, 0.0)
        )
        anger = backlash * (
            np.where(closed, p.anger_closure, 0.0)
            + np.where(downgraded, p.anger_downgrade, 0.0)
            + np.where(merged, 0.5 * p.anger_proposal, 0.0)
            + (0.0 if planned is None else np.where(planned, p.anger_proposal, 0.0))
        )
    if somewhere(rescued):
        move = _plus(move, p.local_rescue, rescued)
    if somewhere(newly):
        anger = _plus(anger, p.anger_failing, newly)
    if "trust/local_votes" in turned:
        # a rescue that is paid for, or a plan that was stopped: a town calms or marches by it
        points = knobs.of_trusts("local_votes") * after.open
        move = points if move is None else move + points
        stirred = points * (p.anger_proposal / p.local_proposal)
        anger = stirred if anger is None else anger + stirred
    if "trust/protected" in turned:
        # a promise that it will not close is worth a rescue, quarter by quarter while it holds
        promised = (knobs.of_trusts("protected") > 0) & after.open
        move = _plus(move, p.local_pledge, promised)
        anger = _plus(anger, p.anger_pledge, promised)
    return move, anger


def _plus(so_far: F | None, points: float, where: B) -> F:
    """Return so many points more where the mask holds."""
    more = np.where(where, points, 0.0)
    return more if so_far is None else so_far + more


def beyond_the_nation(e: Electorate, effect: F) -> F:
    """Return what hospitals move in a seat beyond what they move in England as a whole, (S, N).

    ``effect`` (S, N) is in points, as ``local_effect``. Towns are asked by the polls like everybody
    else: the mean over England's votes is in the national share already, and in the opposition's
    lead on the service that moves it. What is known of hospitals and votes was measured in that way
    too, against the swing elsewhere (``election.yaml``). Where no swing goes there is nothing.
    """
    rows = e.rows[ENGLAND]
    out = np.zeros_like(effect)
    if len(rows):
        here = effect[rows]
        out[rows] = here - mean(here, e.cast[rows, None])
    return out


def campaigned(model: Model, world: World, knobs: Knobs) -> tuple[F, F]:
    """Return the ``local_effect`` and ``anger``, (S, B) each, that vote after a campaign.

    Nothing opens or closes in five weeks: what a town holds against the government counts for more
    or less (the backlash knobs), in full where the hospital is the town's own. What it thanks the
    government for stays.
    """
    e = model.electorate
    national = knobs.of("closure_backlash")
    near = product(e.reach, grid(knobs.of_trusts("backlash") - 1.0, _BITS))
    factor = np.maximum(national * (1.0 + near), 0.0)
    effect = np.where(world.local_effect < 0.0, world.local_effect * factor, world.local_effect)
    return (
        quantise(np.maximum(effect, -e.params.local_bound)),
        quantise(np.minimum(world.anger * factor, 100.0)),
    )
