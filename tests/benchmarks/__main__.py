"""Speed beside the peers, in one run, as ratios: `make bench`.

Machines are noisy, so each pair is timed in turn, several times, and the median of the ratios is shown.
Uses real WikiANN at ../shared/data where it exists, else the lab. `training` has options of its own.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import datasets
from seqeval.metrics import f1_score

from ingest.corpora import lab, wikiann
from ingest.load import load
from tests.benchmarks import training
from tests.benchmarks.bootstrap import bootstrap
from tests.benchmarks.dump import dump_scan
from tests.benchmarks.landing import landing
from tests.benchmarks.overlap import overlap
from tests.benchmarks.predictions import predictions
from tests.benchmarks.race import Race
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
    "scores": lambda folder: _scores(_landed(folder)),
}


def main(names: Sequence[str]) -> None:
    """Run the races of these names, or every one, and print the ratios."""
    datasets.disable_progress_bars()
    if names[:1] == ["training"]:
        training.main(names[1:])
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


def _scores(warehouse: Warehouse) -> Race:
    """F1 of a landed run on every test set, beside seqeval on the same tags."""
    number = warehouse.one("select min(text_set) from text_set where task = 'ner' and split = 'test'")
    tags = warehouse.frame(
        """
        select list(tag order by position) as tags from token where text_set = $number
        group by sentence order by sentence
        """,
        number=number,
    )
    gold = tags.get_column("tags").to_list()
    warehouse.execute(
        """
        insert into run by name
        select 'bench' as run, 'ner' as task, 'gold' as encoder, 'xx' as train_language, 1 as seed, 'last' as selection,
        '{}' as config
        """
    )
    warehouse.execute("insert into evaluation values ('bench', $number, 1, 0, 0)", number=number)
    warehouse.execute(
        """
        insert into predicted_mention
        select 'bench', text_set, sentence, first_token, end_token, type, starts_with_b, true from mention
        where text_set = $number
        """,
        number=number,
    )
    return Race(
        what="view score of a landed run, beside seqeval",
        ours=lambda: warehouse.frame("select f1_conlleval, f1_iob2_strict from score"),
        theirs=lambda: f1_score(gold, gold),
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1:])
