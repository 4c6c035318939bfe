"""Opening a dump or an index: bz2 (unpacked on several cores), gzip or plain, told apart by the first bytes."""

import bz2
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import indexed_bzip2

from ingest.sources import readable
from xlr_warehouse.errors import InputError

BZ2_MAGIC = b"BZh"
_GZIP_MAGIC = b"\x1f\x8b"
_BLOCK = 1 << 19
# What the unpackers raise when a file is damaged or ends early; indexed_bzip2 raises what C++ exceptions become.
_DAMAGE = (OSError, EOFError, RuntimeError, ValueError, IndexError, ArithmeticError, zlib.error)


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """A file being read: its unpacked blocks, how many of its bytes are behind, and how many there are."""

    blocks: Iterator[bytes]
    position: Callable[[], int]
    n_bytes: int


@contextmanager
def opened(path: Path, *, threads: int = 1) -> Generator[Unpacked]:
    """A file as unpacked blocks of half a megabyte; bz2 is unpacked by so many threads.

    Raises `InputError` when it cannot be read, is empty, is damaged or ends early.
    """
    first = first_bytes(path)
    n_bytes = path.stat().st_size
    with ExitStack() as stack:
        # One thread is the standard library's; indexed_bzip2 also notices damage between streams, which that ignores.
        if first.startswith(BZ2_MAGIC) and threads > 1:
            packed = stack.enter_context(indexed_bzip2.open(str(path), parallelization=threads))
            yield Unpacked(
                blocks=_blocks(packed, path), position=lambda: int(packed.tell_compressed()) // 8, n_bytes=n_bytes
            )
            return
        raw = stack.enter_context(path.open("rb"))
        stream: io.BufferedIOBase = raw
        if first.startswith(BZ2_MAGIC):
            stream = stack.enter_context(bz2.BZ2File(raw))
        elif first.startswith(_GZIP_MAGIC):
            stream = stack.enter_context(gzip.GzipFile(fileobj=raw))
        yield Unpacked(blocks=_blocks(stream, path), position=raw.tell, n_bytes=n_bytes)


@contextmanager
def hashed_beside(path: Path) -> Generator[Callable[[], str]]:
    """Compute the sha256 of a file while other work is done; what it gives waits for it, and an error stops it."""
    stopped = Event()

    def digest() -> str:
        found = hashlib.sha256()
        with path.open("rb") as file:
            while not stopped.is_set() and (piece := file.read(1 << 20)):
                found.update(piece)
        return found.hexdigest()

    with ThreadPoolExecutor(1) as beside:
        try:
            yield beside.submit(digest).result
        finally:
            stopped.set()


def first_bytes(path: Path, n: int = 16) -> bytes:
    """The first bytes of a file; raises `InputError` when it cannot be read or has none."""
    with readable(path), path.open("rb") as file:
        if not file.seekable():
            raise InputError("this can be read only once; save it as a file first.", path=path)
        first = file.read(n)
    if not first:
        raise InputError("the file is empty; download it again.", path=path)
    return first


def _blocks(stream: io.BufferedIOBase, path: Path) -> Iterator[bytes]:
    done = 0
    while True:
        try:
            block = stream.read(_BLOCK)
        except _DAMAGE as error:
            raise InputError(
                f"it is damaged or ends early: unpacking stopped after {done:,} bytes of text; download it again.",
                path=path,
            ) from error
        if not block and not done:
            raise InputError("it unpacks to nothing; download it again.", path=path)
        if not block:
            return
        done += len(block)
        yield bytes(block)
