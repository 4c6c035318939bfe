"""A data set of the hub at one commit: its files, what their bytes must be, and its licence."""

import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TypeVar

from ingest.hub.records import Record, recall, remember
from ingest.hub.refusals import HubUnreachableError, is_offline, told
from xlr_warehouse.errors import XlrError

COMMIT = re.compile(r"[0-9a-f]{40}")
CONVERTED = "refs/convert/parquet"
"""The branch where the hub keeps a copy in Parquet of data sets that are in other forms."""

PAUSES = (0.5, 1.5)
"""Seconds to wait before asking again."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class HubFile:
    """A file of a repository: the sha256 of its bytes for large ones, for others the one git gives it, else ''."""

    path: str
    sha256: str = ""
    git_sha1: str = ""


@dataclass(frozen=True, kw_only=True)
class Repository:
    """A data set at the commit `sha`."""

    name: str
    sha: str
    licence: str
    files: tuple[HubFile, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files."""
        return tuple(file.path for file in self.files)

    @property
    def script(self) -> str | None:
        """The program that makes the data set, if it is one of that kind; such programs are not run."""
        script = f"{self.name.rpartition('/')[2]}.py"
        return script if script in self.paths else None


def find_repository(name: str, *, revision: str = "main") -> Repository:
    """The data set at the commit that a branch or tag is at now, or at the one that is named.

    A commit that was asked for before is answered without the network, and so is everything if HF_HUB_OFFLINE is set.
    Raises `XlrError` when the hub has no such thing or does not answer.
    """
    record = recall(name, revision)
    if record is not None and (is_offline() or COMMIT.fullmatch(revision)):
        commit = recall(name, record["sha"]) if "sha" in record and "files" not in record else record
        if commit is not None:
            return _repository(commit)
    if is_offline():
        raise XlrError(
            f"HF_HUB_OFFLINE is set, and {name} at the revision {revision} was not fetched here before; unset it and "
            "repeat this with a network."
        )
    repository = again_if_unreachable(lambda: _ask(name, revision))
    with told(name, revision):
        for known_as in {name, repository.name}:
            remember(known_as, repository.sha, asdict(repository))
            if revision != repository.sha:
                remember(known_as, revision, {"sha": repository.sha})
    return repository


def again_if_unreachable(ask: Callable[[], Answer]) -> Answer:
    """The answer of `ask`, tried again after a pause when the hub cannot be reached."""
    for pause in PAUSES:
        try:
            return ask()
        except HubUnreachableError:
            time.sleep(pause)
    return ask()


def _ask(name: str, revision: str) -> Repository:
    from huggingface_hub import HfApi, constants

    with told(name, revision):
        info = HfApi().dataset_info(
            name, revision=revision, files_metadata=True, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT
        )
    licence = getattr(info.card_data, "license", None) or "not stated"
    return Repository(
        name=info.id,
        sha=str(info.sha),
        licence=", ".join(map(str, licence)) if isinstance(licence, list) else str(licence),
        files=tuple(
            HubFile(
                path=file.rfilename,
                sha256=file.lfs.sha256 if file.lfs else "",
                git_sha1="" if file.lfs else file.blob_id or "",
            )
            for file in info.siblings or ()
        ),
    )


def _repository(record: Record) -> Repository:
    files = tuple(HubFile(**file) for file in record["files"])
    return Repository(name=str(record["name"]), sha=str(record["sha"]), licence=str(record["licence"]), files=files)
