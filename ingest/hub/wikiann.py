"""WikiANN from the hub: language after language as they arrive, several at a time."""

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from ingest.hub.fetching import be_quiet, fetch_one
from ingest.hub.refusals import HubUnreachableError, check_installed
from ingest.hub.repository import Repository, find_repository
from ingest.languages import check_wikiann_language
from ingest.parquet import parquet_frames, parquet_labels, source_files
from ingest.split_names import SPLIT_NAMES
from ingest.text_sets import Corpus, NerTextSet
from ingest.tokens.lists import ListForm, read_lists
from xlr_warehouse.errors import InputError, XlrError

DATASET = "unimelb-nlp/wikiann"
ALL = "all"
LICENCE = "not stated; text from Wikipedia, CC BY-SA"
VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What became of one language: its corpus, or why there is none."""

    language: str
    corpus: Corpus | None = None
    failure: XlrError | None = None


def find_wikiann(languages: Sequence[str], *, revision: str = "main") -> tuple[Repository, tuple[str, ...]]:
    """WikiANN at a commit, and the languages to fetch: those named, or with `all` every one it has.

    Raises `UnknownNameError` for a code that WikiANN does not have, and `XlrError` when the hub does not answer.
    """
    check_installed()
    named = tuple(dict.fromkeys(languages))
    if named != (ALL,):
        for language in named:
            check_wikiann_language(language)
    repository = find_repository(DATASET, revision=revision)
    if named == (ALL,):
        named = tuple(sorted({path.partition("/")[0] for path in repository.paths if path.endswith(".parquet")}))
    return repository, named


def read_hub(repository: Repository, languages: Sequence[str], *, jobs: int = 4) -> Generator[Arrived]:
    """Each language as it arrives, `jobs` at a time; what is here already is not fetched again.

    One language that fails does not stop the others. When as many fail in a row as are fetched at a time because the
    hub does not answer, the rest is not asked for and fails with the same sentence.
    """
    be_quiet()
    n_in_a_row, asked = 0, 0
    waiting: set[Future[Arrived]] = set()
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        try:
            while (asked < len(languages) and n_in_a_row < jobs) or waiting:
                while asked < len(languages) and n_in_a_row < jobs and len(waiting) < jobs:
                    waiting.add(pool.submit(_read_language, repository, languages[asked]))
                    asked += 1
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for arrived in map(Future.result, done):
                    is_unreachable = isinstance(arrived.failure, HubUnreachableError)
                    n_in_a_row = n_in_a_row + 1 if is_unreachable else 0
                    yield arrived
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    for language in languages[asked:]:
        yield Arrived(language=language, failure=HubUnreachableError("not asked for, as the hub stopped answering."))


def _read_language(repository: Repository, language: str) -> Arrived:
    try:
        text_sets = [
            text_set for split in SPLIT_NAMES if (text_set := _read_split(repository, language, split)) is not None
        ]
        if not text_sets:
            raise InputError(f"{DATASET} at {repository.sha} has no language {language!r}.")
    except XlrError as failure:
        return Arrived(language=language, failure=failure)
    return Arrived(
        language=language,
        corpus=Corpus(
            name="wikiann",
            source=f"hub {repository.name}",
            revision=repository.sha,
            licence=LICENCE if repository.licence in {"unknown", "not stated"} else repository.licence,
            text_sets=tuple(text_sets),
        ),
    )


def _read_split(repository: Repository, language: str, split: str) -> NerTextSet | None:
    start = f"{language}/{split}"
    files = [
        file
        for file in repository.files
        if file.path == f"{start}.parquet" or (file.path.startswith(f"{start}-") and file.path.endswith(".parquet"))
    ]
    if not files:
        return None
    files.sort(key=lambda file: file.path)
    paths = [fetch_one(repository, file) for file in files]
    noted = source_files(paths, names=[file.path for file in files], reader=f"hub wikiann {VERSION}")
    form = ListForm(tokens="tokens", tags="ner_tags", labels=parquet_labels(paths, "ner_tags"), scheme="iob2")
    text = read_lists(
        lambda: parquet_frames(paths, columns=("tokens", "ner_tags")), form, path=Path(files[0].path), files=noted
    )
    return NerTextSet(
        corpus="wikiann",
        language=language,
        split=split,
        batches=text.batches,
        files=text.files,
        notes=text.notes,
    )
