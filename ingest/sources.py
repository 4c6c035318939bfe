"""Where bytes come from: a file, plain or packed, or a member of an archive. Each is read as a stream."""

import bz2
import gzip
import hashlib
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError

MOST_UNPACKED = 200
LEAST_BOUND = 1 << 26
"""Text is packed ten times or twenty; small files may be of anything."""

DAMAGED = "the packed file is damaged or cut off; fetch it again."


@dataclass(frozen=True, kw_only=True)
class Source:
    """Bytes to read: `path` names them in errors, `name` in the warehouse, each `open` reads them from the start."""

    path: Path
    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def file_source(path: Path, *, name: str | None = None) -> Source:
    """A file, plain or packed as `unpacked` knows; raises `InputError` when it cannot be read."""
    with unpacked(path):
        return Source(path=path, name=name or path.name, open=lambda: _stream(path))


def archive_sources(path: Path) -> Iterator[Source]:
    """The regular files in a tar archive, compressed or not, by their names in it; nothing is unpacked onto the disk.

    Raises `InputError` when the archive is broken.
    """
    with readable(path), tarfile.open(path) as archive:
        members = list(archive)
    links = [member.name for member in members if not member.isfile() and not member.isdir()]
    if links:
        raise InputError(f"it holds what is no file ({links[0]}); unpack it and look at it first.", path=path)
    names = [member.name for member in members if member.isfile()]
    for name in names:
        yield Source(path=path / name, name=f"{path.name}/{name}", open=_member_opener(path, name))


def read_bytes(path: Path, *, reader: str, name: str | None = None) -> tuple[bytes, SourceFile]:
    """The unpacked bytes of a file, and what to note of it; raises `InputError` when it cannot be read.

    What unpacks to more than `MOST_UNPACKED` times its size is refused before it fills the memory.
    """
    file = described(path, reader=reader, name=name)
    most = max(LEAST_BOUND, MOST_UNPACKED * file.n_bytes)
    with unpacked(path) as (stream, _):
        data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"it unpacks to more than {MOST_UNPACKED} times its size; unpack it first.", path=path)
    return data, file


def described(path: Path, *, reader: str, name: str | None = None) -> SourceFile:
    """What to note of a file as it lies there: `name` (its own if None) and what its bytes are.

    Raises `InputError` when it cannot be read.
    """
    with readable(path), path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return SourceFile(path=name or path.name, sha256=sha256, n_bytes=file.tell(), reader=reader)


@contextmanager
def unpacked(path: Path) -> Generator[tuple[IO[bytes], str]]:
    """The bytes of a file, unpacked if it is in gzip or bz2 or the one file of a zip, and its name without the packing.

    How it is packed is told by its first bytes.
    """
    with readable(path), path.open("rb") as file:
        if not file.seekable():
            raise InputError("this can be read only once; save it as a file first.", path=path)
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as stream:
                yield cast("IO[bytes]", stream), path.name.removesuffix(".gz")
        elif magic.startswith(b"BZh"):
            with bz2.open(file) as stream:
                yield cast("IO[bytes]", stream), path.name.removesuffix(".bz2")
        elif magic == b"PK\x03\x04":
            with _zip_member(file, path) as (stream, name):
                yield stream, name
        else:
            yield file, path.name


@contextmanager
def readable(path: Path) -> Generator[None]:
    """Tell what the system and the unpackers refuse as an `InputError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file.", path=path) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise InputError(DAMAGED, path=path) from error
    except OSError as error:
        if error.errno is None:  # bz2 tells damage so
            raise InputError(DAMAGED, path=path) from error
        raise InputError(f"it cannot be read: {error.strerror}.", path=path) from error


@contextmanager
def _stream(path: Path) -> Generator[IO[bytes]]:
    with unpacked(path) as (stream, _):
        yield stream


def _member_opener(path: Path, name: str) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Generator[IO[bytes]]:
        with readable(path), tarfile.open(path) as archive:
            member = archive.extractfile(name)
            if member is None:
                raise InputError(f"{name} is no file of the archive.", path=path)
            with member:
                yield member

    return opened


@contextmanager
def _zip_member(file: IO[bytes], path: Path) -> Generator[tuple[IO[bytes], str]]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
            member = _only_member(archive, path)
            stream = stack.enter_context(archive.open(member))
        # What zipfile raises of damage besides its own error: of names, offsets, flags and methods that cannot be.
        except (ValueError, RuntimeError, NotImplementedError, OverflowError, struct.error) as error:
            raise InputError(DAMAGED, path=path) from error
        yield stream, member.filename


def _only_member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The one file that is no readme (GeoNames ships one beside its data)."""
    members = [one for one in archive.infolist() if not one.is_dir() and "readme" not in one.filename.lower()]
    if len(members) != 1:
        names = ", ".join(repr(one.filename) for one in members[:5])
        raise InputError(f"the zip holds {names or 'no file'}; unpack it and give one file.", path=path)
    if members[0].flag_bits & 1:
        raise InputError("the zip is encrypted; unpack it first.", path=path)
    return members[0]
