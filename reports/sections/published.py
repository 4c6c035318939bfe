"""The published numbers by themselves: scores, changes against overlap, correlations, native against cross-lingual."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Chart, Column, Prose, Section, Table
from reports.charts import axis_over, forest, overlap_axis, scatter
from reports.charts.naming import ARROW
from reports.markup import shown
from reports.query import ask
from reports.study import TREATMENT
from xlr_warehouse.warehouse import Warehouse

MODELS = {"mbert": "mBERT", "xlmr": "XLM-R"}
_UNITS = {
    "mention": "mentions",
    "token": "tokens",
    "context_word": "context words",
    "title_word": "words of the text",
}
_TASKS = {"ner": "named entities", "title": "titles"}

_SCORES = """
select task, model, pair.source, pair.target, setting, 100 * f1 as f1
from published_score
inner join pair on l2 = pair.target and l1 in (pair.source, pair.target)
where status = 'primary' and perturbation = 'none'
order by
    task, model,
    max(f1) filter (setting = 'cross_lingual') over (partition by task, model, pair.source, pair.target) desc,
    pair.source, pair.target, setting desc
"""

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
    task, model, setting, outcome, perturbation, role, n, pearson_r, pearson_low, pearson_high, pearson_p, p_corrected,
    without_source_low, without_source_high, spearman_rho, spearman_p
from published_correlation
where
    (task = 'ner' and overlap_kind = 'ner_entity_token' and perturbation not in ('per_given_name', 'loc_place'))
    or (task = 'title' and overlap_kind = 'title_128_words')
order by
    task, outcome desc, perturbation <> 'entity_unshared', perturbation <> 'context_cosine', perturbation, model,
    setting desc
"""

_CONTRASTS = """
select
    task, perturbation, model, outcome, edited, is_same_text, n, n_incomplete, 100 * native as native,
    100 * cross_lingual as cross_lingual, 100 * contrast as contrast, 100 * low as low, 100 * high as high, p,
    100 * without_source_low as without_source_low, 100 * without_source_high as without_source_high
from published_contrast
order by outcome <> 'f1_before', outcome <> 'f1_change', task, perturbation, edited, model
"""

_PAIR = (Column(name="source", heading="source"), Column(name="target", heading="target, tested on"))
_SCORE_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="model", heading="model"),
    *_PAIR,
    Column(name="setting", heading="setting"),
    Column(name="f1", heading="F1", format="number"),
)
_POINT_COLUMNS = (
    Column(name="model", heading="model"),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
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
    Column(name="role", heading="role"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="pearson_r", heading="Pearson r", format="correlation"),
    Column(name="pearson_low", heading="95 % from", format="correlation"),
    Column(name="pearson_high", heading="to", format="correlation"),
    Column(name="pearson_p", heading="p", format="p"),
    Column(name="p_corrected", heading="p corrected", format="p"),
    Column(name="without_source_low", heading="without a source, from", format="correlation"),
    Column(name="without_source_high", heading="to", format="correlation"),
    Column(name="spearman_rho", heading="Spearman rho", format="correlation"),
    Column(name="spearman_p", heading="p", format="p"),
)
_CONTRAST_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="model", heading="model"),
    Column(name="outcome", heading="outcome"),
    Column(name="edited", heading="per edited"),
    Column(name="is_same_text", heading="same text for both"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_incomplete", heading="left out", format="count"),
    Column(name="native", heading="native", format="change"),
    Column(name="cross_lingual", heading="cross-lingual", format="change"),
    Column(name="contrast", heading="cross-lingual minus native", format="change"),
    Column(name="low", heading="95 % from", format="change"),
    Column(name="high", heading="to", format="change"),
    Column(name="p", heading="p", format="p"),
    Column(name="without_source_low", heading="without a source, from", format="change"),
    Column(name="without_source_high", heading="to", format="change"),
)
_EMPTY = pl.lit(None, dtype=pl.Float64)


def published(warehouse: Warehouse) -> Iterator[Section]:
    """The paper's numbers and what they say by themselves, a section for each question."""
    query, contrasts = ask(warehouse, _CONTRASTS)
    yield Section(title="Published scores", blocks=(*_means(contrasts), _scores(warehouse)))
    yield Section(title="Published change against overlap", blocks=(_against_overlap(warehouse),))
    yield Section(title="Published numbers correlated", blocks=(_correlations(warehouse),))
    table = Table(
        caption="Cross-lingual minus native, mean over pairs, in points",
        frame=contrasts,
        columns=_CONTRAST_COLUMNS,
        query=query,
    )
    yield Section(title="Published robustness, native against cross-lingual", blocks=tuple(_robustness(table)))


def _means(contrasts: pl.DataFrame) -> Iterator[Prose]:
    yield Prose(
        text="The numbers of arXiv 2403.20056, taken from the notebooks of its repository: 13 pairs, two models, "
        "native and cross-lingual training, one run each, without an interval or a second seed."
    )
    for row in contrasts.filter(outcome="f1_before").iter_rows(named=True):
        yield Prose(
            text=f"{MODELS[row['model']]}, {_TASKS[row['task']]}: F1 is {shown(row['native'], 'number')} trained "
            f"natively and {shown(row['cross_lingual'], 'number')} trained on the other language, a difference of "
            f"{shown(row['contrast'], 'change')} points (95 % {shown(row['low'], 'change')} to "
            f"{shown(row['high'], 'change')} over {row['n']} pairs)."
        )


