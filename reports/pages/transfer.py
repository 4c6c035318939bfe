"""Transfer: unperturbed scores by pair and by type, native beside cross-lingual, against overlap, without leaks."""

from collections.abc import Iterator, Sequence

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import axis_over, overlap_axis, scatter
from reports.language_names import LANGUAGES, codes_said
from reports.next_step import lacking
from reports.query import ask
from reports.sections.pair_scores import NER, TITLE, by_pair
from reports.sections.type_scores import by_type
from reports.study import Study, counted, studies
from xlr_warehouse.warehouse import Warehouse

_PAIRS = """
select train_language, test_language, setting, overlap, 100 * score_before as score, n_seeds
from overlap_and_degradation
where
    task = 'ner'
    and split = 'test'
    and perturbation = 'none'
    and measure = 'entity_chunk'
    and corpus = $corpus
    and encoder = $encoder
    and configuration = $configuration
order by setting desc, overlap desc, train_language, test_language
"""

_SUBSETS = """
select
    train_language,
    test_language,
    setting,
    100 * avg(f1_conlleval) filter (subset = 'all') as f1,
    100 * avg(f1_conlleval) filter (subset = 'leak_free') as leak_free,
    100 * avg(f1_conlleval) filter (subset = 'with_context') as with_context,
    100 * avg(f1_conlleval) filter (subset = 'leak_free_with_context') as leak_free_with_context,
    max(n_sentences) filter (subset = 'leak_free_with_context') as n_sentences,
    count(distinct run) as n_seeds
from score_by_subset
where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
and configuration = $configuration
group by train_language, test_language, setting
order by setting desc, train_language, test_language
"""

_IS_COMPARED = """
select count(*) > 0 from near_in_training inner join text_set on near_in_training.test_set = text_set.text_set
where corpus = $corpus and split = 'test'
"""

_OVERLAP = Column(name="overlap", heading="entity overlap", format="share")


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text")
    if missing:
        return (missing,)
    found = [section for study in studies(warehouse) for section in _entities(warehouse, study)]
    found += [
        Section(title=f"Titles by pair ({study.place})", blocks=tuple(by_pair(warehouse, study, TITLE)))
        for study in studies(warehouse, task="title")
    ]
    missing = None if found else lacking(warehouse, "score")
    return (missing,) if missing else (_reading(warehouse), *found)


def _reading(warehouse: Warehouse) -> Section:
    text = (
        "A model tested on the language it was trained on is native, one tested on another is cross-lingual: the pair "
        "A→B is a model trained on A and tested on B. Beside it stands the native model of B, on the same test set: "
        "what lies between the two is what training data of B's own would bring."
    )
    return Section(title="How to read this page", blocks=(Prose(text=text), *codes_said(warehouse)))


def _entities(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    yield Section(title=f"Scores by pair ({study.place})", blocks=tuple(by_pair(warehouse, study, NER)))
    yield Section(title=f"Scores by entity type ({study.place})", blocks=tuple(by_type(warehouse, study)))
    yield Section(title=f"Scores against overlap ({study.place})", blocks=_against_overlap(warehouse, study))
    yield Section(title=f"Scores without leaked sentences ({study.place})", blocks=(_by_subset(warehouse, study),))


def _against_overlap(warehouse: Warehouse, study: Study) -> Sequence[Block]:
    query, pairs = ask(warehouse, _PAIRS, **study.parameters)
    if pairs.is_empty():
        return (Prose(text="No entity overlap has been measured for these runs. Next: `xlr overlap`.", kind="next"),)
    columns = (
        *LANGUAGES,
        Column(name="setting", heading="setting"),
        _OVERLAP,
        Column(name="score", heading="F1, percent", format="number"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    axis = axis_over(pairs, "score", "F1, percent", step=10)
    panel = scatter(pairs, x=overlap_axis(pairs), y=axis, title="Entity overlap and F1")
    chart = Chart(
        caption="F1 on the unperturbed test sets against the share of the test set's mentions whose text is an entity "
        "of the training set. Each point is the mean over seeds.",
        alt=f"Scatter plot of F1 against entity overlap, {counted(pairs.height, 'point')}.",
        panels=(panel,),
        table=Table(caption="F1 and entity overlap by pair", frame=pairs, columns=columns, query=query),
    )
    return (chart,)


def _by_subset(warehouse: Warehouse, study: Study) -> Block:
    """The scores with and without what the audit found, or the command that finds it."""
    if not warehouse.one(_IS_COMPARED, corpus=study.corpus):
        text = "Which test sentences nearly stand in a training set has not been worked out yet. Next: `xlr audit`."
        return Prose(text=text, kind="next")
    query, frame = ask(warehouse, _SUBSETS, **study.parameters)
    columns = (
        *LANGUAGES,
        Column(name="setting", heading="setting"),
        Column(name="f1", heading="F1, all", format="number"),
        Column(name="leak_free", heading="F1, leak-free", format="number"),
        Column(name="with_context", heading="F1, with context", format="number"),
        Column(name="leak_free_with_context", heading="F1, both", format="number"),
        Column(name="n_sentences", heading="sentences, both", format="count"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    return Table(
        caption="F1 in percent, mean over seeds, on all sentences, on those that do not nearly stand in training, on "
        "those with words outside entities, and on those that are both; a dash where training was not compared or "
        "nothing is left",
        frame=frame,
        columns=columns,
        query=query,
    )


PAGE = Page(title="Transfer", order=20, sections=_sections)
