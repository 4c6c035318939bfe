"""Data: what was read, what was run, and with what."""

from collections.abc import Iterator, Sequence

from reports.blocks import Chart, Column, Page, Prose, Section, Table
from reports.charts import losses
from reports.next_step import lacking
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_CORPORA = """
select
    corpus.corpus,
    corpus.task,
    corpus.source,
    corpus.revision,
    corpus.licence,
    count(distinct text_set.language) as n_languages,
    count(text_set.text_set) as n_text_sets
from corpus
left join text_set
    on corpus.corpus = text_set.corpus and corpus.task = text_set.task and text_set.perturbation = 'none'
group by all
order by corpus.corpus, corpus.task
"""

_TEXT_SETS = """
select corpus, task, language, split, left(sha256, 12) as sha256, n_items, n_tokens
from text_set
where perturbation = 'none'
order by corpus, task, language, split, sha256
"""

_AUDITED = """
select
    audited.corpus,
    audited.task,
    audited.language,
    audited.split,
    audited.n_items,
    audited.repeated,
    audited.near_repeated,
    share(len(near_in_training.sentences), audited.n_items) as in_training,
    audited.one_token,
    audited.no_context,
    audited.template,
    audited.wrong_script
from audit_text_set as audited
left join train_test_pair as pair on audited.text_set = pair.test_set and pair.setting = 'native'
left join near_in_training on pair.train_set = near_in_training.train_set and pair.test_set = near_in_training.test_set
order by audited.corpus, audited.task, audited.language, audited.text_set
"""

_RUNS = """
select
    run.run,
    run.task,
    run.encoder,
    run.train_language,
    run.device,
    run.seed,
    epoch(run.finished_at - run.started_at) as seconds,
    count(evaluation.text_set) as n_evaluations
from run
left join evaluation on run.run = evaluation.run
group by all
order by run.task, run.encoder, run.train_language, run.seed, run.run
"""

_VERSIONS = """
with package as (
    select unnest(map_entries(try_cast(json_extract(config, '$.versions') as map(varchar, varchar))), recursive := true)
    from run
    where json_valid(config)
)

select key as package, value as version, count(*) as n_runs
from package
group by all
order by package, version
"""

_LOSS = """
with shared as (
    select
        run.task,
        run.encoder,
        run.run,
        training_step.loss,
        training_step.tokens_per_second,
        ceil(20 * training_step.step / max(training_step.step) over (partition by run.run)) / 20 as done
    from training_step
    inner join run on training_step.run = run.run
)

select
    task,
    encoder,
    done,
    count(distinct run) as n_runs,
    min(loss) as lowest,
    median(loss) as loss,
    max(loss) as highest,
    median(tokens_per_second) as tokens_per_second
from shared
group by all
order by task, encoder, done
"""


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text")
    return (missing,) if missing else tuple(_filled(warehouse))


def _filled(warehouse: Warehouse) -> Iterator[Section]:
    yield Section(title="Corpora", blocks=(_corpora(warehouse), _text_sets(warehouse)))
    yield Section(title="Audit", blocks=(_audited(warehouse),))
    runs = _runs(warehouse)
    if runs.frame.is_empty():
        text = "No model has been trained yet. Next: `xlr train`."
        yield Section(title="Runs", blocks=(Prose(text=text, kind="next"),))
    else:
        versions = _versions(warehouse)
        yield Section(
            title="Runs",
            blocks=(*_training(warehouse), runs, *((versions,) if versions.frame.height else ())),
        )


def _corpora(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _CORPORA)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task"),
        Column(name="source", heading="source"),
        Column(name="revision", heading="revision"),
        Column(name="licence", heading="licence"),
        Column(name="n_languages", heading="languages", format="count"),
        Column(name="n_text_sets", heading="text sets", format="count"),
    )
    return Table(caption="Where the text came from", frame=frame, columns=columns, query=query)


def _text_sets(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _TEXT_SETS)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task"),
        Column(name="language", heading="language"),
        Column(name="split", heading="split"),
        Column(name="sha256", heading="sha256, first 12"),
        Column(name="n_items", heading="sentences or items", format="count"),
        Column(name="n_tokens", heading="tokens", format="count"),
    )
    return Table(caption="Text sets as they came", frame=frame, columns=columns, query=query)


def _audited(warehouse: Warehouse) -> Table | Prose:
    if not warehouse.one("select count(*) > 0 from sentence_audit"):
        text = "What of the text repeats, leaks or follows a template has not been worked out yet. Next: `xlr audit`."
        return Prose(text=text, kind="next")
    query, frame = ask(warehouse, _AUDITED)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task", only_if_varied=True),
        Column(name="language", heading="language"),
        Column(name="split", heading="split"),
        Column(name="n_items", heading="sentences or items", format="count"),
        Column(name="repeated", heading="repeated", format="share"),
        Column(name="near_repeated", heading="nearly", format="share"),
        Column(name="in_training", heading="nearly in training", format="share"),
        Column(name="one_token", heading="of one token", format="share"),
        Column(name="no_context", heading="no context", format="share"),
        Column(name="template", heading="template", format="share"),
        Column(name="wrong_script", heading="other script", format="share"),
    )
    return Table(
        caption="Shares of the sentences of each text set, as the audit found them; in training means that of the same "
        "language",
        frame=frame,
        columns=columns,
        query=query,
    )


def _runs(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _RUNS)
    columns = (
        Column(name="run", heading="run"),
        Column(name="task", heading="task"),
        Column(name="encoder", heading="encoder"),
        Column(name="train_language", heading="trained on"),
        Column(name="device", heading="device"),
        Column(name="seed", heading="seed", format="count"),
        Column(name="seconds", heading="seconds of training", format="number"),
        Column(name="n_evaluations", heading="text sets tested", format="count"),
    )
    return Table(caption="Fine-tuned models", frame=frame, columns=columns, query=query)


def _versions(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _VERSIONS)
    columns = (
        Column(name="package", heading="package"),
        Column(name="version", heading="version"),
        Column(name="n_runs", heading="runs", format="count"),
    )
    return Table(caption="What the models were trained with", frame=frame, columns=columns, query=query)


def _training(warehouse: Warehouse) -> Iterator[Chart]:
    query, frame = ask(warehouse, _LOSS)
    if frame.is_empty():
        return
    columns = (
        Column(name="task", heading="task"),
        Column(name="encoder", heading="encoder"),
        Column(name="done", heading="share of the training done", format="share"),
        Column(name="n_runs", heading="runs", format="count"),
        Column(name="lowest", heading="lowest loss", format="share"),
        Column(name="loss", heading="median loss", format="share"),
        Column(name="highest", heading="highest loss", format="share"),
        Column(name="tokens_per_second", heading="tokens a second, median", format="count"),
    )
    parts = frame.partition_by("task", "encoder", maintain_order=True)
    ends = [part.row(-1, named=True) for part in parts]
    yield Chart(
        caption="Loss while training: the median of the runs, between the lowest and the highest",
        alt="; ".join(
            f"{end['task']} with {end['encoder']}, {counted(end['n_runs'], 'run')}: median loss at the end "
            f"{end['loss']:.3f}"
            for end in ends
        ),
        panels=[losses(part, title=f"{end['task']}, {end['encoder']}") for part, end in zip(parts, ends, strict=True)],
        table=Table(caption="Loss and speed by share of the training done", frame=frame, columns=columns, query=query),
    )


PAGE = Page(title="Runs and data", order=60, sections=_sections)
