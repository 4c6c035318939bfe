"""A small corpus to train on: sentences with a person and a place each, and title items, in two invented languages."""

import random
from collections.abc import Generator, Sequence

import polars as pl

from ingest.load import load
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, TOKEN_SCHEMA, Corpus, NerTextSet, TitleTextSet, one_batch
from runners.job import Job
from runners.layout import Layout
from runners.pool import Done
from xlr_warehouse.warehouse import Warehouse

CORPUS = "small"
LANGUAGES = ("aa", "bb")
PEOPLE = ("Ana", "Bo Li", "Carl", "Dora Eng", "Übersetzerin Eva")
PLACES = ("Oslo", "Ny By", "Rom", "Bergen", "القاهرة", "சென்னையில்")
FRAMES = {
    "aa": ("{0} bor nå i {1} .", "i går reiste {0} med båt og tog og buss til {1} , sa de .", "{1} savner {0} ."),
    "bb": ("i {1} er det {0} som bor !", "hvem savner {1} mest ? det er {0} , som dro derfra for lenge siden ."),
}
RIGHT = ("Liv", "Arbeid", "Historie", "Vær og vind")
"""Headings that are right wherever they stand: so a small model can learn which to choose."""
WRONG = ("Sport", "Kilder", "Musikk", "Mat", "Religion i dag", "Kart")
SIZES = {"train": 48, "validation": 12, "test": 16}


def sentences(language: str, *, n: int, seed: int) -> pl.DataFrame:
    """Tokens of templated sentences."""
    rng = random.Random(f"{language} {seed}")  # noqa: S311 (nothing secret)
    rows: list[tuple[int, int, str, str]] = []
    for number in range(n):
        names = {"{0}": ("PER", rng.choice(PEOPLE)), "{1}": ("LOC", rng.choice(PLACES))}
        words: list[tuple[str, str]] = []
        for part in rng.choice(FRAMES[language]).split():
            kind, text = names.get(part, ("", part))
            tags = [f"{'I' if at else 'B'}-{kind}" if kind else "O" for at in range(len(text.split()))]
            words += zip(text.split(), tags, strict=True)
        rows += [(number, position, form, tag) for position, (form, tag) in enumerate(words)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def title_set(language: str, split: str, *, n: int, seed: int) -> TitleTextSet:
    """Title items with texts of 3 to 40 words."""
    rng = random.Random(f"{language} {split} {seed}")  # noqa: S311 (nothing secret)
    words = " ".join(FRAMES[language]).replace("{0}", "Ana").replace("{1}", "Oslo").split()
    items: list[tuple[int, str, str, str]] = []
    options: list[tuple[int, str, str]] = []
    for number in range(n):
        letter = rng.choice("ABCD")
        titles = dict(zip("ABCD", rng.sample(WRONG, 4), strict=True)) | {letter: rng.choice(RIGHT)}
        text = " ".join(rng.choices(words, k=rng.randint(3, 40)))
        items.append((number, f"{language}{split}{number}", f"{number} {text}", letter))
        options += [(number, option, title) for option, title in titles.items()]
    return TitleTextSet(
        corpus=CORPUS,
        language=language,
        split=split,
        items=pl.DataFrame(items, schema=ITEM_SCHEMA, orient="row"),
        options=pl.DataFrame(options, schema=OPTION_SCHEMA, orient="row"),
    )


def land_small(
    warehouse: Warehouse,
    *,
    languages: Sequence[str] = LANGUAGES,
    splits: Sequence[str] = tuple(SIZES),
    other: Sequence[tuple[str, str]] = (),
) -> None:
    """Land the text sets of both tasks; those of `other`, by language and split, have other text than elsewhere."""
    places = [(language, split, 2 if (language, split) in other else 1) for language in languages for split in splits]
    ner = [
        NerTextSet(
            corpus=CORPUS,
            language=language,
            split=split,
            batches=one_batch(sentences(language, n=SIZES[split], seed=seed * 10 + tuple(SIZES).index(split))),
        )
        for language, split, seed in places
    ]
    titles = [title_set(language, split, n=SIZES[split], seed=seed) for language, split, seed in places]
    load(
        warehouse,
        Corpus(name=CORPUS, source="made for a test", revision="1", licence="CC0-1.0", text_sets=(*ner, *titles)),
    )


def work_here(jobs: Sequence[Job], *, layout: Layout, watch: str | None = None) -> Generator[Done]:
    """As `runners.pool.work`, in this process: starting another costs more than a small training."""
    import torch

    from runners.making import attempt, set_up

    assert watch is None
    set_up(n_threads=1)
    torch.set_flush_denormal(False)  # what workers may do to their process, the tests' own must not keep
    for number, job in enumerate(jobs):
        was_trained, failure = attempt(job, device=layout.devices[number % len(layout.devices)])
        yield Done(job=job, was_trained=was_trained, failure=failure)
