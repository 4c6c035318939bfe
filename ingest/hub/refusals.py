"""What the hub or the way to it refused, in one sentence each."""

from collections.abc import Generator
from contextlib import contextmanager

from xlr_warehouse.errors import MissingExtraError, XlrError

LOGIN = "log in with 'hf auth login' (or set HF_TOKEN)"
SERVER_FAILS = 500


class HubUnreachableError(XlrError):
    """Raised when the hub does not answer as it should: no network, a time-out, or a failure on its side."""


def check_installed() -> None:
    """Raise `MissingExtraError` unless what speaks to the hub is installed."""
    from importlib.util import find_spec

    if find_spec("huggingface_hub") is None or find_spec("datasets") is None:
        raise MissingExtraError("hub", "Fetching from the hub")


def is_offline() -> bool:
    """Whether HF_HUB_OFFLINE says to ask nothing of the network."""
    from huggingface_hub import constants

    return bool(constants.HF_HUB_OFFLINE)


@contextmanager
def told(name: str, revision: str, *, path: str = "") -> Generator[None]:
    """Turn what fails while a data set (or its file `path`) is asked for into an `XlrError` that says what to do."""
    from huggingface_hub import errors
    from huggingface_hub.utils import httpx

    what = f"{path} of {name}" if path else name
    try:
        yield
    except errors.GatedRepoError as failure:
        raise XlrError(
            f"The data set {name} is gated: accept its terms on its page of the hub, {LOGIN} and repeat this."
        ) from failure
    except errors.RepositoryNotFoundError as failure:
        raise XlrError(
            f"The hub shows no data set {name!r}: mind the spelling (owner/name); if it is private, {LOGIN}."
        ) from failure
    except errors.RevisionNotFoundError as failure:
        known = "give a branch, tag or commit of it"
        raise XlrError(f"The data set {name} has no revision {revision!r}; {known}.") from failure
    except errors.HFValidationError as failure:
        raise XlrError(f"{name!r} is no name of a data set; the hub's are owner/name.") from failure
    except errors.LocalEntryNotFoundError as failure:
        if is_offline():
            raise _not_here(what, revision) from failure
        raise _unreachable(what, failure.__cause__ or failure) from failure
    except errors.EntryNotFoundError as failure:
        raise XlrError(f"The revision {revision} of {name} has no file {path!r}.") from failure
    except errors.OfflineModeIsEnabled as failure:
        raise _not_here(what, revision) from failure
    except (httpx.HTTPError, OSError, RuntimeError, errors.XetDownloadError) as failure:
        raise _unreachable(what, failure) from failure


def _not_here(what: str, revision: str) -> XlrError:
    return XlrError(
        f"HF_HUB_OFFLINE is set, and {what} at the revision {revision} was not fetched here before; unset it and "
        "repeat this with a network."
    )


def _unreachable(what: str, failure: BaseException) -> XlrError:
    status = status_of(failure)
    if status is not None and status < SERVER_FAILS:
        return XlrError(f"The hub refuses {what} with status {status}: {LOGIN}, or try again later.")
    said = f"it answers with status {status}" if status else short(failure)
    return HubUnreachableError(
        f"{what} cannot be fetched from the hub ({said}); repeat this, whole files are kept, or set HF_HUB_OFFLINE=1 "
        "to use what is here already."
    )


def status_of(failure: BaseException) -> int | None:
    """The status the hub answered with, if it answered."""
    status = getattr(getattr(failure, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def short(failure: BaseException) -> str:
    """The first sentence of what failed, on one line."""
    said = " ".join(str(failure).split()).partition(". ")[0].rstrip(".")
    return said or type(failure).__name__
