"""How long people wait for the views of the contract, on a made-up study with millions of predictions.

`python -m tests.benchmarks views [ROWS]`: warm, the median of five, each view as a whole. It ends with status 1 where
one takes longer than is wanted: .3 seconds, or a second beyond 13 million rows. Those that list every mention have no
such bound.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.great_study import Size, fill
from xlr_warehouse.warehouse import Warehouse

ROWS = 13_000_000
WANTED_S = {ROWS: 0.3, 100_000_000: 1.0}
CONTRACT = (
    "score",
    "score_by_type",
    "title_score",
    "degradation",
    "edit_effect",
    "overlap_and_degradation",
    "correlation",
    "published_correlation",
    "replication",
)
LISTING = "mention_outcome"
"""Lists every mention of every run; how fast it is asked about one run is shown."""

ROUNDS = 5


def main(arguments: Sequence[str]) -> None:
    """Make the study, time each view, and say which are too slow."""
    rows = int(arguments[0].replace("_", "")) if arguments else ROWS
    wanted = WANTED_S[ROWS] if rows <= ROWS else WANTED_S[100_000_000]
    with tempfile.TemporaryDirectory() as folder, Warehouse.writing(Path(folder) / "great.duckdb") as warehouse:
        fill(warehouse, Size(rows=rows))
        n = warehouse.one("select count(*) from prediction")
        sys.stdout.write(f"{n:,} predictions\n")
        slow = [view for view in CONTRACT if _shown(warehouse, view, f"from {view}") > wanted]
        run = warehouse.one("select min(run) from run where task = 'ner'")
        _shown(warehouse, f"{LISTING}, one run", f"from {LISTING} where run = '{run}'")
    if slow:
        sys.exit(f"slower than {wanted} s: {', '.join(slow)}")


def _shown(warehouse: Warehouse, name: str, query: str) -> float:
    n_rows = warehouse.frame(query).height
    seconds = sorted(_seconds(warehouse, query) for _ in range(ROUNDS))
    median = statistics.median(seconds)
    sys.stdout.write(f"{name:26} {n_rows:9,} rows  {median:.3f} s ({seconds[0]:.3f} to {seconds[-1]:.3f})\n")
    return median


def _seconds(warehouse: Warehouse, query: str) -> float:
    started = time.perf_counter()
    warehouse.frame(query)
    return time.perf_counter() - started
