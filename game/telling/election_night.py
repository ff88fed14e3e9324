"""Election night in words: the clock, forecasts, and the card of every hospital seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.election.election_night import Telling
from game.rules.state.facts import CaseSettled, Fact, TrustChanged
from game.scenario.schema.base import Role
from game.telling.formatting import number, plural
from game.telling.log import tell
from game.telling.names import PARTIES as NAMES
from game.telling.names import Voice
from game.world.election.projection import NORTHERN_IRELAND
from game.world.figure_names import PARTIES
from game.world.model import Model

#: Minutes after 22:00 by the part of the show that has run: the poll stands a while, the
#: small hours take most of it.
_SHOW: Final = ((0.0, 0.0), (0.05, 0.0), (0.12, 118.0), (0.86, 490.0), (0.96, 660.0), (1.0, 960.0))
#: What a hospital did that most moves its town, the heaviest first.
WEIGHT: Final = (
    "closed",
    "downgraded",
    "pledge_broken",
    "taken_over",
    "administration",
    "quashed",
    "bailed_out",
    "pledged",
    "at_risk",
    "named",
    "service_lost",
    "recovered",
    "stayed",
    "authorised",
    "books_opened",
)
#: A trust is told of in a seat where it weighs at least this (``world.country``).
_NEAR: Final = 0.2
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


@dataclass(frozen=True, slots=True)
class SeatCard:
    """A seat with a hospital story: who won, the swing against its region's, and why."""

    seat: int
    minute: int
    name: str
    result: str
    winner: str  # party code, or "insurgent"
    swing: str
    beyond: float  # points beyond the region's swing, against the government
    trust: str
    story: tuple[tuple[str, Role | None], ...]  # (sentence with its quarter, whose doing)
    happened: bool  # something was done to or by its hospital in the game
    local: float = 0.0  # points of the government's share that its hospitals moved
    told_on: str = ""  # what that came to: the hospital's own part, and whether it decided

    @property
    def decided(self) -> bool:
        """Whether an office's decision is part of the story."""
        return any(role is not None for _, role in self.story)


def cards(
    voice: Voice, model: Model, told: Telling, facts: Iterable[Fact], listed: NDArray[np.bool_]
) -> list[SeatCard]:
    """Return the card of every hospital seat, in the order of declaration.

    ``listed`` (T,) are the trusts on the failing list at the end.
    """
    known: dict[int, list[TrustChanged]] = {}
    settled: dict[int, CaseSettled] = {}  # the last decision on each trust
    for f in facts:
        if isinstance(f, TrustChanged):
            known.setdefault(f.trust, []).append(f)
        elif isinstance(f, CaseSettled):
            settled[f.trust] = f
    made = [
        _card(voice, model, told, int(seat), known, settled, listed)
        for seat in told.declared.order
        if told.declared.hospital[seat]
    ]
    return sorted(made, key=lambda x: x.minute)


def _card(
    voice: Voice,
    model: Model,
    told: Telling,
    seat: int,
    known: dict[int, list[TrustChanged]],
    settled: dict[int, CaseSettled],
    listed: NDArray[np.bool_],
) -> SeatCard:
    country = model.country
    near = [
        int(t)
        for t, w in zip(country.near_trust[seat], country.near_weight[seat], strict=True)
        if t >= 0 and w >= _NEAR
    ]
    ranked = sorted(
        (f for t in near for f in known.get(t, ())),
        key=lambda f: (WEIGHT.index(f.change), -f.quarter),
    )
    decided = [t for t in near if t in settled]
    row = ranked[0].trust if ranked else (decided or near or [-1])[0]
    kinds: dict[str, TrustChanged] = {}
    for f in ranked:
        if f.trust == row:
            kinds.setdefault(f.change, f)
    last = settled.get(row)
    told_of = list(kinds.values())[: 2 if last is None else 1]
    happenings = [(f.quarter, 1, tell(voice, f), f.role) for f in told_of]
    if last is not None:  # the decision, and who took it, stands before what came of it
        who = last.decider if last.chosen else None
        happenings.append((last.quarter, 0, tell(voice, last), who))
    story: tuple[tuple[str, Role | None], ...] = tuple(
        (f"{voice.quarter(quarter)}: {said}", role)
        for quarter, _, said, role in sorted(happenings, key=lambda x: x[:2])
    )
    happened = bool(story)
    if not story:
        failing = [t for t in near if listed[t]]
        row = failing[0] if failing else row
        if failing:
            said = f"{voice.trust(row)} stayed on the failing list, and nobody decided anything."
        elif near:
            said = f"{voice.trust(row)} was as it was: no decision touched it."
        else:
            said = "A hospital further off told on the vote."
        story = ((said, None),)
    winner = seat_winner(told, seat)
    return SeatCard(
        seat,
        int(told.declared.minute[seat]),
        country.seat_name[seat],
        result_said(model, told, seat),
        winner,
        swing_said(told, seat),
        float(told.declared.beyond_region[seat]),
        voice.trust(row) if row >= 0 else "",
        story,
        happened,
        float(told.declared.local[seat]),
        hospitals_part(told, seat),
    )


def seat_winner(told: Telling, seat: int) -> str:
    """Return the winner's party code, "insurgent" for an independent over a hospital."""
    if told.night.insurgent[seat, 0]:
        return "insurgent"
    return PARTIES[int(told.night.winner[seat, 0])]


def party(code: str) -> str:
    """Return a winner's name."""
    return "Independent for the hospital" if code == "insurgent" else NAMES[code]


def result_said(model: Model, told: Telling, seat: int) -> str:
    """Return who won a seat: "Labour gain from the Conservatives, majority 3.2 points"."""
    share = told.night.share[:, seat, 0]
    before = PARTIES[int(np.argmax(model.electorate.share[:, seat]))]
    now = seat_winner(told, seat)
    if now == "insurgent":
        alone = float(told.night.standing[seat, 0])
        return f"{party(now)} gain from {NAMES[before]} with {number(100 * alone, 1)}% of the vote"
    ordered = np.sort(share)
    gap = number(100 * float(ordered[-1] - ordered[-2]), 1)
    unit = "point" if gap == "1" else "points"
    by = f"majority {gap} {unit}" if gap != "0" else "majority a handful of votes"
    if now == before:
        return f"{NAMES[now]} hold, {by}"
    return f"{NAMES[now]} gain from {NAMES[before]}, {by}"


def swing_said(told: Telling, seat: int) -> str:
    """Return the seat's swing beside its region's, in words."""
    beyond = float(told.declared.beyond_region[seat])
    if abs(beyond) < 0.5:
        return "Swung with its region"
    way = "against the government" if beyond > 0 else "to the government"
    return f"{number(abs(beyond), 1)} points more {way} than its region"


def hospitals_part(told: Telling, seat: int) -> str:
    """Return what of the seat's vote was its hospitals', and whether it decided the seat.

    Swings of single seats scatter by three points for no reason; this is the part that has
    one: the points that hospitals moved, and who would have won this night without them.
    """
    points = float(told.declared.local[seat])
    winner, quiet = seat_winner(told, seat), PARTIES[int(told.quiet[seat])]
    said = ""
    if abs(points) >= 0.05:
        way = "cost" if points < 0 else "brought"
        size = number(abs(points), 1)
        unit = "point" if size == "1" else "points"
        said = f"The hospital itself {way} the government {size} {unit}."
    if winner != quiet:
        decided = f"Without it {NAMES[quiet]} would have won here."
        return f"{said} {decided}".strip()
    return said


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
