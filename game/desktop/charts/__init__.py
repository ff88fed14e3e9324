"""Charts in pure pygame: lines with labels, bars, a "why" waterfall, dials, seats, swing.

Each is a node with a title for the semantic tree and says its numbers in ``sem_state``, so
that what is drawn can also be read. A few milliseconds each at most.
"""

from game.desktop.charts.bars import BarPart, Bars, Waterfall
from game.desktop.charts.dials import Dial, SeatBar, Swingometer
from game.desktop.charts.line_chart import ChartLine, LineChart

__all__ = [
    "BarPart",
    "Bars",
    "ChartLine",
    "Dial",
    "LineChart",
    "SeatBar",
    "Swingometer",
    "Waterfall",
]
