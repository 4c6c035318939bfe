"""Overlap: what training sets and test sets share, all pairs of one measure counted in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from ingest.counting import count_units, drop_counts, land_overlap
from ingest.forms.romanised import ROMANISER, land_romanised
from ingest.forms.tokenizers import NamedTokenizer, land_pieces
from ingest.pairs import SetPair, set_pairs, tasks_here
from ingest.rarefying import land_rarefied, plan
from ingest.tallies import Tallies, Tally
from ingest.word_lists import land_word_list
from xlr_warehouse.catalog import canonical, names, plugin
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

MEASURES = "ingest.measures"
NONE = "none"
"""What the column `tokenizer` says where no tokenizer has a part."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An overlap measure.

    `units` is a query over the text sets of the relation `measured`: what is compared. It answers the columns text_set,
    unit (a string, or a number that stands for one), type (the entity type it counts under; NULL where it has none) and
    n (its occurrences), in as many rows as it likes; rows without a unit do not count. `test_units` is that of the test
    side, where the two sides differ; units are strings then. `reads` is the tally of `ingest.tallies` that the query
    reads. `by` says what makes the units: `$tokenizer` in the query is then the name of the tokenizer or
    romaniser, and `forms` a query that answers the forms it must have cut or romanised. `words` says which word list
    the query reads. The measures of the reference are counted when named.
    """

    summary: str
    task: str
    units: str
    test_units: str | None = None
    reads: Tally | None = None
    by: Literal["none", "tokenizer", "romaniser"] = "none"
    forms: str | None = None
    words: Literal["function_words", "stop_words"] | None = None
    of_reference: bool = False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What measuring did.

    `n_new` and `n_known`: how many pairs of text sets each measure counted anew, and how many it had. `n_rarefied` is
    how many pairs were counted anew at equal sample sizes, over all measures and sizes, and `n_too_small` for how many
    a side is smaller than the sample. Measures that were left out: `without_tokenizer` because no tokenizer was named,
    `without_text` because their task has no text for what was asked.
    """

    n_new: dict[str, int]
    n_known: dict[str, int]
    n_rarefied: int
    n_too_small: int
    without_tokenizer: tuple[str, ...]
    without_text: tuple[str, ...]


def measure_overlap(
    warehouse: Warehouse,
    *,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    tokenizers: Sequence[NamedTokenizer] = (),
    sample_sizes: Sequence[int] = (),
    leak_free: bool = False,
) -> Measured:
    """Count every measure for every pair of text sets asked for that has not been counted yet.

    A measure of word pieces is counted for each of the `tokenizers`. `sample_sizes` are the occurrences drawn from
    either side for expected counts at equal sizes; 0 stands for the size of the smallest text set asked for. With
    `leak_free` the pairs are of the splits that were dealt anew.
    """
    wanted = _wanted(warehouse, measures, corpus=corpus)
    lacking = [name for name, measure in wanted.items() if measure.by == "tokenizer" and not tokenizers]
    if lacking and measures:
        raise InputError(
            f"The measure {lacking[0]} counts word pieces: say whose with --tokenizer (a folder with a tokenizer.json, "
            "or a name of the hub)."
        )
    asked, without_text = _asked(
        warehouse, wanted, is_named=bool(measures), corpus=corpus, pairs=pairs, leak_free=leak_free
    )
    n_new: dict[str, int] = {}
    n_known: dict[str, int] = {}
    n_rarefied = n_too_small = 0
    tallies = Tallies(warehouse)
    with warehouse.transaction():
        for name, measure in wanted.items():
            if name in lacking or name in without_text:
                continue
            for label, tokenizer in _makers(measure, tokenizers):
                counting = _Counting(name=name, measure=measure, label=label, tokenizer=tokenizer, tallies=tallies)
                counted = _count(warehouse, counting, asked[measure.task], sample_sizes)
                n_new[name] = n_new.get(name, 0) + counted.n_new
                n_known[name] = n_known.get(name, 0) + asked[measure.task].height - counted.n_new
                n_rarefied += counted.n_rarefied
                n_too_small += counted.n_too_small
        tallies.forget()
    return Measured(
        n_new=n_new,
        n_known=n_known,
        n_rarefied=n_rarefied,
        n_too_small=n_too_small,
        without_tokenizer=tuple(name for name in lacking if name not in without_text),
        without_text=without_text,
    )


def default_measures() -> list[str]:
    """The names of the measures that are counted when none is named: ours, not those of the reference."""
    known = {name: plugin(MEASURES, name, "MEASURE", Measure) for name in names(MEASURES)}
    return [name for name, measure in known.items() if not measure.of_reference]


@dataclass(frozen=True, kw_only=True)
class _Counting:
    """A measure and what makes its units: `label` is what the column `tokenizer` says."""

    name: str
    measure: Measure
    label: str
    tokenizer: NamedTokenizer | None
    tallies: Tallies


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """How many pairs were counted anew, as they are and at equal sample sizes, and how many are too small for that."""

    n_new: int
    n_rarefied: int
    n_too_small: int


