"""Seats on election night in words: who won, the swing, and the card of every hospital seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.election.election_night import Telling
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import Fact, TrustChanged
from game.scenario.schema.base import Role
from game.telling.formatting import number
from game.telling.log import tell
from game.telling.names import PARTIES as NAMES
from game.telling.names import Voice
from game.world.figure_names import PARTIES
from game.world.model import Model

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
