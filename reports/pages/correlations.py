"""Correlations: how scores and costs follow overlap, by measure and setting."""

from collections.abc import Sequence

from reports.blocks import Block, Column, Page, Prose, Section, Table
from reports.next_step import lacking
from reports.query import ask
from reports.study import Study, studies
from xlr_warehouse.warehouse import Warehouse

_CORRELATIONS = """
select perturbation, measure, tokenizer, setting, n, n_incomplete, pearson_r, pearson_p, spearman_rho, spearman_p
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
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_incomplete", heading="left out", format="count"),
    Column(name="pearson_r", heading="Pearson r", format="correlation"),
    Column(name="pearson_p", heading="p", format="p"),
    Column(name="spearman_rho", heading="Spearman rho", format="correlation"),
    Column(name="spearman_p", heading="p", format="p"),
)

_READING = Section(
    title="How to read this page",
    blocks=(
        Prose(
            text="Each row correlates an outcome with the share of the test side that training has, one point a pair, "
            "native and cross-lingual apart. A pair is left out when one of its seeds is missing or when there was "
            "nothing to edit. The p-values are two-sided, treat pairs as independent and are not corrected for the "
            "number of rows. A correlation that is undefined is a dash."
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
            tables.append(Table(caption=caption, frame=frame, columns=_COLUMNS, query=query))
    return tables


PAGE = Page(title="Correlations", order=40, sections=_sections)
