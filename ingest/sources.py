"""Where bytes come from: a file, a compressed one, a member of an archive. Each is read as a stream."""

import gzip
import hashlib
import tarfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast
from zlib import error as zlib_error

from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Bytes to read: `path` names them in errors, `name` in the warehouse, each `open` reads them from the start.

    What was decompressed counts, so that a file and its compressed form are the same text.
    """

    path: Path
    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def file_source(path: Path, *, name: str | None = None) -> Source:
    """A file, plain or in gzip; raises `InputError` when it cannot be read."""
    with _readable(path), path.open("rb") as file:
        is_gzip = file.read(len(GZIP)) == GZIP
    return Source(path=path, name=name or path.name, open=lambda: _opened(path, is_gzip=is_gzip))


@contextmanager
def _opened(path: Path, *, is_gzip: bool) -> Generator[IO[bytes]]:
    with _readable(path), cast("IO[bytes]", gzip.open(path) if is_gzip else path.open("rb")) as file:
        yield file


def read_bytes(path: Path, *, reader: str, name: str | None = None) -> tuple[bytes, SourceFile]:
    """The bytes of a file, and what to note of it; `name` is how the corpus calls it.

    Raises `InputError` when it cannot be read.
    """
    with _readable(path):
        data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return data, SourceFile(path=name or path.name, sha256=sha256, n_bytes=len(data), reader=reader)


def archive_sources(path: Path) -> Iterator[Source]:
    """The regular files in a tar archive, compressed or not, by their names in it; nothing is unpacked onto the disk.

    Raises `InputError` when the archive is broken.
    """
    with _readable(path), tarfile.open(path) as archive:
        names = [member.name for member in archive if member.isfile()]
    for name in names:
        yield Source(path=path / name, name=f"{path.name}/{name}", open=_member_opener(path, name))


def _member_opener(path: Path, name: str) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Generator[IO[bytes]]:
        with _readable(path), tarfile.open(path) as archive:
            member = archive.extractfile(name)
            if member is None:
                raise InputError(f"{name} is no file of the archive.", path=path)
            with member:
                yield member

    return opened


@contextmanager
def _readable(path: Path) -> Generator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file.", path=path) from error
    except (EOFError, zlib_error, gzip.BadGzipFile, tarfile.TarError) as error:
        raise InputError(
            f"the compressed file is broken or cut short ({_said(error)}); fetch it again.", path=path
        ) from error
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror or error}.", path=path) from error


def _said(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
