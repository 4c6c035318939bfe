"""What perturbations do, one beside the other: means over pairs with intervals, by entity type, by dose."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Section, Table
from reports.charts import axis_over, doses, forest
from reports.markup import shown
from reports.query import ask
from reports.sections.points import SCORE, Task
from reports.study import FEWEST, Study, counted, drawn_of
from reports.theme import SETTING_WORDS, SETTINGS
from xlr_warehouse.warehouse import Warehouse

_MEANS = """
with version as (
    select
        *,
        count(distinct (embedding, parameters)) over (partition by perturbation) as n_versions
    from pair_degradation
    where task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and perturbation <> 'none' and dose = 1
),

pooled as (
    select
        perturbation, embedding, parameters, setting,
        max(estimate) filter (quantity = 'score_change') as change,
        max(low) filter (quantity = 'score_change') as change_low,
        max(high) filter (quantity = 'score_change') as change_high,
        max(p_corrected) filter (quantity = 'score_change') as change_p,
        max(estimate) filter (quantity = 'cost_per_edit') as cost,
        max(low) filter (quantity = 'cost_per_edit') as cost_low,
        max(high) filter (quantity = 'cost_per_edit') as cost_high,
        max(p_corrected) filter (quantity = 'cost_per_edit') as cost_p
    from estimate
    where method = 'random_effects_knapp_hartung' and quantity in ('score_change', 'cost_per_edit')
    and subset = 'all' and type is null and dose = 1 and task = $task and split = 'test' and corpus = $corpus
    and encoder = $encoder and configuration = $configuration
    group by all
),

labelled as (
    select
        perturbation
        || case when n_versions > 1 then format(' ({})', concat_ws(', ', embedding, parameters)) else '' end as name,
        perturbation, embedding, parameters, setting,
        count(score_change) as n_pairs,
        count(*) - count(score_change) as n_without,
        100 * avg(score_change) as mean_change,
        100 * avg(cost_per_edit) as mean_cost
    from version
    group by all
)

select
    labelled.name as perturbation, labelled.setting, n_pairs, n_without, mean_change, 100 * change as change,
    100 * change_low as change_low, 100 * change_high as change_high, change_p, mean_cost, 100 * cost as cost,
    100 * cost_low as cost_low, 100 * cost_high as cost_high, cost_p
from labelled
left join pooled
    on
        labelled.perturbation = pooled.perturbation
        and labelled.embedding is not distinct from pooled.embedding
        and labelled.parameters is not distinct from pooled.parameters
        and labelled.setting = pooled.setting
order by labelled.setting = 'cross_lingual', mean_change, labelled.name
"""

_TYPES = """
with pair as (
    select
        edit_effect.perturbation, edit_effect.type, edit_effect.setting, edit_effect.train_language,
        edit_effect.test_language, sum(edit_effect.n_edited) as n_edited,
        100 * sum(edit_effect.n_edited * cost_per_edit) / sum(edit_effect.n_edited) as cost
    from edit_effect
    inner join evaluation_setting as tested
        on edit_effect.run = tested.run and edit_effect.perturbation_id = tested.perturbation_id
    where edit_effect.type is not null and edit_effect.n_edited > 0 and tested.is_own_perturbation
    and tested.dose = 1 and tested.split = 'test' and tested.corpus = $corpus and tested.encoder = $encoder
    and tested.configuration = $configuration
    group by all
)

select perturbation, type, setting, count(*) as n_pairs, sum(n_edited) as n_edited, avg(cost) as cost,
    min(cost) as lowest, max(cost) as highest
from pair
group by perturbation, type, setting
order by perturbation <> 'entity_unshared', perturbation <> 'entity_placebo', perturbation, type, setting desc
"""

_DOSES = """
with dosed as (
    select
        *,
        count(distinct dose) over (partition by perturbation, embedding, parameters) as n_doses,
        count(distinct (embedding, parameters)) over (partition by perturbation) as n_versions
    from pair_degradation
    where task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and perturbation <> 'none'
)

select
    perturbation
    || case when n_versions > 1 then format(' ({})', concat_ws(', ', embedding, parameters)) else '' end
        as perturbation,
    train_language,
    test_language,
    setting,
    dose,
    n_edited,
    100 * score_change as change,
    n_seeds
