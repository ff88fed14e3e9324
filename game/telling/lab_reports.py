"""Experiments, histories and checks of the model as short tables of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from game.telling.formatting import columns, number

if TYPE_CHECKING:
    from game.lab.overrides import Override

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
_HOW: Final = (
    "Each number is the mean of the draws ({}) with its Monte-Carlo error; both arms of every "
    "comparison share their luck. *Definition*: set by a scenario, so no proof of a mechanism."
)
_WIDE: Final = 7  # quarters shown beside the start


def listing(entries: Iterable[Override]) -> list[str]:
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


def fidelity(result: dict[str, Any]) -> list[str]:
    """Report every target: tolerance, measured with its Monte-Carlo error, pass or miss."""
    lines = [f"{result['passed']} of {result['of']} targets pass ({result['draws']} draws)."]
    for t in result["targets"]:
        kind = " (a definition)" if t["definition"] else ""
        lines += ["", f"{t['n']}. {'pass' if t['pass'] else 'MISS'}  {t['text']}{kind}"]
        rows = [["", "measured", "error", "tolerance", ""]]
        for name, m in t["measured"].items():
            rows.append([*_measured(name, m), _range(m), "" if m["pass"] else "miss"])
        for name, m in t["beside"].items():
            rows.append([*_measured(name, m), "reported", ""])
        lines += columns(rows)
        lines.append(f"   Source: {t['source']}")
    if result["held_out"]:
        lines += ["", "Published facts held out:"]
        for kind, facts in _kinds(result["held_out"]):
            rows = [[f" {kind}", "measured", "error", "published", ""]]
            for f in facts:
                rows.append([*_measured(f["id"], f), _range(f), "" if f["agrees"] else "differs"])
            lines += columns(rows)
    return lines


def _measured(name: str, m: dict[str, Any]) -> list[str]:
    return [f"   {name}", f"{m['value']:.4g}", f"{m['error']:.2g}"]


def _range(m: dict[str, Any]) -> str:
    return f"{m['low']:g} to {m['high']:g}"


def _kinds(facts: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the facts that are no target by kind, in their order."""
    by: dict[str, list[dict[str, Any]]] = {}
    for f in facts:
        by.setdefault(f["kind"], []).append(f)
    return list(by.items())


def _held_out(facts: Sequence[dict[str, Any]]) -> list[str]:
    """Return facts that are no target as Markdown tables, and what is said of those missed."""
    lines = [
        "",
        "## Published facts held out",
        "",
        (
            f"No target: looked up beside the mechanisms. {sum(f['agrees'] for f in facts)} of "
            f"{len(facts)} agree; (P) published, (M) remembered, with a wider range. *Seen* says "
            "what of a fact a calibration has touched, or a start."
        ),
    ]
    for kind, some in _kinds(facts):
        lines += ["", f"### {kind}", "", "| fact | published | measured | |", "|---|---|---|---|"]
        for f in some:
            seen = f" *Seen:* {f['seen']}." if f["seen"] else ""
            verdict = "agrees" if f["agrees"] else "**differs**"
            lines.append(
                f"| {f['text']} ({f['unit']}). {f['source']}.{seen} "
                f"| {f['low']:g} to {f['high']:g} | {_cell(f)} | {verdict} |"
            )
    missed = [f for f in facts if not f["agrees"]]
    if missed:
        lines += ["", "### Why some differ", ""]
        lines += [f"- **{f['text']}** – {f['why'] or 'not known'}." for f in missed]
    return lines


def fidelity_page(result: dict[str, Any], command: str) -> str:
    """Report fidelity as a Markdown page."""
    luck = f"seed {result['seed']}, {result['draws']} draws and more where the target asks"
    lines = ["# What the model reproduces, and what it misses", ""]
    lines += [f"Written by `{command}`; a test measures it again and compares. Do not edit.", ""]
    lines += [f"**{result['passed']} of {result['of']} targets pass.** {_HOW.format(luck)}", ""]
    lines += ["| # | target | measured | tolerance | |", "|---|---|---|---|---|"]
    for t in result["targets"]:
        found = "<br>".join(
            f"{name}: {_cell(m)}{'' if m['pass'] else ' **miss**'}"
            for name, m in t["measured"].items()
        )
        asked = "<br>".join(f"{m['low']:g} to {m['high']:g}" for m in t["measured"].values())
        kind = " *Definition.*" if t["definition"] else ""
        note = f" {t['note']}" if t["note"] else ""
        said = f"{t['text']} ({t['unit']}). {t['source']}.{kind}{note}"
        verdict = "pass" if t["pass"] else "**miss**"
        lines.append(f"| {t['n']} | {said} | {found} | {asked} | {verdict} |")
    lines += ["", "## Reported beside the targets", "", "| # | what | measured |", "|---|---|---|"]
    for t in result["targets"]:
        lines += [f"| {t['n']} | {name} | {_cell(m)} |" for name, m in t["beside"].items()]
    lines += _held_out(result["held_out"])
    return "\n".join(lines) + "\n"


def _cell(m: dict[str, float]) -> str:
    return f"{m['value']:.4g} ± {m['error']:.2g}"


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
