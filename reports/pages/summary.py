"""Summary: what was run, and the findings in plain sentences made from the numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from reports.blocks import Block, Column, Page, Prose, Section, Table
from reports.next_step import lacking
from reports.query import ask
from reports.sections.claims import claims_said
from reports.sections.findings import findings
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_WHAT = """
select
    tested.corpus,
    tested.task,
    tested.encoder,
    tested.split,
    coalesce(
        string_agg(distinct tested.perturbation, ', ' order by tested.perturbation)
            filter (tested.perturbation <> 'none'),
        'none'
    ) as perturbations,
    count(distinct tested.run) as n_runs,
    count(distinct tested.seed) as n_seeds,
    count(distinct (tested.train_language, tested.test_language)) filter (tested.setting = 'native') as n_native,
    count(distinct (tested.train_language, tested.test_language))
        filter (tested.setting = 'cross_lingual') as n_cross_lingual,
    count(distinct tested.perturbation_id) as n_perturbed
from evaluation_setting as tested
where tested.is_own_perturbation
group by tested.corpus, tested.task, tested.encoder, tested.split
order by tested.corpus, tested.task, tested.encoder, tested.split
"""

_WHAT_COLUMNS = (
    Column(name="corpus", heading="corpus"),
    Column(name="task", heading="task"),
    Column(name="encoder", heading="encoder"),
    Column(name="split", heading="split"),
    Column(name="perturbations", heading="perturbations"),
    Column(name="n_runs", heading="runs", format="count"),
    Column(name="n_seeds", heading="seeds", format="count"),
    Column(name="n_native", heading="native pairs", format="count"),
    Column(name="n_cross_lingual", heading="cross-lingual pairs", format="count"),
    Column(name="n_perturbed", heading="perturbations built", format="count"),
)

_LANDED = """
select
    (select count(distinct corpus) from corpus) as n_corpora,
    (select count(distinct language) from text_set) as n_languages,
    (select count(*) from text_set where perturbation = 'none') as n_text_sets,
    (
        select count(*) from perturbation inner join text_set on perturbation.test_set = text_set.text_set
        where not starts_with(text_set.split, 'train')
    ) as n_perturbations,
    (select count(*) from run) as n_runs
"""

_LANDED_COLUMNS = (
    Column(name="n_corpora", heading="corpora", format="count"),
    Column(name="n_languages", heading="languages", format="count"),
    Column(name="n_text_sets", heading="text sets as they came", format="count"),
    Column(name="n_perturbations", heading="perturbations built", format="count"),
    Column(name="n_runs", heading="runs", format="count"),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    claims = Section(title="What is claimed, and what the numbers say", blocks=tuple(claims_said(warehouse)))
    missing = lacking(warehouse, "text")
    if missing:
        return (missing, claims)
    return (Section(title="What was run", blocks=tuple(_what(warehouse))), *findings(warehouse), claims)


def _what(warehouse: Warehouse) -> Iterator[Block]:
    query, landed = ask(warehouse, _LANDED)
    yield Prose(text=_landed_sentence(landed.row(0, named=True)))
    tested_query, tested = ask(warehouse, _WHAT)
    if tested.height:
        yield Table(caption="What was tested", frame=tested, columns=_WHAT_COLUMNS, query=tested_query)
    else:
        yield Table(caption="What is there", frame=landed, columns=_LANDED_COLUMNS, query=query)
    missing = lacking(warehouse, "overlap", "perturbation", "score", "degradation")
    if missing:
        yield from missing.blocks


def _landed_sentence(row: dict[str, Any]) -> str:
    corpora = counted(row["n_corpora"], "corpus", "corpora")
    languages = counted(row["n_languages"], "language")
    runs = counted(row["n_runs"], "fine-tuned model")
    return (
        f"The warehouse holds {corpora} in {languages}, {counted(row['n_perturbations'], 'perturbation')} of their "
        f"test sets, and {runs}. Native means trained on the language tested on, cross-lingual on another."
    )


PAGE = Page(title="Summary", order=10, sections=_sections)
