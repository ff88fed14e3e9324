"""The boards of the dashboard: the country, the figures, the trusts, the offices, the log."""

from game.desktop.screens.boards.country import MapBoard, geometry, tokens
from game.desktop.screens.boards.figures import figures_panel, why_panel
from game.desktop.screens.boards.offices import log_panel, offices_panel
from game.desktop.screens.boards.trusts import open_trust, trusts_panel

__all__ = [
    "MapBoard",
    "figures_panel",
    "geometry",
    "log_panel",
    "offices_panel",
    "open_trust",
    "tokens",
    "trusts_panel",
    "why_panel",
]
