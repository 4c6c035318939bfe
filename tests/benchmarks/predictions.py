"""Predictions of fifty runs landed in one call, beside a plain Python reader and seqeval's spans."""

import random
import shutil
from pathlib import Path

import polars as pl
from seqeval.metrics.sequence_labeling import get_entities

from ingest.appending import TextSetKey, append_ner
from ingest.predictions.landing import import_predictions
from ingest.predictions.patterns import find_files
from ingest.predictions.systems import Options
from ingest.text_sets import TOKEN_SCHEMA
from tests.benchmarks.race import Race
from xlr_warehouse.warehouse import Warehouse

N_RUNS = 50
N_SENTENCES, N_TOKENS = 5000, 8
TAGS = ["O"] * 8 + ["B-PER", "I-PER", "B-LOC", "I-LOC"]


def predictions(folder: Path) -> Race:
    """Files of 40,000 tokens each, read, aligned with the gold, and landed with the entities they name."""
    chance = random.Random(1)  # noqa: S311 (made text)
    sentences = [[f"word{chance.randrange(9000)}" for _ in range(N_TOKENS)] for _ in range(N_SENTENCES)]
    gold = [chance.choices(TAGS, k=N_TOKENS) for _ in sentences]
    runs = folder / "predictions"
    runs.mkdir()
    for seed in range(N_RUNS):
        blocks = (
            "".join(f"{form} {tag}\n" for form, tag in zip(forms, chance.choices(TAGS, k=N_TOKENS), strict=True))
            for forms in sentences
        )
        (runs / f"made_{seed}.txt").write_text("\n".join(blocks), encoding="utf-8")
    pristine = folder / "pristine.duckdb"
    with Warehouse.writing(pristine) as warehouse:
        rows = [
            (number, position, form, tag)
            for number, both in enumerate(zip(sentences, gold, strict=True))
            for position, (form, tag) in enumerate(zip(*both, strict=True))
        ]
        key = TextSetKey(corpus="made", task="ner", language="no", split="test")
        append_ner(warehouse, key, pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row"))

    def ours() -> None:
        copy = Path(shutil.copy(pristine, folder / "predictions.duckdb"))
        files = find_files([runs], pattern="{encoder}_{seed}.txt").found
        import_predictions(copy, files, Options(corpus="made", language="no", trained_on="da"))

    def theirs() -> int:
        entities = [set(get_entities(tags)) for tags in gold]
        n_correct = 0
        for path in runs.iterdir():
            forms, tags = _read(path)
            if forms != sentences:
                raise AssertionError(path)
            n_correct += sum(len(known & set(get_entities(one))) for known, one in zip(entities, tags, strict=True))
        return n_correct

    return Race(
        what=f"predictions of {N_RUNS} runs read, aligned and landed, beside a Python reader and seqeval's spans",
        ours=ours,
        theirs=theirs,
        n=N_RUNS * N_SENTENCES * N_TOKENS,
        unit="tokens",
    )


def _read(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    forms: list[list[str]] = [[]]
    tags: list[list[str]] = [[]]
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line == "\n":
                forms.append([])
                tags.append([])
            else:
                form, _, tag = line.rstrip("\n").rpartition(" ")
                forms[-1].append(form)
                tags[-1].append(tag)
    return forms, tags
