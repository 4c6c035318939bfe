"""The unperturbed scores of a study, of either task, pair by pair: by seed, as means over pairs, and as a grid."""

import polars as pl

from reports.query import Query, ask
from reports.sections.points import Task
from reports.study import FEWEST, Study
from xlr_warehouse.warehouse import Warehouse

_SCORED = """
with scored as (
    select 'ner' as task, run, corpus, encoder, configuration, split, perturbation, text_set, train_language,
        test_language, setting, seed, n_gold as n, 100 * f1_conlleval as score, 100 * f1_iob2_strict as other
    from score
    union all
    select 'title', run, corpus, encoder, configuration, split, perturbation, text_set, train_language,
        test_language, setting, seed, n, 100 * accuracy, 100 * macro_f1
    from title_score
),

study as (
    select
        scored.*,
        case when trained.name is not null or tested.name is not null
            then coalesce(tested.name, test_language)
                || case when setting = 'native' then '' else ' from ' || coalesce(trained.name, train_language) end
        end as names
    from scored
    left join language as trained on scored.train_language = trained.language
    left join language as tested on scored.test_language = tested.language
    where task = $task and split = 'test' and perturbation = 'none' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration
)
"""

_SEEDS = f"""{_SCORED.rstrip()},

-- Two training sets of one language have estimates that cannot be told apart: then neither has an interval.
interval as (
    select train_language, test_language, max(method) as method, 100 * max(low) as low, 100 * max(high) as high,
        100 * max(sd) as sd
    from estimate
    where quantity = 'score' and method = 'paired_bootstrap' and subset = 'all' and type is null
    and perturbation = 'none' and task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration
    group by train_language, test_language
    having count(*) = 1
)

select
    study.train_language,
    study.test_language,
    study.names,
    study.setting,
    study.seed,
    primary_overlap.overlap,
    study.n,
    study.score,
    study.other,
    avg(study.score) over pair as mean,
    interval.low,
    interval.high,
    interval.sd,
    interval.method,
    count(distinct study.seed) over pair as n_seeds
from study
inner join run on study.run = run.run
left join primary_overlap
    on
        run.train_set = primary_overlap.train_set
        and study.text_set = primary_overlap.test_set
        and coalesce(primary_overlap.encoder, $encoder) = $encoder
        and coalesce(primary_overlap.configuration, $configuration) = $configuration
left join interval
    on study.train_language = interval.train_language and study.test_language = interval.test_language
window pair as (partition by study.train_language, study.test_language)
order by study.test_language, study.setting desc, study.train_language, study.seed, study.run
"""

_MEANS = f"""{_SCORED.rstrip()},

pair as (
    select setting, train_language, test_language, avg(score) as score
    from study
    group by setting, train_language, test_language
),

pooled as (
    select
        setting, 100 * max(estimate) as pooled, 100 * max(low) as low, 100 * max(high) as high,
        100 * max(without_source_low) as without_low, 100 * max(without_source_high) as without_high
    from estimate
    where quantity = 'score' and method = 'random_effects_knapp_hartung' and subset = 'all' and type is null
    and perturbation = 'none' and task = $task and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration
    group by setting
    having count(*) = 1
)

-- The interval of a mean over two pairs is wider than the scale: it says nothing.
select setting, count(*) as n_pairs, avg(score) as mean, max(pooled) as pooled,
    case when count(*) >= $fewest then max(low) end as low,
    case when count(*) >= $fewest then max(high) end as high,
    max(without_low) as without_low, max(without_high) as without_high
from pair
left join pooled using (setting)
group by setting
order by setting desc
"""

_GRID = f"""{_SCORED.rstrip()}

select train_language, test_language, any_value(names) as names, avg(score) as score, count(distinct run) as n_seeds
from study
group by train_language, test_language
order by train_language, test_language
"""


def seed_scores(warehouse: Warehouse, study: Study, *, task: Task) -> tuple[Query, pl.DataFrame]:
    """A row for each pair and seed, in percent, with the pair's mean and the 95 % interval of it by bootstrap.

    `score` is F1 or accuracy, `other` strict F1 or macro F1, `n` gold mentions or items; `overlap` is that of the
    primary measure of the task. Interval and `method` are NULL without `xlr estimate`.
    """
    return ask(warehouse, _SEEDS, task=task, **study.parameters)


def mean_scores(warehouse: Warehouse, study: Study, *, task: Task) -> tuple[Query, pl.DataFrame]:
    """A row for each setting: the mean over pairs, and the random-effects mean with its interval, in percent."""
    return ask(warehouse, _MEANS, task=task, fewest=FEWEST, **study.parameters)


def grid_scores(warehouse: Warehouse, study: Study, *, task: Task) -> tuple[Query, pl.DataFrame]:
    """A row for each training and test language: the mean over runs, in percent."""
    return ask(warehouse, _GRID, task=task, **study.parameters)
