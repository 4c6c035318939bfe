"""A pre-training that is killed goes on to the very weights that an undisturbed one reaches."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ingest.corpora import lab
from ingest.load import load
from runners.bundle import runs_folder
from tests.command import sha256
from xlr_warehouse.warehouse import Warehouse

N_KILLS = int(os.environ.get("XLR_KILLS", "1"))
LONGEST_S = 300
STEPS = 200
SCRIPT = f"""
import sys
from pathlib import Path
from runners.pretraining.pretrain import pretrain
from runners.pretraining.request import Request

warehouse, name, out = sys.argv[1:]
asked = Request(name=name, sources=("qar", "qbr"), steps={STEPS}, vocabulary=600, out=Path(out) if out else None)
pretrain(Path(warehouse), asked, save_every_s=0)
"""


def started(warehouse: Path, name: str, out: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SCRIPT, str(warehouse), name, out]
    return subprocess.Popen(command, start_new_session=True)


def waited(process: subprocess.Popen[bytes], folder: Path) -> bool:
    """Whether a first checkpoint was there while the process still ran."""
    ends = time.monotonic() + LONGEST_S
    while time.monotonic() < ends and process.poll() is None:
        if any(found.name.isdigit() for found in folder.glob("*/steps/*")):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_pretraining_goes_on_to_the_same_weights(
    tmp_path: Path, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        load(warehouse, lab.read(seed=1))
    whole = tmp_path / "whole"
    assert started(path, "own", str(whole)).wait(LONGEST_S) == 0
    record = json.loads((whole / "own" / "pretraining.json").read_text(encoding="utf-8"))
    rng = random.Random(1)  # noqa: S311 (nothing secret)
    for number in range(N_KILLS):
        name = f"own{number}"
        process = started(path, name)
        assert waited(process, runs_folder(path) / f"{name}.pretraining")
        time.sleep(rng.uniform(0, 0.3))
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait(LONGEST_S) == -signal.SIGKILL
        assert not (runs_folder(path) / f"{name}.encoder").exists()
        assert started(path, name).wait(LONGEST_S) == 0
        made = runs_folder(path) / f"{name}.encoder"
        assert sha256(made / "model.safetensors") == sha256(whole / "own" / "model.safetensors")
        again = json.loads((made / "pretraining.json").read_text(encoding="utf-8"))
        losses = [[row[:4] for row in one["loss_curve"]["rows"]] for one in (record, again)]
        assert losses[0] == losses[1]
        assert [entry.name for entry in runs_folder(path).iterdir() if name in entry.name] == [f"{name}.encoder"]
