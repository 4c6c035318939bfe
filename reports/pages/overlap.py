"""Overlap: what training and test languages share, by every measure."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import matrix, seriated
from reports.next_step import lacking
from reports.query import ask
from reports.sections.train_test_pairs import train_test_pairs
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

MOST = 40
"""Languages in a matrix: more are no longer told apart."""

DRAWN = {
    "ner": ("entity_chunk", "entity_token", "word", "context_word", "character_ngram", "romanised_entity"),
    "title": ("title_text", "title"),
}
"""By task, the measures that have a matrix of their own; the table has every one."""

_SHARES = """
select
    measure,
    tokenizer,
    train_language,
    test_language,
    containment_test as share,
    containment_train as share_of_training,
    jaccard
from overlap_ratio
where corpus = $corpus and task = $task and split = 'test'
order by measure, tokenizer, test_language, train_language
"""

_COLUMNS = (
    Column(name="measure", heading="overlap of"),
    Column(name="tokenizer", heading="tokenizer", only_if_varied=True),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="share", heading="share of the test side", format="share"),
    Column(name="share_of_training", heading="share of the training side", format="share"),
    Column(name="jaccard", heading="Jaccard, distinct", format="share"),
)

_PLANTED = """
select source, target, quantity, value, measured, n_planted, n_measured
from planted_and_measured
order by quantity desc, value, target
"""

_PLANTED_COLUMNS = (
    Column(name="source", heading="trained on (source)"),
    Column(name="target", heading="tested on (target)"),
    Column(name="quantity", heading="planted"),
    Column(name="value", heading="share planted", format="share"),
    Column(name="measured", heading="share measured", format="share"),
    Column(name="n_planted", heading="mentions planted", format="count"),
    Column(name="n_measured", heading="mentions measured", format="count"),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text")
    if missing:
        return (missing,)
    corpora = warehouse.frame(
        "select distinct corpus, task from overlap_ratio where split = 'test' order by corpus, task"
    ).rows()
    if not corpora:
        nothing = Prose(text="No overlap with a split `test` has been measured yet. Next: `xlr overlap`.", kind="next")
        return (Section(title="Nothing to show yet", blocks=(nothing,)),)
    sections: list[Section] = []
    for corpus, task in corpora:
        shared = tuple(_shared(warehouse, corpus=corpus, task=task))
        sections.append(Section(title=f"What is shared ({corpus}, {task})", blocks=shared))
        sections.extend(train_test_pairs(warehouse, corpus=corpus, task=task))
    query, planted = ask(warehouse, _PLANTED)
    if planted.height:
        caption = "Entity overlap that the lab planted in a test set, and what was measured"
        table = Table(caption=caption, frame=planted, columns=_PLANTED_COLUMNS, query=query)
        n_equal = planted.filter(pl.col("n_planted") == pl.col("n_measured")).height
        said = Prose(
            text=f"In {n_equal} of {planted.height} planted overlaps that were measured, the count is the one that was "
            "planted."
        )
        sections.append(Section(title="Planted and measured overlap of the lab", blocks=(said, table)))
    return sections


def _shared(warehouse: Warehouse, *, corpus: str, task: str) -> Iterator[Block]:
    query, shares = ask(warehouse, _SHARES, corpus=corpus, task=task)
    names = [name for name in DRAWN[task] if name in shares.get_column("measure")]
    names = names or shares.get_column("measure").unique(maintain_order=True).to_list()[:1]
    first = shares.filter(measure=names[0])
    order = seriated(first, column="share")
    kept = _fullest(first, order)
    shown = shares.filter(pl.col("train_language").is_in(kept), pl.col("test_language").is_in(kept))
    left_out = len(order) - len(kept)
    told = f" Of {len(order)} languages the {MOST} that share most are shown." if left_out else ""
    yield Prose(
        text="A square is the share of the occurrences in a test set whose unit the training set has: entities, words, "
        f"word pieces, as each measure says. Languages that share much in {names[0]} stand beside each other.{told}"
    )
    table = Table(
        caption=f"Overlap of {counted(len(kept), 'language')}; the heading of a column sorts by it",
        frame=shown,
        columns=_COLUMNS,
        query=query,
    )
    parts = [part for name in names for part in _by_tokenizer(shown.filter(measure=name))]
    yield Chart(
        caption="Share of the test side that training has, by measure",
        alt=_said(first, names[0]),
        panels=[
            matrix(
                part,
                column="share",
                order=kept,
                title=_title(part),
                highest=max([0.01, *part.get_column("share").drop_nulls()]),
            )
            for part in parts
        ],
        table=table,
    )


def _title(part: pl.DataFrame) -> str:
    measure, tokenizer = part.select("measure", "tokenizer").row(0)
    return measure if tokenizer == "none" else f"{measure}, {tokenizer}"


def _by_tokenizer(frame: pl.DataFrame) -> list[pl.DataFrame]:
    return [frame.filter(tokenizer=name) for name in frame.get_column("tokenizer").unique(maintain_order=True)]


def _fullest(frame: pl.DataFrame, order: Sequence[str]) -> list[str]:
    """Of the languages in `order`, those that share most with any other one, at most `MOST`."""
    others = frame.filter(pl.col("train_language") != pl.col("test_language")).drop_nulls("share")
    best = dict.fromkeys(order, 0.0)
    for train, test, share in others.select("train_language", "test_language", "share").iter_rows():
        best[train], best[test] = max(best[train], share), max(best[test], share)
    chosen = set(sorted(order, key=lambda name: (-best[name], name))[:MOST])
    return [name for name in order if name in chosen]


def _said(frame: pl.DataFrame, measure: str) -> str:
    """The matrix of a measure in words: the pair of two languages that shares most, and the least."""
    across = frame.filter(pl.col("train_language") != pl.col("test_language")).drop_nulls("share").sort("share")
    if across.is_empty():
        return f"Squares of {measure}; no two different languages are compared."
    most, least = across.row(-1, named=True), across.row(0, named=True)
    return (
        f"Matrices of training and test languages. In {measure}, {_pair_said(most)} is the largest share, and "
        f"{_pair_said(least)} the smallest."
    )


def _pair_said(row: dict[str, Any]) -> str:
    return f"{row['share']:.3f} of {row['test_language']} in {row['train_language']}"


PAGE = Page(title="Overlap", order=15, sections=_sections)
