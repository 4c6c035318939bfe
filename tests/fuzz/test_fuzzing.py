"""However a file is damaged, it is taken whole or refused in one sentence, and what is taken comes back as it was.

`make test` tries a seeded sample; XLR_FUZZ_CASES says how many cases to try of every way in (`make test-long`).
"""

import os
import random
import shutil
import signal
from collections.abc import Generator
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path
from types import FrameType
from zlib import crc32

import pytest

from ingest.corpora import conll
from ingest.load import load
from tests.contents import contents
from tests.fuzz.inputs import NO_DOUBT, WAYS, Way
from tests.fuzz.mutations import mutated
from xlr_warehouse.cli import run
from xlr_warehouse.spans import is_legal_tag
from xlr_warehouse.warehouse import Warehouse

N_CASES = int(os.environ.get("XLR_FUZZ_CASES", "8"))
AGAIN_EVERY = 3
"""Which of the accepted files are read a second time; the rest only once."""

LONGEST_S = 30


@pytest.fixture(scope="module")
def original(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a small gold text."""
    folder = tmp_path_factory.mktemp("fuzz")
    path = Path(shutil.copy(pristine, folder / "xlr.duckdb"))
    (folder / "gold.tsv").write_bytes(NO_DOUBT[0])
    with Warehouse.writing(path) as warehouse:
        load(warehouse, conll.read(folder / "gold.tsv", corpus="gold", language="br", split="test"))
    return path


@pytest.mark.parametrize("name", WAYS)
def test_a_damaged_file_is_taken_whole_or_refused_in_one_sentence(
    name: str, original: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    way = WAYS[name]
    counts = {"accepted": 0, "refused": 0}
    untouched = contents(original)
    warehouse = tmp_path / "xlr.duckdb"
    for number in range(N_CASES):
        seed = crc32(f"{name} {number}".encode())
        file = tmp_path / str(number) / way.name
        file.parent.mkdir(parents=True)
        file.write_bytes(_damaged(way, random.Random(seed)))  # noqa: S311 (nothing secret)
        shutil.copy(original, warehouse)
        command = _command(way, file, number)
        where = f"case {number} of {name!r}: {file}"
        status, said = _ran(warehouse, command, capfd, where)
        if status == 0:
            counts["accepted"] += 1
            if counts["accepted"] % AGAIN_EVERY == 1:
                _reads_the_same_again(warehouse, command, capfd, where)
                _comes_back_as_it_was(warehouse, file.with_name("back.tsv"), capfd, where)
            plain = _plainly_read(file.read_bytes()) if name == "wikiann" else None
            assert plain is None or _tokens(warehouse) == plain, where
        else:
            counts["refused"] += 1
            assert status == 1, f"{where}: status {status}"
            assert said.strip().splitlines()[-1].startswith("xlr: "), f"{where}: {said}"
            assert cmp(warehouse, original, shallow=False) or contents(warehouse) == untouched, where
        shutil.rmtree(tmp_path / str(number))
    with capfd.disabled():
        if "XLR_FUZZ_CASES" in os.environ:
            print(f"\n{name}: {counts['accepted']} accepted, {counts['refused']} refused")  # noqa: T201 (the account)


def _damaged(way: Way, rng: random.Random) -> bytes:
    """One of its files, damaged inside its packing, outside it, or not at all."""
    data = rng.choice(way.files)
    if way.pack is None:
        return mutated(data, way.files, rng)
    packed = way.pack(mutated(data, way.files, rng) if rng.random() < 0.6 else data)
    return mutated(packed, [packed], rng) if rng.random() < 0.5 else packed


def _command(way: Way, file: Path, number: int) -> list[str]:
    folder = file.parent if "/" not in way.name else file.parent.parent
    places = {"FILE": str(file), "FOLDER": str(folder), "NEW": f"fuzz{number}"}
    return [places.get(word, word) for word in way.command]


def _ran(warehouse: Path, command: list[str], capfd: pytest.CaptureFixture[str], where: str) -> tuple[int, str]:
    """The exit status and what was said; anything that is no error of the user's fails here, and so does a hang."""
    with _not_longer_than(LONGEST_S, where):
        try:
            status = run(["--warehouse", str(warehouse), "ingest", *command])
        except BaseException as failure:
            raise AssertionError(where) from failure
    return status, capfd.readouterr().err


def _reads_the_same_again(warehouse: Path, command: list[str], capfd: pytest.CaptureFixture[str], where: str) -> None:
    """The same file again changes nothing: it reads as the same text."""
    before = contents(warehouse)
    status, said = _ran(warehouse, command, capfd, where)
    assert status == 0, f"{where}: {said}"
    assert contents(warehouse) == before, where


def _comes_back_as_it_was(warehouse: Path, file: Path, capfd: pytest.CaptureFixture[str], where: str) -> None:
    """Tokens that were taken in, written out a token and its tag a line, are the same text when they are taken in."""
    tokens = _tokens(warehouse)
    if not tokens or any(form.startswith("-DOCSTART-") for form, _ in tokens):
        return
    file.write_text("".join(f"{form}\t{tag}\n" if form else "\n" for form, tag in tokens), encoding="utf-8", newline="")
    command = ["conll", str(file), "--corpus", "back", "--language", "br", "--split", "test", "--scheme", "iob2"]
    status, said = _ran(warehouse, command, capfd, where)
    assert status == 0, f"{where}: {said}"
    with Warehouse.reading(warehouse) as opened:
        hashes = opened.frame(
            "select sha256 from text_set where task = 'ner' and split = 'test' and corpus <> 'gold' group by all"
        )
    assert hashes.height == 1, where


def _tokens(warehouse: Path) -> list[tuple[str, str]]:
    """The tokens of the test split that was taken in; a pair of nothing ends a sentence."""
    with Warehouse.reading(warehouse) as opened:
        rows = opened.frame(
            """
            select sentence, form, tag from token inner join text_set using (text_set)
            where split = 'test' and corpus not in ('gold', 'back') order by sentence, position
            """
        ).rows()
    return [
        pair
        for place, (sentence, form, tag) in enumerate(rows)
        for pair in (
            [(form, tag)] if place + 1 < len(rows) and rows[place + 1][0] == sentence else [(form, tag), ("", "")]
        )
    ]


def _plainly_read(data: bytes) -> list[tuple[str, str]] | None:
    """The tokens of a file of two columns, read line by line; nothing for one that has other columns as well."""
    text = data.decode("utf-8-sig")
    text = text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n")
    separator = "\t" if "\t" in text else " "
    found: list[tuple[str, str]] = []
    for line in [*text.split("\n"), ""]:
        fields = line.strip(" ").split(separator)
        fields = [field for field in fields if field or separator == "\t"]
        if not line.strip(" \t\r\u00a0\u200b\ufeff") or line.startswith("-DOCSTART-"):
            found += [("", "")] if found and found[-1] != ("", "") else []
        elif len(fields) != 2:
            if not line.startswith("#"):
                return None
        elif is_legal_tag(fields[1].strip(" ")) or not line.startswith("#"):
            found.append((line.split("\t")[0] if separator == "\t" else fields[0], fields[1].strip(" ")))
    return found


@contextmanager
def _not_longer_than(seconds: int, where: str) -> Generator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{where}: not done after {seconds} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)
