"""Speed beside the peers, in one run, as ratios: `make bench`.

Machines are noisy, so each pair is timed in turn, several times, and the median of the ratios is shown.
Uses real WikiANN at ../shared/data where it exists, else the lab.
`training`, `views` and `report` have options of their own.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import datasets

from ingest.corpora import lab, wikiann
from ingest.load import load
from tests.benchmarks import report, training, views
from tests.benchmarks.bootstrap import bootstrap
from tests.benchmarks.dump import dump_scan
from tests.benchmarks.landing import landing
from tests.benchmarks.overlap import overlap
from tests.benchmarks.predictions import predictions
from tests.benchmarks.race import Race
from tests.benchmarks.scores import scores
from tests.benchmarks.vectors import context_cosine
from xlr_warehouse.warehouse import Warehouse

WIKIANN = Path(__file__).parents[3] / "shared" / "data" / "wikiann"

RACES: dict[str, Callable[[Path], Race | list[Race]]] = {
    "landing": lambda folder: landing(folder, WIKIANN),
    "predictions": predictions,
    "dump": dump_scan,
    "overlap": lambda folder: overlap(folder, WIKIANN),
    "context_cosine": lambda folder: context_cosine(folder, _landed(folder)),
    "bootstrap": bootstrap,
    "scores": lambda folder: scores(folder, WIKIANN),
}


def main(names: Sequence[str]) -> None:
    """Run the races of these names, or every one, and print the ratios."""
    datasets.disable_progress_bars()
    if names[:1] == ["training"]:
        training.main(names[1:])
        return
    if names[:1] == ["views"]:
        views.main(names[1:])
        return
    if names[:1] == ["report"]:
        report.main(names[1:])
        return
    for name in names or RACES:
        if name == "landing" and not WIKIANN.is_dir():
            sys.stdout.write("landing: left out, as real WikiANN is not beside this checkout\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            races = RACES[name](Path(folder))
            for race in races if isinstance(races, list) else [races]:
                sys.stdout.write(f"{race.what}: {_result(race)}\n")
    if not names:
        views.main([])
        report.main([])
        training.main([])


def _landed(folder: Path) -> Warehouse:
    corpus = wikiann.read(["no", "da", "ta", "mr"], folder=WIKIANN) if WIKIANN.is_dir() else lab.read(seed=1)
    warehouse = Warehouse.writing(folder / "bench.duckdb")
    load(warehouse, corpus)
    return warehouse


def _result(race: Race) -> str:
    rounds = [(_seconds(race.theirs), _seconds(race.ours)) for _ in range(race.rounds)]
    ratios = [theirs / ours for theirs, ours in rounds]
    spread = f"{min(ratios):.1f} to {max(ratios):.1f} in {race.rounds} rounds"
    said = f"{statistics.median(ratios):.1f} times as fast ({spread})"
    speed = statistics.median(race.n / ours for _, ours in rounds)
    return f"{said}, {speed:,.0f} {race.unit} a second" if race.n else said


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1:])
