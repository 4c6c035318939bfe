"""The pairs of a study as the paper lists them: what the test set of the target shares with either training set."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from reports.blocks import Chart, Column, Section, Table
from reports.charts import forest
from reports.charts.naming import ARROW
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

DRAWN = {"ner": ("entity_chunk", "entity_token"), "title": ("title_text", "title")}
"""By task, the measures that the paper's tables have; each has a panel."""

_PAIRS = """
with of_a_study as (
    select source, target from pair
    union
    select source, target from planted
    union
    select train_language, test_language from evaluation_setting where train_language <> test_language
)

select
    measure, tokenizer, source, target,
    case when train_language = target then 'native' else 'cross_lingual' end as setting,
    n_test, shared_test, containment_test as share
from overlap_ratio
inner join overlap using (measure, tokenizer, train_set, test_set)
inner join of_a_study on test_language = target and train_language in (source, target)
where corpus = $corpus and task = $task and split = 'test' and measure in ($first, $second)
order by measure, tokenizer, source, target, setting desc
"""

_COLUMNS = (
    Column(name="measure", heading="overlap of"),
    Column(name="tokenizer", heading="tokenizer", only_if_varied=True),
    Column(name="source", heading="source"),
    Column(name="target", heading="target, tested on"),
    Column(name="setting", heading="trained"),
    Column(name="n_test", heading="units in the test set", format="count"),
    Column(name="shared_test", heading="of them in training", format="count"),
    Column(name="share", heading="share", format="share"),
)


def train_test_pairs(warehouse: Warehouse, *, corpus: str, task: str) -> Iterator[Section]:
    """Overlap by pair, native beside cross-lingual; nothing where no pair of a study has been measured."""
    first, second = DRAWN[task]
    query, frame = ask(warehouse, _PAIRS, corpus=corpus, task=task, first=first, second=second)
    cross = frame.filter(setting="cross_lingual")
    if cross.is_empty():
        return
    rows = frame.with_columns(row=pl.col("source") + ARROW + pl.col("target"), estimate="share")
    empty = pl.lit(None, dtype=pl.Float64)
    panels = [
        forest(
            part.select("row", "setting", "estimate", low=empty, high=empty),
            rows=part.filter(setting="cross_lingual").sort("share", descending=True).get_column("row").to_list(),
            title=" ".join(name for name in names if name != "none"),
            unit="share of the test set's units that training has",
            lowest=0,
            highest=1,
        )
        for names, part in rows.group_by("measure", "tokenizer", maintain_order=True)
    ]
    of_one = cross.filter(measure=cross.get_column("measure")[0]).drop_nulls("share").sort("share")
    least, most = of_one.row(0, named=True), of_one.row(-1, named=True)
    pairs = counted(cross.select("source", "target").n_unique(), "pair")
    yield Section(
        title=f"Train and test pairs ({corpus}, {task})",
        blocks=(
            Chart(
                caption="What the test set of the second language shares with its own training set (native) and with "
                "that of the first (cross-lingual), by measure; the pairs that share most across stand at the top.",
                alt=f"Overlap of {pairs}: in {most['measure']}, across languages from {_said(least)} to {_said(most)}.",
                panels=panels,
                table=Table(caption="Overlap of train and test pairs", frame=frame, columns=_COLUMNS, query=query),
            ),
        ),
    )


def _said(row: dict[str, Any]) -> str:
    """The share of a pair, and which pair it is."""
    return f"{row['share']:.3f} ({row['source']}{ARROW}{row['target']})"
