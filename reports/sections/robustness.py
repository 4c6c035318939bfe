"""Robustness on the same edits: a cross-lingual model beside the native one."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import axis_over, forest
from reports.charts.naming import ARROW
from reports.markup import shown
from reports.query import ask
from reports.sections.study_rows import ENDS, PAIR, STUDY, by_study, interval, study_of
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

POOLED = "pooled"

_ROBUSTNESS = """
select
    corpus, encoder, configuration, perturbation, train_language, test_language, 100 * estimate as difference,
    100 * low as low, 100 * high as high, p_corrected, n,
    count(distinct configuration) over (partition by corpus, encoder) as n_configurations
from estimate
where quantity = 'setting_contrast' and outcome = 'cost_per_edit' and perturbed_against = 'both' and subset = 'all'
and method in ('paired_bootstrap', 'random_effects_knapp_hartung') and type is null and split = 'test'
and perturbation = 'entity_unshared_both' and estimate is not null
order by corpus, encoder, configuration, test_language nulls last, train_language
"""

_ROBUSTNESS_COLUMNS = (
    *STUDY,
    *PAIR,
    Column(name="difference", heading="cross-lingual minus native, points", format="change"),
    *ENDS,
    Column(name="p_corrected", heading="p corrected", format="p"),
    Column(name="n", heading="edits; pairs where pooled", format="count"),
)


def robustness(warehouse: Warehouse) -> Iterator[Block]:
    """How much more an edit costs a cross-lingual model than the native one, where both saw the same edits."""
    query, frame = ask(warehouse, _ROBUSTNESS)
    if frame.is_empty():
        return
    pooled = frame.filter(pl.col("test_language").is_null())
    yield from (Prose(text=_robustness_sentence(row)) for row in pooled.iter_rows(named=True))
    row = pl.coalesce(pl.col("train_language") + ARROW + pl.col("test_language"), pl.lit(POOLED))
    rows = frame.with_columns(row=row, setting=pl.lit("cross_lingual"), estimate="difference")
    axis = axis_over(
        rows, "estimate", "cross-lingual minus native, recall points per edit", step=10, also=("low", "high")
    )
    yield Chart(
        caption="Both models of a pair on the same edits, of mentions that both have seen (`entity_unshared_both`): "
        "how much more recall an edit costs the cross-lingual model, by pair with the 95 % interval of a paired "
        "bootstrap, and pooled by random effects. Left of zero the cross-lingual model is the more robust one; shaded: "
        "too small to matter.",
        alt=" ".join(_robustness_sentence(row) for row in pooled.iter_rows(named=True)) or "Differences by pair.",
        panels=[
            forest(
                part,
                rows=[name for name in part.get_column("row").unique(maintain_order=True) if name != POOLED] + [POOLED],
                title=study.place,
                unit=axis.title,
                lowest=axis.low,
                highest=axis.high,
                negligible=5.0,
            )
            for study, part in by_study(rows)
        ],
        table=Table(caption="Difference on the same edits", frame=frame, columns=_ROBUSTNESS_COLUMNS, query=query),
    )


def _robustness_sentence(row: dict[str, Any]) -> str:
    more = "more" if row["difference"] > 0 else "less"
    is_shown = row["low"] is not None and (row["low"] > 0 or row["high"] < 0)
    verdict = "" if is_shown else "; a difference is not shown"
    return (
        f"{study_of(row).place}: on the same edits, a cross-lingual model loses "
        f"{shown(abs(row['difference']), 'number')} points of recall an edit {more} than the native one"
        f"{interval(row)}, over {counted(row['n'], 'pair')}{verdict}."
    )
