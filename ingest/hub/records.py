"""What was found out about a data set, kept beside the files in the hub's cache so that no question is asked twice.

What is kept belongs to a commit and never changes, but for which commit a branch was at when it was asked for last.
"""

import json
import os
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

Record = dict[str, Any]


def remember(name: str, key: str, record: Record) -> None:
    """Keep what was found out about a data set under a key."""
    path = _path(name, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{os.getpid()}")
    written.write_text(json.dumps(record), encoding="utf-8")
    written.replace(path)


def recall(name: str, key: str) -> Record | None:
    """What was kept under a key; None if nothing was, or it cannot be read."""
    try:
        found = json.loads(_path(name, key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return cast("Record", found) if isinstance(found, dict) else None


def _path(name: str, key: str) -> Path:
    from huggingface_hub import constants

    folder = Path(constants.HF_ASSETS_CACHE).expanduser() / "xlr-warehouse" / name.replace("/", "--")
    return folder / f"{quote(key, safe='')}.json"
