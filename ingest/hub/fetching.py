"""Bringing files of the hub here: through its cache, several at a time, each checked against what it must be."""

import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ingest.hub.refusals import SERVER_FAILS, HubUnreachableError, is_offline, status_of, told
from ingest.hub.repository import PAUSES, HubFile, Repository
from xlr_warehouse.errors import XlrError

Tell = Callable[[int, int], None]
"""What is told how much is done, of how much."""


def fetch(repository: Repository, paths: Sequence[str], *, jobs: int = 4, tell: Tell | None = None) -> list[Path]:
    """Where the files are, in order; those that are here already are not fetched again.

    Within one call a broken download goes on where it stopped; after an interruption a file starts anew (the hub's
    client keeps no part of one). Raises `XlrError` for the first that cannot be had, or is not what the hub says.
    """
    be_quiet()
    files = {file.path: file for file in repository.files}
    found: list[Path] = []
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        waiting = [pool.submit(fetch_one, repository, files.get(path, HubFile(path=path))) for path in paths]
        try:
            for answer in waiting:
                found.append(answer.result())
                if tell is not None:
                    tell(len(found), len(paths))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def fetch_one(repository: Repository, file: HubFile) -> Path:
    """Where one file is. What fails on the hub's side, or arrives damaged, is tried again."""
    for pause in (*PAUSES, None):
        try:
            path = _download(repository, file)
        except HubUnreachableError as failure:
            if pause is None or not _may_pass(failure.__cause__):
                raise
        else:
            if _is_whole(path, file):
                return path
            if is_offline():
                break
            _forget(path)
        if pause is not None:
            time.sleep(pause)
    raise XlrError(
        f"{file.path} of {repository.name} is not what the hub says it is (its sha does not match); repeat this, and "
        "if it stays so, tell its owner."
    )


def be_quiet() -> None:
    """Leave progress and complaints of the hub's libraries to this program."""
    from huggingface_hub.utils import disable_progress_bars
    from huggingface_hub.utils.logging import set_verbosity_error

    disable_progress_bars()
    set_verbosity_error()


def _download(repository: Repository, file: HubFile) -> Path:
    """The file in the cache, fetched where it is not there."""
    from huggingface_hub import hf_hub_download

    with told(repository.name, repository.sha, path=file.path):
        return Path(
            hf_hub_download(
                repository.name,
                file.path,
                repo_type="dataset",
                revision=repository.sha,
                local_files_only=is_offline(),
            )
        )


def _forget(path: Path) -> None:
    """Take a file out of the cache, with the bytes its name there leads to."""
    path.resolve().unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _may_pass(failure: BaseException | None) -> bool:
    """Whether it is worth asking once more: the client itself repeats all but failures of the server while sending."""
    if failure is None or isinstance(failure, FileNotFoundError):
        return False
    status = status_of(failure)
    return status >= SERVER_FAILS if status is not None else isinstance(failure, OSError)


def _is_whole(path: Path, file: HubFile) -> bool:
    """Whether the bytes are those the hub names."""
    with path.open("rb") as opened:
        if file.sha256:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
        if file.git_sha1:
            digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
            while block := opened.read(1 << 20):
                digest.update(block)
            return digest.hexdigest() == file.git_sha1
    return True
