"""What is missing or cut among the runs: what never finished, was tested on less than others, or saw half a word."""

from collections.abc import Iterator

from reports.blocks import Column, Prose, Table
from reports.query import ask
from xlr_warehouse.warehouse import Warehouse

_GAPS = """
with configured as (
    select distinct run, configuration from evaluation_setting
),

known as (
    select run.*, trained_on.corpus, configured.configuration
    from run
    left join text_set as trained_on on run.train_set = trained_on.text_set
    left join configured on run.run = configured.run
),

-- Runs that differ in nothing but their seed are tested on the same text sets.
wanted as (
    select distinct known.task, known.encoder, known.configuration, known.train_language, known.train_set,
        evaluation.text_set
    from evaluation
    inner join known on evaluation.run = known.run
),

untested as (
    select known.run, wanted.text_set
    from known
    inner join wanted
        on
            known.task = wanted.task
            and known.encoder = wanted.encoder
            and known.configuration = wanted.configuration
            and known.train_language = wanted.train_language
            and known.train_set is not distinct from wanted.train_set
    anti join evaluation on known.run = evaluation.run and wanted.text_set = evaluation.text_set
),

training as (
    select distinct task, encoder, configuration, corpus, train_language, train_set
    from known
    where configuration is not null
),

planned as (
    select distinct training.*, known.seed
    from training
    inner join known
        on
            training.task = known.task
            and training.encoder = known.encoder
            and training.configuration = known.configuration
            and training.corpus is not distinct from known.corpus
),

seedless as (
    select planned.*
    from planned
    anti join known
        on
            planned.task = known.task
            and planned.encoder = known.encoder
            and planned.configuration = known.configuration
            and planned.train_language = known.train_language
            and planned.train_set is not distinct from known.train_set
            and planned.seed = known.seed
),

silent as (
    select evaluation.run, evaluation.text_set
    from evaluation
    inner join known on evaluation.run = known.run and known.task = 'ner'
    anti join (select distinct run, text_set from predicted_mention) as spoken
        on evaluation.run = spoken.run and evaluation.text_set = spoken.text_set
),

fact as (
    select 1 as place, 'runs that were not finished' as what, count(*) filter (finished_at is null) as n,
        count(*) as n_of, list(run order by run) filter (finished_at is null) as names
    from known
    where selection <> 'imported'
    union all
    select 2, 'runs that were never tested', count(*) filter (configuration is null), count(*),
        list(run order by run) filter (configuration is null)
    from known
    union all
    select 3, 'runs tested on fewer text sets than another seed of the same training', count(distinct run),
        (select count(*) from known), list(distinct run order by run)
    from untested
    union all
    select 4, 'tests that these lack', count(*), count(*) + (select count(*) from evaluation), null
    from untested
    union all
    select 5, 'seeds that a training set lacks and others of its study have', count(*),
        (select count(*) from planned),
        list(
            format('{}, {}, {}, seed {}', task, encoder, train_language, seed)
            order by task, encoder, train_language, seed
        )
    from seedless
    union all
    select 6, 'tests of text that was cut, so that the model did not see all of it', count(*) filter (n_truncated > 0),
        count(*), list(distinct run order by run) filter (n_truncated > 0)
    from evaluation
    union all
    select 7, 'tokens or title items that were cut', sum(n_truncated), sum(n_tokens), null
    from evaluation
    union all
    select 8, 'tests in which no entity was predicted', (select count(*) from silent), count(*),
        (select list(distinct run order by run) from silent)
    from evaluation
    inner join known on evaluation.run = known.run and known.task = 'ner'
    union all
    select 9, 'title items without an answer', sum(n - n_answered), sum(n), null
    from title_score
)

select what, cast(coalesce(n, 0) as bigint) as n, cast(coalesce(n_of, 0) as bigint) as n_of, share(n, n_of) as share,
    array_to_string(names[:3], '; ') || case when len(names) > 3 then '; ...' else '' end as examples
from fact
where n_of > 0
order by place
"""

_COLUMNS = (
    Column(name="what", heading="what"),
    Column(name="n", heading="how many", format="count"),
    Column(name="n_of", heading="of", format="count"),
    Column(name="share", heading="share", format="share"),
    Column(name="examples", heading="which"),
)

_ELSEWHERE = (
    "Runs that failed or stopped before their end leave nothing in the warehouse: `xlr status` asks the folder of runs "
    "for them, and says why."
)


def gaps(warehouse: Warehouse) -> Iterator[Prose | Table]:
    """What the warehouse knows to be missing, counted, and who knows of the rest."""
    query, frame = ask(warehouse, _GAPS)
    found = [f"{what}: {n:,} of {n_of:,}" for what, n, n_of in frame.select("what", "n", "n_of").iter_rows() if n]
    said = (
        f"What is missing or cut: {'; '.join(found)}."
        if found
        else "Nothing is missing: every run was finished, tested on what its other seeds were, and saw all of the text."
    )
    yield Prose(text=said)
    yield Prose(text=_ELSEWHERE, kind="note")
    yield Table(caption="What is missing among the runs, and what was cut", frame=frame, columns=_COLUMNS, query=query)
