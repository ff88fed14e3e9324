"""What the game came to: the scenario's own ending, and the regime that is left, run on."""

from __future__ import annotations

from game.desktop.charts import ChartLine, LineChart
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.match_session import Session
from game.rules.state.facts import Concluded, Projected
from game.scenario.schema.base import SPECTATOR
from game.telling.formatting import number
from game.telling.log import tell


def endings(session: Session) -> list[Node]:
    """Return panels for the outcome and, where the scenario has one, its projection."""
    log = session.match.log_for(SPECTATOR)
    panels: list[Node] = []
    for fact in log:
        if isinstance(fact, Concluded):
            title, prose = session.voice.outcome(fact.outcome)
            panels.append(
                Panel(
                    Column(
                        Note("What it came to", weight="semibold"),
                        Heading(title, size="head"),
                        Text(prose),
                        gap=5,
                    ),
                    fill="paper",
                    pad=18,
                )
            )
    panels += [_projection(session, fact) for fact in log if isinstance(fact, Projected)]
    return panels


def _projection(session: Session, fact: Projected) -> Node:
    plan = session.match.pack.scenario.projection
    years = [float(y) for y in fact.years]
    lines = [
        ChartLine("as you leave it", tuple(zip(years, fact.failures, strict=True)), "bad"),
        ChartLine("as assumed", tuple(zip(years, fact.assumed, strict=True)), "link", dashed=True),
        ChartLine("trusts at risk", tuple(zip(years, fact.at_risk, strict=True)), "warn"),
    ]
    title = plan.title if plan is not None else "The regime that is left"
    return Panel(
        Column(
            Heading(title, size="lead"),
            LineChart(
                f"{title}: failures so far by year",
                lines,
                x_name=lambda y: f"{y:.0f}",
                y_name=number,
                height=190,
                low=0.0,
            ),
            Note(tell(session.voice, fact)),
            gap=7,
        )
    )
