"""How transfer follows shared names: F1 before any perturbation against entity overlap."""

from collections.abc import Iterator
from typing import Any

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import axis_over, overlap_axis, scatter
from reports.markup import shown
from reports.query import ask
from reports.sections.study_rows import ENDS, PAIR, STUDY, by_study, where
from reports.study import FEWEST, counted
from xlr_warehouse.warehouse import Warehouse

_TRANSFER = """
with interval as (
    select
        corpus, encoder, configuration, train_language, test_language, 100 * max(low) as low, 100 * max(high) as high
    from estimate
    where method = 'paired_bootstrap' and quantity = 'score' and subset = 'all' and type is null and task = 'ner'
    and split = 'test' and perturbation = 'none'
    group by all
    having count(*) = 1
)

select corpus, encoder, configuration, train_language, test_language, setting, overlap, 100 * score_before as score,
    low, high, n_seeds,
    count(distinct configuration) over (partition by corpus, encoder) as n_configurations
from overlap_and_degradation
left join interval using (corpus, encoder, configuration, train_language, test_language)
where task = 'ner' and split = 'test' and perturbation = 'none' and measure = primary_measure('ner')
order by corpus, encoder, configuration, setting desc, overlap desc, train_language, test_language
"""

_FOLLOWS = """
select corpus, encoder, configuration, setting, n, n_incomplete, pearson_r, pearson_low, pearson_high, pearson_p,
    p_corrected, count(distinct configuration) over (partition by corpus, encoder) as n_configurations
from correlation
where task = 'ner' and split = 'test' and measure = primary_measure('ner') and outcome = 'score_before'
order by corpus, encoder, configuration, setting desc
"""

_TRANSFER_COLUMNS = (
    *STUDY,
    *PAIR,
    Column(name="setting", heading="setting"),
    Column(name="overlap", heading="entity overlap", format="share"),
    Column(name="score", heading="F1, percent", format="number"),
    Column(name="low", heading="95 % from", format="number"),
    Column(name="high", heading="to", format="number"),
    Column(name="n_seeds", heading="seeds", format="count"),
)
_PRICE_COLUMNS = (
    *STUDY,
    Column(name="setting", heading="setting"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_edited", heading="pairs with both kinds of edit", format="count"),
    Column(name="n_more", heading="unshared costs more", format="count"),
    Column(name="treatment", heading="cost, unshared", format="change"),
    Column(name="placebo", heading="cost, placebo", format="change"),
    Column(name="difference", heading="mean difference, points", format="change"),
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


def transfer(warehouse: Warehouse) -> Iterator[Block]:
    """F1 of every pair against its overlap, and how the two are correlated, by setting and study."""
    query, pairs = ask(warehouse, _TRANSFER)
    if pairs.is_empty():
        return
    _, follows = ask(warehouse, _FOLLOWS)
    yield from (Prose(text=_follows_sentence(row)) for row in follows.iter_rows(named=True))
    axis = axis_over(pairs, "score", "F1, percent", step=10, also=("low", "high"))
    yield Chart(
        caption="F1 on the test sets as they came, against the share of the test mentions that training has seen. A "
        "point is a pair, the mean over seeds; lines: 95 % intervals by paired bootstrap, where `xlr estimate` has "
        "run.",
        alt=f"Scatter plot of F1 against entity overlap, {counted(pairs.height, 'point')}.",
        panels=[
            scatter(part, x=overlap_axis(pairs), y=axis, title=study.place, interval=("low", "high"))
            for study, part in by_study(pairs)
        ],
        table=Table(caption="F1 and entity overlap", frame=pairs, columns=_TRANSFER_COLUMNS, query=query),
    )


def _follows_sentence(row: dict[str, Any]) -> str:
    place = where(row)
    what = "F1 before any perturbation"
    if row["pearson_r"] is None or row["pearson_p"] is None:
        why = "too few" if row["n"] < FEWEST else "too much alike"
        return f"{place}: {counted(row['n'], 'pair')} with complete numbers, {why} to relate {what} to entity overlap."
    p = shown(row["pearson_p"] if row["p_corrected"] is None else row["p_corrected"], "p")
    ends = (
        ""
        if row["pearson_low"] is None
        else f" (95 % {shown(row['pearson_low'], 'correlation')} to {shown(row['pearson_high'], 'correlation')})"
    )
    said = f"r = {shown(row['pearson_r'], 'correlation')}{ends} over {row['n']} pairs, corrected p "
    return f"{place}: {what} and entity overlap are correlated with {said}{p if p.startswith('<') else f'= {p}'}."
