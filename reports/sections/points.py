"""The points of the charts: what each perturbation did to each pair of a study, with intervals where they are known."""

from typing import Literal

import polars as pl

from reports.query import Query, ask
from reports.study import Study
from xlr_warehouse.warehouse import Warehouse

Task = Literal["ner", "title"]

SCORE: dict[Task, str] = {"ner": "F1", "title": "accuracy"}
"""What is scored of a task."""

CHANCE = 25.0
"""Accuracy of guessing one title of four, percent."""

_POINTS = """
with version as (
    select
        *,
        count(distinct (embedding, parameters)) over (partition by perturbation) as n_versions
    from pair_degradation
    where task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and perturbation <> 'none' and dose = 1
),

-- Two training sets of one language have estimates that cannot be told apart: then neither has an interval.
interval as (
    select
        train_language, test_language, perturbation, embedding, parameters,
        max(low) filter (quantity = 'score_change') as change_low,
        max(high) filter (quantity = 'score_change') as change_high,
        max(low) filter (quantity = 'cost_per_edit') as cost_low,
        max(high) filter (quantity = 'cost_per_edit') as cost_high
    from estimate
    where method = 'paired_bootstrap' and quantity in ('score_change', 'cost_per_edit') and subset = 'all'
    and type is null and dose = 1 and task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration
    group by all
    having count(*) = count(distinct quantity)
)

select
    version.perturbation
    || case when n_versions > 1 then format(' ({})', concat_ws(', ', version.embedding, version.parameters)) else '' end
        as perturbation,
    version.train_language,
    version.test_language,
    version.setting,
    primary_overlap.overlap,
    version.n_edited,
    100 * score_before as before,
    100 * (score_before + score_change) as after,
    100 * score_change as change,
    100 * change_low as change_low,
    100 * change_high as change_high,
    100 * cost_per_edit as cost,
    100 * cost_low as cost_low,
    100 * cost_high as cost_high,
    n_seeds,
    n_perturbation_seeds
from version
left join primary_overlap
    on
        version.train_set = primary_overlap.train_set
        and version.test_set = primary_overlap.test_set
        and coalesce(primary_overlap.encoder, $encoder) = $encoder
        and coalesce(primary_overlap.configuration, $configuration) = $configuration
left join interval
    on
        version.train_language = interval.train_language
        and version.test_language = interval.test_language
        and version.perturbation = interval.perturbation
        and version.embedding is not distinct from interval.embedding
        and version.parameters is not distinct from interval.parameters
order by
    version.perturbation <> 'entity_unshared', version.perturbation <> 'entity_placebo',
    version.perturbation <> 'entity_seen', version.perturbation <> 'entity_unseen_placebo', perturbation,
    version.setting desc, overlap desc, version.train_language, version.test_language
"""


def points(warehouse: Warehouse, study: Study, *, task: Task) -> tuple[Query, pl.DataFrame]:
    """The pairs of a study under each perturbation at full dose, a row each, in percent and points.

    F1 of entities or accuracy of titles before and after, its change, the recall lost per edit (entities only), each
    with the ends of its 95 % interval by paired bootstrap (NULL without `xlr estimate`), and the overlap of the pair by
    the primary measure. Where a perturbation was made in several ways, its name says in which.
    """
    return ask(warehouse, _POINTS, task=task, **study.parameters)
