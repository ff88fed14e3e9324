"""The acts of a long game: which is played, and how it opens."""

from __future__ import annotations

from game.telling.formatting import clean
from game.telling.names import Voice
from game.world import quarter_calendar


def title(voice: Voice, quarter: int) -> str:
    """Return the act that is played in the quarter: "Act 2 of 5: The Bill"; empty if none is."""
    found = voice.scenario.act(quarter)
    if found is None:
        return ""
    number, act = found
    return f"Act {number} of {len(voice.scenario.acts)}: {clean(act.title, 60)}"


def opening(voice: Voice, quarter: int) -> str:
    """Return how the act opens that begins in the quarter, empty in every other quarter."""
    found = voice.scenario.act(quarter)
    if found is None or quarter_calendar.parse(found[1].first) != quarter:
        return ""
    return clean(found[1].opening, 400)
