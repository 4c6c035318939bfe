"""The two things a worker does: read a page, and take pages out of one stream of a multistream dump."""

import bz2
from dataclasses import dataclass
from pathlib import Path

from ingest.wikipedia.article import Page, Place, Rules, read_page
from ingest.wikipedia.compressed import BZ2_MAGIC
from ingest.wikipedia.dump import article_id

_PIECE = 1 << 18
_LONGEST_STREAM = 256 << 20


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """Read the questions of a page."""

    place: Place
    page: bytes
    rules: Rules


@dataclass(frozen=True, kw_only=True)
class TakePages:
    """Take the pages of these ids out of the stream that begins at `offset`."""

    path: Path
    offset: int
    page_ids: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was found: the articles among the pages asked for, their bytes by id, and ids that are not there at all."""

    articles: dict[int, bytes]
    missing: frozenset[int]


def do(task: ReadPage | TakePages) -> Page | Taken:
    """Do one task."""
    if isinstance(task, ReadPage):
        return read_page(task.page, task.rules)
    return _take(task)


def _take(task: TakePages) -> Taken:
    data, _ = unpacked_stream(task.path, task.offset)
    articles: dict[int, bytes] = {}
    missing = set(task.page_ids)
    position = 0
    while (start := data.find(b"<page>", position)) >= 0 and (end := data.find(b"</page>", start)) >= 0:
        position = end + len(b"</page>")
        found = data.find(b"<id>", start, position)
        page_id = int(data[found + 4 : data.find(b"</id>", found)])
        if page_id in missing:
            missing.remove(page_id)
            if article_id(data, start, position, task.path) is not None:
                articles[page_id] = data[start:position]
    return Taken(articles=articles, missing=frozenset(missing))


def unpacked_stream(path: Path, offset: int) -> tuple[bytes, int]:
    """The text of the bz2 stream that begins at a byte of a file, and the byte after its end.

    Raises `ValueError` where none begins, `EOFError` where it does not end, `OSError` where it is damaged.
    """
    with path.open("rb") as file:
        file.seek(offset)
        piece = file.read(_PIECE)
        if not piece.startswith(BZ2_MAGIC):
            raise ValueError(f"no bz2 stream begins at byte {offset:,}")
        unpacker = bz2.BZ2Decompressor()
        text = bytearray()
        while not unpacker.eof:
            if not piece:
                raise EOFError(f"the bz2 stream at byte {offset:,} has no end")
            # A few bytes may unpack to gigabytes, so it is done by pieces; what is left over the unpacker keeps.
            text += unpacker.decompress(piece, _PIECE)
            while not unpacker.needs_input and not unpacker.eof and len(text) <= _LONGEST_STREAM:
                text += unpacker.decompress(b"", _PIECE)
            if len(text) > _LONGEST_STREAM:
                raise ValueError(f"the bz2 stream at byte {offset:,} is longer than a multistream dump's")
            if not unpacker.eof:
                piece = file.read(_PIECE)
        return bytes(text), file.tell() - len(unpacker.unused_data)
