"""The sample of a multistream dump by its index: pages in the order of their hashes, unpacking only their streams."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from ingest.wikipedia.article import Rules
from ingest.wikipedia.compressed import BZ2_MAGIC, first_bytes
from ingest.wikipedia.dump import Seen
from ingest.wikipedia.head import Head, read_head
from ingest.wikipedia.index import Entry, Index
from ingest.wikipedia.pool import Failed
from ingest.wikipedia.scan import Queue
from ingest.wikipedia.tasks import TakePages, unpacked_stream
from xlr_warehouse.errors import InputError

_NOT_ITS_INDEX = "give the index that came with this dump, of the same date, or leave --index out"
_NOT_WHOLE = "download it again"
_MOST_AT_ONCE = 256
_STREAMS_AN_ITEM = 1.0
"""A third of the pages give items, and those give two or three each."""


def walk(
    dump: Path, index: Path, *, queue: Queue, rules_of: Callable[[Head], Rules], tell: Callable[[int, int], None]
) -> Seen | None:
    """Read pages into the sample until it is complete; says how many the index lists, and the articles looked at.

    None, and nothing read, where more streams would be unpacked than the dump has: then reading it whole is quicker.
    `rules_of` is called with the head of the dump, may refuse it, and says how pages are read. Raises `InputError` when
    the dump is no multistream dump or is not whole, or the index is not its own.
    """
    head, end_of_head = _head(dump)
    rules = rules_of(head)
    listed = Index(
        path=index,
        prefixes=frozenset(name.encode() for number, name in head.namespaces.items() if number != 0 and name),
        language=rules.language,
        seed=rules.seed,
    )
    seen = Seen()
    n_wanted = queue.sample.n_wanted
    at_once = min(max(n_wanted // 4, 16), _MOST_AT_ONCE)
    for entries in listed.in_order(max(4 * n_wanted, 1000)):
        if seen.pages == 0:
            _check_ends(dump, listed, end_of_head)
            if n_wanted * _STREAMS_AN_ITEM >= listed.n_streams:
                return None
        seen.pages = listed.n_pages
        for start in range(0, len(entries), at_once):
            seen.articles += _read(dump, listed, entries[start : start + at_once], queue=queue, rules=rules)
            tell(min(queue.sample.n_questions, n_wanted), n_wanted)
            if queue.sample.settle():
                return seen
    if seen.pages == 0:
        raise InputError(f"the index lists no page; {_NOT_ITS_INDEX}.", path=index)
    return seen


def _head(dump: Path) -> tuple[Head, int]:
    """The head of a multistream dump, which is a stream of its own, and the byte after it."""
    if not first_bytes(dump).startswith(BZ2_MAGIC):
        raise InputError("an index needs a multistream dump, packed with bz2; leave --index out for others.", path=dump)
    try:
        data, end = unpacked_stream(dump, 0)
    except (ValueError, EOFError, OSError) as error:
        raise InputError(
            f"it does not begin as a multistream dump does ({error}); leave --index out.", path=dump
        ) from error
    head = read_head(data.partition(b"<page>")[0], dump)
    if b"<page>" in data:
        raise InputError("this is no multistream dump, so its index is of no use; leave --index out.", path=dump)
    return head, end


def _check_ends(dump: Path, listed: Index, end_of_head: int) -> None:
    """Refuse an index whose first page is not the dump's, and a dump that does not end after the index's last page."""
    if listed.first_offset != end_of_head:
        raise InputError(
            f"the index begins at byte {listed.first_offset:,}, but the first pages of {dump.name} at "
            f"{end_of_head:,}; {_NOT_ITS_INDEX}.",
            path=listed.path,
        )
    size = dump.stat().st_size
    if listed.last_offset >= size:
        raise InputError(
            f"its index goes on to byte {listed.last_offset:,}, but the dump ends at {size:,}; {_NOT_WHOLE}.", path=dump
        )
    try:
        data, position = unpacked_stream(dump, listed.last_offset)
        while position < size and not data.rstrip().endswith(b"</mediawiki>"):
            data, position = unpacked_stream(dump, position)
            if b"<page>" in data:
                raise InputError(f"the dump has more pages than the index; {_NOT_ITS_INDEX}.", path=listed.path)
    except (ValueError, EOFError, OSError) as error:
        raise InputError(
            f"the dump does not end after the last page of the index ({error}); {_NOT_WHOLE}, with its index.",
            path=dump,
        ) from error
    if not data.rstrip().endswith(b"</mediawiki>"):
        raise InputError(f"the dump ends before its end, </mediawiki>; {_NOT_WHOLE}.", path=dump)


def _read(dump: Path, listed: Index, entries: Sequence[Entry], *, queue: Queue, rules: Rules) -> int:
    """Read pages into the sample; says how many of them are articles."""
    places = {entry.place.page_id: entry.place for entry in entries}
    articles: dict[int, bytes] = {}
    by_stream = groupby(sorted(entries, key=attrgetter("offset")), key=attrgetter("offset"))
    tasks = (
        TakePages(path=dump, offset=offset, page_ids=frozenset(entry.place.page_id for entry in of_stream))
        for offset, of_stream in by_stream
    )
    for task, taken in queue.pool.done(tasks):
        if isinstance(taken, Failed) and taken.is_by_machine:
            raise InputError(
                f"its stream at byte {task.offset:,} could not be read here ({taken.reason}); run it again with fewer "
                "--jobs, or where there is more time and memory.",
                path=dump,
            )
        if isinstance(taken, Failed) or taken.missing:
            what = taken.reason if isinstance(taken, Failed) else f"page {min(taken.missing)} is not in it"
            raise InputError(
                f"the stream at byte {task.offset:,} of {dump.name} is not what the index says ({what}); "
                f"{_NOT_ITS_INDEX}.",
                path=listed.path,
            )
        articles |= taken.articles
    for page_id, page in articles.items():
        queue.put(places[page_id], page, rules)
    queue.finish(rules)
    return len(articles)
