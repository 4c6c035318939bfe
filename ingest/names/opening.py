"""Opening a gazetteer as it is kept: plain, in gzip or bz2, or the one file of a zip; always read as a stream."""

import bz2
import gzip
import hashlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError

DAMAGED = "the packed file is damaged or cut off; fetch it again."


def described(path: Path, *, reader: str) -> SourceFile:
    """What to note of a file: its name and what its bytes are; raises `InputError` when it cannot be read."""
    with readable(path), path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return SourceFile(path=path.name, sha256=sha256, n_bytes=file.tell(), reader=reader)


@contextmanager
def opened(path: Path) -> Generator[tuple[BufferedIOBase, str]]:
    """The unpacked bytes of a file, and the name they have without what packed them."""
    with readable(path), path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield unpacked, path.name.removesuffix(".gz")
        elif magic.startswith(b"BZh"):
            with bz2.open(file) as unpacked:
                yield unpacked, path.name.removesuffix(".bz2")
        elif magic == b"PK\x03\x04":
            with _zip_member(file, path) as (unpacked, name):
                yield unpacked, name
        else:
            yield file, path.name


@contextmanager
def readable(path: Path) -> Generator[None]:
    """Tell what the system and the unpackers refuse as an `InputError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file.", path=path) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise InputError(DAMAGED, path=path) from error
    except OSError as error:
        if error.errno is None:  # bz2 tells damage so
            raise InputError(DAMAGED, path=path) from error
        raise InputError(f"it cannot be read: {error.strerror}.", path=path) from error


@contextmanager
def _zip_member(file: BufferedIOBase, path: Path) -> Generator[tuple[BufferedIOBase, str]]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
            member = _only_member(archive, path)
            unpacked = stack.enter_context(archive.open(member))
        # What zipfile raises of damage besides its own error: of names, offsets, flags and methods that cannot be.
        except (ValueError, RuntimeError, NotImplementedError, OverflowError, struct.error) as error:
            raise InputError(DAMAGED, path=path) from error
        yield cast(BufferedIOBase, unpacked), member.filename


def _only_member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The one file that is no readme (GeoNames ships one beside its data)."""
    members = [one for one in archive.infolist() if not one.is_dir() and "readme" not in one.filename.lower()]
    if len(members) != 1:
        names = ", ".join(repr(one.filename) for one in members[:5])
        raise InputError(f"the zip holds {names or 'no file'}; unpack it and give one file.", path=path)
    if members[0].flag_bits & 1:
        raise InputError("the zip is encrypted; unpack it first.", path=path)
    return members[0]
