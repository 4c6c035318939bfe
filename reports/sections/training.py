"""How models were trained: loss curves, speed by device, what was set, the versions it was done with."""

from collections import Counter
from collections.abc import Iterator

from reports.blocks import Chart, Column, Table
from reports.charts import losses
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_LOSS = """
with configured as (
    select distinct run, configuration from evaluation_setting
),

shared as (
    select
        run.task,
        run.encoder,
        coalesce(configured.configuration, 'never tested') as configuration,
        run.run,
        training_step.loss,
        training_step.tokens_per_second,
        ceil(20 * training_step.step / max(training_step.step) over (partition by run.run)) / 20 as done
    from training_step
    inner join run on training_step.run = run.run
    left join configured on run.run = configured.run
)

select
    task,
    encoder,
    configuration,
    done,
    count(distinct run) as n_runs,
    min(loss) as lowest,
    median(loss) as loss,
    max(loss) as highest,
    round(median(tokens_per_second)) as tokens_per_second
from shared
group by all
order by task, encoder, configuration, done
"""

_SPEED = """
with trained as (
    select run, median(tokens_per_second) as tokens_per_second
    from training_step
    group by run
),

tested as (
    select run, count(*) as n_evaluations, sum(n_tokens) as n_tokens, sum(seconds) as seconds,
        sum(n_tokens) filter (seconds is not null) as n_timed
    from evaluation
    group by run
),

landed as (
    select run, count(*) as n_landed, count(probability) as n_with_probability from prediction group by run
    union all
    select run, count(*), count(probability) from title_prediction group by run
)

select
    run.task,
    run.encoder,
    coalesce(run.device, case when run.selection = 'imported' then 'imported' end) as device,
    count(*) as n_runs,
    round(median(trained.tokens_per_second)) as tokens_per_second,
    median(epoch(run.finished_at - run.started_at)) as seconds,
    sum(epoch(run.finished_at - run.started_at)) / 60 as minutes,
    cast(sum(n_evaluations) as bigint) as n_evaluations,
    cast(sum(n_tokens) as bigint) as n_tokens,
    round(share(sum(n_timed), sum(tested.seconds))) as predicted_per_second,
    cast(sum(n_landed) as bigint) as n_landed,
    cast(sum(n_with_probability) as bigint) as n_with_probability
from run
left join trained on run.run = trained.run
left join tested on run.run = tested.run
left join landed on run.run = landed.run
group by all
order by run.task, run.encoder, device
"""

_RUNS = """
with configured as (
    select distinct run, configuration from evaluation_setting
),

tested as (
    select run, count(*) as n_evaluations from evaluation group by run
)

select
    run.run,
    run.task,
    run.encoder,
    coalesce(configured.configuration, 'never tested') as configuration,
    run.train_language,
    run.selection,
    run.device,
    run.seed,
    epoch(run.finished_at - run.started_at) as seconds,
    coalesce(tested.n_evaluations, 0) as n_evaluations
from run
left join configured on run.run = configured.run
left join tested on run.run = tested.run
order by run.task, run.encoder, configuration, run.train_language, run.seed, run.run
"""

_VERSIONS = """
with package as (
    select unnest(map_entries(try_cast(json_extract(config, '$.versions') as map(varchar, varchar))), recursive := true)
    from run
    where json_valid(config)
    union all
    select 'commit of xlr', config ->> '$.commit'
    from run
    where json_valid(config) and config ->> '$.commit' is not null
)

select key as package, value as version, count(*) as n_runs
from package
group by all
order by package, version
"""

_LOSS_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="encoder", heading="encoder"),
    Column(name="configuration", heading="configuration", only_if_varied=True),
    Column(name="done", heading="share of the training done", format="share"),
    Column(name="n_runs", heading="runs", format="count"),
    Column(name="lowest", heading="lowest loss", format="share"),
    Column(name="loss", heading="median loss", format="share"),
    Column(name="highest", heading="highest loss", format="share"),
    Column(name="tokens_per_second", heading="word pieces a second, median", format="count"),
)

_SPEED_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="encoder", heading="encoder"),
    Column(name="device", heading="device"),
    Column(name="n_runs", heading="runs", format="count"),
    Column(name="tokens_per_second", heading="word pieces trained a second, median", format="count"),
    Column(name="seconds", heading="seconds of training, median", format="number"),
    Column(name="minutes", heading="minutes, all runs", format="number"),
    Column(name="n_evaluations", heading="text sets tested", format="count"),
    Column(name="n_tokens", heading="tokens or items predicted", format="count"),
    Column(name="predicted_per_second", heading="predicted a second", format="count"),
    Column(name="n_landed", heading="predictions here", format="count"),
    Column(name="n_with_probability", heading="with a probability", format="count"),
)

_RUN_COLUMNS = (
    Column(name="run", heading="run"),
    Column(name="task", heading="task"),
    Column(name="encoder", heading="encoder"),
    Column(name="configuration", heading="configuration", only_if_varied=True),
    Column(name="train_language", heading="trained on"),
    Column(name="selection", heading="weights taken"),
    Column(name="device", heading="device"),
    Column(name="seed", heading="seed", format="count"),
    Column(name="seconds", heading="seconds of training", format="number"),
    Column(name="n_evaluations", heading="text sets tested", format="count"),
)

_VERSION_COLUMNS = (
    Column(name="package", heading="package"),
    Column(name="version", heading="version"),
    Column(name="n_runs", heading="runs", format="count"),
)


def loss_curves(warehouse: Warehouse) -> Iterator[Chart]:
    """A panel for each task, encoder and configuration; nothing where no step was logged."""
    query, frame = ask(warehouse, _LOSS)
    if frame.is_empty():
        return
    parts = frame.partition_by("task", "encoder", "configuration", maintain_order=True)
    ends = [part.row(-1, named=True) for part in parts]
    n_configurations = Counter((end["task"], end["encoder"]) for end in ends)
    titles = [
        f"{end['task']}, {end['encoder']}"
        + (f", {end['configuration']}" if n_configurations[end["task"], end["encoder"]] > 1 else "")
        for end in ends
    ]
    yield Chart(
        caption="Loss while training, mean cross-entropy in nats: the median of the runs, between the lowest and the "
        "highest",
        alt="; ".join(
            f"{title}, {counted(end['n_runs'], 'run')}: median loss at the end {end['loss']:.3f}"
            for title, end in zip(titles, ends, strict=True)
        ),
        panels=[losses(part, title=title) for part, title in zip(parts, titles, strict=True)],
        table=Table(
            caption="Loss and speed by share of the training done", frame=frame, columns=_LOSS_COLUMNS, query=query
        ),
    )


def speed(warehouse: Warehouse) -> Table:
    """How fast was trained and predicted, and how much of it is here."""
    query, frame = ask(warehouse, _SPEED)
    caption = "Speed of training and prediction, by task, encoder and device; padding is not counted"
    return Table(caption=caption, frame=frame, columns=_SPEED_COLUMNS, query=query)


def runs(warehouse: Warehouse) -> Table:
    """Every fine-tuned model."""
    query, frame = ask(warehouse, _RUNS)
    return Table(caption="Fine-tuned models", frame=frame, columns=_RUN_COLUMNS, query=query)


def versions(warehouse: Warehouse) -> Iterator[Table]:
    """What the models were trained with; nothing where it was not noted."""
    query, frame = ask(warehouse, _VERSIONS)
    if frame.height:
        caption = "What the models were trained with"
        yield Table(caption=caption, frame=frame, columns=_VERSION_COLUMNS, query=query)
