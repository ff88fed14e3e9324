"""How the papers rate the offices: the score so far, as far as the public can reckon it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.banked_scores import banked_points
from game.rules.state.view import View
from game.scenario.schema.base import Role
from game.telling.formatting import plural
from game.telling.names import Voice


@dataclass(frozen=True, slots=True)
class PressStanding:
    """An office in the papers' table: the band of its score so far."""

    role: Role
    office: str
    band: str
    good: bool | None  # whether it would be content; None for scraping by
    banked: int  # points that Aprils have told


STANDINGS: Final = "The papers' reckoning"
STANDINGS_NOTE: Final = (
    "What each April has banked, and the rest as if the vote were now, by published figures and "
    "polls. The years after the vote are not in it."
)
_GOOD: Final[dict[str, bool | None]] = {
    "triumph": True,
    "success": True,
    "survival": None,
    "failure": False,
}


def standings(voice: Voice, view: View) -> list[PressStanding]:
    """Return how the papers rate the offices: empty but with the papers."""
    banked = banked_points(view.years_banked)
    return [
        PressStanding(role, voice.title_of(role), band, _GOOD[band], banked.get(role, 0))
        for role, band in view.reckoned
    ]


def standings_said(voice: Voice, view: View) -> str:
    """Return the ratings in a sentence, empty where there are none."""
    rated = standings(voice, view)
    if not rated:
        return ""
    said = "; ".join(f"{s.office} – {s.band}{banked_said(s)}" for s in rated)
    return f"{STANDINGS}: {said}. {STANDINGS_NOTE}"


def banked_said(rated: PressStanding) -> str:
    """Return what an office has banked, in brackets; nothing before the first April."""
    return f" ({plural(rated.banked, 'point')} banked)" if rated.banked else ""
