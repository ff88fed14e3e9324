"""What pulls come to in every period, beside their sources: as lines, and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from game.telling.formatting import columns

_UNIT: Final = {"per cent": "%", "points": "points", "difference": ""}
_READ: Final = {"end": "", "year": ", mean of a year", "winter": ", January to March"}


def listing(pulls: Iterable[Any]) -> list[str]:
    """List every pull: id, title, and what it sets."""
    return columns([[p.id, p.title, " ".join(p.set)] for p in pulls])


def causes(result: Mapping[str, Any]) -> list[str]:
    """Report every pull by period; what differs is marked, and an extreme says how it ended."""
    lines = [summary(result), ""]
    for title, rows in _by_pull(result["rows"]):
        lines.append(title)
        table = [["", "change", "source has", *(r["period"] for r in rows)]]
        for i, e in enumerate(rows[0]["effects"]):
            cells = (_cell(r["effects"][i]) for r in rows)
            table.append([f"   {e['figure']}", _how(e), _range(e), *cells])
        if len(table) > 1:
            lines += columns(table)
        lines += [f"   {r['period']}: {_end(r)}" for r in rows if r["stopped"] or r["extreme"]]
        lines.append("")
    return lines[:-1]


def summary(result: Mapping[str, Any]) -> str:
    """Return in a sentence how many agree and how many extremes stayed physical."""
    said = f"{result['agree']} of {result['asked']} changes agree with their sources"
    if not result["extremes"]:
        return f"{said} ({result['draws']} draws)."
    return (
        f"{said}; {result['physical']} of {result['extremes']} extremes stay physical "
        f"({result['draws']} draws)."
    )


def causes_page(result: Mapping[str, Any], command: str) -> str:
    """Report everything as a Markdown page."""
    periods = list(result["periods"])
    named = ", ".join(f"{p} (`{s}`)" for p, s in result["periods"].items())
    lines = ["# Signs and sizes", ""]
    lines += [f"Written by `{command}`; a test measures it again and compares. Do not edit.", ""]
    lines += [f"**{summary(result)}**", ""]
    lines += [
        (
            "Each pull moves one thing in one arm and nothing in the other, on the same luck "
            f"(seed {result['seed']}, {result['draws']} draws), in each period's start: {named}. "
            "A cell is the change and its Monte-Carlo error; in **bold** it lies outside what the "
            "source has, or its sign isn't sure. (P) published, (M) remembered and so wider; the "
            "rest derived, as said. `failure-regime experiment` with what is set gives any row."
        ),
    ]
    pulls = [r for r in result["rows"] if not r["extreme"]]
    lines += ["", "## Pulls", "", _head(periods), _rule(periods)]
    for title, rows in _by_pull(pulls):
        at = {r["period"]: r for r in rows}
        for i, e in enumerate(rows[0]["effects"]):
            cells = (_bold(at[p]["effects"][i], at[p]) if p in at else "" for p in periods)
            first = f"{title}<br>{_set(rows[0])}" if i == 0 else ""
            lines.append(
                f"| {first} | {e['figure']}, {_how(e)} | {_range(e)} | {' | '.join(cells)} "
                f"| {e['source']} |"
            )
    lines += _differing(pulls)
    lines += _extremes([r for r in result["rows"] if r["extreme"]])
    return "\n".join(lines) + "\n"


def _head(periods: Sequence[str]) -> str:
    return f"| pull | figure | source has | {' | '.join(periods)} | source |"


def _rule(periods: Sequence[str]) -> str:
    return "|---" * (4 + len(periods)) + "|"


def _by_pull(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    by: dict[str, list[Any]] = {}
    for r in rows:
        by.setdefault(r["id"], []).append(r)
    return [(found[0]["title"], found) for found in by.values()]


def _set(row: Mapping[str, Any]) -> str:
    return " ".join(f"`{text}`" for text in row["settings"])


def _how(e: Mapping[str, Any]) -> str:
    unit = f" {_UNIT[e['change']]}" if _UNIT[e["change"]] else ""
    return f"after {e['after']} quarters{_READ[e['read']]}{unit and ','}{unit}"


def _range(e: Mapping[str, Any]) -> str:
    return f"{e['low']:g} to {e['high']:g}"


def _number(e: Mapping[str, Any]) -> str:
    return f"{e['value']:+.3g} ± {e['error']:.1g}"


def _cell(e: Mapping[str, Any]) -> str:
    if e["value"] is None:
        return ""
    return _number(e) if e["agrees"] else f"{_number(e)} differs"


def _bold(e: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    if e["value"] is None:
        return "**stopped**" if row["stopped"] else ""
    return _number(e) if e["agrees"] else f"**{_number(e)}**"


def _end(row: Mapping[str, Any]) -> str:
    if row["stopped"]:
        return f"stopped: {row['stopped']}"
    if row["beyond"]:
        return f"NOT PHYSICAL: {'; '.join(row['beyond'])}"
    return "physical to the end"


def _differing(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what differs, where, and what would mend it."""
    lines = ["", "## What differs", ""]
    for title, found in _by_pull(rows):
        for i, e in enumerate(found[0]["effects"]):
            off = [r for r in found if r["effects"][i]["agrees"] is False or r["stopped"]]
            if off:
                said = ", ".join(f"{r['period']}{_came_to(r['effects'][i])}" for r in off)
                why = e["why"] or "not known"
                lines.append(f"- **{title}: {e['figure']}**, {said}, against {_range(e)}: {why}.")
    return lines if len(lines) > 3 else [*lines, "Nothing."]


def _came_to(e: Mapping[str, Any]) -> str:
    return "" if e["value"] is None else f" ({_number(e)})"


def _extremes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return how each extreme ended, and what more was asked of it."""
    lines = ["", "## Extremes", ""]
    lines += [
        (
            "Knobs as far as they go. A run must stay within its bounds – patients fewer than "
            "people, a tenth of them at most on the list, work only where there are beds and "
            "theatres, every figure within its range – or stop with a reason."
        ),
        "",
        "| extreme | period | how it ended | asked besides |",
        "|---|---|---|---|",
    ]
    for title, found in _by_pull(rows):
        for k, r in enumerate(found):
            asked = "; ".join(
                f"{e['figure']} {_how(e)}: {_bold(e, r)} ({_range(e)}, {e['source']})"
                for e in r["effects"]
                if e["value"] is not None
            )
            first = f"{title}<br>{_set(r)}" if k == 0 else ""
            end = _end(r)
            lines.append(
                f"| {first} | {r['period']} | {f'**{end}**' if r['beyond'] else end} | {asked} |"
            )
    return lines
