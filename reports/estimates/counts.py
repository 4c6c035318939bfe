"""What is counted on a test set, by sentence: all that its scores, changes and costs are made of.

A count is named by what it is of: ('sentences',), ('gold', text set), ('predicted' or 'correct' or 'right', run, text
set), ('touched' or 'edited', perturbation), ('lost', run, perturbation). Perturbed text sets keep the sentences of
their original. Touched are all edits, edited those of mentions; lost is what was found before the edit less what was
found after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from reports.estimates.resampling import Array
from xlr_warehouse.warehouse import Warehouse

Key = tuple[str | int, ...]
Near = frozenset[int]
"""Training sets whose near duplicates are left out; none for all sentences."""
Ints = npt.NDArray[np.integer]
Bools = npt.NDArray[np.bool_]

SENTENCES = """
    select sentence, cast(dense_rank() over (order by duplicate_of) - 1 as bigint) as cluster
    from sentence where text_set = $test_set order by sentence
"""
GOLD = """
    select text_set, sentence from mention
    where text_set in (select text_set from text_set where original = $test_set)
"""
RIGHT = """
    select chosen.run, chosen.text_set, chosen.item as sentence
    from title_prediction as chosen
    inner join title_item
        on
            chosen.text_set = title_item.text_set
            and chosen.item = title_item.item
            and chosen.option = title_item.correct
    where chosen.is_chosen and chosen.text_set in (select text_set from text_set where original = $test_set)
"""
# A number for each evaluation: names of runs are long, and there are millions of predicted mentions.
NUMBERED = """
    select run, text_set, cast(row_number() over (order by run, text_set) as integer) as number
    from evaluation
    where text_set in (select text_set from text_set where original = $test_set)
"""
PREDICTED = f"""
    with tested as ({NUMBERED})

    select tested.number, found.sentence, found.first_token, found.is_correct
    from predicted_mention as found
    inner join tested on found.run = tested.run and found.text_set = tested.text_set
"""
EDITS = """
    select
        edit.perturbation_id, perturbation.perturbed_set, edit.sentence, edit.mention is not null as is_mention,
        edit.original_first_token, edit.first_token
    from edit
    inner join perturbation on edit.perturbation_id = perturbation.perturbation_id
    where perturbation.test_set = $test_set
