"""The index of a multistream dump: where each page's stream begins."""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingest.wikipedia.article import Place, place_of
from ingest.wikipedia.compressed import opened
from xlr_warehouse.errors import InputError

_LINE = re.compile(rb"(\d{1,18}):(\d{1,18}):(.+)")
_LONGEST_LINE = 1 << 16


class Entry(NamedTuple):
    """A page of the index: its place in the sample, and the byte its stream begins at."""

    place: Place
    offset: int


@dataclass(kw_only=True)
class Index:
    """An index of a multistream dump, one line `offset:page id:title` a page, read afresh each time it is walked.

    `prefixes` are the names of the namespaces that hold no articles.
    """

    path: Path
    prefixes: frozenset[bytes]
    language: str
    seed: int
    n_pages: int = 0
    n_streams: int = 0
    first_offset: int = -1
    last_offset: int = -1

    def entries(self) -> Iterator[Entry]:
        """The pages that may be articles, in the order of the index.

        Raises `InputError` at a line that is none of an index, or where the offsets fall.
        """
        self.n_pages = self.n_streams = 0
        self.first_offset = self.last_offset = -1
        with opened(self.path) as source:
            for number, line in enumerate(_lines(source.blocks), start=1):
                match = _LINE.fullmatch(line)
                offset = int(match[1]) if match else -1
                if match is None or offset < self.last_offset:
                    raise InputError(
                        "the line is not the next 'offset:page id:title'; give the index that came with the dump.",
                        path=self.path,
                        line=number,
                    )
                self.n_pages += 1
                self.n_streams += offset != self.last_offset
                self.first_offset = offset if self.first_offset < 0 else self.first_offset
                self.last_offset = offset
                prefix, colon, _ = match[3].partition(b":")
                if not (colon and prefix in self.prefixes):
                    yield Entry(place_of(int(match[2]), language=self.language, seed=self.seed), offset)

    def in_order(self, at_once: int) -> Iterator[list[Entry]]:
        """All its pages in the order of their places, so many at once: no more of them are held in memory."""
        last = Place(-1, 0)
        while found := heapq.nsmallest(at_once, (entry for entry in self.entries() if entry.place > last)):
            yield found
            last = found[-1].place


def _lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The lines of a file that comes in blocks; one too long to be a line of an index is cut."""
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        yield from (line.rstrip(b"\r") for line in lines)
        rest = rest[:_LONGEST_LINE]
    if rest.strip():
        yield rest.rstrip(b"\r")
