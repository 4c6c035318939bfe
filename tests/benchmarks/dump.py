"""A dump scanned beside its bare decompression."""

import bz2
from dataclasses import replace
from pathlib import Path

from ingest.corpora import wikipedia
from tests.benchmarks.race import Race
from tests.made_dump import TAIL, head, made_pages

_COPIES = 6
_ITEMS = 300


def dump_scan(folder: Path) -> Race:
    """A sample of an invented dump of 110 MB of text, packed with bz2, and unpacking it with the standard library."""
    path = folder / "made.xml.bz2"
    pages = made_pages(4000, n_words=200)
    with bz2.open(path, "wb") as file:
        file.write(head().encode())
        for copy in range(_COPIES):
            moved = (
                replace(page, page_id=page.page_id + 100_000 * copy, title=f"{page.title}.{copy}") for page in pages
            )
            file.write("".join(page.xml() for page in moved).encode())
        file.write(TAIL.encode())

    def theirs() -> int:
        with bz2.open(path) as packed:
            return sum(len(block) for block in iter(lambda: packed.read(1 << 19), b""))

    return Race(
        what="title items of a dump, beside unpacking it with bz2 alone",
        ours=lambda: wikipedia.read_sample(path, language="br", items=_ITEMS),
        theirs=theirs,
        n=theirs(),
        unit="bytes",
    )
