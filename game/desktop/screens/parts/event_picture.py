"""What the drawing of an event shows, by what its answers move."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.desktop import art
from game.rules.state.view import Arrow

#: The drawing of each figure that moves.
_DRAWINGS: Final[dict[str, str]] = {
    "media_heat": "press",
    "morale": "staff",
    "goodwill": "strike",
    "resistance": "march",
    "reform_blame": "march",
    "waits": "ambulance",
    "ae_4h_share": "ambulance",
    "quality": "ward",
    "nhs_satisfaction": "town",
    "nerves_local": "town",
    "treasury_nerves": "money",
    "treasury_headroom_m": "money",
    "purse_m": "money",
    "backbench_nerves": "politics",
    "secretary_standing": "politics",
    "number10_standing": "politics",
    "coalition_strain": "handshake",
    "board_independence": "regulation",
    "monitor_standing": "regulation",
    "momentum": "law",
    "reform_delivered": "law",
    "new_entrant_share": "market",
    "nerves_market": "market",
}


def shown_by(arrows: Iterable[Arrow]) -> str:
    """Return what the drawing shows: the first of what moves that has one."""
    return next((_DRAWINGS[a.figure] for a in arrows if a.figure in _DRAWINGS), art.USUAL)
