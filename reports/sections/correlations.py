"""Correlations: how scores, changes and costs follow overlap, with intervals and corrected p-values."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Chart, Column, Panel, Prose, Section, Table
from reports.charts import forest
from reports.markup import shown
from reports.query import ask, literal
from reports.sections.points import Task
from reports.study import Study, counted
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

_CORRELATIONS = """
with version as (
    select
        *,
        count(distinct (embedding, parameters)) over (partition by perturbation) as n_versions,
        count(distinct tokenizer) over (partition by measure) as n_tokenizers
    from correlation
    where task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and coalesce(dose, 1) = 1
    and outcome in ({outcomes})
)

select
    outcome,
    perturbation
    || case when n_versions > 1 then format(' ({{}})', concat_ws(', ', embedding, parameters)) else '' end
        as perturbation,
    measure || case when n_tokenizers > 1 then format(' ({{}})', tokenizer) else '' end as measure,
    measure = primary_measure($task) and coalesce(is_own_tokenizer, true) as is_primary,
    setting, role, n, n_incomplete, pearson_r, pearson_low, pearson_high, pearson_p, p_corrected, correction,
    without_source_low, without_source_high, detectable_r, spearman_rho, spearman_p
from version
order by
    outcome <> 'score_before', outcome <> 'cost_per_edit', is_primary desc, version.perturbation <> 'entity_unshared',
    version.perturbation <> 'entity_placebo', 2, measure, setting desc
