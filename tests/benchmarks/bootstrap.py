"""A thousand paired bootstrap replicates of a study of 520 settings, beside scipy.stats.bootstrap on the same counts.

Ours reads the counts from the warehouse and gives scores, changes, costs and contrasts, of all sentences and of those
that are leak-free. Scipy is given the counts, and gives the changes of score alone, of all sentences: a fifth of the
numbers.
"""

from pathlib import Path

import numpy as np
from scipy import stats

from reports.estimates.bootstrap import bootstrapped
from reports.estimates.counts import read_test_set
from reports.estimates.evaluations import Evaluation, read_evaluations
from reports.estimates.settings import grouped
from tests.benchmarks.great_study import Size, fill
from tests.benchmarks.race import Race
from xlr_warehouse.warehouse import Warehouse

SIZE = Size(rows=13_000_000, encoders=2, seeds=3, perturbations=6)
REPLICATES = 1000
ITEMS = """
    insert into sentence
    select text_set, n, 7, true, hash(original, n) % 1000000007, null
    from text_set cross join generate_series(0, n_items - 1) as s (n) where task = 'title'
"""
Counts = list[np.ndarray]


def bootstrap(folder: Path) -> Race:
    """A study of the paper's size: two encoders, thirteen pairs, three seeds, six perturbations and two of titles."""
    warehouse = Warehouse.writing(folder / "great.duckdb")
    fill(warehouse, SIZE, without=("tokens", "predictions", "overlaps"))
    warehouse.execute(ITEMS)
    settings = _changes(warehouse)

    def ours() -> int:
        found = bootstrapped(warehouse, replicates=REPLICATES, seed=1, tell=lambda *_: None)
        return len({(one.cell, one.test_set) for one in found if one.cell.quantity == "score"})

    return Race(
        what=f"{REPLICATES:,} paired bootstrap replicates of a study of 520 settings with all their contrasts, beside "
        f"the {len(settings)} changes of F1 alone by scipy.stats.bootstrap on the same counts",
        ours=ours,
        theirs=lambda: [_by_scipy(counts) for counts in settings],
        n=520,
        unit="settings",
        rounds=1,
    )


def _changes(warehouse: Warehouse) -> list[Counts]:
    """For each setting and perturbation of the NER part, the counts before and after, run by run."""
    found: list[Counts] = []
    for original, rows in read_evaluations(warehouse).items():
        if rows[0].task == "ner":
            counts = read_test_set(warehouse, original, task="ner").counts
            own = [one for one in rows if one.is_own and one.perturbation_id is not None]
            settings = grouped(own, lambda one: (one.encoder, one.train_language, one.perturbation_id))
            found += [[column for one in runs for column in _of_run(counts, one)] for runs in settings.values()]
    return found


def _of_run(counts: dict[tuple[str | int, ...], np.ndarray], one: Evaluation) -> Counts:
    return [
        counts[what]
        for text_set in (one.original, one.text_set)
        for what in (("correct", one.run, text_set), ("predicted", one.run, text_set), ("gold", text_set))
    ]


def _by_scipy(counts: Counts) -> object:
    def change(*columns: np.ndarray, axis: int = -1) -> np.ndarray:
        sums = [column.sum(axis=axis) for column in columns]
        scores = [2 * sums[at] / (sums[at + 1] + sums[at + 2]) for at in range(0, len(sums), 3)]
        return sum(scores[1::2]) - sum(scores[::2])

    return stats.bootstrap(
        tuple(counts),
        change,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=REPLICATES,
        batch=100,
        rng=np.random.default_rng(1),
    )
