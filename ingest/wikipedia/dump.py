"""Finding the articles of a dump in its bytes, without parsing what is not asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.wikipedia.compressed import Source
from ingest.wikipedia.head import LONGEST_HEAD, Head, read_head
from xlr_warehouse.errors import InputError

SHORTEST_PAGE = 1000
_LONGEST_PAGE = 32 << 20
_OPEN, _CLOSE, _END = b"<page>", b"</page>", b"</mediawiki>"
# Within a dump every `<` of a text is escaped, so these bytes stand where the elements are and nowhere else.
_START = re.compile(rb"<page>\s*<title>[^<]*</title>\s*(?:<ns>(-?\d+)</ns>\s*)?<id>(\d+)</id>\s*(<redirect)?")
_TEXT = re.compile(rb"<text[^>]*>")


@dataclass(kw_only=True)
class Seen:
    """How many pages went by, and how many of them are articles: of the main namespace, no redirect, long enough."""

    pages: int = 0
    articles: int = 0


def read_dump(
    source: Source, path: Path, *, seen: Seen, begin: Callable[[Head], None], is_wanted: Callable[[int], bool]
) -> Iterator[tuple[int, bytes] | None]:
    """The articles of a dump whose page ids are wanted, as (page id, bytes from `<page>` to `</page>`).

    `begin` is called with the head before the first page. A None is yielded after each block, for whoever must do
    something else from time to time. Raises `InputError` when this is no dump or ends before its end.
    """
    buffer = b""
    is_in_head = True
    tail = b""
    for block in source.blocks:
        buffer += block
        if is_in_head:
            start = buffer.find(_OPEN)
            if start < 0 and len(buffer) < LONGEST_HEAD:
                continue
            begin(_head(buffer, start, path))
            is_in_head = False
        position = 0
        while (start := buffer.find(_OPEN, position)) >= 0 and (end := buffer.find(_CLOSE, start)) >= 0:
            position = end + len(_CLOSE)
            seen.pages += 1
            page_id = article_id(buffer, start, position, path)
            if page_id is not None:
                seen.articles += 1
                if is_wanted(page_id):
                    yield page_id, buffer[start:position]
        tail = (tail + block)[-64:]
        buffer = buffer[position:] if start >= 0 else buffer[max(position, len(buffer) - len(_OPEN)) :]
        if len(buffer) > _LONGEST_PAGE:
            raise InputError("a page is longer than 32 MB; give the dump named pages-articles.", path=path)
        yield None
    if is_in_head:
        begin(_head(buffer, buffer.find(_OPEN), path))
    if not tail.rstrip().endswith(_END):
        raise InputError("the dump ends before its end, </mediawiki>; download it again.", path=path)


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


def _head(buffer: bytes, start: int, path: Path) -> Head:
    """The head, which ends where the first page or the end of the dump stands."""
    end = start if start >= 0 else buffer.find(_END)
    head = read_head(buffer[: end if end >= 0 else LONGEST_HEAD], path)
    if start < 0:
        raise InputError("the dump holds no page; download it again.", path=path)
    return head
