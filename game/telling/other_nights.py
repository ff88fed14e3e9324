"""The same campaign over many nights: the range of its seats, and where the real one is in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.election.election_night import Telling
from game.telling.formatting import plural
from game.world.election.projection import NORTHERN_IRELAND
from game.world.model import Model


@dataclass(frozen=True, slots=True)
class Over:
    """The same campaign over many nights: seats of the governing parties.

    ``low``, ``middle`` and ``high`` are the 5th, 50th and 95th percentile, ``own`` the
    night's own seats and ``below`` of how many of the nights it came out above; ``won`` in how
    many the government held on. ``bars`` (from, to, nights) is the histogram.
    """

    nights: int
    low: int
    middle: int
    high: int
    own: int
    below: int
    won: int
    bars: tuple[tuple[int, int, int], ...]


def over_nights(model: Model, told: Telling, width: int = 10) -> Over:
    """Return how the campaign would have ended on the other nights drawn of it."""
    g = model.government
    parties = [g.leading] if g.partner is None else [g.leading, g.partner]
    many = np.sort(told.over[parties].sum(axis=0))
    own = int(told.night.seats[parties, 0].sum())
    mainland = int(np.sum(model.electorate.nation != NORTHERN_IRELAND))
    n = len(many)
    first, last = int(many[0]) // width * width, int(many[-1]) // width * width
    edges = range(first, last + 1, width)
    bars = tuple((a, a + width - 1, int(np.sum((many >= a) & (many < a + width)))) for a in edges)
    low, middle, high = (int(many[i]) for i in (n // 20, n // 2, n - 1 - n // 20))
    below, won = int(np.sum(many < own)), int(np.sum(2 * many > mainland))
    return Over(n, low, middle, high, own, below, won, bars)


def over_said(over: Over) -> list[str]:
    """Return that in sentences: the range, the chance, and where the real night is in it."""
    campaign = (
        f"The same campaign over {over.nights} nights: {over.low} to {over.high} seats for the "
        f"governing parties in nine of ten, {over.middle} in the middle."
    )
    lines = [campaign, f"The government held on in {over.won} of them."]
    higher = sum(n for _, _, n in over.bars) - over.below
    if over.below < over.nights * 0.1:
        where = f"one of its worst: {plural(over.below, 'night')} came out lower"
    elif higher < over.nights * 0.1:
        where = f"one of its best: {plural(higher, 'night')} came out as high or higher"
    else:
        where = f"higher than {over.below} of the {over.nights}"
    lines.append(f"The night that counts gave {over.own}, {where}.")
    return lines
