"""Charts as SVG and as pages of HTML, drawn without a screen and without a library.

Whatever has words for numbers may draw them here: the command line, a debrief on paper, the lab.
``line_chart`` has lines with bands, ``bar_chart`` amounts with ranges, ``tornado`` what a
parameter moves down and up, ``cartogram`` a map of hexes. Each returns a ``Chart``, which holds its
numbers as a table too; ``page`` lays several on a page that stands alone.

No meaning hangs on colour: lines differ in dash and marker, fills in pattern and letter.

>>> from game.telling.charts import ChartSeries, line_chart
>>> drawn = line_chart("Waiting list", ["2014Q1", "2014Q2"], [ChartSeries("as played", (2.9, 3.1))])
>>> drawn.svg.startswith("<svg"), drawn.table.rows[1]
(True, ('2014Q2', '3.1'))
"""

from game.telling.charts.bar_chart import Amount, bar_chart, tornado
from game.telling.charts.cartogram import Dot, Hexagon, cartogram
from game.telling.charts.line_chart import ChartSeries, line_chart
from game.telling.charts.svg import Chart, DataTable, page, stacked

__all__ = [
    "Amount",
    "Chart",
    "ChartSeries",
    "DataTable",
    "Dot",
    "Hexagon",
    "bar_chart",
    "cartogram",
    "line_chart",
    "page",
    "stacked",
    "tornado",
]
