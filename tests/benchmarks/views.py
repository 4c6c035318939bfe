"""How long people wait for the views of the contract, on a made-up study with millions of predictions.

`python -m tests.benchmarks views [ROWS]`: on two cores and warm, the median of five, of each view as a whole and of a
query that asks for a number of every column. It ends with status 1 where either takes longer than is wanted: .3
seconds, or a second beyond 13 million rows. Those that list every mention have no such bound. The work of the cores is
shown beside: on a busy machine it tells more than the clock.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.great_study import Size, fill
from xlr_warehouse.warehouse import Warehouse

ROWS = 13_000_000
MANY = 100_000_000
WANTED_S, WANTED_OF_MANY_S = 0.3, 1.0
N_CORES = 2
ROUNDS = 5

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
WAITED_FOR = ("score_by_subset", "degradation_by_subset", "setting_contrast", "verdict")
"""No part of the contract, but people wait for them too."""
LISTING = "mention_outcome"
"""Lists every mention of every run: no answer to wait for as a whole. How fast it tells of one run is shown."""


@dataclass(frozen=True, kw_only=True)
class Timed:
    """How long a query took, by the clock, in rounds; and how many seconds all cores worked for it, at the median."""

    seconds: tuple[float, ...]
    of_cores: float

    @property
    def median(self) -> float:
        """Seconds of the clock."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        """Median, smallest and largest, and the work of the cores."""
        low, high = min(self.seconds), max(self.seconds)
        return f"{self.median:.3f} s ({low:.3f} to {high:.3f}; of cores {self.of_cores:.3f})"


def main(arguments: Sequence[str]) -> None:
    """Make the study, time each view, and say which are too slow."""
    rows = int(arguments[0].replace("_", "")) if arguments else ROWS
    is_great = rows > ROWS
    size = Size(rows=rows, encoders=3, seeds=5, perturbations=5) if is_great else Size(rows=rows)
    wanted = WANTED_OF_MANY_S if is_great else WANTED_S
    with tempfile.TemporaryDirectory() as folder, Warehouse.writing(Path(folder) / "great.duckdb") as warehouse:
        warehouse.execute(f"set threads = {N_CORES}")
        fill(warehouse, size)
        n = warehouse.one("select count(*) from prediction")
        _say(f"{n:,} predictions: {size}, {size.sentences:,} sentences a test set")
        slow = [view for view in CONTRACT if _slowest(warehouse, view) > wanted]
        for view in WAITED_FOR:
            _slowest(warehouse, view)
        run = warehouse.one("select min(run) from run where task = 'ner'")
        of_one_run = _timed(warehouse, f"from {LISTING} where run = '{run}'")
        _say(f"{LISTING} of one run: {of_one_run}")
    if slow:
        sys.exit(f"slower than {wanted} s: {', '.join(slow)}")


def _slowest(warehouse: Warehouse, view: str) -> float:
    """Show a view, and say how long the slower of both questions takes."""
    n_rows = warehouse.one(f"select count(*) from {view}")
    whole = _timed(warehouse, f"from {view}")
    summed = _timed(warehouse, f"select count(columns(*)) from {view}")
    _say(f"{view:24} {n_rows:7,} rows  whole {whole}  summed {summed}")
    return max(whole.median, summed.median)


def _timed(warehouse: Warehouse, query: str) -> Timed:
    warehouse.frame(query)
    rounds = [_once(warehouse, query) for _ in range(ROUNDS)]
    return Timed(
        seconds=tuple(seconds for seconds, _ in rounds), of_cores=statistics.median(cores for _, cores in rounds)
    )


def _once(warehouse: Warehouse, query: str) -> tuple[float, float]:
    """Seconds of the clock and of the cores."""
    started, worked = time.perf_counter(), _work()
    warehouse.frame(query)
    return time.perf_counter() - started, _work() - worked


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
