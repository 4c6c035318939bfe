"""Giving a file its name when it is whole, and clearing away what was never finished."""

import os
import time
from contextlib import suppress
from pathlib import Path

OLD_S = 600.0
"""A warehouse that has been in the making for so long is no longer made by anyone."""


def remove_old_drafts(path: Path) -> None:
    """Remove what was left by processes that were killed while they made a warehouse here."""
    for draft in path.parent.glob(f".{path.name}.*.new*"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < time.time() - OLD_S:
                draft.unlink()


def publish(draft: Path, path: Path) -> None:
    """Give a new warehouse its name, unless another process has made one there meanwhile: then that one stays."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.rename(path)
