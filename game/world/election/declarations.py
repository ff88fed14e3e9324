"""Order a night's declarations: the exit poll, who declares when, what hospitals had to do with it.

Minutes run from 22:00, when voting ends. Few seats declare before midnight, most between 02:00 and
06:00; compact town seats are first, large country ones last; hospital seats are brought forward a
little, since this is a game about hospitals.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.world.election.election_night import Night, night
from game.world.figure_names import PARTIES
from game.world.health_map import F, I
from game.world.model import Model
from game.world.random_streams import Luck
from game.world.world_state import World

#: (part of the seats declared, minutes after 22:00), read off the nights of 2010 and 2015.
_CLOCK_PARTS: Final = (0.0, 0.006, 0.03, 0.10, 0.30, 0.58, 0.80, 0.93, 0.975, 1.0)
_CLOCK_MINUTES: Final = (52.0, 120.0, 180.0, 240.0, 300.0, 360.0, 420.0, 480.0, 600.0, 960.0)
_CLOCK: Final = tuple(zip(_CLOCK_PARTS, _CLOCK_MINUTES, strict=True))
_HOSPITAL_POINTS: Final = 0.6  # local effect from which a seat is a hospital's, in points
_HOSPITAL_ANGER: Final = 12.0
_POLL_DRAWS: Final = 100
_POLL_LOW, _POLL_HIGH = 10, 90  # per cent of the draws


@dataclass(frozen=True, slots=True)
class ExitPoll:
    """Seats by party (P,) at 22:00: the middle, low and high of other draws of this night."""

    middle: I
    low: I
    high: I


@dataclass(frozen=True, slots=True)
class Declarations:
    """One night as it is told. Arrays over seats unless said otherwise.

    ``order`` lists seats as they declare, ``minute`` (S,) after 22:00. ``hospital`` marks
    seats with a card; ``bellwether`` is the seat nearest to the middle at the last election
    that this night's winner took. ``swing`` (S,) from the leading governing party to the
    opposition, in points; ``region_swing`` (S,) that of the seat's region; ``local`` (S,) the
    points of the government's share that hospitals moved, independents apart (all of them: the
    mean of England's is in the national share, ``hospital_effects.beyond_the_nation``);
    ``changed`` where the seat's party changed.
    """

    order: I
    minute: I
    hospital: NDArray[np.bool_]
    bellwether: int
    swing: F
    region_swing: F
    local: F
    changed: NDArray[np.bool_]
    exit_poll: ExitPoll

    @property
    def beyond_region(self) -> F:
        """The seat's swing against the government beyond its region's, in points, (S,)."""
        return self.swing - self.region_swing


def exit_poll(
    model: Model, world: World, luck: Luck, boost: F | None = None, real: Night | None = None
) -> ExitPoll:
    """Return a poll at 22:00 that errs a little: the range of other draws of the game's night.

    Other draws keep the night's opinion but not its chance; ``real``, if given, pulls the middle
    half of the way to what voters have done, as asking them at the door does.
    """
    one = world.row(0) if world.batch > 1 else world
    others = night(model, one, luck.part(0, 1), draws=_POLL_DRAWS + 1, boost=boost)
    seats = others.seats[:, 1:].astype(np.float64)
    ordered = np.sort(seats, axis=1, kind="stable")
    middle = ordered[:, _POLL_DRAWS // 2]
    shift = np.zeros(len(PARTIES)) if real is None else 0.5 * (real.seats[:, 0] - middle)
    low = ordered[:, _POLL_DRAWS * _POLL_LOW // 100]
    high = ordered[:, _POLL_DRAWS * _POLL_HIGH // 100 - 1]
    near = 0.7 if real is not None else 1.0

    def whole(x: F) -> I:
        return np.maximum(np.rint(x), 0).astype(np.int64)

    return ExitPoll(
        whole(middle + shift),
        whole(middle + shift - near * (middle - low)),
        whole(middle + shift + near * (high - middle)),
    )


def declare(
    model: Model, world: World, drawn: Night, luck: Luck, boost: F | None = None
) -> Declarations:
    """Return the declarations of a game's own night.

    ``drawn`` holds one draw; ``world`` is a batch of one.
    """
    e, g = model.electorate, model.government
    seats = e.country.seats
    share = drawn.share[:, :, 0]
    hospital = (np.abs(world.local_effect[:, 0]) >= _HOSPITAL_POINTS) | (
        world.anger[:, 0] >= _HOSPITAL_ANGER
    )
    hospital &= (e.nation == 0) & ~e.still
    hospital |= drawn.insurgent[:, 0]
    chance = luck.part(0, 1).uniform(world.quarter, "declare", seats)[:, 0]
    # compact and small seats count faster; some are simply slow
    km = e.country.km if len(e.country.km) == seats else np.ones(seats)
    rank = np.argsort(np.argsort(km, kind="stable"), kind="stable") / max(seats - 1, 1)
    late = 0.45 * rank + chance - 0.25 * hospital
    order = np.argsort(late, kind="stable")
    minute = np.zeros(seats, np.int64)
    minute[order] = np.rint(_minutes((np.arange(seats) + 0.5) / seats)).astype(np.int64)
    swing = 50.0 * (
        (e.share[g.leading] - share[g.leading]) - (e.share[g.opposition] - share[g.opposition])
    )
    large = np.minimum(e.share[g.leading], e.share[g.opposition]) > 0
    swing = np.where(large, swing, 0.0)
    regional = np.zeros(seats)
    for rows in e.region_rows:
        if len(rows):
            cast = np.rint(e.cast[rows])
            part = np.add.reduce(np.rint(swing[rows] * 256.0) * cast) / 256.0
            regional[rows] = part / np.maximum(np.add.reduce(cast), 1.0)
    before = np.argmax(e.share, axis=0)
    winner = drawn.winner[:, 0]
    return Declarations(
        order=order,
        minute=minute,
        hospital=hospital,
        bellwether=_bellwether(e.share, winner, drawn.seats[:, 0]),
        swing=swing,
        region_swing=regional,
        local=np.where((e.nation == 0) & ~e.still, world.local_effect[:, 0], 0.0),
        changed=winner != before,
        exit_poll=exit_poll(model, world, luck, boost, drawn),
    )


def _minutes(part: F) -> F:
    out = np.full(part.shape, _CLOCK[-1][1])
    for (a, low), (b, high) in pairwise(_CLOCK):
        inside = (part >= a) & (part < b)
        out = np.where(inside, low + (high - low) * (part - a) / (b - a), out)
    return out


def _bellwether(before: F, winner: I, seats: I) -> int:
    """Return the closest seat of last time that goes with this night's largest party."""
    first = np.argmax(seats)
    ordered = np.sort(before, axis=0, kind="stable")
    close = ordered[-1] - ordered[-2] + 10.0 * (winner != first)
    return int(np.argmin(close))
