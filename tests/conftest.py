"""What many tests share: fresh warehouses, and landing tags as text sets and runs."""

import gc
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, settings

from ingest.appending import TextSetKey, append_ner
from ingest.predicted import append_predictions
from ingest.text_sets import TOKEN_SCHEMA
from xlr_warehouse.warehouse import Warehouse

settings.register_profile(
    "house",
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

Tags = Sequence[Sequence[str]]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse as `xlr init` makes it; copy it, do not write to it."""
    path = tmp_path_factory.mktemp("pristine") / "xlr.duckdb"
    with Warehouse.writing(path):
        return path


@pytest.fixture(scope="session")
def fresh(pristine: Path) -> Callable[[Path], AbstractContextManager[Warehouse]]:
    """How to make and open a new warehouse at a path."""

    @contextmanager
    def opened(path: Path) -> Generator[Warehouse]:
        shutil.copy(pristine, path)
        with Warehouse.writing(path) as warehouse:
            yield warehouse

    return opened


@pytest.fixture
def warehouse(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path) -> Iterator[Warehouse]:
    """A new warehouse, open for writing."""
    with fresh(tmp_path / "xlr.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def undone(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], AbstractContextManager[Warehouse]]]:
    """An empty warehouse for one example after another: what is done within the `with` block is undone after it."""
    with fresh(tmp_path_factory.mktemp("undone") / "xlr.duckdb") as opened:

        @contextmanager
        def block() -> Generator[Warehouse]:
            opened.execute("begin transaction")
            try:
                yield opened
            finally:
                opened.execute("rollback")

        yield block


@pytest.fixture(scope="session")
def as_tokens() -> Callable[[Tags], pl.DataFrame]:
    """How tags become tokens: a sentence for each sequence, with invented forms."""

    def tokens(sequences: Tags) -> pl.DataFrame:
        rows = [
            (sentence, position, f"w{position}", tag)
            for sentence, sequence in enumerate(sequences)
            for position, tag in enumerate(sequence)
        ]
        return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")

    return tokens


@pytest.fixture(scope="session")
def land_tagged() -> Callable[..., int]:
    """How gold tokens and a run's predicted tags for them land: the number of the text set."""

    def land(warehouse: Warehouse, gold: pl.DataFrame, predicted: pl.Series, *, run: str = "run") -> int:
        key = TextSetKey(corpus="made", task="ner", language="no", split="test")
        number = append_ner(warehouse, key, gold)
        warehouse.execute(
            """
            insert into run by name
            select $run as run, 'ner' as task, 'enc' as encoder, 'da' as train_language, 1 as seed, 'last' as selection,
            '{}' as config
            """,
            run=run,
        )
        warehouse.execute(
            "insert into evaluation values ($run, $text_set, $n, 0, null)", run=run, text_set=number, n=gold.height
        )
        rows = gold.select(
            pl.lit(run).alias("run"),
            pl.lit(number, dtype=pl.Int32).alias("text_set"),
            "sentence",
            "position",
            predicted.alias("tag"),
            pl.lit(value=False).alias("is_truncated"),
        )
        append_predictions(warehouse, rows)
        return number

    return land


def pytest_unconfigure() -> None:
    """Let DuckDB go in peace: hypothesis leaves a callback in the collector, and the binding would report leaks."""
    gc.callbacks.clear()
