"""The charts of the report, for use from Python as well: each takes a frame and gives an Altair chart."""

from reports.charts.agreement import agreement
from reports.charts.arms import arms
from reports.charts.axes import Axis, axis_over, overlap_axis
from reports.charts.doses import doses
from reports.charts.forest import forest
from reports.charts.losses import losses
from reports.charts.matrix import matrix, seriated
from reports.charts.rows import score_rows
from reports.charts.scatter import scatter
from reports.charts.slopes import slopes
from reports.charts.verdicts import verdicts

__all__ = [
    "Axis",
    "agreement",
    "arms",
    "axis_over",
    "doses",
    "forest",
    "losses",
    "matrix",
    "overlap_axis",
    "scatter",
    "score_rows",
    "seriated",
    "slopes",
    "verdicts",
]
