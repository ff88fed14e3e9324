"""What deals are worth, as a report and as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.telling.formatting import columns, number
from game.telling.markdown_tables import head, table
from game.telling.measured_points import met, points, share


def report(result: Mapping[str, Any]) -> list[str]:
    """Report what deals bring each office, and what they are worth to both their sides."""
    return [*_about(result), "", *columns(_offices(result))]


def page(result: Mapping[str, Any], command: str) -> str:
    """Report the same as a Markdown page."""
    title = head(f"Deals: {result['scenario']}", command, result)
    return "\n".join([*title, *_about(result), "", *table(_offices(result))]) + "\n"


def _about(result: Mapping[str, Any]) -> list[str]:
    both, games = result["both"], f"{result['scenario']}: {result['games']} games of personas"
    offered, made = (number(result[name], 1) for name in ("offered", "made"))
    agreed = f"As they agreed both sides thought {share(both)} of {both['deals']} worth something"
    return [
        f"{games} as they are, with no deals, and with none of one office's; ± and [ ] 95%.",
        f"A game has {offered} offers and {made} deals; {result['broken']} of all were broken.",
        f"{agreed}; whether it was, each office's own score says.",
        f"Deals must bring an office {result['must']:g} points or more on the whole.",
    ]


def _offices(result: Mapping[str, Any]) -> list[list[str]]:
    rows = [["office", "all deals", "", "its own", "", "its offers", "n", "what it accepts", "n"]]
    for one in result["offices"]:
        whole, own, gives, takes = (one[k] for k in ("all", "own", "offers", "accepts"))
        gains = [points(whole), met(whole["met"]), points(own), met(own["met"])]
        sides = [points(gives), str(gives["deals"]), points(takes), str(takes["deals"])]
        rows.append([one["role"], *gains, *sides])
    return rows
