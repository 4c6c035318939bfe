"""The command as a user starts it, and what a refusal looks like."""

import hashlib
import subprocess
import sys
from pathlib import Path


def xlr(*arguments: object, warehouse: Path) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(warehouse), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def sha256(path: Path) -> str:
    """What a file holds, to the byte."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(done: subprocess.CompletedProcess[str], *parts: str, status: int = 1) -> None:
    """It was refused in one sentence that has these parts, and nothing was put out."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 or status == 2, done.stderr
    for part in parts:
        assert part in done.stderr
    assert done.stdout == ""
