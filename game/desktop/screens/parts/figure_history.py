"""A figure's course on a chart: as the reader knew it, as it was in life, and what came of it."""

from __future__ import annotations

from game.desktop.charts import ChartLine, LineChart
from game.desktop.kit.node import Node
from game.rules.state.view import Seen
from game.telling.historical_overlay import AsItWas
from game.telling.names import Voice


def course(
    voice: Voice,
    seen: Seen,
    was: AsItWas | None = None,
    later: tuple[int, float] | None = None,
    *,
    height: float = 120,
) -> Node | None:
    """Return the chart, or None while there is nothing to join. ``later`` is a quarter after the
    game and the figure's value then, joined by a dashed line."""
    points = tuple((float(q), v) for q, v in seen.history)
    if len(points) < 2:
        return None
    title = voice.figure(seen.figure)
    lines = [ChartLine(title, points, dashed=not seen.exact)]
    if was is not None:
        lines.append(ChartLine("as it was", tuple((float(q), v) for q, v in was.points), "warn"))
    if later is not None:
        after = (float(later[0]), later[1])
        lines.append(ChartLine("if nobody acts", (points[-1], after), "soft", dashed=True))
    return LineChart(
        f"{title} by quarter",
        lines,
        x_name=voice.quarter_on_axis,
        height=height,
    )
