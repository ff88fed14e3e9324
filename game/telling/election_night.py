"""Election night in words: its clock, forecasts, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.election.election_night import Telling
from game.telling.formatting import plural
from game.telling.seat_cards import result_said
from game.world.figure_names import PARTIES
from game.world.model import Model

#: Minutes after 22:00 by the part of the show that has run: the poll stands a while, the
#: small hours take most of it.
_SHOW: Final = ((0.0, 0.0), (0.05, 0.0), (0.12, 118.0), (0.86, 490.0), (0.96, 660.0), (1.0, 960.0))
LETTERS: Final[dict[str, str]] = {
    "con": "Con",
    "lab": "Lab",
    "ld": "LD",
    "ukip": "UKIP",
    "green": "Grn",
    "nat": "Nat",
    "oth": "Oth",
}


def minute_at(part: float) -> float:
    """Return minutes after 22:00 when that part (0–1) of the show has run.

    >>> minute_at(0.0), minute_at(1.0), round(minute_at(0.12))
    (0.0, 960.0, 118)
    """
    for (a, low), (b, high) in pairwise(_SHOW):
        if part <= b:
            return low + (high - low) * max(0.0, part - a) / (b - a)
    return _SHOW[-1][1]


def part_at(minute: float) -> float:
    """Return the part (0–1) of the show at which so many minutes after 22:00 are reached.

    >>> part_at(118.0), part_at(960.0), round(minute_at(part_at(200.0)))
    (0.12, 1.0, 200)
    """
    for (a, low), (b, high) in pairwise(_SHOW):
        if low < high and minute <= high:
            return a + (b - a) * max(0.0, minute - low) / (high - low)
    return 1.0


def clock(minute: float) -> str:
    """Return the time of the night.

    >>> clock(0), clock(125), clock(960)
    ('22:00', '00:05', '14:00')
    """
    whole = int(minute) + 22 * 60
    return f"{whole // 60 % 24:02d}:{whole % 60:02d}"


@dataclass(frozen=True, slots=True)
class NightTally:
    """How the night stands: seats declared by party, and where it seems to go."""

    declared: dict[str, int]
    count: int
    forecast: dict[str, tuple[int, int, int]]  # low, middle, high
    swing: float  # to the leading governing party, points
    changes: dict[str, float]  # share since last time in the seats declared, points


def standing(model: Model, told: Telling, minute: float) -> NightTally:
    """Tally the night at a minute: what is declared, and other draws for what is not."""
    done = told.declared.minute <= minute
    winner = told.night.winner[:, 0]
    seats = {p: int(np.sum(done & (winner == i))) for i, p in enumerate(PARTIES)}
    ahead = _ahead(told, done, winner)
    forecast = {}
    for i, p in enumerate(PARTIES):
        many = np.sort(np.sum(ahead == i, axis=0)) + seats[p]
        n = len(many)
        forecast[p] = (int(many[n // 10]), int(many[n // 2]), int(many[n - 1 - n // 10]))
    cast = model.electorate.cast * done
    total = max(float(cast.sum()), 1.0)
    moved = 100.0 * (told.night.share[:, :, 0] - model.electorate.share)
    changes = {p: float((moved[i] * cast).sum() / total) for i, p in enumerate(PARTIES)}
    swing = -float((told.declared.swing * cast).sum() / total)
    return NightTally(seats, int(done.sum()), forecast, swing, changes)


def _ahead(told: Telling, done: NDArray[np.bool_], winner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return winners of what is undeclared, (S', N), in the draws that look most like what is."""
    others = told.others
    if done.any():
        wrong = np.sum(others[done] != winner[done][:, None], axis=0)
        keep = max(20, others.shape[1] // 3)
        others = others[:, np.argsort(wrong, kind="stable")[:keep]]
    return others[~done]


def bellwether_said(model: Model, told: Telling, minute: float) -> str:
    """Return the bellwether seat, and its result once it has declared."""
    seat = told.declared.bellwether
    name = model.country.seat_name[seat]
    if told.declared.minute[seat] > minute:
        return f"The bellwether to watch: {name}"
    return f"The bellwether, {name}: {result_said(model, told, seat)}"


def majority(model: Model) -> int:
    """Return half of the House and one: 326 of 650."""
    return model.country.seats // 2 + 1


def result_of_the_night(won: bool, seats: int, needed: int = 326) -> str:
    """Return what the governing parties' seats amount to.

    >>> result_of_the_night(False, 300)
    '300 seats for the governing parties: too few.'
    """
    said = f"{seats} seats for the governing parties"
    if won and seats < needed:
        return (
            f"{said}: enough to govern, for Northern Ireland's members side with either or "
            "stay away."
        )
    return f"{said}, a majority." if won else f"{said}: too few."


def ranges(told: Telling, most: int = 5) -> list[tuple[str, int, int, int]]:
    """Return the exit poll as (party, low, middle, high), the largest first.

    Northern Ireland is not polled, so its seats, which are "others", are left out.
    """
    poll = told.declared.exit_poll
    rows = [
        (p, int(poll.low[i]), int(poll.middle[i]), int(poll.high[i])) for i, p in enumerate(PARTIES)
    ]
    rows.sort(key=lambda r: -r[2])
    return [r for r in rows if r[3] > 0 and r[0] != "oth"][:most]


def declared_said(count: int, total: int) -> str:
    """Return how far the night is.

    >>> declared_said(0, 650), declared_said(650, 650)
    ('No seat has declared yet', 'All 650 seats have declared')
    """
    if not count:
        return "No seat has declared yet"
    if count >= total:
        return f"All {total} seats have declared"
    return f"{plural(count, 'seat')} of {total} declared"
