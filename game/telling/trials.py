"""Experiments, histories and checks of the model as short tables of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from game.telling.text import columns

if TYPE_CHECKING:
    from game.lab.settings import Entry

_SHOWN: Final = (
    "trusts",
    "trusts_at_risk",
    "deficit_share",
    "deficit_share_acute",
    "net_surplus_m",
    "underlying_margin",
    "failures_cumulative",
    "commissioners_at_risk",
    "emergency_admissions",
    "waiting_list",
    "rtt_18w_share",
    "ae_4h_share",
    "occupancy",
    "ami_mortality",
    "quality",
    "hhi",
    "new_entrant_share",
    "agency_share",
    "nhs_satisfaction",
)
_WIDE: Final = 7  # quarters shown beside the start


def listing(entries: Iterable[Entry]) -> list[str]:
    """Every key of ``experiment``: unit, value, range, meaning and source."""
    lines: list[str] = []
    kind = ""
    for e in entries:
        if e.kind != kind:
            kind = e.kind
            lines += ["", f"{kind.upper()}S" if kind != "structure" else "STRUCTURE"]
        bounds = "" if e.low is None or e.high is None else f", {e.low:g} to {e.high:g}"
        now = f", now {e.value}" if e.value else ""
        meaning = f" {e.meaning}." if e.meaning else ""
        lines.append(f"  {e.key}  [{e.unit}{bounds}{now}]{meaning} Source: {e.source}")
    return lines[1:]


def experiment(result: dict[str, Any]) -> list[str]:
    """Base, changed and difference of the main figures over time."""
    said = ", ".join([*result["settings"], *result["orders"]]) or "nothing replaced"
    lines = [f"{result['scenario']}: {result['draws']} draws, {said}."]
    lines += result["notes"]
    at = _shown(len(result["quarters"]))
    labels = [result["quarters"][i] for i in at]
    rows = [["mean of", "arm", *labels]]
    for name in _SHOWN:
        rows.append([name, "base", *_cells(result["base"]["metrics"][name]["mean"], at)])
        if result["settings"] or result["orders"]:
            rows.append(["", "changed", *_cells(result["metrics"][name]["mean"], at)])
            rows.append(
                ["", "difference", *_cells(result["difference"]["metrics"][name]["mean"], at)]
            )
    return [*lines, "", *columns(rows)]


def _shown(count: int) -> list[int]:
    """Which quarters fit: the start, the end, and some evenly between."""
    if count <= _WIDE + 1:
        return list(range(count))
    return sorted({round(i * (count - 1) / _WIDE) for i in range(_WIDE + 1)})


def _cells(values: Sequence[float], at: Sequence[int]) -> list[str]:
    return [f"{values[i]:.4g}" for i in at]
