"""The boards of the dashboard: country, docket, figures, trusts, offices, log."""

from game.desktop.screens.boards.cases import ask_case, cases_panel, open_cases
from game.desktop.screens.boards.country import MapBoard, geometry, tokens
from game.desktop.screens.boards.figures import figures_panel, why_panel
from game.desktop.screens.boards.offices import log_panel, offices_panel
from game.desktop.screens.boards.trusts import open_trust, trusts_panel

__all__ = [
    "MapBoard",
    "ask_case",
    "cases_panel",
    "figures_panel",
    "geometry",
    "log_panel",
    "offices_panel",
    "open_cases",
    "open_trust",
    "tokens",
    "trusts_panel",
    "why_panel",
]
