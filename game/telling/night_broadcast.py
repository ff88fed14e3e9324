"""Election night as it is told to the room: what has been declared by a minute, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from game.rules.election.election_night import Telling
from game.telling.election_night import NightTally, clock, declared_said, ranges
from game.telling.seat_cards import SeatCard, party, seat_winner
from game.world.model import Model

#: Hospital seats and parties' forecasts that are told at a time.
_CARDS: Final = 3
_FORECASTS: Final = 4


def so_far(
    model: Model,
    told: Telling,
    now: NightTally,
    cards: Sequence[SeatCard],
    minute: int,
    before: int | None,
) -> dict[str, Any]:
    """Return the night at a minute as a line for the room; ``before`` is the minute that it was
    told up to, None if nothing was yet: seats that it knows already are not told again."""
    anew = before is None or minute < before
    since = -1 if before is None or anew else before
    minutes = told.declared.minute
    fresh = np.flatnonzero((minutes > since) & (minutes <= minute)).tolist()
    return {
        "minute": minute,
        "clock": clock(minute),
        "anew": anew,
        "house": [[name, count] for name, count in now.declared.items()],
        "winners": [[seat, seat_winner(told, seat)] for seat in fresh],
        "said": [
            declared_said(now.count, len(minutes)),
            *_stories(cards, minute),
            *_ahead(told, now),
        ],
    }


def _stories(cards: Sequence[SeatCard], minute: int) -> list[str]:
    """Return the last hospital seats to declare."""
    out = [card for card in cards if card.minute <= minute and card.happened]
    return [f"{card.name}: {card.result}" for card in reversed(out[-_CARDS:])]


def _ahead(told: Telling, now: NightTally) -> list[str]:
    """Return where the night seems to go: by the exit poll until a seat has declared, then by what
    is declared; nothing once all have."""
    if not now.count:
        poll = [f"{party(p)} {low}–{high}" for p, low, _, high in ranges(told, _FORECASTS)]
        return [f"Exit poll: {'; '.join(poll)}"]
    if now.count >= len(told.declared.minute):
        return []
    ranked = sorted(now.forecast.items(), key=lambda kv: (kv[0] == "oth", -kv[1][1]))
    lines = [f"{party(p)} {mid} ({low}–{high})" for p, (low, mid, high) in ranked[:_FORECASTS]]
    return [f"Forecast: {'; '.join(lines)}"]
