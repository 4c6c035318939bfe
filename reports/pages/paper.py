"""The paper: its published numbers, how they follow overlap, and ours beside them."""

from collections.abc import Iterator, Sequence

from reports.blocks import Chart, Column, Page, Prose, Section, Table
from reports.charts import axis_over, overlap_axis, scatter
from reports.query import ask
from xlr_warehouse.warehouse import Warehouse

_POINTS = """
select
    before.model,
    before.l1 as train_language,
    before.l2 as test_language,
    before.setting,
    published_overlap.overlap_l2 as overlap,
    100 * before.f1 as before,
    100 * after.f1 as after,
    100 * (after.f1 - before.f1) as change
from published_score as before
inner join published_score as after using (task, model, l1, l2, setting, status)
inner join published_overlap using (task, l1, l2, setting, status)
where
    status = 'primary'
    and task = 'ner'
    and before.perturbation = 'none'
    and after.perturbation = 'entity_unshared'
    and published_overlap.kind = 'ner_entity_token'
order by before.model, before.setting desc, overlap desc, before.l1, before.l2
"""

_CORRELATIONS = """
select
    task,
    model,
    setting,
    outcome,
    perturbation,
    n,
    pearson_r,
    pearson_p,
    spearman_rho,
    spearman_p
from published_correlation
where
    (task = 'ner' and overlap_kind = 'ner_entity_token' and perturbation not in ('per_given_name', 'loc_place'))
    or (task = 'title' and overlap_kind = 'title_128_words')
order by
    task, outcome desc, perturbation <> 'entity_unshared', perturbation <> 'context_cosine', perturbation, model,
    setting desc
"""

_OURS = """
select
    model,
    l1,
    l2,
    setting,
    perturbation,
    score_name,
    corpus,
    100 * published_f1 as published,
    100 * our_f1 as ours,
    100 * our_sd as sd,
    100 * difference as difference
from replication
where our_f1 is not null
order by task, perturbation <> 'none', perturbation, model, l1, l2, setting desc, corpus
"""

_LANGUAGES = (Column(name="train_language", heading="trained on"), Column(name="test_language", heading="tested on"))
_POINT_COLUMNS = (
    Column(name="model", heading="model"),
    *_LANGUAGES,
    Column(name="setting", heading="setting"),
    Column(name="overlap", heading="entity-token overlap", format="share"),
    Column(name="before", heading="F1 before", format="number"),
    Column(name="after", heading="F1 after", format="number"),
    Column(name="change", heading="change, points", format="change"),
)
_CORRELATION_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="model", heading="model"),
    Column(name="setting", heading="setting"),
    Column(name="outcome", heading="outcome"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="pearson_r", heading="Pearson r", format="correlation"),
    Column(name="pearson_p", heading="p", format="p"),
    Column(name="spearman_rho", heading="Spearman rho", format="correlation"),
    Column(name="spearman_p", heading="p", format="p"),
)
_OUR_COLUMNS = (
    Column(name="model", heading="model"),
    Column(name="l1", heading="trained on"),
    Column(name="l2", heading="tested on"),
    Column(name="setting", heading="setting"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="score_name", heading="score"),
    Column(name="corpus", heading="our corpus"),
    Column(name="published", heading="published F1", format="number"),
    Column(name="ours", heading="our F1", format="number"),
    Column(name="sd", heading="sd over seeds", format="number"),
    Column(name="difference", heading="ours minus theirs", format="change"),
)
_MODELS = {"mbert": "mBERT", "xlmr": "XLM-R"}

_CARE = (
    (
        "Every published score is one run, with no interval and no second seed, and the paper computes no correlation: "
        "the correlations here are computed from its numbers."
    ),
    (
        "`entity_unshared` edits exactly the shared entities, so the published change falls with overlap by "
        "arithmetic; the paper has no placebo and no cost per edit to tell that from a finding."
    ),
    "The axis that the paper labels 'entity chunks' is the overlap of entity tokens, which is what is drawn here.",
    (
        "The published F1 of titles is that of option B alone: neither accuracy nor a mean over the four options, on a "
        "quarter of the items."
    ),
    (
        "The native title models were scored on text perturbed for the cross-lingual pair, so their change says little "
        "about native overlap."
    ),
    (
        "Titles were scored before on text as it came and after on text cut and lower-cased, so the change holds more "
        "than the perturbation."
    ),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    return tuple(_all(warehouse))


def _all(warehouse: Warehouse) -> Iterator[Section]:
    source = Prose(
        text="The numbers of arXiv 2403.20056, taken from the notebooks of its repository: 13 pairs, two models, "
        "native and cross-lingual training."
    )
    yield Section(title="Published change against overlap", blocks=(source, _published(warehouse)))
    query, frame = ask(warehouse, _CORRELATIONS)
    table = Table(
        caption="Correlation with the overlap the paper plots: entity tokens, and for titles the words of the cut text",
        frame=frame,
        columns=_CORRELATION_COLUMNS,
        query=query,
    )
    yield Section(title="Published numbers correlated", blocks=(table,))
    yield Section(title="To keep in mind", blocks=tuple(Prose(text=text) for text in _CARE))
    yield _ours(warehouse)


def _published(warehouse: Warehouse) -> Chart:
    query, points = ask(warehouse, _POINTS)
    x = overlap_axis(points, title="share of test entity tokens seen in training")
    y = axis_over(points, "change", "change of F1, points", step=5)
    panels = [scatter(points.filter(model=model), x=x, y=y, title=name) for model, name in _MODELS.items()]
    return Chart(
        caption="Arithmetic: published change of F1 under `entity_unshared` against the overlap of entity tokens, "
        "13 native and 13 cross-lingual points a model.",
        alt="Scatter plots of the published change of F1 against overlap for mBERT and XLM-R; the change falls as "
        "overlap grows.",
        panels=panels,
        table=Table(caption="Published F1 and overlap", frame=points, columns=_POINT_COLUMNS, query=query),
    )


def _ours(warehouse: Warehouse) -> Section:
    query, frame = ask(warehouse, _OURS)
    if frame.is_empty():
        text = (
            "No run here has the paper's encoders on its languages. "
            "`xlr ingest wikiann LANG... --from DIR` and `xlr train` bring them."
        )
        return Section(title="Ours beside the paper", blocks=(Prose(text=text, kind="next"),))
    table = Table(
        caption="Ours beside the paper. Not comparable to the digit: the paper drew its own sentences and crawled its "
        "own sections",
        frame=frame,
        columns=_OUR_COLUMNS,
        query=query,
    )
    return Section(title="Ours beside the paper", blocks=(table,))


PAGE = Page(title="The paper", order=50, sections=_sections)
