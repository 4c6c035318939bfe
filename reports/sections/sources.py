"""Where everything came from: files with their licences and hashes, languages, what was imported."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Column, Prose, Table
from reports.query import ask
from xlr_warehouse.warehouse import Warehouse

_FILES = """
select corpus, task, language, split, path, n_bytes, left(sha256, 12) as sha256_short, sha256, reader, source, revision,
    licence
from source_file
order by corpus, task, language, split, path
"""

_NAMES = """
select kind, language, path, n_names, n_bytes, left(sha256, 12) as sha256_short, sha256, reader, source, licence
from name_source
order by kind, language, path
"""

_LANGUAGES = """
select
    text_set.language,
    any_value(language.name) as name,
    any_value(language.family) as family,
    any_value(language.genus) as genus,
    any_value(language.script) as script,
    string_agg(distinct text_set.task, ', ' order by text_set.task) as tasks,
    cast(coalesce(sum(n_items) filter (task = 'ner' and starts_with(split, 'train')), 0) as bigint) as n_train,
    cast(coalesce(sum(n_items) filter (task = 'ner' and not starts_with(split, 'train')), 0) as bigint) as n_other,
    cast(coalesce(sum(n_items) filter (task = 'title' and starts_with(split, 'train')), 0) as bigint) as n_train_titles,
    cast(coalesce(sum(n_items) filter (task = 'title' and not starts_with(split, 'train')), 0) as bigint)
        as n_other_titles,
    cast(sum(text_set.n_tokens) as bigint) as n_tokens
from text_set
left join language on text_set.language = language.language
where text_set.perturbation = 'none'
group by text_set.language
order by text_set.language
"""

_IMPORTED = """
select
    run.encoder,
    run.train_language,
    run.seed,
    text_set.corpus,
    text_set.language as test_language,
    text_set.split,
    text_set.perturbation,
    prediction_file.path,
    prediction_file.form,
    prediction_file.n_bytes,
    left(prediction_file.sha256, 12) as sha256_short,
    prediction_file.sha256,
    prediction_file.reader,
    prediction_file.has_tokens,
    n_truncated_sentences + n_missing_sentences + n_other_sentences as n_differing,
    n_filled,
    run.train_set is not null as is_trained_here
from prediction_file
inner join run on prediction_file.run = run.run
inner join text_set on prediction_file.text_set = text_set.text_set
order by run.encoder, run.train_language, run.seed, text_set.corpus, test_language, text_set.split,
    text_set.perturbation, prediction_file.path
"""

_HASH = Column(name="sha256_short", heading="sha256, first 12")
_FILE_COLUMNS = (
    Column(name="corpus", heading="corpus"),
    Column(name="task", heading="task"),
    Column(name="language", heading="language"),
    Column(name="split", heading="split"),
    Column(name="path", heading="file"),
    _HASH,
    Column(name="reader", heading="reader", only_if_varied=True),
    Column(name="source", heading="source", only_if_varied=True),
    Column(name="revision", heading="revision", only_if_varied=True),
    Column(name="licence", heading="licence"),
    Column(name="n_bytes", heading="bytes", format="count"),
)
_NAME_COLUMNS = (
    Column(name="kind", heading="kind"),
    Column(name="language", heading="language"),
    Column(name="path", heading="file"),
    _HASH,
    Column(name="source", heading="source", only_if_varied=True),
    Column(name="licence", heading="licence"),
    Column(name="n_names", heading="names", format="count"),
    Column(name="n_bytes", heading="bytes", format="count"),
)
_LANGUAGE_COLUMNS = (
    Column(name="language", heading="code"),
    Column(name="name", heading="language"),
    Column(name="family", heading="family"),
    Column(name="genus", heading="genus"),
    Column(name="script", heading="script"),
    Column(name="tasks", heading="tasks"),
)
_TOKENS = Column(name="n_tokens", heading="tokens", format="count")
_OF_TASK = {
    "ner": (
        Column(name="n_train", heading="sentences, training", format="count"),
        Column(name="n_other", heading="sentences, test and validation", format="count"),
    ),
    "title": (
        Column(name="n_train_titles", heading="title items, training", format="count"),
        Column(name="n_other_titles", heading="title items, test and validation", format="count"),
    ),
}
_IMPORTED_COLUMNS = (
    Column(name="encoder", heading="encoder"),
    Column(name="train_language", heading="trained on"),
    Column(name="seed", heading="seed", format="count"),
    Column(name="corpus", heading="corpus"),
    Column(name="test_language", heading="tested on"),
    Column(name="split", heading="split"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="path", heading="file"),
    Column(name="form", heading="form"),
    _HASH,
    Column(name="n_differing", heading="sentences that differ, as permitted", format="count"),
    Column(name="n_filled", heading="tokens without a prediction", format="count"),
)


def files(warehouse: Warehouse) -> Iterator[Table | Prose]:
    """The files that text and names were read from."""
    query, frame = ask(warehouse, _FILES)
    if frame.height:
        caption = "Files that text was read from; the query answers each sha256 in full"
        yield Table(caption=caption, frame=frame, columns=_FILE_COLUMNS, query=query)
    else:
        yield Prose(text="No text here was read from a file: what is generated has a seed instead.", kind="note")
    names_query, names = ask(warehouse, _NAMES)
    if names.height:
        caption = "Files that names were read from; the query answers each sha256 in full"
        yield Table(caption=caption, frame=names, columns=_NAME_COLUMNS, query=names_query)


def languages(warehouse: Warehouse) -> Table:
    """The languages of the text as it came: what they are called, and how much there is of each."""
    query, frame = ask(warehouse, _LANGUAGES)
    caption = "Languages, with the sentences and title items of each; a dash where a code is not known"
    of_task = [column for columns in _OF_TASK.values() if _has(frame, columns) for column in columns]
    return Table(caption=caption, frame=frame, columns=(*_LANGUAGE_COLUMNS, *of_task, _TOKENS), query=query)


def _has(frame: pl.DataFrame, columns: Sequence[Column]) -> bool:
    """Whether there is any text of a task."""
    return any(frame.get_column(column.name).sum() for column in columns)


def imported(warehouse: Warehouse) -> Iterator[Table | Prose]:
    """The files of predictions made elsewhere; nothing where there are none."""
    query, frame = ask(warehouse, _IMPORTED)
    if frame.is_empty():
        return
    without = frame.filter(~frame["is_trained_here"])
    if without.height:
        text = f"Read from files of runs whose training set is not known here: {without.height:,} of {frame.height:,}."
        yield Prose(text=text, kind="note")
    caption = "Predictions that were imported, by file; the query answers each sha256 in full"
    yield Table(caption=caption, frame=frame, columns=_IMPORTED_COLUMNS, query=query)