def _wanted(warehouse: Warehouse, measures: Sequence[str] | None, *, corpus: str | None) -> dict[str, Measure]:
    """The measures asked for; without any, ours for the tasks that the corpus has."""
    chosen = measures or default_measures()
    found = {name: plugin(MEASURES, name, "MEASURE", Measure) for name in dict.fromkeys(map(canonical, chosen))}
    if measures:
        return found
    tasks = tasks_here(warehouse, corpus)
    return {name: measure for name, measure in found.items() if measure.task in tasks or not tasks}


def _makers(measure: Measure, tokenizers: Sequence[NamedTokenizer]) -> list[tuple[str, NamedTokenizer | None]]:
    match measure.by:
        case "tokenizer":
            return [(tokenizer.name, tokenizer) for tokenizer in tokenizers]
        case "romaniser":
            return [(ROMANISER, None)]
        case "none":
            return [(NONE, None)]


def _asked(
    warehouse: Warehouse,
    wanted: Mapping[str, Measure],
    *,
    is_named: bool,
    corpus: str | None,
    pairs: Sequence[str] | None,
    leak_free: bool,
) -> tuple[dict[str, pl.DataFrame], tuple[str, ...]]:
    """The pairs (train_set, test_set) of each task, and the measures whose task has no text for what was asked.

    Raises `InputError` where a measure that was named has none, or no measure has any.
    """
    asked: dict[str, pl.DataFrame] = {}
    failures: dict[str, XlrError] = {}
    for task in sorted({measure.task for measure in wanted.values()}):
        try:
            found = set_pairs(warehouse, task=task, corpus=corpus, pairs=pairs, leak_free=leak_free)
        except (InputError, UnknownNameError) as failure:
            failures[task] = failure
        else:
            asked[task] = _frame(found)
    if failures and (is_named or not asked):
        # A name that nobody knows says more than a task without a corpus.
        raise min(failures.values(), key=lambda failure: not isinstance(failure, UnknownNameError))
    return asked, tuple(name for name, measure in wanted.items() if measure.task in failures)


def _frame(pairs: Sequence[SetPair]) -> pl.DataFrame:
    return pl.DataFrame(
        {"train_set": [pair.train_set for pair in pairs], "test_set": [pair.test_set for pair in pairs]},
        schema={"train_set": pl.Int32, "test_set": pl.Int32},
    )


def _count(warehouse: Warehouse, counting: _Counting, asked: pl.DataFrame, sample_sizes: Sequence[int]) -> _Counted:
    """Count the pairs that lack a count, whole and at equal sample sizes."""
    with warehouse.relation("asked", asked):
        new = warehouse.frame(_NOT_COUNTED, name=counting.name, tokenizer=counting.label)
    is_counted = False
    if not new.is_empty():
        _count_units(warehouse, counting, asked if sample_sizes else new)
        is_counted = True
        with warehouse.relation("new", new):
            land_overlap(warehouse, measure=counting.name, tokenizer=counting.label)
    n_rarefied = n_too_small = 0
    for size in sample_sizes:
        with warehouse.relation("asked", asked):
            planned = plan(warehouse, measure=counting.name, tokenizer=counting.label, sample_size=size)
        n_too_small += planned.n_too_small
        if planned.lacking.is_empty():
            continue
        if not is_counted:
            _count_units(warehouse, counting, asked)
            is_counted = True
        land_rarefied(warehouse, planned, measure=counting.name, tokenizer=counting.label)
        n_rarefied += planned.lacking.height
    if is_counted:
        drop_counts(warehouse)
    return _Counted(n_new=new.height, n_rarefied=n_rarefied, n_too_small=n_too_small)


def _count_units(warehouse: Warehouse, counting: _Counting, pairs: pl.DataFrame) -> None:
    """Land what the units are made of (word lists, word pieces, romanised forms) and count them."""
    sets = pl.DataFrame({"text_set": pl.concat([pairs["train_set"], pairs["test_set"]]).unique().sort()})
    measure = counting.measure
    with warehouse.relation("measured", sets):
        if measure.reads is not None:
            counting.tallies.make(measure.reads, sets["text_set"])
        if measure.words is not None:
            land_word_list(warehouse, measure.words, text_sets=sets["text_set"])
        forms = None if measure.forms is None else warehouse.frame(measure.forms).to_series()
    if forms is not None and counting.tokenizer is not None:
        land_pieces(warehouse, counting.tokenizer, forms)
    elif forms is not None:
        land_romanised(warehouse, forms)
    with warehouse.relation("asked", pairs):
        count_units(warehouse, (measure.units, measure.test_units), tokenizer=counting.label)


_NOT_COUNTED = """
from asked anti join (select * from overlap where measure = $name and tokenizer = $tokenizer) as counted
on asked.train_set = counted.train_set and asked.test_set = counted.test_set
"""
