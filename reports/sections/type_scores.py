"""Scores by entity type: which are found, in which pairs, and which are never predicted."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import score_rows
from reports.markup import shown
from reports.query import ask
from reports.study import Study, counted
from reports.text import plain, visible
from xlr_warehouse.warehouse import Warehouse

_TYPES = """
with pair as (
    select type, setting, train_language, test_language, avg(n_gold) as n_gold, avg(n_predicted) as n_predicted,
        100 * avg(precision) as precision, 100 * avg(recall) as recall, 100 * avg(f1_conlleval) as score,
        count(*) filter (n_predicted = 0) as n_never, count(*) as n_runs
    from score_by_type
    where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration
    group by type, setting, train_language, test_language
)

select
    type, setting, count(*) as n_pairs, cast(null as varchar) as train_language,
    cast(null as varchar) as test_language, sum(n_gold) as n_gold, sum(n_predicted) as n_predicted,
    avg(precision) as precision, avg(recall) as recall, avg(score) as score, cast(sum(n_never) as bigint) as n_never,
    cast(sum(n_runs) as bigint) as n_runs
from pair
group by type, setting
union all
select type, setting, 1, train_language, test_language, n_gold, n_predicted, precision, recall, score, n_never, n_runs
from pair
order by type, setting desc, train_language nulls first, test_language
"""

_COLUMNS = (
    Column(name="type", heading="entity type"),
    Column(name="setting", heading="setting"),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="n_pairs", heading="pairs", format="count"),
    Column(name="n_gold", heading="gold mentions", format="count"),
    Column(name="n_predicted", heading="predicted (mean over seeds)", format="count"),
    Column(name="precision", heading="precision, percent", format="number"),
    Column(name="recall", heading="recall, percent", format="number"),
    Column(name="score", heading="F1, percent", format="number"),
    Column(name="n_never", heading="runs that never predict it", format="count"),
    Column(name="n_runs", heading="of runs", format="count"),
)

MOST = 20
"""Types that are drawn; corpora with more have the rest in the table."""


def by_type(warehouse: Warehouse, study: Study) -> Iterator[Block]:
    """F1 of each entity type: a point for its mean over pairs, a stroke for each pair; which are never predicted."""
    query, frame = ask(warehouse, _TYPES, **study.parameters)
    if frame.is_empty():
        yield Prose(text="The test sets hold no entity, and none was predicted.", kind="note")
        return
    totals = frame.filter(pl.col("train_language").is_null())
    by_size = totals.group_by("type").agg(pl.col("n_gold").max()).sort(["n_gold", "type"], descending=[True, False])
    types = [visible(name) for name in by_size.get_column("type")]
    yield Prose(text=_never_said(totals))
    if len(types) > MOST:
        left = counted(len(types) - MOST, "type")
        yield Prose(
            text=f"Not drawn, but in the table under the chart: the {left} with the fewest mentions.", kind="note"
        )
    pairs = plain(frame.drop_nulls("train_language")).with_columns(row="type")
    yield Chart(
        caption="F1 by entity type on the unperturbed test sets. A stroke is a pair (the mean over its seeds), a point "
        "the mean over pairs; the types with the most mentions stand at the top.",
        alt=f"Dot plot of F1 by entity type. {_said(totals)}",
        panels=(
            score_rows(
                pairs.filter(pl.col("row").is_in(types[:MOST])),
                rows=types[:MOST],
                title="native beside cross-lingual",
                stroke="pair",
            ),
        ),
        table=Table(
            caption="Scores by entity type, over all pairs first, then by pair",
            frame=frame,
            columns=_COLUMNS,
            query=query,
        ),
    )


def _said(totals: pl.DataFrame) -> str:
    rows = totals.select("type", "setting", "score").iter_rows()
    return (
        "; ".join(f"{name}, {setting.replace('_', '-')}: {shown(score, 'number')}" for name, setting, score in rows)
        + "."
    )


def _never_said(totals: pl.DataFrame) -> str:
    """How many runs never predict a type, by type."""
    never = (
        totals.group_by("type", maintain_order=True)
        .agg(pl.col("n_never", "n_runs").sum())
        .filter(pl.col("n_never") > 0)
    )
    if never.is_empty():
        return "Every entity type is predicted by every run that was tested on it."
    listed = ", ".join(f"{name} by {n_never:,} of {n_runs:,}" for name, n_never, n_runs in never.iter_rows())
    return f"Entity types that a run never predicts on a test set: {listed} (a run counts once for each test set)."
