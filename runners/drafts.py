"""Folders that are written under a temporary name and get their own when whole: nobody ever sees half of one."""

import os
import shutil
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

DRAFT = ".partial"
DEAD = ("Z", "X")
"""States of a process that has ended and of which only the entry is left."""


def draft_path(parent: Path, name: str) -> Path:
    """The temporary folder that this process uses for `name`; it tells the machine and the process."""
    return parent / f".{name}.{socket.gethostname()}.{os.getpid()}{DRAFT}"


@contextmanager
def draft(parent: Path, name: str) -> Generator[Path]:
    """An empty folder to write into; it is gone after the `with` block unless it was published."""
    folder = draft_path(parent, name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, wanted: Path) -> bool:
    """Whether the written folder got the name `wanted`, which it does not when another already has it.

    Its files are on the disk, not only on their way, before it is renamed.
    """
    for path in sorted(folder.iterdir()):
        _to_disk(path)
    _to_disk(folder)
    try:
        folder.rename(wanted)
    except OSError:
        if not wanted.is_dir():
            raise
        return False
    _to_disk(wanted.parent)
    return True


def discard(folder: Path) -> None:
    """Remove a whole folder so that at no moment half of it is seen under its name."""
    gone = draft_path(folder.parent, f"{folder.name}.old")  # another one than that of what takes its place
    shutil.rmtree(gone, ignore_errors=True)
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def remove_stale(parent: Path) -> None:
    """Remove the temporary folders of processes of this machine that are no more."""
    for folder in parent.glob(f".*{DRAFT}"):
        host, process = folder.name.removesuffix(DRAFT).rsplit(".", 1)
        if host.endswith(f".{socket.gethostname()}") and process.isdigit() and not is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def is_alive(process: int) -> bool:
    """Whether a process of this machine still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:  # not every system has it
        return True
    return state not in DEAD


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
