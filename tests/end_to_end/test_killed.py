"""Killed at any moment, every way in leaves a warehouse that opens, and the same command again ends as if never killed.

`make test` kills each once or twice; XLR_KILLS says how often (`make test-long`).
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import pytest

from ingest.corpora import conll
from ingest.load import load
from runners import bundle as bundles
from runners.record import TextSetName
from tests.contents import contents
from tests.made_bundle import made_bundle
from tests.made_dump import MadePage, plain
from xlr_warehouse.warehouse import Warehouse

N_KILLS = int(os.environ.get("XLR_KILLS", "1"))
LONGEST_S = 120

SENTENCE = "Anna{n}\tB-PER\nBer\tI-PER\ne\tO\nBrest\tB-LOC\nha{n}\tO\n\n"


@dataclass(frozen=True, kw_only=True)
class Way:
    """A command of `xlr ingest` and what writes the file or folder it reads, which `INPUT` stands for."""

    command: tuple[str, ...]
    write: Callable[[Path], object]
    name: str = "input"


def tokens(n: int) -> str:
    return "".join(SENTENCE.format(n=number) for number in range(n))


def write_wikiann(folder: Path) -> None:
    for language in ("br", "cy"):
        (folder / language).mkdir(parents=True)
        for split in ("train", "test"):
            (folder / language / f"{split}.tsv").write_text(tokens(4000), encoding="utf-8")


def write_titles(path: Path) -> None:
    items = [
        {
            "page": f"P{number // 3}",
            "text": f"Ar gêr {number} a zo bras.",
            **dict(zip("ABCD", "wxyz", strict=True)),
            "correct": "ABCD"[number % 4],
        }
        for number in range(20_000)
    ]
    path.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")


def write_dump(path: Path) -> None:
    section = "Ur gêr koant eo homañ, ha tud a zo o chom enni abaoe pell. " * 6
    page = "".join(f"== Rann {number} ==\n{section}\n" for number in range(5))
    path.write_bytes(plain(MadePage(page_id=n, title=f"P{n}", wikitext=f"{n} {page}") for n in range(1, 300)))


def write_bundles(folder: Path) -> None:
    """Bundles of runs on the gold text, which is training and test set at once."""
    with Warehouse.reading(folder.with_name("base.duckdb")) as warehouse:
        row = warehouse.frame("select corpus, task, language, split, perturbation, sha256 from text_set").row(
            0, named=True
        )
        gold = warehouse.frame("select sentence, position, tag from token order by sentence, position")
    name = TextSetName(**row)
    folder.mkdir()
    for seed in range(4):
        bundles.write(made_bundle(name, (name, gold), run=f"ner-x-gold.br-s{seed}-0", seed=seed), into=folder)


PREDICT = ("predictions", "INPUT", "--corpus", "gold", "--language", "br", "--encoder", "e", "--trained-on", "br")
WAYS = {
    "conll": Way(
        command=("conll", "INPUT", "--corpus", "made", "--language", "br", "--split", "train"),
        write=lambda path: path.write_text(tokens(30_000), encoding="utf-8"),
    ),
    "wikiann": Way(command=("wikiann", "br", "cy", "--from", "INPUT"), write=write_wikiann),
    "titles": Way(
        command=("titles", "INPUT", "--corpus", "made", "--language", "br"), write=write_titles, name="x.jsonl"
    ),
    "names": Way(
        command=("names", "INPUT", "--language", "br", "--kind", "place"),
        write=lambda path: path.write_text("".join(f"Plou{n}\n" for n in range(50_000)), encoding="utf-8"),
    ),
    "wikipedia": Way(
        command=("wikipedia", "INPUT", "--language", "br", "--jobs", "2"), write=write_dump, name="brwiki.xml"
    ),
    "predictions": Way(command=PREDICT, write=lambda path: path.write_text(tokens(10_000), encoding="utf-8")),
    "runs": Way(command=("runs", "INPUT"), write=write_bundles),
    "lab": Way(command=("lab",), write=lambda _: None),
}


@pytest.fixture(scope="module")
def base(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a gold text."""
    folder = tmp_path_factory.mktemp("killed")
    path = Path(shutil.copy(pristine, folder / "base.duckdb"))
    (folder / "gold.tsv").write_text(tokens(10_000), encoding="utf-8")
    with Warehouse.writing(path) as warehouse:
        load(warehouse, conll.read(folder / "gold.tsv", corpus="gold", language="br", split="test"))
    return path


def started(warehouse: Path, way: Way, place: Path) -> subprocess.Popen[bytes]:
    words = [str(place) if word == "INPUT" else word for word in way.command]
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(warehouse), "ingest", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("name", WAYS)
def test_a_killed_command_leaves_nothing_half_done_and_can_be_repeated(name: str, base: Path, tmp_path: Path) -> None:
    way = WAYS[name]
    place = base.with_name(way.name) if name == "runs" else tmp_path / way.name
    way.write(place)
    clean = Path(shutil.copy(base, tmp_path / "clean.duckdb"))
    began = time.monotonic()
    assert started(clean, way, place).wait(LONGEST_S) == 0
    seconds = time.monotonic() - began
    before, after = contents(base), contents(clean)
    assert after != before
    rng = random.Random(crc32(name.encode()))  # noqa: S311 (nothing secret)
    for _ in range(N_KILLS):
        warehouse = tmp_path / "killed.duckdb"
        for old in tmp_path.glob("killed.duckdb*"):
            old.unlink()
        shutil.copy(base, warehouse)
        process = started(warehouse, way, place)
        time.sleep(seconds * rng.uniform(0.2, 1.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(LONGEST_S)
        assert contents(warehouse) in (before, after)
        assert started(warehouse, way, place).wait(LONGEST_S) == 0
        assert contents(warehouse) == after


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_command_killed_while_it_makes_the_warehouse_can_be_repeated(base: Path, tmp_path: Path) -> None:
    way = WAYS["names"]
    way.write(tmp_path / way.name)
    rng = random.Random(1)  # noqa: S311 (nothing secret)
    for number in range(max(2, N_KILLS)):
        warehouse = tmp_path / f"new{number}.duckdb"
        process = started(warehouse, way, tmp_path / way.name)
        time.sleep(rng.uniform(0.2, 1.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(LONGEST_S)
        assert started(warehouse, way, tmp_path / way.name).wait(LONGEST_S) == 0
        assert contents(warehouse)["name"][0] == 50_000
    assert base.exists()
