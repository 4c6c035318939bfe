"""The hub: bring the files of a pre-trained model here, safe formats only, and say which commit they are."""

from pathlib import Path

from runners.bundle import reason
from xlr_warehouse.errors import XlrError

WANTED = ("*.json", "*.safetensors", "*.model", "*.txt")
UNWANTED = ("*/*",)
"""Other formats and exports lie in sub-folders of a repository."""


def fetch(name: str, *, revision: str | None) -> Path:
    """The folder that holds a repository of the hub; its name is the commit.

    What was fetched before is used without the network. Raises `XlrError` when it is neither here nor reachable.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import (
        HFValidationError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        folder = snapshot_download(name, revision=revision, allow_patterns=list(WANTED), ignore_patterns=list(UNWANTED))
    except RevisionNotFoundError as failure:
        raise XlrError(f"The hub has no revision {revision!r} of {name}.") from failure
    except (RepositoryNotFoundError, HFValidationError) as failure:
        raise XlrError(
            f"There is no encoder {name!r}: not in the catalogue, not as a folder, and the hub has none it shows us."
        ) from failure
    except OSError as failure:
        raise XlrError(
            f"The encoder {name!r} is not in the catalogue, not a folder, and cannot be fetched from the hub "
            f"({_short(failure)}): give the folder it lies in, or repeat this with a network."
        ) from failure
    return Path(folder)


def _short(failure: Exception) -> str:
    return reason(failure).partition(". ")[0]