from dosed
where n_doses > 1
order by perturbation, setting desc, train_language, test_language, dose
"""

_MEAN_COLUMNS = (
    Column(name="perturbation", heading="perturbation"),
    Column(name="setting", heading="setting"),
    Column(name="n_pairs", heading="pairs", format="count"),
    Column(name="n_without", heading="pairs without edits", format="count"),
    Column(name="mean_change", heading="change, plain mean", format="change"),
    Column(name="change", heading="change, pooled", format="change"),
    Column(name="change_low", heading="95 % from", format="change"),
    Column(name="change_high", heading="to", format="change"),
    Column(name="change_p", heading="p corrected", format="p"),
)
_COST_COLUMNS = (
    Column(name="mean_cost", heading="cost per edit, plain mean", format="change"),
    Column(name="cost", heading="cost per edit, pooled", format="change"),
    Column(name="cost_low", heading="95 % from", format="change"),
    Column(name="cost_high", heading="to", format="change"),
    Column(name="cost_p", heading="p corrected", format="p"),
)


def means(warehouse: Warehouse, study: Study, *, task: Task) -> Iterator[Block]:
    """What each perturbation does on average over the pairs, with the interval of the mean where it was worked out."""
    query, frame = ask(warehouse, _MEANS, task=task, **study.parameters)
    is_pooled = frame.get_column("change").count() > 0
    with_interval = f", with its 95 % interval from a random-effects model (from {FEWEST} pairs on)"
    if not is_pooled:
        yield Prose(
            text="No intervals have been worked out yet: these are plain means. Next: `xlr estimate`.", kind="next"
        )
    table = Table(
        caption="Means over pairs; pooled: random effects with Knapp and Hartung's interval, p corrected by Holm",
        frame=frame,
        columns=(*_MEAN_COLUMNS, *(_COST_COLUMNS if task == "ner" else ())),
        query=query,
    )
    wanted = [("change", f"change of {SCORE[task]}, points", f"Change of {SCORE[task]}", 2.0)]
    if task == "ner":
        wanted.append(("cost", "recall points lost per edit", "Recall lost per edit", 5.0))
    panels = [
        forest(
            rows,
            rows=frame.get_column("perturbation").unique(maintain_order=True).to_list(),
            title=title,
            unit=unit,
            lowest=max(axis.low, -100),
            highest=min(axis.high, 100),
            negligible=negligible,
        )
        for column, unit, title, negligible in wanted
        if (rows := _rows(frame, column)).height
        and (axis := axis_over(rows, "estimate", unit, step=10, also=("low", "high")))
    ]
    if not panels:
        yield table
        return
    said = "; ".join(
        f"{row['perturbation']}, {SETTING_WORDS[row['setting']]}: {shown(row['mean_change'], 'change')}"
        for row in frame.iter_rows(named=True)
    )
    yield Chart(
        caption=f"Mean over pairs{with_interval if is_pooled else ''}; "
        "shaded: too small to matter. The change of a score depends on how much was edited, the recall lost per edit "
        "does not.",
        alt=f"Mean changes of {SCORE[task]} in points. {said}.",
        panels=panels,
        table=table,
    )


def _rows(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """The pooled mean of each perturbation and setting, or the plain one; an interval where there are pairs enough."""
    is_enough = pl.col("n_pairs") >= FEWEST
    return frame.select(
        "setting",
        row="perturbation",
        estimate=pl.coalesce(column, f"mean_{column}"),
        low=pl.when(is_enough).then(f"{column}_low"),
        high=pl.when(is_enough).then(f"{column}_high"),
    ).drop_nulls("estimate")


def by_type(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    """The recall lost per edit by entity type, for the perturbations that are drawn."""
    query, frame = ask(warehouse, _TYPES, **study.parameters)
    if frame.is_empty():
        return
    names = frame.get_column("perturbation").unique(maintain_order=True).to_list()
    axis = axis_over(frame, "cost", "", step=10, also=("lowest", "highest"))
    columns = (
        Column(name="perturbation", heading="perturbation"),
        Column(name="type", heading="entity type"),
        Column(name="setting", heading="setting"),
        Column(name="n_pairs", heading="pairs", format="count"),
        Column(name="n_edited", heading="edits, all seeds", format="count"),
        Column(name="cost", heading="cost per edit, mean", format="change"),
        Column(name="lowest", heading="lowest pair", format="change"),
        Column(name="highest", heading="highest", format="change"),
    )
    chart = Chart(
        caption="Recall points lost per edit by the type of the edited entity: the mean over pairs, between the lowest "
        "and the highest pair.",
        alt="Recall lost per edit by entity type. "
        + "; ".join(
            f"{row['perturbation']}, {row['type']}, {SETTING_WORDS[row['setting']]}: {shown(row['cost'], 'change')}"
            for row in frame.iter_rows(named=True)
        )
        + ".",
        panels=[
            forest(
                part.select("setting", row="type", estimate="cost", low="lowest", high="highest"),
                rows=sorted(part.get_column("type").unique()),
                title=name,
                unit="recall points lost per edit; lines: lowest to highest pair",
                lowest=axis.low,
                highest=axis.high,
                negligible=5.0,
            )
            for name in drawn_of(names)
            if (part := frame.filter(perturbation=name)).height
        ],
        table=Table(caption="Cost per edit by entity type", frame=frame, columns=columns, query=query),
    )
    yield Section(title=f"By entity type ({study.place})", blocks=(chart,))


def by_dose(warehouse: Warehouse, study: Study, *, task: Task) -> Iterator[Section]:
    """How the change grows with the share of places touched, for perturbations that were made at several doses."""
    query, frame = ask(warehouse, _DOSES, task=task, **study.parameters)
    drawn = frame.drop_nulls("change")
    if drawn.is_empty():
        return
    axis = axis_over(drawn, "change", f"change of {SCORE[task]}, points", step=5)
    columns = (
        Column(name="perturbation", heading="perturbation"),
        Column(name="train_language", heading="trained on"),
        Column(name="test_language", heading="tested on"),
        Column(name="setting", heading="setting"),
        Column(name="dose", heading="dose", format="share"),
        Column(name="n_edited", heading="edits (mean)", format="count"),
        Column(name="change", heading="change, points", format="change"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    names = drawn.get_column("perturbation").unique(maintain_order=True).to_list()
    chart = Chart(
        caption=f"Change of {SCORE[task]} by dose, the share of the eligible places that were touched; a line for "
        "each pair, the mean over seeds. A straight line means that every edit costs the same. The view "
        "`dose_response` has the slopes.",
        alt=f"Dose-response curves of {counted(len(names), 'perturbation')}: {', '.join(names)}.",
        panels=[
            doses(part, y=axis, setting=setting, title=f"{name}, {SETTING_WORDS[setting]}")
            for name in names
            for setting in SETTINGS
            if (part := drawn.filter(perturbation=name, setting=setting)).height
        ],
        table=Table(caption="Change by dose", frame=frame, columns=columns, query=query),
    )
    yield Section(title=f"Dose and response ({study.place})", blocks=(chart,))
