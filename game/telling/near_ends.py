"""How near the ends are, in words: collapse, the Secretary's fall, the coalition's."""

from __future__ import annotations

from game.rules.constants import SERVICE_ENDS_AFTER
from game.rules.state.facts import End, Nearing
from game.rules.state.view import View
from game.scenario.title_case import inside
from game.telling.formatting import listed, number
from game.telling.names import Voice
from game.telling.rulebook import counted


def said(voice: Voice, end: str, level: int, quarters: int) -> str:
    """Return how near an end is, without a full stop."""
    if end == "collapse":
        ends = number(voice.scenario.scoring.collapse_at)
        if quarters < SERVICE_ENDS_AFTER:
            return (
                f"The index of collapse stands at {level}: {counted(quarters, 'more quarter')} at "
                f"{ends} or above and the service collapses"
            )
        return f"The index of collapse stands at {level}; the service collapses from {ends} on"
    bad = counted(quarters, "bad quarter")
    if end == "sacking":
        who = voice.office("secretary", start=True)
        return f"{who} is {bad} from the door: standing {level}"
    return f"{voice.figure('coalition_strain')} stands at {level}, {bad} from the end"


def headline(voice: Voice, end: End) -> str:
    """Return the headline of an end that is near."""
    if end == "collapse":
        return "A service near collapse"
    if end == "sacking":
        return f"{voice.title_of('secretary')} near the door"
    return "How long can they hold?"


def lines(voice: Voice, view: View) -> list[str]:
    """Return every end that is near, as all were told; empty where none is."""
    return [f"{said(voice, *near)}." for near in view.nearing]


def fact_said(voice: Voice, fact: Nearing) -> str:
    """Return the fact as a sentence without its full stop."""
    told = said(voice, fact.end, fact.level, fact.quarters)
    if not fact.weighs:
        return told
    weighs = listed(inside(name) for name in fact.weighs)
    return f"{told}. What weighs most in it: {weighs}"
