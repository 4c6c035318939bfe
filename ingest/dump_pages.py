"""The pages of a MediaWiki XML dump, cut out of its bytes without parsing them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from xlr_warehouse.errors import InputError

LONGEST_HEAD = 1 << 20
LONGEST_PAGE = 32 << 20
_OPEN, _CLOSE, _END = b"<page>", b"</page>", b"</mediawiki>"


class Cut(NamedTuple):
    """Where a page stands: from `<page>` at `start` of a buffer to behind `</page>` at `end`."""

    buffer: bytes
    start: int
    end: int


def pages_of(blocks: Iterable[bytes], *, path: Path, begin: Callable[[bytes], None]) -> Iterator[Cut | None]:
    """The pages of a dump that comes in blocks, and a None after each, for whoever must do something else at times.

    Within a dump every `<` of a text is escaped, so the ends of pages are where they stand. `begin` is called with the
    bytes before the first page. Raises `InputError` when the dump holds no page or ends before its end, or when a page
    is longer than 32 MB.
    """
    buffer = tail = b""
    is_in_head = True
    for block in blocks:
        buffer += block
        if is_in_head:
            start = buffer.find(_OPEN)
            if start < 0 and len(buffer) < LONGEST_HEAD:
                continue
            _begin(buffer, start, begin, path)
            is_in_head = False
        position = 0
        while (start := buffer.find(_OPEN, position)) >= 0 and (end := buffer.find(_CLOSE, start)) >= 0:
            position = end + len(_CLOSE)
            yield Cut(buffer, start, position)
        tail = (tail + block)[-64:]
        buffer = buffer[position:] if start >= 0 else buffer[max(position, len(buffer) - len(_OPEN)) :]
        if len(buffer) > LONGEST_PAGE:
            raise InputError("a page is longer than 32 MB; give the dump named pages-articles.", path=path)
        yield None
    if is_in_head:
        _begin(buffer, buffer.find(_OPEN), begin, path)
    if not tail.rstrip().endswith(_END):
        raise InputError("the dump ends before its end, </mediawiki>; download it again.", path=path)


def _begin(buffer: bytes, start: int, begin: Callable[[bytes], None], path: Path) -> None:
    """Hand on the head, which ends where the first page or the end of the dump stands."""
    end = start if start >= 0 else buffer.find(_END)
    begin(buffer[: end if end >= 0 else LONGEST_HEAD])
    if start < 0:
        raise InputError("the dump holds no page; download it again.", path=path)
