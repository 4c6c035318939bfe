"""A token-classification data set of the hub: a list of tokens and a list of tags a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.corpus_names import check_corpus_name
from ingest.hub.columns import Columns, choose_columns
from ingest.hub.fetching import Tell, fetch
from ingest.hub.frames import columns_of, rows_of
from ingest.hub.refusals import check_installed
from ingest.hub.repository import COMMIT, CONVERTED, Repository, find_repository
from ingest.hub.resolution import Resolution, resolve
from ingest.hub.splits import choose_splits
from ingest.languages import check_language
from ingest.parquet import source_files
from ingest.readers import CorpusReader
from ingest.text_sets import Corpus, NerTextSet
from ingest.tokens.lists import ListForm, read_lists
from xlr_warehouse.errors import XlrError

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class HubAsk:
    """What is wanted of a data set; None is to be found out.

    `splits` says what ours are called there, `labels` names the classes by number where the data set does not.
    """

    language: str
    config: str | None = None
    revision: str = "main"
    corpus: str | None = None
    tokens: str | None = None
    tags: str | None = None
    labels: tuple[str, ...] | None = None
    scheme: str | None = None
    tag_map: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HubRead:
    """The corpus a data set makes, and what is to be said of how it was read."""

    corpus: Corpus
    said: tuple[str, ...]


def read(dataset: str, ask: HubAsk, *, jobs: int = 4, tell: Tell | None = None) -> HubRead:
    """The splits of one configuration of a data set at one commit, fetched where they are not here already.

    A data set that is made by a program is read from the copy in Parquet that the hub keeps of it; programs are not
    run. Raises `XlrError` when the hub refuses, or leaves a choice to be made, and `InputError` naming the first row
    that is not as it should be.
    """
    name = ask.corpus or dataset.rpartition("/")[2].lower()
    check_corpus_name(name)
    check_language(ask.language)
    check_installed()
    repository, converted_from = _repository(dataset, ask.revision)
    resolution = resolve(repository, config=ask.config)
    chosen = choose_splits(list(resolution.splits), given=ask.splits, language=ask.language, name=dataset)
    wanted = [path for theirs in chosen.values() for path in resolution.splits[theirs]]
    here = dict(zip(wanted, fetch(repository, wanted, jobs=jobs, tell=tell), strict=True))
    text_sets: list[NerTextSet] = []
    said = [_read_from(repository, resolution, converted_from)]
    for ours, theirs in chosen.items():
        paths = resolution.splits[theirs]
        text_set, columns = _text_set(dataset, (name, ours), ask, resolution, {path: here[path] for path in paths})
        text_sets.append(text_set)
        said.append(f"The split {theirs} is our {ours}; tokens from {columns[0]!r}, tags from {columns[1]!r}.")
    others = [split for split in resolution.splits if split not in chosen.values()]
    if others:
        said.append(f"Left out: the splits {', '.join(others)} (--split takes them in).")
    source = f"hub {repository.name}, configuration {resolution.config}"
    corpus = Corpus(
        name=name,
        source=f"{source}, {CONVERTED}" if converted_from else source,
        revision=repository.sha,
        licence=repository.licence,
        text_sets=tuple(text_sets),
    )
    return HubRead(corpus=corpus, said=tuple(said))


def read_corpus(dataset: str, ask: HubAsk) -> Corpus:
    """The corpus alone."""
    return read(dataset, ask).corpus


def _repository(dataset: str, revision: str) -> tuple[Repository, str | None]:
    """The repository to read, and the commit of the program whose data it is a copy of, if it is one."""
    repository = find_repository(dataset, revision=revision)
    if repository.script is None:
        return repository, None
    if revision not in {"main", CONVERTED}:
        raise XlrError(
            f"{dataset} at {revision} is made by a program ({repository.script}), which is not run; leave --revision "
            f"out to read the hub's copy in Parquet, or give a commit of {CONVERTED}."
        )
    try:
        return find_repository(dataset, revision=CONVERTED), repository.sha
    except XlrError as failure:
        raise XlrError(
            f"{dataset} is made by a program ({repository.script}), which is not run, and no copy of it in Parquet can "
            f"be had ({failure})"
        ) from failure


def _text_set(
    dataset: str, key: tuple[str, str], ask: HubAsk, resolution: Resolution, files: Mapping[str, Path]
) -> tuple[NerTextSet, tuple[str, str]]:
    """The text set of a `key` (corpus and split), and its columns of tokens and tags."""
    paths = list(files.values())
    kinds, labels = columns_of(resolution, paths)
    columns = Columns(
        name=dataset, kinds=kinds, labels={column: tuple(named) for column, named in labels.items() if column in kinds}
    )
    tokens, tags = choose_columns(columns, tokens=ask.tokens, tags=ask.tags)
    form = ListForm(
        tokens=tokens,
        tags=tags,
        labels=_labels(columns, tags, ask.labels),
        scheme=ask.scheme,
        tag_map=dict(ask.tag_map),
    )
    noted = source_files(paths, names=list(files), reader=f"hub {VERSION}")
    text = read_lists(rows_of(resolution, paths, (tokens, tags)), form, path=Path(noted[0].path), files=noted)
    text_set = NerTextSet(
        corpus=key[0],
        language=ask.language,
        split=key[1],
        batches=text.batches,
        files=text.files,
        notes=text.notes,
    )
    return text_set, (tokens, tags)


def _labels(columns: Columns, tags: str, given: Sequence[str] | None) -> tuple[str, ...] | None:
    declared = columns.labels.get(tags)
    if given and declared and tuple(given) != declared:
        raise XlrError(
            f"{columns.name} itself names the classes of {tags!r} ({','.join(declared)}); leave --labels out."
        )
    return tuple(given) if given else declared


def _read_from(repository: Repository, resolution: Resolution, converted_from: str | None) -> str:
    at = repository.sha if COMMIT.fullmatch(repository.sha) else "an unnamed commit"
    read_from = f"Read {repository.name}, configuration {resolution.config}, at {at} (licence: {repository.licence})"
    if converted_from is None:
        return f"{read_from}."
    return f"{read_from}: the hub's copy in Parquet ({CONVERTED}), for it is made by a program, which is not run."


CORPUS = CorpusReader(summary="a token-classification data set of the hub", version=VERSION, read=read_corpus)
