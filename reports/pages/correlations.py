"""Correlations: how scores and costs follow overlap, by measure and setting."""

from collections.abc import Sequence

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import forest
from reports.markup import shown
from reports.next_step import lacking
from reports.query import ask
from reports.study import Study, studies
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

_CORRELATIONS = """
select
    perturbation, measure, tokenizer, setting, n, n_incomplete, pearson_r, pearson_low, pearson_high, pearson_p,
    p_corrected, spearman_rho, spearman_p, detectable_r, without_source_low, without_source_high, role, correction
from correlation
where task = 'ner' and split = 'test' and outcome = $outcome and corpus = $corpus and encoder = $encoder
and configuration = $configuration
order by
    perturbation <> 'entity_unshared', perturbation <> 'entity_placebo', perturbation,
    measure <> 'entity_chunk', measure, tokenizer, setting desc
"""

_OUTCOMES = {
    "score_before": "F1 before any perturbation, against overlap",
    "cost_per_edit": "Finding: recall lost per edit, against overlap",
    "score_change": "Arithmetic: change of F1, against overlap",
}

_COLUMNS = (
    Column(name="perturbation", heading="perturbation"),
    Column(name="measure", heading="overlap of"),
    Column(name="tokenizer", heading="tokenizer", only_if_varied=True),
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

_READING = Section(
    title="How to read this page",
    blocks=(
        Prose(
            text="Each row correlates an outcome with the share of the test side that training has, one point a pair, "
            "native and cross-lingual apart. A pair is left out when one of its seeds is missing or when there was "
            "nothing to edit. A correlation that is undefined is a dash."
        ),
        Prose(
            text="Confirmatory rows were named ahead of all results: the primary measure with the perturbations of the "
            "paper. Their p-values are corrected together by Holm, those of exploratory rows by Benjamini and "
            "Hochberg. Intervals are Fisher's. Without a source: the range of r when the pairs of one source language, "
            "whose model is one and the same, are left out. Detectable is the |r| that so many pairs find with 80 % "
            "power."
        ),
        Prose(
            text="The change of F1 is arithmetic: more overlap means more edits, so it is expected to fall with "
            "overlap. The recall lost per edit does not depend on how many edits were made."
        ),
    ),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "score", "overlap")
    if missing:
        return (missing,)
    found = [(study, _tables(warehouse, study)) for study in studies(warehouse)]
    sections = [
        Section(title=f"Overlap and outcome ({study.place})", blocks=tables) for study, tables in found if tables
    ]
    return (_READING, *sections) if sections else ()


def _tables(warehouse: Warehouse, study: Study) -> Sequence[Block]:
    tables: list[Block] = []
    for outcome, caption in _OUTCOMES.items():
        query, frame = ask(warehouse, _CORRELATIONS, outcome=outcome, **study.parameters)
        if frame.height:
            table = Table(caption=caption, frame=frame, columns=_COLUMNS, query=query)
            drawn = frame.filter(pl.col("measure") == _primary(frame), pl.col("pearson_r").is_not_null())
            tables.append(_chart(drawn, table) if drawn.height else table)
    return tables


def _primary(frame: pl.DataFrame) -> str:
    """The measure that is drawn: the one that is named ahead of all results comes first in the query."""
    return frame.get_column("measure")[0]


def _chart(frame: pl.DataFrame, table: Table) -> Chart:
    rows = frame.select(
        "setting", row="perturbation", estimate="pearson_r", low="pearson_low", high="pearson_high"
    ).with_columns(row=pl.col("row").replace({"none": "no perturbation"}))
    said = "; ".join(
        f"{row['row']}, {SETTING_WORDS[row['setting']]}: r {shown(row['estimate'], 'correlation')}"
        for row in rows.iter_rows(named=True)
    )
    return Chart(
        caption=f"{table.caption} ({_primary(frame)})",
        alt=f"Correlations with their intervals. {said}.",
        panels=[
            forest(
                rows,
                rows=rows.get_column("row").unique(maintain_order=True).to_list(),
                title=table.caption,
                unit="Pearson r, 95 % interval; shaded: of no interest",
                lowest=-1,
                highest=1,
                negligible=0.3,
            )
        ],
        table=table,
    )


PAGE = Page(title="Correlations", order=40, sections=_sections)
