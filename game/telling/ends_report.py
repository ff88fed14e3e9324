"""Where games end, beside what was published: as lines, and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from game.telling.formatting import columns

_HEAD: Final = ("figure", "unit", "start", "nobody plays", "5th-95th", "mean", "published", "")
_WORDS: Final = {
    "within": "within",
    "partly": "mean within, some games outside",
    "outside": "OUTSIDE",
    "unpublished": "",
}


def ends(result: Mapping[str, Any]) -> list[str]:
    """Report the ends of games by scenario, and the reasons for what lies outside."""
    lines = [_summary(result)]
    for scenario in result["scenarios"]:
        lines += ["", f"{scenario['title']} ({scenario['scenario']}), end of {scenario['last']}:"]
        lines += columns([_HEAD, *(_cells(row) for row in scenario["figures"])])
        lines += [f"  {line}" for line in _reasons(scenario)]
    return lines


def ends_page(result: Mapping[str, Any], command: str) -> str:
    """Return the page: a table for each scenario, with the reasons under it."""
    how = (
        f"Made by `{command}`: {result['games']} games of four personas in each scenario, seed "
        f"{result['seed']}. Published values are those of the financial years within "
        f"{result['years']} of the scenario's last, and the nearest where those are blank; their "
        "sources are in `scenarios/common/ends.yaml` and `published.yaml`. A game that ends early "
        "ends where it does."
    )
    out = ["# Where games end", "", how, "", _summary(result)]
    for scenario in result["scenarios"]:
        out += ["", f"## {scenario['title']} (`{scenario['scenario']}`), end of {scenario['last']}"]
        out += ["", f"| {' | '.join(_HEAD)} |", "|" + "---|" * len(_HEAD)]
        out += [f"| {' | '.join(_cells(row))} |" for row in scenario["figures"]]
        reasons = list(_reasons(scenario))
        out += ["", *(f"- {line}" for line in reasons)] if reasons else []
    return "\n".join(out) + "\n"


def _summary(result: Mapping[str, Any]) -> str:
    rows = [row for scenario in result["scenarios"] for row in scenario["figures"]]
    held = [row for row in rows if row["verdict"] != "unpublished"]
    by = {v: sum(row["verdict"] == v for row in held) for v in ("within", "partly", "outside")}
    bare = sum(row["verdict"] == "outside" and row["why"] is None for row in held)
    return (
        f"Of {len(held)} figures with published values {by['within']} end within them, "
        f"{by['partly']} with their mean, {by['outside']} outside, {bare} of those for no reason "
        "that is known."
    )


def _cells(row: Mapping[str, Any]) -> list[str]:
    def said(value: float) -> str:
        return f"{value:.{row['digits']}f}"

    seen = [float(v) for v in row["published"].values()]
    return [
        row["title"],
        row["unit"],
        said(row["start"]),
        said(row["idle"]),
        f"{said(row['p5'])}–{said(row['p95'])}",
        said(row["mean"]),
        f"{said(min(seen))}–{said(max(seen))}" if seen else "",
        _WORDS[row["verdict"]],
    ]


def _reasons(scenario: Mapping[str, Any]) -> Iterator[str]:
    for row in scenario["figures"]:
        if row["verdict"] in ("partly", "outside") and row["why"] is not None:
            yield f"{row['title']}: {row['why']}"
        elif row["verdict"] == "outside":
            yield f"{row['title']}: no reason is known."
