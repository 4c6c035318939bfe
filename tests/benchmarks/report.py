"""How long the report of a full study takes, and how large it is: `python -m tests.benchmarks report [ROWS]`.

The study is made up: thirteen pairs, two encoders, both tasks, three seeds, every perturbation of the paper, and
estimates of two hundred replicates. It ends with status 1 beyond thirty seconds or six megabytes.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reports.estimates.estimating import estimate
from reports.page import write_report
from tests.benchmarks.great_study import NER, Size, fill
from xlr_warehouse.warehouse import Warehouse

ROWS = 13_000_000
REPLICATES = 200
WANTED_S, WANTED_MB = 30.0, 6.0


def main(arguments: Sequence[str]) -> None:
    """Make the study, write its report, and say how long that took and how large it is."""
    rows = int(arguments[0].replace("_", "")) if arguments else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.duckdb"
        with Warehouse.writing(path) as warehouse:
            fill(warehouse, Size(rows=rows, perturbations=len(NER)))
            made = warehouse.one("select count(*) from prediction")
        estimate(path, replicates=REPLICATES, seed=1, tell=lambda *_: None)
        begin = time.perf_counter()
        written = write_report(warehouse=path, pages=None, out=Path(folder) / "report.html")
        seconds, megabytes = time.perf_counter() - begin, written.n_bytes / 1e6
    sys.stdout.write(
        f"the report of {made:,} predictions, {written.n_charts} charts: {seconds:.1f} s (wanted: {WANTED_S:.0f}), "
        f"{megabytes:.1f} MB (wanted: {WANTED_MB:.0f})\n"
    )
    if seconds > WANTED_S or megabytes > WANTED_MB:
        sys.exit(1)