def _scores(warehouse: Warehouse) -> Chart:
    query, frame = ask(warehouse, _SCORES)
    rows = frame.with_columns(row=pl.col("source") + ARROW + pl.col("target"))
    panels = [
        forest(
            part.select("row", "setting", estimate="f1", low=_EMPTY, high=_EMPTY),
            rows=part.get_column("row").unique(maintain_order=True).to_list(),
            title=f"{MODELS[model]}, {_TASKS[task]}",
            unit="F1, percent" if task == "ner" else "F1 of option B, percent",
            lowest=0,
            highest=100,
        )
        for (task, model), part in rows.group_by("task", "model", maintain_order=True)
    ]
    return Chart(
        caption="Published F1 before any perturbation; the pairs with the best cross-lingual score stand at the top. "
        "Of titles it is the F1 of option B alone.",
        alt="Published F1 by pair, native beside cross-lingual, for two models and both tasks.",
        panels=panels,
        table=Table(caption="Published F1", frame=frame, columns=_SCORE_COLUMNS, query=query),
    )


def _against_overlap(warehouse: Warehouse) -> Chart:
    query, points = ask(warehouse, _POINTS)
    x = overlap_axis(points, title="share of test entity tokens seen in training")
    y = axis_over(points, "change", "change of F1, points", step=5)
    panels = [scatter(points.filter(model=model), x=x, y=y, title=name) for model, name in MODELS.items()]
    return Chart(
        caption=f"Arithmetic: published change of F1 under `{TREATMENT}` against the overlap of entity tokens, "
        "13 native and 13 cross-lingual points a model.",
        alt="Scatter plots of the published change of F1 against overlap for mBERT and XLM-R; the change falls as "
        "overlap grows.",
        panels=panels,
        table=Table(caption="Published F1 and overlap", frame=points, columns=_POINT_COLUMNS, query=query),
    )


def _correlations(warehouse: Warehouse) -> Chart:
    query, frame = ask(warehouse, _CORRELATIONS)
    said = pl.col("p_corrected").map_elements(lambda p: shown(p, "p"), return_dtype=pl.String)
    rows = frame.with_columns(
        row=pl.col("perturbation").replace({"none": "no perturbation"}) + ", " + pl.col("model").replace(MODELS),
        note=pl.when(pl.col("p_corrected").is_not_null()).then(pl.lit("p ") + said),
    )
    titles = {"f1_before": "F1", "f1_change": "change of F1"}
    panels = [
        forest(
            part.select("row", "setting", "note", estimate="pearson_r", low="pearson_low", high="pearson_high"),
            rows=part.get_column("row").unique(maintain_order=True).to_list(),
            title=f"{_TASKS[task].capitalize()}: {titles[outcome]}",
            unit="Pearson r",
            lowest=-1,
            highest=1,
            negligible=0.3,
        )
        for (task, outcome), part in rows.group_by("task", "outcome", maintain_order=True)
    ]
    return Chart(
        caption="The paper computes no correlation; these are of its numbers: Pearson's r with the overlap it plots "
        "(entity tokens, and for titles the words of the cut text), Fisher's 95 % interval, p corrected; rows without "
        "p are arithmetic. Shaded: too small to matter.",
        alt="Correlations of the published numbers with overlap, by task, outcome, perturbation and model.",
        panels=panels,
        table=Table(
            caption="Correlation with the overlap the paper plots",
            frame=frame,
            columns=_CORRELATION_COLUMNS,
            query=query,
        ),
    )


def _robustness(table: Table) -> Iterator[Prose | Chart]:
    yield Prose(
        text="The paper finds that cross-lingual models lose less. Under most perturbations fewer words were edited "
        "for them than for native ones, so that is arithmetic; the other panels divide by the share edited. Only "
        "where both saw the same text (given names, places, titles) is the plain change a comparison."
    )
    drawn = table.frame.filter(pl.col("outcome") != "f1_before").with_columns(
        row=pl.col("perturbation") + ", " + pl.col("model").replace(MODELS)
    )
    panels = [
        forest(
            part.select("row", "low", "high", setting=pl.lit("cross_lingual"), estimate="contrast"),
            rows=part.get_column("row").to_list(),
            title="Change of F1" if edited is None else f"Change by the share of edited {_UNITS.get(edited, edited)}",
            unit=f"cross-lingual minus native, points of F1{'' if edited is None else ' for a whole text edited'}",
            lowest=axis.low,
            highest=axis.high,
            negligible=2.0,
        )
        for (_, edited), part in drawn.group_by("outcome", "edited", maintain_order=True)
        if (axis := axis_over(part, "contrast", "", step=5, also=("low", "high")))
    ]
    yield Chart(
        caption="How much less a cross-lingual model loses than the native one: the mean over pairs with Student's 95 "
        "% interval. Right of zero the cross-lingual model is the more robust one; shaded: too small to matter.",
        alt="Published differences between cross-lingual and native changes, by perturbation and model.",
        panels=panels,
        table=table,
    )
