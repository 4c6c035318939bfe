"""From the tags of many runs to the F1 of each, beside seqeval; without a warehouse, and landed in one."""

import random
import shutil
from pathlib import Path

import polars as pl
from seqeval.metrics import f1_score

from ingest.appending import TextSetKey, append_ner
from ingest.corpora import wikiann
from ingest.predicted import append_predictions
from ingest.scoring import f1_by_run
from ingest.text_sets import TOKEN_SCHEMA, NerTextSet
from tests.benchmarks.race import Race
from xlr_warehouse.warehouse import Warehouse

N_RUNS, N_SENTENCES = 40, 10_000
TYPES = ("PER", "ORG", "LOC")
WRONG = 0.2
"""In how many sentences a run has a tag wrong: F1 is then about .87, as models of WikiANN have it."""


def scores(folder: Path, wikiann_folder: Path) -> list[Race]:
    """Forty runs on ten thousand sentences: both sides start from what they are made for, lists or columns of tags.

    The sentences are the Danish test set of WikiANN where it is there.

    Either side's F1 of every run must be the other's. Landing means that all predictions, and the entities that they
    name, are in the warehouse in one transaction, and that the F1 is read from the view `score`.
    """
    gold = _real(wikiann_folder) if wikiann_folder.is_dir() else _sentences(random.Random(0))  # noqa: S311 (made text)
    runs = [_changed(gold, random.Random(seed)) for seed in range(1, N_RUNS + 1)]  # noqa: S311 (likewise)
    gold_frame = _column(gold)
    predicted = pl.concat([_column(tags, run=f"run{number:03}") for number, tags in enumerate(runs)])
    pristine = folder / "pristine.duckdb"
    number = _pristine(pristine, gold_frame)
    rows = predicted.with_columns(text_set=pl.lit(number, dtype=pl.Int32), is_truncated=False)

    def theirs() -> list[float]:
        return [f1_score(gold, tags) for tags in runs]  # pyright: ignore[reportReturnType] (a number, unless averages are asked for by type)

    def ours() -> list[float]:
        return f1_by_run(gold_frame, predicted).get_column("f1_conlleval").to_list()

    def landed() -> list[float]:
        copy = Path(shutil.copy(pristine, folder / "landed.duckdb"))
        with Warehouse.writing(copy) as warehouse:
            with warehouse.transaction():
                append_predictions(warehouse, rows)
            return warehouse.frame("select f1_conlleval from score order by run").to_series().to_list()

    expected = theirs()
    for side in (ours, landed):
        found = side()
        if max(abs(one - other) for one, other in zip(found, expected, strict=True)) > 1e-9:
            raise AssertionError(side.__name__)
    n = predicted.height
    return [
        Race(
            what=f"F1 of {N_RUNS} runs from their tags, beside seqeval (wanted: 20)",
            ours=ours,
            theirs=theirs,
            n=n,
            unit="tokens",
        ),
        Race(
            what="the same, landed in a warehouse and read from the view score, beside seqeval alone (wanted: 6)",
            ours=landed,
            theirs=theirs,
            n=n,
            unit="tokens",
        ),
    ]


def _pristine(path: Path, gold: pl.DataFrame) -> int:
    """A warehouse with the gold text and the runs, without their predictions: the number of the text."""
    form = ("w" + pl.col("position").cast(pl.String)).alias("form")
    with Warehouse.writing(path) as warehouse:
        key = TextSetKey(corpus="made", task="ner", language="no", split="test")
        number = append_ner(warehouse, key, gold.with_columns(form).select(*TOKEN_SCHEMA).cast(pl.Schema(TOKEN_SCHEMA)))
        warehouse.execute(
            """
            insert into run by name
            select format('run{:03}', i) as run, 'ner' as task, 'e' as encoder, 'da' as train_language, i as seed,
                'last' as selection, '{}' as config
            from range($n) as made (i)
            """,
            n=N_RUNS,
        )
        warehouse.execute(
            "insert into evaluation select run, $number, $n, 0, null from run", number=number, n=gold.height
        )
    return number


def _column(sentences: list[list[str]], **more: str) -> pl.DataFrame:
    tags = pl.DataFrame({"tag": sentences}).with_row_index("sentence").with_columns(pl.col("sentence").cast(pl.Int32))
    long = tags.with_columns(position=pl.int_ranges(0, pl.col("tag").list.len(), dtype=pl.Int32)).explode(
        "tag", "position"
    )
    return long.select(*(pl.lit(value).alias(name) for name, value in more.items()), "sentence", "position", "tag")


def _real(folder: Path) -> list[list[str]]:
    corpus = wikiann.read(["da"], folder=folder)
    (test,) = [one for one in corpus.text_sets if isinstance(one, NerTextSet) and one.split == "test"]
    return test.tokens.group_by("sentence", maintain_order=True).agg("tag").get_column("tag").to_list()


def _sentences(chance: random.Random) -> list[list[str]]:
    """Sentences as WikiANN's: one to fifteen tokens, about half of them in one or two entities."""
    found: list[list[str]] = []
    for _ in range(N_SENTENCES):
        tags: list[str] = []
        for _ in range(chance.randint(1, 2)):
            tags += ["O"] * chance.randint(0, 5)
            kind = chance.choice(TYPES)
            tags += [f"B-{kind}", *[f"I-{kind}"] * chance.randint(0, 2)]
        found.append(tags)
    return found


def _changed(sentences: list[list[str]], chance: random.Random) -> list[list[str]]:
    """The tags of a run that has a tag wrong in some sentences."""
    every = ["O", *(f"{first}-{kind}" for first in "BI" for kind in TYPES)]
    found = [list(tags) for tags in sentences]
    for tags in found:
        if chance.random() < WRONG:
            tags[chance.randrange(len(tags))] = chance.choice(every)
    return found