"""

_OUTCOMES = {
    "ner": {
        "score_before": "F1 as the text came",
        "cost_per_edit": "Cost of one edit",
        "score_change": "Change of F1 (arithmetic)",
    },
    "title": {
        "score_before": "Accuracy as the text came",
        "score_change": "Change of accuracy (arithmetic)",
    },
}

_COLUMNS = (
    Column(name="outcome", heading="outcome"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="measure", heading="overlap of"),
    Column(name="setting", heading="setting"),
    Column(name="role", heading="role"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_incomplete", heading="left out", format="count"),
    Column(name="pearson_r", heading="Pearson r", format="correlation"),
    Column(name="pearson_low", heading="95 % from", format="correlation"),
    Column(name="pearson_high", heading="to", format="correlation"),
    Column(name="pearson_p", heading="p", format="p"),
    Column(name="p_corrected", heading="p corrected", format="p"),
    Column(name="without_source_low", heading="without a source, from", format="correlation"),
    Column(name="without_source_high", heading="to", format="correlation"),
    Column(name="detectable_r", heading="detectable |r|", format="share"),
    Column(name="spearman_rho", heading="Spearman rho", format="correlation"),
    Column(name="spearman_p", heading="p", format="p"),
)

_NOTE = (
    "One point is a pair, native and cross-lingual apart; a pair is left out when a seed of it is missing or when "
    "nothing could be edited. Confirmatory rows were named ahead of all results, and their p-values are corrected "
    "together by Holm, those of exploratory rows by Benjamini and Hochberg; arithmetic rows have no p-value that means "
    "anything. Without a source: the range of r when the pairs of one source language, which share a model, are left "
    "out. Detectable is the |r| that so many pairs find with 80 % power."
)


def correlated(warehouse: Warehouse, study: Study, *, task: Task, outcomes: Sequence[str] = ()) -> Table:
    """The correlations of a study with an overlap, those with the primary measure first; of every outcome, or some."""
    listed = ", ".join(literal(outcome) for outcome in outcomes or _OUTCOMES[task])
    query, frame = ask(warehouse, _CORRELATIONS.format(outcomes=listed), task=task, **study.parameters)
    return Table(caption="Correlations with overlap, by every measure", frame=frame, columns=_COLUMNS, query=query)


def correlations(warehouse: Warehouse, study: Study, *, task: Task, rows: Table | None = None) -> Iterator[Section]:
    """The correlations of a study, drawn with their intervals: by outcome, and by measure of overlap."""
    table = rows or correlated(warehouse, study, task=task)
    if table.frame.is_empty():
        return
    of = "Correlations with overlap" if task == "ner" else "Titles: correlations with overlap"
    drawn = table.frame.filter(pl.col("pearson_low").is_not_null())
    note = Prose(text=_NOTE, kind="note")
    primary = drawn.filter(pl.col("is_primary"))
    blocks = [_chart(primary, table, task)] if primary.height else []
    by_measure: list[Chart] = []
    if drawn.filter(outcome="score_before").get_column("measure").n_unique() > 1:
        by_measure.append(_by_measure(correlated(warehouse, study, task=task, outcomes=("score_before",)), task))
    if blocks or by_measure:
        yield Section(title=f"{of} ({study.place})", blocks=(note, *blocks, *by_measure))
    else:
        few = Prose(
            text=f"Too few pairs, or too much alike, for a correlation with an interval: {_counted(table.frame)}.",
            kind="note",
        )
        yield Section(title=f"{of} ({study.place})", blocks=(few, table))


def _counted(frame: pl.DataFrame) -> str:
    most, left_out = frame.get_column("n").max(), frame.get_column("n_incomplete").max()
    return f"at most {counted(int(str(most)), 'complete pair')}, up to {left_out} left out"


def _chart(frame: pl.DataFrame, table: Table, task: Task) -> Chart:
    """A panel for each outcome, a row for each perturbation."""
    parts = {outcome: frame.filter(outcome=outcome) for outcome in _OUTCOMES[task]}
    said = "; ".join(
        f"{title}, {row['perturbation']}, {SETTING_WORDS[row['setting']]}: r {shown(row['pearson_r'], 'correlation')}"
        for outcome, title in _OUTCOMES[task].items()
        for row in parts[outcome].iter_rows(named=True)
    )
    measure = frame.get_column("measure")[0]
    return Chart(
        caption=f"Pearson's r of overlap ({measure}) and an outcome, with Fisher's 95 % interval; p is corrected for "
        "all that was tested, see the table; shaded: too small to matter.",
        alt=f"Correlations with their intervals. {said}.",
        panels=[
            _forest(part.with_columns(row=_perturbed(part)), title=_OUTCOMES[task][outcome])
            for outcome, part in parts.items()
            if part.height
        ],
        table=table,
    )


def _by_measure(table: Table, task: Task) -> Chart:
    """How well each measure of overlap goes with the score as the text came: which of them explains transfer."""
    part = table.frame.filter(pl.col("pearson_low").is_not_null()).with_columns(row="measure")
    best = part.sort("pearson_r").row(-1, named=True)
    return Chart(
        caption=f"Which overlap goes with transfer: Pearson's r of {_OUTCOMES[task]['score_before'].split(' ')[0]} "
        "before any perturbation and each measure of overlap, with Fisher's 95 % interval. Only the primary measure "
        "was named ahead of the results; the others are exploratory.",
        alt=f"Correlations by measure; the largest is {shown(best['pearson_r'], 'correlation')}, {best['measure']}, "
        f"{SETTING_WORDS[best['setting']]}.",
        panels=[_forest(part, title=_OUTCOMES[task]["score_before"])],
        table=table,
    )


def _perturbed(part: pl.DataFrame) -> pl.Series:
    return part.get_column("perturbation").replace({"none": "no perturbation"})


def _forest(part: pl.DataFrame, *, title: str) -> Panel:
    rows = part.select(
        "row",
        "setting",
        estimate="pearson_r",
        low="pearson_low",
        high="pearson_high",
        note=pl.when(pl.col("p_corrected").is_not_null()).then(
            pl.lit("p ") + pl.col("p_corrected").map_elements(_p, return_dtype=pl.String)
        ),
    )
    return forest(
        rows,
        rows=rows.get_column("row").unique(maintain_order=True).to_list(),
        title=title,
        unit="Pearson r",
        lowest=-1,
        highest=1,
        negligible=0.3,
    )


def _p(value: float) -> str:
    text = shown(value, "p")
    return text if text.startswith("<") else f"= {text}"
