"""Section-title items from a Wikipedia dump (pages-articles XML), sampled uniformly over its articles."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from ingest.corpus_names import check_corpus_name
from ingest.readers import CorpusReader
from ingest.text_sets import Corpus, SourceFile
from ingest.wikipedia.article import Page, Rules
from ingest.wikipedia.assembly import text_sets
from ingest.wikipedia.compressed import first_bytes, hashed_beside, opened
from ingest.wikipedia.dump import Seen
from ingest.wikipedia.head import Head, check_dump_language
from ingest.wikipedia.link_names import link_names
from ingest.wikipedia.pool import workers
from ingest.wikipedia.sampling import Failure, Sample
from ingest.wikipedia.scan import Queue, scan
from ingest.wikipedia.tasks import do
from ingest.wikipedia.walk import walk
from xlr_warehouse.errors import InputError

VERSION = "1"
LICENCE = "CC BY-SA 4.0"
CORPUS_NAME = "wikipedia"
ITEMS = 20_000
_DATED = re.compile(r"(?:^|[^a-z_])[a-z_]*wiki-(\d{8})-")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A corpus made from a dump, and what went by.

    Of the pages `seen`, `n_looked_at` stand at or before the last page of the sample and `n_used` gave items; `n_items`
    counts those by split. `failures` could not be read; `n_markup` counts sections left out with markup left in them.
    """

    corpus: Corpus
    seen: Seen
    n_looked_at: int
    n_used: int
    n_items: dict[str, int]
    n_markup: int
    failures: tuple[Failure, ...]


def read(
    dump: Path,
    *,
    language: str,
    items: int = ITEMS,
    seed: int = 1,
    index: Path | None = None,
    corpus: str = CORPUS_NAME,
) -> Corpus:
    """The corpus alone, as `read_sample` makes it on every core."""
    return read_sample(dump, language=language, items=items, seed=seed, index=index, corpus=corpus).corpus


def read_sample(
    dump: Path,
    *,
    language: str,
    items: int = ITEMS,
    seed: int = 1,
    index: Path | None = None,
    corpus: str = CORPUS_NAME,
    keep_boilerplate: bool = False,
    jobs: int | None = None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reading:
    """About so many items of pages sampled by hash (up to three more: pages come whole), split by page 80/20.

    The same whatever the order of the dump, the number of `jobs`, and whether there is an `index`. `tell` is told how
    far it is, of how far. Raises `InputError` when the dump or its index cannot be used, or hold no usable page.
    """
    check_corpus_name(corpus)
    jobs = jobs or os.cpu_count() or 1
    sample = Sample(items)
    heads: list[Head] = []

    def rules_of(head: Head) -> Rules:
        check_dump_language(head, language, dump)
        heads.append(head)
        names = link_names(head.namespaces)
        return Rules(language=language, seed=seed, keep_boilerplate=keep_boilerplate, names=names)

    first_bytes(dump)
    with hashed_beside(dump) as sha256, workers(do, n=jobs) as pool:
        queue = Queue(pool=pool, sample=sample)
        seen = walk(dump, index, queue=queue, rules_of=rules_of, tell=tell) if index is not None else None
        if seen is None:
            with opened(dump, threads=jobs) as source:
                seen = scan(source, dump, queue=queue, rules_of=rules_of, tell=tell)
        file = SourceFile(
            path=f"{language}/{dump.name}",
            sha256=sha256(),
            n_bytes=dump.stat().st_size,
            reader=f"wikipedia {VERSION} (mwparserfromhell {version('mwparserfromhell')}, seed {seed}, {items} items, "
            f"boilerplate headings {'kept' if keep_boilerplate else 'left out'})",
        )
    pages = sample.pages()
    if not pages:
        raise InputError(_nothing(sample, seen), path=dump)
    sets = text_sets(pages, corpus=corpus, language=language, seed=seed, files=(file,))
    made = Corpus(
        name=corpus,
        source=_source(heads[0], language, dump),
        revision=_revision(dump, pages),
        licence=LICENCE,
        text_sets=sets,
    )
    return Reading(
        corpus=made,
        seen=seen,
        n_looked_at=sample.n_looked_at(),
        n_used=len(pages),
        n_items={made.split: made.items.height for made in sets},
        n_markup=sum(page.n_markup for page in pages),
        failures=sample.failures(),
    )


def _source(head: Head, language: str, dump: Path) -> str:
    database = head.database or f"the Wikipedia in {language!r}"
    written_by = f" by {head.generator}" if head.generator else ""
    return f"dump of {database}{written_by}: {dump.name}"


def _revision(dump: Path, pages: tuple[Page, ...]) -> str:
    """The date in the name of the dump; else when the newest text of the sample was written, and that it is this."""
    dated = _DATED.search(dump.name)
    if dated:
        return dated[1]
    newest = max(page.changed for page in pages)
    return f"newest sampled text of {newest[:10]}" if newest else "unknown"


def _nothing(sample: Sample, seen: Seen) -> str:
    failures = sample.failures()
    first = (
        f" ({len(failures)} could not be read, the first is {failures[0].title}: {failures[0].reason})"
        if failures
        else ""
    )
    return (
        f"no page of the {seen.pages:,} has four headings and a section of more than 200 characters{first}; "
        "give a dump named pages-articles with more articles."
    )


CORPUS = CorpusReader(summary="section titles of a Wikipedia dump", version=VERSION, read=read)
