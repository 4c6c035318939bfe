"""A text ten times longer takes no more memory."""

import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = """
import resource, sys
from pathlib import Path
from ingest import load
from ingest.tokens import lines
from ingest.corpora import conll
from xlr_warehouse.warehouse import Warehouse
lines.BLOCK_BYTES = 1 << 18
load.CACHE_MB = 64
path = Path(sys.argv[1])
corpus = conll.read(path, corpus="made", language="br", split="train")
with Warehouse.writing(path.with_suffix(".duckdb")) as warehouse:
    print(load.load(warehouse, corpus).n_tokens)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak_mb(path: Path) -> tuple[int, int]:
    """The tokens a file has, and how much memory landing it took at most."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    n_tokens, peak = map(int, done.stdout.split())
    return n_tokens, peak


@pytest.mark.skipif(sys.platform != "linux", reason="the system counts peak memory in other units")
def test_a_file_ten_times_longer_takes_no_more_memory(tmp_path: Path) -> None:
    sentence = "".join(f"word{place}\t{'B-PER' if place == 3 else 'O'}\n" for place in range(9)) + "\n"
    (tmp_path / "short.tsv").write_text(sentence * 20_000, encoding="utf-8")
    (tmp_path / "long.tsv").write_text(sentence * 200_000, encoding="utf-8")
    n_short, short = peak_mb(tmp_path / "short.tsv")
    n_long, long = peak_mb(tmp_path / "long.tsv")
    assert n_long == 10 * n_short == 1_800_000
    # The file is 17 MB longer, its rows 80 MB; what DuckDB keeps is limited, and allocators are not exact.
    assert long < short + 40, f"{short} MB and {long} MB"
