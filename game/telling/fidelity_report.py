"""How the model stands against what was published: as lines, and as a page.

The page leads with the facts that nothing has touched: no calibration, no start, no algebra of a
parameter. Each row says what it is, so that a definition isn't read as a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from game.telling.formatting import columns

_HOW: Final = (
    "Each number is the mean of the draws ({}) with its Monte-Carlo error; both arms of every "
    "comparison share their luck."
)
_WHAT: Final = (
    "*Definition*: set by a scenario. *Read back*: follows from a parameter or a start by algebra, "
    "or a sign that was put in. *Fit*: parameters were moved to it, or with it in view. "
    "*Emergent*: none of these, and the only proof of a mechanism. (P) published, (M) remembered, "
    "with a wider range."
)


def fidelity(result: dict[str, Any]) -> list[str]:
    """Report every target: tolerance, measured with its Monte-Carlo error, pass or miss."""
    lines = []
    if result["held_out"]:
        lines += [_untouched(result["held_out"]), ""]
    lines.append(f"{result['passed']} of {result['of']} targets pass ({result['draws']} draws).")
    for t in result["targets"]:
        verdict = "pass" if t["pass"] else "MISS"
        lines += ["", f"{t['n']}. {verdict}  {t['text']} ({t['evidence']})"]
        rows = [["", "measured", "error", "tolerance", ""]]
        for name, m in t["measured"].items():
            rows.append([*_measured(name, m), _range(m), "" if m["pass"] else "miss"])
        for name, m in t["beside"].items():
            rows.append([*_measured(name, m), "reported", ""])
        lines += columns(rows)
        lines.append(f"   Source: {t['source']}")
    if result["held_out"]:
        lines += ["", "Published facts that are no target:"]
        for kind, facts in _kinds(result["held_out"]):
            rows = [[f" {kind}", "measured", "error", "published", ""]]
            for f in facts:
                verdict = "" if f["agrees"] else "differs"
                rows.append([*_measured(f["id"], f), _range(f), f"{f['evidence']} {verdict}"])
            lines += columns(rows)
    return lines


def _untouched(facts: Sequence[dict[str, Any]]) -> str:
    """Return the sentence that leads: how many facts agree that nothing has touched."""
    free = [f for f in facts if f["untouched"]]
    said = f"{_agree(free)} of {len(free)} published facts agree that nothing has touched"
    unseen = [f for f in free if f["unseen"]]
    return (
        f"{said}: {_agree(unseen)} of {len(unseen)} that were written down before they were "
        f"measured, {_agree(free) - _agree(unseen)} of {len(free) - len(unseen)} others."
    )


def _agree(facts: Iterable[dict[str, Any]]) -> int:
    return sum(f["agrees"] for f in facts)


def _measured(name: str, m: dict[str, Any]) -> list[str]:
    if m["value"] is None:
        return [f"   {name}", "nothing", ""]
    return [f"   {name}", f"{m['value']:.4g}", f"{m['error']:.2g}"]


def _range(m: dict[str, Any]) -> str:
    return f"{m['low']:g} to {m['high']:g}"


def _kinds(facts: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the facts that are no target by kind, in their order."""
    by: dict[str, list[dict[str, Any]]] = {}
    for f in facts:
        by.setdefault(f["kind"], []).append(f)
    return list(by.items())


def fidelity_page(result: dict[str, Any], command: str) -> str:
    """Report fidelity as a Markdown page: the facts that nothing has touched first."""
    facts = result["held_out"]
    luck = f"seed {result['seed']}, {result['draws']} draws and more where the target asks"
    lines = ["# What the model reproduces, and what it misses", ""]
    lines += [f"Written by `{command}`; a test measures it again and compares. Do not edit.", ""]
    lines += [f"**{_untouched(facts)}**", "", *_moved(result), ""]
    lines += [f"{_HOW.format(luck)} {_WHAT}"]
    lines += _written_before(facts)
    lines += _looked_up(
        "Facts looked up beside the mechanisms, that nothing has touched",
        facts,
        lambda f: not f["unseen"] and f["untouched"],
    )
    lines += _looked_up(
        "Facts that a calibration, a start or a parameter has touched",
        facts,
        lambda f: not f["untouched"],
    )
    lines += _why(facts)
    lines += _targets(result)
    return "\n".join(lines) + "\n"