"""


@dataclass(frozen=True, kw_only=True)
class TestSet:
    """A test set: its name, the cluster of each sentence, what stands nearly in each training set, and its counts.

    near: by training set, whether a sentence is to be left out. counts: a number for each sentence.
    """

    __test__ = False  # pytest takes the name for a test

    name: tuple[str, ...]
    cluster: Ints
    near: dict[int, Bools]
    counts: dict[Key, Array]
    _n_kept: dict[Near, int] = field(default_factory=dict[Near, int])

    @property
    def n_clusters(self) -> int:
        """How many clusters of exact duplicates it has."""
        return int(self.cluster.max(initial=-1)) + 1

    def kept(self, near: Near) -> Bools:
        """Whether a sentence stands nearly in none of these training sets."""
        kept = np.ones(len(self.cluster), dtype=bool)
        for train_set in near:
            kept &= ~self.near[train_set]
        return kept

    def n_kept(self, near: Near) -> int:
        """Clusters of the sentences that stand nearly in none of these training sets."""
        if near not in self._n_kept:
            self._n_kept[near] = len(np.unique(self.cluster[self.kept(near)]))
        return self._n_kept[near]


def read_test_set(warehouse: Warehouse, test_set: int, *, task: str) -> TestSet:
    """Everything counted on a test set and on what was made of it."""
    name = warehouse.frame(
        "select corpus, task, language, split, sha256 from text_set where text_set = $test_set", test_set=test_set
    ).row(0)
    sentences = warehouse.frame(SENTENCES, test_set=test_set)
    near = warehouse.frame(
        "select train_set, sentences from near_in_training where test_set = $test_set order by train_set",
        test_set=test_set,
    )
    numbers, n = sentences.get_column("sentence"), sentences.height
    places = sentences.select("sentence", pl.int_range(pl.len(), dtype=pl.Int64).alias("place"))
    counts: dict[Key, Array] = {("sentences",): np.ones(n)}
    edits = warehouse.frame(EDITS, test_set=test_set).join(places, on="sentence")
    counts |= _tallies("touched", edits, ["perturbation_id"], n)
    counts |= _tallies("edited", edits.filter("is_mention"), ["perturbation_id"], n)
    if task == "title":
        right = warehouse.frame(RIGHT, test_set=test_set).join(places, on="sentence")
        counts |= _tallies("right", right, ["run", "text_set"], n)
    else:
        gold = warehouse.frame(GOLD, test_set=test_set).join(places, on="sentence")
        counts |= _tallies("gold", gold, ["text_set"], n)
        counts |= _found(warehouse, test_set, places, edits.filter("is_mention"))
    return TestSet(
        name=name,
        cluster=sentences.get_column("cluster").to_numpy(),
        near={train_set: numbers.is_in(near_ones).to_numpy() for train_set, near_ones in near.iter_rows()},
        counts={key: column for key, column in counts.items() if column.any()},
    )


def _found(warehouse: Warehouse, test_set: int, places: pl.DataFrame, edits: pl.DataFrame) -> dict[Key, Array]:
    """What every run predicted on each text set, how much of it is right, and what it lost by the edits."""
    n = places.height
    tested = warehouse.frame(f"{NUMBERED} order by number", test_set=test_set)
    rows = warehouse.frame(PREDICTED, test_set=test_set).join(places, on="sentence").sort("number")
    place, first_token = rows.get_column("place").to_numpy(), rows.get_column("first_token").to_numpy()
    is_correct = rows.get_column("is_correct").to_numpy()
    bounds = np.searchsorted(rows.get_column("number").to_numpy(), np.arange(1, tested.height + 2))
    width = 1 + max(int(one.to_numpy().max(initial=0)) for one in _first_tokens(rows, edits))
    counts: dict[Key, Array] = {}
    hits: dict[tuple[str, int], Ints] = {}
    for number, (run, text_set) in enumerate(tested.select("run", "text_set").iter_rows()):
        part = slice(bounds[number], bounds[number + 1])
        right = is_correct[part]
        counts["predicted", run, text_set] = _numbers(place[part], n)
        counts["correct", run, text_set] = _numbers(place[part][right], n)
        hits[run, text_set] = place[part][right] * width + first_token[part][right]
    is_hit = np.zeros(n * width, dtype=bool)
    for (perturbation, perturbed_set), made in _parts(edits, ["perturbation_id", "perturbed_set"]):
        at = made.get_column("place").to_numpy()
        before = at * width + made.get_column("original_first_token").to_numpy()
        after = at * width + made.get_column("first_token").to_numpy()
        for (run, text_set), found in hits.items():
            if text_set == perturbed_set and (run, test_set) in hits:
                lost = _looked_up(is_hit, hits[run, test_set], before) - _looked_up(is_hit, found, after)
                counts["lost", run, perturbation] = np.bincount(at, weights=lost, minlength=n).astype(np.float64)
    return counts


def _first_tokens(rows: pl.DataFrame, edits: pl.DataFrame) -> Iterator[pl.Series]:
    """Where mentions begin, in any text: their largest says how wide a sentence is."""
    yield rows.get_column("first_token")
    yield edits.get_column("first_token")
    yield edits.get_column("original_first_token")


def _looked_up(is_hit: Bools, hits: Ints, places: Ints) -> Array:
    """1 where a place is among the hits, else 0; `is_hit` is all false, before and after."""
    is_hit[hits] = True
    found = is_hit[places].astype(np.float64)
    is_hit[hits] = False
    return found


def _tallies(what: str, rows: pl.DataFrame, names: list[str], n: int) -> dict[Key, Array]:
    """How many rows stand at each sentence, by what they are of."""
    return {(what, *key): _numbers(part.get_column("place").to_numpy(), n) for key, part in _parts(rows, names)}


def _parts(rows: pl.DataFrame, names: list[str]) -> Iterator[tuple[tuple[Any, ...], pl.DataFrame]]:
    yield from rows.partition_by(names, as_dict=True).items()


def _numbers(places: Ints, n: int) -> Array:
    return np.bincount(places, minlength=n).astype(np.float64)
