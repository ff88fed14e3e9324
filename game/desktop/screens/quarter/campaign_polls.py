"""Below the campaign's few orders: how the polls went all game long, and what a score stands at."""

from __future__ import annotations

from game.desktop.charts import LineChart
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Note
from game.desktop.match_session import Session
from game.desktop.screens.parts.poll_line import poll_line
from game.desktop.screens.parts.score_sum import terms
from game.telling.for_you import for_you
from game.telling.polls_moved import poll_figures


def before_the_vote(s: Session) -> Node | None:
    """Return the polls as the reader knows them beside its score's terms; None outside the
    campaign."""
    if s.view.phase != "campaign":
        return None
    own = for_you(s.voice, s.view, s.heard())
    found = None
    if own is not None:
        found = Panel(
            Column(Heading("Your score before the vote", size="lead"), *terms(own), gap=7),
            fill="raised",
            pad=(16, 12),
        )
    return Grid(*[panel for panel in (_polls(s), found) if panel is not None], min_column=300)


def _polls(s: Session) -> Node | None:
    lines = []
    for code, figure in poll_figures(s.voice.scenario).items():
        seen = s.view.figures.get(figure)
        if seen is not None and len(seen.history) > 1:
            points = tuple((float(q), v) for q, v in seen.history)
            lines.append(poll_line(code, points))
    if not lines:
        return None
    return Panel(
        Column(
            Heading("The polls until now", size="lead"),
            Note(
                "Per cent. What you order is out for the campaign's weeks; then the country votes."
            ),
            LineChart(
                "The polls by quarter",
                lines,
                x_name=s.voice.quarter_on_axis,
                y_name=lambda v: f"{v:.0f}%",
                height=120,
                low=0.0,
            ),
            gap=8,
        ),
        fill="raised",
        pad=(16, 12),
        key="polls",
    )
