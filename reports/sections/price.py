"""The price of a known name: what replacing it costs, beyond what any replacement costs."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import axis_over, forest
from reports.markup import shown
from reports.query import ask
from reports.sections.study_rows import ENDS, KEY, PAIR, STUDY, by_study, interval, where
from reports.study import PLACEBO, TREATMENT, counted
from xlr_warehouse.warehouse import Warehouse

_PRICE = """
with cost as (
    select
        treatment.corpus,
        treatment.encoder,
        treatment.configuration,
        treatment.setting,
        treatment.cost_per_edit as treatment,
        placebo.cost_per_edit as placebo,
        treatment.cost_per_edit - placebo.cost_per_edit as difference
    from pair_degradation as treatment
    inner join pair_degradation as placebo
        using (task, corpus, encoder, configuration, setting, dose, train_set, test_set)
    where
        treatment.perturbation = 'entity_unshared'
        and placebo.perturbation = 'entity_placebo'
        and treatment.task = 'ner'
        and treatment.split = 'test'
        and treatment.dose = 1
),

pooled as (
    select
        corpus, encoder, configuration, setting, 100 * max(estimate) as pooled, 100 * max(low) as low,
        100 * max(high) as high
    from estimate
    where method = 'random_effects_knapp_hartung' and quantity = 'arm_contrast' and subset = 'all' and task = 'ner'
    and split = 'test' and perturbation = 'entity_unshared' and placebo = 'entity_placebo' and type is null
    and dose = 1 and n >= 3
    group by all
    having count(*) = 1
)

select
    cost.corpus,
    cost.encoder,
    cost.configuration,
    cost.setting,
    count(*) as n,
    count(difference) as n_edited,
    count(*) filter (difference > 0) as n_more,
    100 * avg(treatment) filter (difference is not null) as treatment,
    100 * avg(placebo) filter (difference is not null) as placebo,
    100 * avg(difference) as difference,
    any_value(pooled) as pooled,
    any_value(low) as low,
    any_value(high) as high,
    count(distinct cost.configuration) over (partition by cost.corpus, cost.encoder) as n_configurations
from cost
left join pooled using (corpus, encoder, configuration, setting)
group by cost.corpus, cost.encoder, cost.configuration, cost.setting
order by cost.corpus, cost.encoder, cost.configuration, cost.setting desc
"""

_PRICE_COLUMNS = (
    *STUDY,
    Column(name="setting", heading="setting"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_edited", heading="pairs with both kinds of edit", format="count"),
    Column(name="n_more", heading="unshared costs more", format="count"),
    Column(name="treatment", heading="cost, unshared", format="change"),
    Column(name="placebo", heading="cost, placebo", format="change"),
    Column(name="difference", heading="mean difference, points", format="change"),
    Column(name="pooled", heading="pooled", format="change"),
    *ENDS,
)
_ROBUSTNESS_COLUMNS = (
    *STUDY,
    *PAIR,
    Column(name="difference", heading="cross-lingual minus native, points", format="change"),
    *ENDS,
    Column(name="p_corrected", heading="p corrected", format="p"),
    Column(name="n", heading="edits; pairs where pooled", format="count"),
)

_NONE = pl.lit(None, dtype=pl.Float64)


def price(warehouse: Warehouse) -> Iterator[Block]:
    """What an edit costs as treatment and as placebo, and the difference, by setting and study."""
    query, costs = ask(warehouse, _PRICE)
    if costs.is_empty():
        return
    yield from (Prose(text=_cost_sentence(row)) for row in costs.iter_rows(named=True))
    table = Table(
        caption="Recall points lost per edit, plain means over the pairs in which both kinds of edit were made; the "
        "pooled difference and its interval are those of a random-effects model (Knapp and Hartung), from three pairs",
        frame=costs,
        columns=_PRICE_COLUMNS,
        query=query,
    )
    rows = costs.drop_nulls("difference")
    if rows.is_empty():
        yield table
        return
    long = pl.concat(
        [
            rows.select(*KEY, "setting", row=pl.lit(TREATMENT), estimate="treatment", low=_NONE, high=_NONE),
            rows.select(*KEY, "setting", row=pl.lit(PLACEBO), estimate="placebo", low=_NONE, high=_NONE),
            rows.select(
                *KEY, "setting", "low", "high", row=pl.lit("difference"), estimate=pl.coalesce("pooled", "difference")
            ).select(*KEY, "setting", "row", "estimate", "low", "high"),
        ]
    )
    axis = axis_over(long, "estimate", "recall points lost per edit", step=10, also=("low", "high"))
    yield Chart(
        caption=f"What it costs to replace a name that training knows: by one it does not know (`{TREATMENT}`), by "
        f"another that it knows (`{PLACEBO}`), and the difference, which is the price of knowing the name. Shaded: too "
        "small to matter.",
        alt=" ".join(_cost_sentence(row) for row in costs.iter_rows(named=True)),
        panels=[
            forest(
                part,
                rows=[TREATMENT, PLACEBO, "difference"],
                title=study.place,
                unit=axis.title,
                lowest=axis.low,
                highest=axis.high,
                negligible=5.0,
            )
            for study, part in by_study(long)
        ],
        table=table,
    )


def _cost_sentence(row: dict[str, Any]) -> str:
    place = where(row)
    none = row["n"] - row["n_edited"]
    if not row["n_edited"]:
        return f"{place}: no pair has edits of both kinds, so there is no estimate."
    pooled = (
        "" if row["pooled"] is None else f"; pooled over the pairs, {shown(row['pooled'], 'change')}{interval(row)}"
    )
    left_out = f" {counted(none, 'pair has', 'pairs have')} no such edits, so no estimate." if none else ""
    return (
        f"{place}: in {row['n_more']} of {counted(row['n_edited'], 'pair')} with edits, an entity replaced by an "
        f"unseen one (`{TREATMENT}`) cost more recall than one replaced by a seen one (`{PLACEBO}`); the mean "
        f"difference is {shown(row['difference'], 'change')} points per edit{pooled}.{left_out}"
    )
