"""Finding the articles of a dump in its bytes, without parsing what is not asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.dump_pages import pages_of
from ingest.wikipedia.compressed import Unpacked
from ingest.wikipedia.head import Head, read_head
from xlr_warehouse.errors import InputError

SHORTEST_PAGE = 1000
# Within a dump every `<` of a text is escaped, so these bytes stand where the elements are and nowhere else.
_START = re.compile(rb"<page>\s*<title>[^<]*</title>\s*(?:<ns>(-?\d+)</ns>\s*)?<id>(\d+)</id>\s*(<redirect)?")
_TEXT = re.compile(rb"<text[^>]*>")


@dataclass(kw_only=True)
class Seen:
    """How many pages went by, and how many of them are articles: of the main namespace, no redirect, long enough."""

    pages: int = 0
    articles: int = 0


def read_dump(
    source: Unpacked, path: Path, *, seen: Seen, begin: Callable[[Head], None], is_wanted: Callable[[int], bool]
) -> Iterator[tuple[int, bytes] | None]:
    """The articles of a dump whose page ids are wanted, as (page id, bytes from `<page>` to `</page>`).

    `begin` is called with the head before the first page. A None is yielded after each block, for whoever must do
    something else from time to time. Raises `InputError` when this is no dump or ends before its end.
    """
    for cut in pages_of(source.blocks, path=path, begin=lambda head: begin(read_head(head, path))):
        if cut is None:
            yield None
            continue
        seen.pages += 1
        page_id = article_id(*cut, path)
        if page_id is not None:
            seen.articles += 1
            if is_wanted(page_id):
                yield page_id, cut.buffer[cut.start : cut.end]


def article_id(buffer: bytes, start: int, end: int, path: Path) -> int | None:
    """The page id of an article; None for a redirect, a page of another namespace, or one under 1000 bytes.

    The size is that of the text as it stands in the dump; what entities add to it is taken off where it is parsed.
    """
    match = _START.match(buffer, start, end)
    if match is None:
        raise InputError(
            f"a page has no title and id where they should be, near {buffer[start : start + 60]!r}; "
            "give the dump named pages-articles, from 2011 or later.",
            path=path,
        )
    if match[3] is not None or match[1] not in {b"0", None}:
        return None
    text = _TEXT.search(buffer, match.end(), end)
    if text is None or buffer.rfind(b"</text>", text.end(), end) - text.end() < SHORTEST_PAGE:
        return None
    return int(match[2])
