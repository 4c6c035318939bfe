"""The sample of a whole dump, read from its beginning to its end."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.wikipedia.article import Place, Rules, place_of, title_of
from ingest.wikipedia.compressed import Unpacked
from ingest.wikipedia.dump import Seen, read_dump
from ingest.wikipedia.head import Head
from ingest.wikipedia.pool import Failed, Pool
from ingest.wikipedia.questions import OPTIONS
from ingest.wikipedia.sampling import Failure, Sample
from ingest.wikipedia.tasks import ReadPage
from xlr_warehouse.errors import XlrError

_MOST_WAITING = 32 << 20


class UnreadPageError(XlrError):
    """A page was not read for want of time or memory, so the sample is not known."""

    def __init__(self, title: str, reason: str) -> None:
        """Say which page and why."""
        super().__init__(
            f"The page {title!r} could not be read here ({reason}), and without it the sample would be another; run it "
            "again with fewer --jobs, or where there is more time and memory."
        )


@dataclass(kw_only=True)
class Queue:
    """Pages found but not yet read, those of the smallest hashes first; what no longer matters is let go unread."""

    pool: Pool
    sample: Sample
    _heap: list[tuple[Place, bytes]] = field(default_factory=list[tuple[Place, bytes]])
    _n_bytes: int = 0

    def put(self, place: Place, page: bytes, rules: Rules) -> None:
        """Take in a page; waits for the workers while 32 MB are waiting for them."""
        # Most pages have too few headings, which is seen at once: a heading begins a line, or the text.
        if page.count(b"\n==") + page.count(b">==") < len(OPTIONS):
            self.sample.pass_over(place)
            return
        heapq.heappush(self._heap, (place, page))
        self._n_bytes += len(page)
        self.move(rules)
        while self._n_bytes > _MOST_WAITING:
            self.move(rules, wait_for_one=True)

    def move(self, rules: Rules, *, wait_for_one: bool = False) -> None:
        """Take in what the workers have done, and give them more.

        Raises `UnreadPageError` when a page was not read for want of time or memory.
        """
        for task, result in self.pool.finished(wait_for_one=wait_for_one):
            self.sample.add(_failure(task, result) if isinstance(result, Failed) else result)
        while self._heap and self.pool.is_free():
            if self._heap[0][0] > self.sample.limit:
                self._heap.clear()
                self._n_bytes = 0
                return
            place, page = heapq.heappop(self._heap)
            self._n_bytes -= len(page)
            self.pool.begin(ReadPage(place=place, page=page, rules=rules))

    def finish(self, rules: Rules) -> None:
        """Wait until nothing is left to read."""
        self.move(rules)
        while not self.pool.is_idle():
            self.move(rules, wait_for_one=True)


def _failure(task: ReadPage, failed: Failed) -> Failure:
    """What is told of a page that cannot be read; the sample must not depend on what this machine can do."""
    title = title_of(task.page)
    if failed.is_by_machine:
        raise UnreadPageError(title, failed.reason)
    return Failure(place=task.place, title=title, reason=failed.reason)


def scan(
    source: Unpacked,
    path: Path,
    *,
    queue: Queue,
    rules_of: Callable[[Head], Rules],
    tell: Callable[[int, int], None],
) -> Seen:
    """Read a dump through `queue` into its sample, and say how many pages went by.

    `rules_of` is called with the head of the dump, may refuse it, and says how pages are read.
    """
    seen = Seen()
    rules: list[Rules] = []

    def begin(head: Head) -> None:
        rules.append(rules_of(head))

    def place(page_id: int) -> Place:
        return place_of(page_id, language=rules[0].language, seed=rules[0].seed)

    def is_wanted(page_id: int) -> bool:
        return place(page_id) <= queue.sample.limit

    for found in read_dump(source, path, seen=seen, begin=begin, is_wanted=is_wanted):
        if found is None:
            tell(source.position(), source.n_bytes)
            queue.move(rules[0])
        else:
            page_id, page = found
            queue.put(place(page_id), page, rules[0])
    queue.finish(rules[0])
    return seen
