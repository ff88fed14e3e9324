"""The two verdicts of a game, kept apart: who won, and what became of the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.constants import IDLE_QUARTERS
from game.rules.state.view import View
from game.rules.views.press_ratings import band
from game.scenario.schema.base import Role
from game.telling.formatting import change, number, quantity
from game.telling.names import Voice
from game.telling.rulebook import filled

#: What happened to patients, staff and money: figure, and where the inheritance keeps it.
SERVICE: Final[tuple[tuple[str, str], ...]] = (
    ("waits", "inherited_waits"),
    ("rtt_18w_share", "inherited_rtt_18w_share"),
    ("quality", "inherited_quality"),
    ("trusts_at_risk", ""),
    ("closures", "inherited_closures"),
    ("morale", "inherited_morale"),
    ("net_surplus_m", "inherited_net_surplus_m"),
)
PARTS: Final[dict[str, str]] = {
    "national": "The country",
    "nhs": "The service",
    "local": "The hospitals",
}


@dataclass(frozen=True, slots=True)
class ServiceCourse:
    """A figure at the start, at the vote, and eight quiet quarters later (may be empty);
    ``then`` is the latter's quarter and number."""

    figure: str
    title: str
    first: str
    last: str
    later: str
    good: bool | None  # whether it ended better than it began
    then: tuple[int, float] | None = None


def courses(voice: Voice, view: View) -> list[ServiceCourse]:
    """Return what happened to patients, staff and money, from published figures."""
    result = dict(view.result)
    out = []
    for figure, key in SERVICE:
        seen = view.figures.get(figure)
        if seen is None or not seen.history:
            continue
        unit, first, last = voice.unit(figure), seen.history[0][1], seen.history[-1][1]
        end = result.get(key, last) if key else last
        way = voice.scenario.figure(figure).good
        good = None if way == "none" or abs(end - first) < 1e-9 else (end > first) == (way == "up")
        later = ""
        then: tuple[int, float] | None = None
        if key in result:
            later = quantity(result[key], unit)
            then = (seen.history[-1][0] + IDLE_QUARTERS, result[key])
        was, is_now = quantity(first, unit), quantity(last, unit)
        out.append(ServiceCourse(figure, voice.figure(figure), was, is_now, later, good, then))
    return out


def who_won(view: View) -> str:
    """Return the first verdict in a headline."""
    if view.ending == "collapse":
        return "Nobody won"
    won = dict(view.result).get("government_wins")
    return "The government held on" if won else "The government fell"


def what_became(view: View) -> str:
    """Return the second verdict in a headline, from the national result."""
    said = {
        "triumph": "The service came out strong",
        "success": "The service came out sound",
        "survival": "The service came through, worn",
        "failure": "The service was failed",
    }
    return said[band(dict(view.result).get("national", 0.0))]


def lesson(view: View) -> str:
    """Return what the two verdicts say beside each other."""
    if view.ending == "collapse":
        return "The service collapsed before anyone could vote on it."
    won = dict(view.result).get("government_wins", 0) > 0
    sound = dict(view.result).get("national", 0.0) >= 55
    if won and sound:
        return "Both verdicts agree: votes and service were kept."
    if won:
        return "The verdicts part: the vote was won and the service was not."
    if sound:
        return "The verdicts part: the service was kept and the vote was not."
    return "Both verdicts agree: neither the vote nor the service was kept."


def national_said(view: View) -> str:
    """Return the national result now and eight quiet quarters later."""
    result = dict(view.result)
    if "national_later" not in result:
        return f"National result {number(result.get('national', 0.0))} of 100"
    return (
        f"National result {number(result['national'])} of 100: {number(result['national_now'])} at "
        f"the vote, {number(result['national_later'])} {filled('{idle_quarters} later')}"
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure as it came and as it would be without somebody's doings."""

    title: str
    came: str
    without: str
    change: str
    good: bool | None


def changed(voice: Voice, rows: tuple[tuple[str, float, float], ...]) -> list[Changed]:
    """Return what an office's choices changed, under the same luck."""
    out = []
    for figure, came, without in rows:
        unit, way = voice.unit(figure), voice.scenario.figure(figure).good
        by = change(came - without, unit, came)
        good = None if way == "none" or by == "±0" else (came > without) == (way == "up")
        out.append(
            Changed(voice.figure(figure), quantity(came, unit), quantity(without, unit), by, good)
        )
    return out


def parts(
    voice: Voice, role: Role, terms: tuple[tuple[str, float, str], ...]
) -> list[tuple[str, float, float]]:
    """Split a score: (part, points, points there were to win)."""
    most: dict[str, float] = {}
    for term in voice.scenario.scoring.roles.get(role, ()):
        most[term.part] = most.get(term.part, 0.0) + term.points
    got: dict[str, float] = {}
    for _, points, part in terms:
        got[part] = got.get(part, 0.0) + points
    return [(PARTS[p], got.get(p, 0.0), most[p]) for p in PARTS if most.get(p)]
