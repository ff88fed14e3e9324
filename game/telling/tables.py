"""Results of the lab as short tables of words, for whoever did not ask for JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from game.telling.text import columns, number

_SHOWN: Final = (
    "trusts_at_risk",
    "commissioners_at_risk",
    "failures_cumulative",
    "net_surplus_m",
    "waits",
    "quality",
    "morale",
    "media_heat",
    "backbench_nerves",
    "coalition_strain",
    "nhs_satisfaction",
    "new_entrant_share",
    "signal",
    "government_vote_intention",
)


def simulation(result: dict[str, Any]) -> list[str]:
    """A run of ``simulate``: how games ended, scores, and the main figures over time."""
    games = result["results"]
    endings = Counter(g["ending"] or "not played out" for g in games)
    said = ", ".join(f"{name} {count}" for name, count in endings.most_common())
    lines = [f"{result['scenario']}: {len(games)} games. Endings: {said}."]
    voted = [g["government_wins"] for g in games if g["government_wins"] is not None]
    if voted:
        lines.append(f"The government won {number(100 * sum(voted) / len(voted))}% of elections.")
    rows = [["role", "player", "mean score", "sd"]]
    for role, kind in result["players"].items():
        scores = [g["scores"][role] for g in games if role in g["scores"]]
        if scores:
            mean = sum(scores) / len(scores)
            spread = (sum((s - mean) ** 2 for s in scores) / max(1, len(scores) - 1)) ** 0.5
            rows.append([role, kind, number(mean, 1), number(spread, 1)])
    lines += ["", *columns(rows)]
    rows = [["mean of", *result["quarters"]]]
    for name in _SHOWN:
        means = result["metrics"][name]["mean"]
        rows.append([name, *("" if m is None else f"{m:.3g}" for m in means)])
    return [*lines, "", *columns(rows)]
