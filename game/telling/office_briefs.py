"""What each office is about, in two sentences: what it holds, wants and fears."""

from __future__ import annotations

from typing import Final

from game.scenario.schema.base import Role

#: Its name on the menu, and what it is about.
ABOUT: Final[dict[Role, tuple[str, str]]] = {
    "secretary": (
        "Health Secretary",
        (
            "Holds the law, the Department's purse and the bail-outs. Wants the reform delivered "
            "and to stay in office; fears resistance and being summoned."
        ),
    ),
    "number10": (
        "No 10",
        (
            "Holds the whip, the Treasury's ear and the reshuffle. Wants to win with the coalition "
            "whole; fears a closing hospital in a marginal."
        ),
    ),
    "monitor": (
        "Monitor",
        (
            "Sets prices and rules for competition, puts trusts into administration. Wants a fair, "
            "solvent market; fears political bail-outs."
        ),
    ),
    "unions": (
        "Unions",
        (
            "Hold goodwill, the ballot, the courts and the local paper. Want staff, open hospitals "
            "and a public service; fear losing the public."
        ),
    ),
}
