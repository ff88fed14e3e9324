"""Where beds, staff and lists go when a hospital closes: to those that its patients go to.

Patients of a closed hospital use others nearby, by the same weights as their flows before.
Their waiting list goes with them at once; staff and beds follow over the next quarters, since
people must be hired and wards opened, and a stated part never arrives (staff who retire or leave;
of district general hospital reconfigurations, Spurgeon and others 2010; National Clinical
Advisory Team reviews have one to three years).
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import somewhere
from game.world.exact_sums import grid
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.health_map import F
from game.world.model import Model
from game.world.parameters import Params
from game.world.quarter_state import Now
from game.world.world_state import World


def weights(model: Model, world: World, i: int, b: int) -> tuple[F, F] | None:
    """Return what parts of trust ``i``'s urgent and planned patients in game ``b`` go to each open
    trust, (T,) each, sum 1; None: there is nobody near."""
    found = [_weights(heirs, world, i, b) for heirs in model.prepared.heirs]
    urgent, planned = found
    return None if urgent is None or planned is None else (urgent, planned)


def _weights(heirs: F, world: World, i: int, b: int) -> F | None:
    to = heirs[i] * world.open[:, b]
    to[i] = 0.0
    whole = float(np.add.accumulate(to)[-1])
    if whole <= 0.0:
        return None
    out: F = grid(to / whole, 20)
    out[int(np.argmax(out))] += 1.0 - float(np.add.accumulate(out)[-1])
    return out


def disperse(world: World, p: Params, i: int, b: int, to: tuple[F, F], part: float = 1.0) -> None:
    """Send ``part`` of trust ``i``'s beds and theatres on the way to others, less what is lost.
    Its list is moved by ``pass_list``, its fixed cost by ``pass_fixed_cost``."""
    lost = 1.0 - p.displaced_lost
    on_the_way = ((EMERGENCY, world.arriving_beds), (ELECTIVE, world.arriving_theatres))
    for there, (line, arriving) in zip(to, on_the_way, strict=True):
        arriving[:, b] += there * (part * lost * world.capacity[line, i, b])
        arriving[:, b] += there * (part * arriving[i, b])
        arriving[i, b] *= 1.0 - part


def pass_fixed_cost(world: World, p: Params, i: int, b: int, to: F) -> None:
    """Move the work that trust ``i``'s fixed cost is sized for to others, less what is lost."""
    world.volume[:, b] += to * ((1.0 - p.displaced_lost) * world.volume[i, b])
    world.volume[i, b] = 0.0


def pass_list(world: World, i: int, b: int, to: F) -> None:
    """Move trust ``i``'s waiting list to others, whole patients to the grid of 2⁻⁸."""
    moved = grid(to * world.waiting[i, b], 8)
    moved[int(np.argmax(to))] += float(world.waiting[i, b]) - float(np.add.accumulate(moved)[-1])
    world.waiting[:, b] += moved
    world.waiting[i, b] = 0.0


def arrive(now: Now) -> None:
    """Open the quarter's part of beds and theatres on their way."""
    world, pace = now.world, now.params.displaced_pace
    for line, arriving in ((EMERGENCY, world.arriving_beds), (ELECTIVE, world.arriving_theatres)):
        if somewhere(arriving):
            opened = pace * arriving
            arriving -= opened
            world.capacity[line] += opened
