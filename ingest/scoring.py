"""Scores of tags without a warehouse: what the view `score` says, straight from columns of tags."""

import numpy as np
import numpy.typing as npt
import polars as pl

from xlr_warehouse.errors import FrameError
from xlr_warehouse.spans import begins, entities, known_tags

Numbers = npt.NDArray[np.int64]


def f1_by_run(gold: pl.DataFrame, predicted: pl.DataFrame) -> pl.DataFrame:
    """F1 of every run on one text, a row a run in the order in which they come.

    `gold` has the columns sentence, position and tag, `predicted` has run besides; both are ordered by them, and every
    run has a tag for each gold one. The answer has run, n_gold, n_predicted, n_correct, `f1_conlleval` (lenient:
    seqeval's default) and `f1_iob2_strict` (seqeval's strict mode with IOB2), shares; 0 where undefined, as in seqeval.
    Raises `FrameError` where a run has other tokens than the text.
    """
    runs = predicted.get_column("run").rle().struct.unnest()
    n_runs, n = runs.height, gold.height
    if not (runs.get_column("len") == n).all():
        raise FrameError("A run has more or fewer tags than the text has tokens.")
    gold_tags, tags = gold.get_column("tag"), predicted.get_column("tag")
    every, is_first = known_tags(gold_tags, tags), begins(gold, ("sentence",))
    known = entities(gold_tags, every, is_first)
    found = entities(tags, every, np.tile(is_first, n_runs))
    # Where a gold entity begins: its last row, its type, and whether it starts with B-. Elsewhere none matches.
    last, kind, with_b = np.full(n, -1), np.full(n, -1), np.zeros(n, dtype=np.bool_)
    last[known.first], kind[known.first] = known.last, known.types.to_physical().to_numpy()
    with_b[known.first] = known.starts_with_b
    run, place = np.divmod(found.first, max(n, 1))
    is_correct = (last[place] == found.last - run * n) & (kind[place] == found.types.to_physical().to_numpy())
    is_correct_strict = is_correct & found.starts_with_b & with_b[place]

    def counted(chosen: npt.NDArray[np.bool_] | None = None) -> Numbers:
        return np.bincount(run if chosen is None else run[chosen], minlength=n_runs)

    n_gold, n_gold_strict = known.first.size, int(known.starts_with_b.sum())
    return pl.DataFrame(
        {
            "run": runs.get_column("value"),
            "n_gold": np.full(n_runs, n_gold),
            "n_predicted": counted(),
            "n_correct": counted(is_correct),
            "f1_conlleval": _f1(counted(is_correct), counted(), n_gold),
            "f1_iob2_strict": _f1(counted(is_correct_strict), counted(found.starts_with_b), n_gold_strict),
        }
    )


def _f1(n_correct: Numbers, n_predicted: Numbers, n_gold: int) -> npt.NDArray[np.float64]:
    """The harmonic mean of precision and recall: twice the correct ones by all, 0 where there are none."""
    every = n_predicted + n_gold
    return np.divide(2 * n_correct, every, out=np.zeros(every.size), where=every > 0)
