"""How far patients live from care: what exits cost that concentration does not show.

Concentration says who competes, distance who can get there; a market that closes sites and
one that hands them to a neighbour may have the same concentration. Both are reported.
"""

from __future__ import annotations

import numpy as np

from game.world.exact_sums import total
from game.world.health_map import F
from game.world.model import Model
from game.world.world_state import World


def nearest_km(model: Model, world: World) -> F:
    """Mean distance from people to the nearest site that takes patients, (B,) km.

    A site that was passed to another trust still counts; where none of the near sites is
    left, the farthest of them stands in, so the figure is then too low.
    """
    place = model.place
    working = world.open | (world.absorbed_by >= 0)
    near = working[place.edge_trust]
    far = place.edge_distance[:, :, None]
    km = np.min(np.where(near, far, far[:, -1:, :]), axis=1)
    people = model.links.population
    out: F = total(people * km, 8) / total(people, 8)
    return out
