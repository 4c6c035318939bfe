"""Overlap: what training sets and test sets share, all pairs of one measure counted in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import polars as pl

from ingest.counting import count_units, drop_counts, land_overlap, land_rarefied
from ingest.forms.romanised import ROMANISER, land_romanised
from ingest.forms.tokenizers import NamedTokenizer, land_pieces
from ingest.pairs import SetPair, set_pairs, tasks_here
from ingest.word_lists import land_word_list
from xlr_warehouse.catalog import canonical, names, plugin
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

MEASURES = "ingest.measures"
NONE = "none"
"""What the column `tokenizer` says where no tokenizer has a part."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An overlap measure.

    `units` is a query over the text sets of the relation `measured`: what is compared. It answers the columns text_set,
    unit, type (the entity type it counts under; NULL where it has none) and n (its occurrences). `test_units` is that
    of the test side, where the two sides differ. `by` says what makes the units: `$tokenizer` in the query is then the
    name of the tokenizer or romaniser, and `forms` a query over `measured` that answers the forms it must have cut or
    romanised. `words` says which word list the query reads. The measures of the reference are counted when named.
    """

    summary: str
    task: str
    units: str
    test_units: str | None = None
    by: Literal["none", "tokenizer", "romaniser"] = "none"
    forms: str | None = None
    words: Literal["function_words", "stop_words"] | None = None
    of_reference: bool = False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What measuring did.

    `n_new` and `n_known`: how many pairs of text sets each measure counted anew, and how many it had. `n_rarefied` is
    how many pairs have counts at equal sample sizes now, and `n_too_small` how many are smaller than the sample.
    `without_tokenizer` are measures that were left out because no tokenizer was named.
    """

    n_new: dict[str, int]
    n_known: dict[str, int]
    n_rarefied: int
    n_too_small: int
    without_tokenizer: tuple[str, ...]


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
    n_new: dict[str, int] = {}
    n_known: dict[str, int] = {}
    n_rarefied = n_too_small = 0
    with warehouse.transaction():
        for name, measure in wanted.items():
            if name in lacking:
                continue
            asked = set_pairs(warehouse, task=measure.task, corpus=corpus, pairs=pairs, leak_free=leak_free)
            for label, tokenizer in _makers(measure, tokenizers):
                counting = _Counting(name=name, measure=measure, label=label, tokenizer=tokenizer)
                new, rarefied, too_small = _count(warehouse, counting, asked, sample_sizes)
                n_new[name] = n_new.get(name, 0) + new
                n_known[name] = n_known.get(name, 0) + len(asked) - new
                n_rarefied += rarefied
                n_too_small += too_small
    return Measured(
        n_new=n_new,
        n_known=n_known,
        n_rarefied=n_rarefied,
        n_too_small=n_too_small,
        without_tokenizer=tuple(lacking),
    )


def default_measures() -> list[str]:
    """The names of the measures that are counted when none is named: ours, not those of the reference."""
    known = {name: plugin(MEASURES, name, "MEASURE", Measure) for name in names(MEASURES)}
    return [name for name, measure in known.items() if not measure.of_reference]


@dataclass(frozen=True, kw_only=True)
class _Counting:
    """A measure and what makes its units; `label` is what the column `tokenizer` says."""

    name: str
    measure: Measure
    label: str
    tokenizer: NamedTokenizer | None


def _wanted(warehouse: Warehouse, measures: Sequence[str] | None, *, corpus: str | None) -> dict[str, Measure]:
    """The measures asked for; without any, ours for the tasks that the corpus has."""
    chosen = measures or default_measures()
    found = {name: plugin(MEASURES, name, "MEASURE", Measure) for name in dict.fromkeys(map(canonical, chosen))}
    if measures:
        return found
    tasks = tasks_here(warehouse, corpus)
    return {name: measure for name, measure in found.items() if measure.task in tasks}


def _makers(measure: Measure, tokenizers: Sequence[NamedTokenizer]) -> list[tuple[str, NamedTokenizer | None]]:
    match measure.by:
        case "tokenizer":
            return [(tokenizer.name, tokenizer) for tokenizer in tokenizers]
        case "romaniser":
            return [(ROMANISER, None)]
        case "none":
            return [(NONE, None)]


def _count(
    warehouse: Warehouse, counting: _Counting, asked: Sequence[SetPair], sample_sizes: Sequence[int]
) -> tuple[int, int, int]:
    """Count the pairs that lack a count; says how many, and how many have (or cannot have) rarefied counts."""
    frame = pl.DataFrame(
        {"train_set": [pair.train_set for pair in asked], "test_set": [pair.test_set for pair in asked]},
        schema={"train_set": pl.Int32, "test_set": pl.Int32},
    )
    with warehouse.relation("asked", frame):
        new = warehouse.frame(_NOT_COUNTED, name=counting.name, tokenizer=counting.label)
    todo = frame if sample_sizes else new
    if todo.is_empty():
        return 0, 0, 0
    _prepare(warehouse, counting, todo)
    with warehouse.relation("asked", todo):
        count_units(warehouse, _queries(counting.measure), tokenizer=counting.label)
        land = partial(land_overlap, warehouse, measure=counting.name, tokenizer=counting.label)
        with warehouse.relation("new", new):
            land()
        rarefied = [
            land_rarefied(warehouse, measure=counting.name, tokenizer=counting.label, sample_size=size)
            for size in sample_sizes
        ]
        drop_counts(warehouse)
    return new.height, sum(made for made, _ in rarefied), sum(small for _, small in rarefied)


def _queries(measure: Measure) -> tuple[str, str | None]:
    return measure.units, measure.test_units


def _prepare(warehouse: Warehouse, counting: _Counting, todo: pl.DataFrame) -> None:
    """Land what the units are made of: word lists, word pieces, romanised forms."""
    sets = pl.DataFrame({"text_set": pl.concat([todo["train_set"], todo["test_set"]]).unique()})
    measure = counting.measure
    with warehouse.relation("measured", sets):
        if measure.words is not None:
            land_word_list(warehouse, measure.words, text_sets=sets["text_set"])
        if measure.forms is None:
            return
        forms = warehouse.frame(measure.forms).to_series()
    if counting.tokenizer is not None:
        land_pieces(warehouse, counting.tokenizer, forms)
    else:
        land_romanised(warehouse, forms)


_NOT_COUNTED = """
from asked anti join (select * from overlap where measure = $name and tokenizer = $tokenizer) as counted
on asked.train_set = counted.train_set and asked.test_set = counted.test_set
"""
