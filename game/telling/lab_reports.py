"""Experiments, histories and checks of the model as short tables of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from game.telling.formatting import columns, number

if TYPE_CHECKING:
    from game.lab.overrides import Overridable

_SIMULATED: Final = (
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


def simulation(
    about: Mapping[str, Any], games: Iterable[Mapping[str, Any]], metrics: Mapping[str, Any]
) -> list[str]:
    """Report ``simulate``: how games ended, scores, and the main figures over time.

    ``games`` are gone through once, so that there may be very many.
    """
    endings: Counter[str] = Counter()
    wins: Counter[bool | None] = Counter()
    scores: dict[str, list[float]] = {role: [] for role in about["players"]}
    for game in games:
        endings[game["ending"] or "not played out"] += 1
        wins[game["government_wins"]] += 1
        for role, score in game["scores"].items():
            scores[role].append(score)
    said = ", ".join(f"{name} {count}" for name, count in endings.most_common())
    lines = [f"{about['scenario']}: {endings.total()} games. Endings: {said}."]
    if voted := wins[True] + wins[False]:
        lines.append(f"The government won {number(100 * wins[True] / voted)}% of elections.")
    rows = [["role", "player", "mean score", "sd"]]
    for role, kind in about["players"].items():
        if count := len(scores[role]):
            mean = sum(scores[role]) / count
            spread = (sum((s - mean) ** 2 for s in scores[role]) / max(1, count - 1)) ** 0.5
            rows.append([role, kind, number(mean, 1), number(spread, 1)])
    lines += ["", *columns(rows)]
    rows = [["mean of", *about["quarters"]]]
    for name in _SIMULATED:
        means = metrics[name]["mean"]
        rows.append([name, *("" if m is None else f"{m:.3g}" for m in means)])
    return [*lines, "", *columns(rows)]


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


def listing(entries: Iterable[Overridable]) -> list[str]:
    """List every key of ``experiment``: unit, value, range, meaning and source."""
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
    """Report base, changed and difference of the main figures over time."""
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
    """Return which quarters fit: the start, the end, and some evenly between."""
    if count <= _WIDE + 1:
        return list(range(count))
    return sorted({round(i * (count - 1) / _WIDE) for i in range(_WIDE + 1)})


def _cells(values: Sequence[float], at: Sequence[int]) -> list[str]:
    return [f"{values[i]:.4g}" for i in at]


def history(result: dict[str, Any]) -> list[str]:
    """Report the historical run against the published series, year by year."""
    head = f"Historical run, {result['draws']} draws, nobody playing: the model's mean by year."
    lines = [head, "A year that was left blank as published is drawn all the same.", ""]
    rows = [["", "", *result["years"]]]
    for s in result["series"].values():
        rows.append([s["title"], s["unit"], *(f"{v:.4g}" for v in s["model"])])
        rows.append(["  published", "", *("" if v is None else f"{v:g}" for v in s["published"])])
        rows.append(["  Monte-Carlo error", "", *(f"{v:.2g}" for v in s["error"])])
    lines += columns(rows)
    return [*lines, "", *(f"{s['title']}: {s['source']}" for s in result["series"].values())]


def sensitivity(result: dict[str, Any]) -> list[str]:
    """Report how far each parameter, a fifth lower and higher, moves the main results."""
    lines = [
        f"Each parameter 20 per cent lower and higher, {result['draws']} draws; change of:",
        "",
    ]
    names = list(result["outcomes"])
    rows = [["parameter", *(f"{n} -/+" for n in names)]]
    for parameter, by in result["parameters"].items():
        rows.append([parameter, *(f"{by[n][0]:+.3g} / {by[n][1]:+.3g}" for n in names)])
    lines += columns(rows)
    return [*lines, "", *(f"{n}: {said}" for n, said in result["outcomes"].items())]


def choices(result: dict[str, Any]) -> list[str]:
    """Report each role's best lever by quarter, and how often it changes."""
    played = f"{result['games']} games of personas, {result['draws']} draws of luck"
    lines = [f"{played}: the lever worth most to its own role, against not ordering it.", ""]
    roles = result["roles"]
    rows = [["quarter", *roles]]
    for i, quarter in enumerate(result["quarters"]):
        rows.append([quarter, *(next(iter(r["best"][i]), "") for r in roles.values())])
    lines += [*columns(rows), ""]
    for role, r in roles.items():
        first, n = next(iter(r["first_choices"].items()), ("none", 0))
        of = sum(r["first_choices"].values())
        lines.append(
            f"{role}: the best changes in {100 * r['change_rate']:.0f}% of steps "
            f"({100 * r['sure_change_rate']:.0f}% surely); {len(r['first_choices'])} levers are "
            f"best some time, most often {first} ({n} of {of})"
        )
        lines.append(f"  never best: {', '.join(r['never_best']) or 'none'}")
        lines.append(f"  always best: {', '.join(r['always_best']) or 'none'}")
    return lines


def sensitivity_page(result: dict[str, Any], command: str) -> str:
    """Report sensitivity as a Markdown page, with the knife-edge."""
    step = round(100 * result["step"])
    luck = f"seed {result['seed']}, {result['draws']} draws"
    lines = ["# What each parameter does", ""]
    lines += [f"Written by `{command}`; a test measures some of it again. Do not edit.", ""]
    lines += [
        (
            f"Each parameter {step} per cent lower / higher, the same luck in every arm ({luck}): "
            "change of the headline figures, the largest effects first (each figure on its own "
            f"scale). Nought and so not moved: {', '.join(result['still'])}."
        ),
        "",
    ]
    lines += [
        f"- **{n}**: {said}; now {result['middle'][n]:.4g}"
        for n, said in result["outcomes"].items()
    ]
    names = list(result["outcomes"])
    lines += ["", f"| parameter | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    lines += [sensitivity_row(name, by) for name, by in result["parameters"].items()]
    lines += ["", "## The knife-edge", ""]
    lines += [
        (
            "Per cent of trusts in deficit in the historical run with savings 0.25 points a year "
            "lower and higher."
        ),
        "",
    ]
    lines += knife_rows(result["knife"])
    return "\n".join(lines) + "\n"


def sensitivity_row(name: str, by: dict[str, list[float]]) -> str:
    """Return a parameter's row of the page."""
    cells = (f"{_change(low)} / {_change(high)}" for low, high in by.values())
    return f"| {name} | {' | '.join(cells)} |"


def _change(value: float) -> str:
    return "0" if abs(value) < 0.005 else f"{value:+.3g}"


def knife_rows(knife: dict[str, dict[str, float]]) -> list[str]:
    """Return the knife-edge as rows of the page, a year each."""
    arms = list(knife)
    rows = [f"| year | {' | '.join(arms)} |", f"|---|{'---|' * len(arms)}"]
    return rows + [
        f"| {year} | {' | '.join(f'{knife[arm][year]:.1f}' for arm in arms)} |"
        for year in knife[arms[0]]
    ]
