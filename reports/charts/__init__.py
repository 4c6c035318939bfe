"""The charts of the report, for use from Python as well: each takes a frame and gives an Altair chart."""

from reports.charts.forest import forest
from reports.charts.losses import losses
from reports.charts.matrix import matrix, seriated
from reports.charts.rows import cost_rows, score_rows
from reports.charts.scatter import Axis, axis_over, overlap_axis, scatter
from reports.charts.slopes import slopes

__all__ = [
    "Axis",
    "axis_over",
    "cost_rows",
    "forest",
    "losses",
    "matrix",
    "overlap_axis",
    "scatter",
    "score_rows",
    "seriated",
    "slopes",
]
