"""A scenario's places as they were understood: seats, who holds them, and where trusts lie."""

from __future__ import annotations

import numpy as np

from game.telling.charts import Chart, Dot, Hexagon, cartogram
from game.telling.charts.palette import PARTY_STYLES
from game.telling.formatting import plural
from game.telling.names import PARTIES as PARTY_NAMES
from game.world.figure_names import PARTIES
from game.world.model import Model

_KINDS = (("acute trust", "circle"), ("other trust", "square"))


def scenario_map(title: str, model: Model) -> Chart:
    """Return the map of a scenario's model: each seat by the party that won it, each trust at its
    place, with a line to its seat where that is elsewhere."""
    country, place = model.country, model.place
    winner = np.argmax(country.votes, axis=0)
    hexes = []
    for k, name in enumerate(country.seat_name):
        party = PARTIES[int(winner[k])]
        look = PARTY_STYLES[party]
        q, r = int(country.q[k]), int(country.r[k])
        said = f"{name} ({country.seat_id[k]})"
        hexes.append(
            Hexagon(said, q, r, PARTY_NAMES[party], look.fill, look.pattern, look.letter, look.ink)
        )
    dots = []
    for k, name in enumerate(place.trust_name):
        kind, shape = _KINDS[int(place.trust_kind[k])]
        h = hexes[int(place.trust_seat[k])]
        home = (h.q + h.r / 2, h.r * 0.75**0.5)
        dots.append(Dot(name, float(place.trust_x[k]), float(place.trust_y[k]), kind, shape, home))
    said = (
        f"{plural(len(hexes), 'seat')} by the party that won it, {plural(len(dots), 'trust')}; a "
        "dotted line leads from a trust to a seat that it does not lie in. North is at the top."
    )
    return cartogram(title, hexes, dots=dots, said=said, width=900)