def _moved(result: dict[str, Any]) -> list[str]:
    """Return what is said of parameters that were moved with published numbers in view."""
    moved, facts = result["moved"], result["held_out"]
    seen = sum(not f["untouched"] for f in facts)
    return [
        (
            f"{seen} of {len(facts)} facts that are no target have been touched. "
            f"{len(moved['fitted'])} parameters were fitted to targets or series, and "
            f"{len(moved['in view'])} moved by hand with a fact in view "
            f"({', '.join(f'`{name}`' for name in moved['in view'])}); each says so in "
            "`parameters.yaml`."
        )
    ]


def _written_before(facts: Sequence[dict[str, Any]]) -> list[str]:
    """Return the facts that were written down first, with their first measurement."""
    unseen = [f for f in facts if f["unseen"]]
    free = sum(f["untouched"] for f in unseen)
    first = sum(
        f["first"] is not None and f["low"] <= f["first"]["value"] <= f["high"] for f in unseen
    )
    lines = [
        "",
        "## Facts written down before they were measured",
        "",
        (
            f"The file was committed, then measured: {first} of {len(unseen)} agreed then, "
            f"{_agree(unseen)} do now. {len(unseen) - free} have been seen since, because a "
            "mechanism was added with them in view. A range is the source's own uncertainty. "
            "*Nothing*: the model has no such thing, which counts against it."
        ),
    ]
    for kind, some in _kinds(unseen):
        lines += ["", f"### {kind}", ""]
        lines += ["| fact | published | at first | now | |", "|---|---|---|---|---|"]
        lines += [
            f"| {_said(f)} *Range:* {f['within_why']}. *Held against it:* {f['measured_as']}. "
            f"| {_range(f)} | {_cell(f['first'])} | {_cell(f)} | {_verdict(f)} |"
            for f in some
        ]
    return lines


def _looked_up(
    title: str, facts: Sequence[dict[str, Any]], which: Callable[[dict[str, Any]], bool]
) -> list[str]:
    """Return facts of the first file as tables."""
    some = [f for f in facts if which(f) and not f["unseen"]]
    lines = ["", f"## {title}", "", f"{_agree(some)} of {len(some)} agree."]
    for kind, of_kind in _kinds(some):
        lines += ["", f"### {kind}", ""]
        lines += ["| fact | what it is | published | measured | |", "|---|---|---|---|---|"]
        lines += [
            f"| {_said(f)} | {f['evidence']} | {_range(f)} | {_cell(f)} | {_verdict(f)} |"
            for f in of_kind
        ]
    return lines


def _said(f: dict[str, Any]) -> str:
    seen = f" *Seen:* {f['seen']}." if f["seen"] else ""
    return f"{f['text']} ({f['unit']}). {f['source']}.{seen}"


def _verdict(f: dict[str, Any]) -> str:
    return "agrees" if f["agrees"] else "**differs**"


def _why(facts: Sequence[dict[str, Any]]) -> list[str]:
    missed = [f for f in facts if not f["agrees"]]
    if not missed:
        return []
    lines = ["", "## Why some differ", ""]
    return lines + [f"- **{f['text']}** – {f['why'] or 'not known'}." for f in missed]


def _targets(result: dict[str, Any]) -> list[str]:
    """Return the targets, and what is reported beside them."""
    lines = ["", "## Targets", "", f"{result['passed']} of {result['of']} pass.", ""]
    lines += ["| # | target | what it is | measured | tolerance | |", "|---|---|---|---|---|---|"]
    for t in result["targets"]:
        found = "<br>".join(
            f"{name}: {_cell(m)}{'' if m['pass'] else ' **miss**'}"
            for name, m in t["measured"].items()
        )
        asked = "<br>".join(_range(m) for m in t["measured"].values())
        note = f" {t['note']}" if t["note"] else ""
        said = f"{t['text']} ({t['unit']}). {t['source']}.{note}"
        verdict = "pass" if t["pass"] else "**miss**"
        lines.append(f"| {t['n']} | {said} | {t['evidence']} | {found} | {asked} | {verdict} |")
    lines += ["", "## Reported beside the targets", "", "| # | what | measured |", "|---|---|---|"]
    for t in result["targets"]:
        lines += [f"| {t['n']} | {name} | {_cell(m)} |" for name, m in t["beside"].items()]
    return lines


def _cell(m: dict[str, Any] | None) -> str:
    if m is None or m["value"] is None:
        return "nothing"
    return f"{m['value']:.4g} ± {m['error']:.2g}"
