"""Scores of tags without a warehouse: what the view `score` says, straight from columns of tags."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from xlr_warehouse.errors import FrameError

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class _Spans:
    """Entities in order: the rows of their first and last tokens, the number of their type, and whether with B-."""

    first: Numbers
    last: Numbers
    kind: Numbers
    starts_with_b: Flags


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
    sentence = gold.get_column("sentence").to_numpy()
    is_first = np.ones(n, dtype=np.bool_)
    is_first[1:] = sentence[1:] != sentence[:-1]
    tags = sorted({*gold.get_column("tag").unique(), *predicted.get_column("tag").unique()})
    known = _spans(gold.get_column("tag"), tags, is_first)
    found = _spans(predicted.get_column("tag"), tags, np.tile(is_first, n_runs))
    # Where a gold entity begins: its last row, its type, and whether it begins with B-. Elsewhere none matches.
    last, kind, with_b = np.full(n, -1), np.full(n, -1), np.zeros(n, dtype=np.bool_)
    last[known.first], kind[known.first], with_b[known.first] = known.last, known.kind, known.starts_with_b
    run, place = np.divmod(found.first, max(n, 1))
    is_correct = (last[place] == found.last - run * n) & (kind[place] == found.kind)
    is_correct_strict = is_correct & found.starts_with_b & with_b[place]

    def counted(chosen: Flags | None = None) -> Numbers:
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


def _spans(column: pl.Series, tags: list[str], is_first: Flags) -> _Spans:
    """Entities in the lenient reading: I-X after anything but B-X or I-X opens one. `is_first` marks new sentences."""
    code = column.cast(pl.Enum(tags)).to_physical().to_numpy()
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(tag[2:] for tag in tags))}
    kind = np.array([kinds[tag[2:]] for tag in tags], dtype=np.int16)[code]
    goes_on = np.array([tag.startswith("I-") for tag in tags])[code] & ~is_first
    goes_on[1:] &= kind[1:] == kind[:-1]
    is_inside = np.array([tag != "O" for tag in tags])[code]
    stops = is_inside.copy()
    stops[:-1] &= ~goes_on[1:]
    first = np.flatnonzero(is_inside & ~goes_on)
    with_b = np.array([tag.startswith("B-") for tag in tags])[code[first]]
    return _Spans(first=first, last=np.flatnonzero(stops), kind=kind[first].astype(np.int64), starts_with_b=with_b)


def _f1(n_correct: Numbers, n_predicted: Numbers, n_gold: int) -> npt.NDArray[np.float64]:
    """The harmonic mean of precision and recall: twice the correct ones by all, 0 where there are none."""
    every = n_predicted + n_gold
    return np.divide(2 * n_correct, every, out=np.zeros(every.size), where=every > 0)
