"""Where a run came from: versions of what made it, and the commit of the checkout it was made in."""

import platform
import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xlr_warehouse import __version__


def versions() -> dict[str, str | None]:
    """The versions of Python, of xlr and of what computes."""
    packages = ("torch", "transformers", "tokenizers", "polars")
    return {"python": platform.python_version(), "xlr": __version__} | {name: _version(name) for name in packages}


def fingerprint(device: str) -> str:
    """What must be the same for the same numbers to come out: the device, and the versions of what computes."""
    return " ".join([device, *(f"{name}-{_version(name)}" for name in ("torch", "transformers"))])


@cache
def commit() -> str | None:
    """The git commit of the checkout xlr runs in; None for an installed xlr or without git."""
    checkout, git = Path(__file__).parent.parent, shutil.which("git")
    if git is None or not (checkout / ".git").exists():
        return None
    asked = subprocess.run([git, "-C", str(checkout), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S603 (nothing of it comes from outside)
    return asked.stdout.strip() or None


def now() -> datetime:
    """The time, UTC, without an offset, as the warehouse stores it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
