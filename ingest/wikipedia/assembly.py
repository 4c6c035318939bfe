"""From sampled pages to text sets: the split by page, and the frames that land."""

from collections.abc import Sequence
from itertools import count

import polars as pl

from ingest.choices import draw
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, SourceFile, TitleTextSet
from ingest.wikipedia.article import Page
from ingest.wikipedia.questions import OPTIONS

SPLITS = ("train", "test")
TRAIN_SHARE = 0.8


def split_of(page_id: int, *, language: str, seed: int) -> str:
    """Which split a page is in: train for four in five, by a hash of the seed, the language and its id."""
    return SPLITS[draw("wikipedia split", seed, language, page_id) >= TRAIN_SHARE * 2**64]


def text_sets(
    pages: Sequence[Page], *, corpus: str, language: str, seed: int, files: tuple[SourceFile, ...]
) -> tuple[TitleTextSet, ...]:
    """The text sets of a sample, train then test, each with its pages in the order given; none without items.

    Where two pages have one title (one was moved while the dump was written), the later one's is followed by its id.
    """
    rows: dict[str, tuple[list[tuple[object, ...]], list[tuple[object, ...]]]] = {split: ([], []) for split in SPLITS}
    numbers = {split: count() for split in SPLITS}
    titles: set[str] = set()
    for page in pages:
        title = page.title if page.title not in titles else f"{page.title} ({page.place.page_id})"
        titles.add(title)
        split = split_of(page.place.page_id, language=language, seed=seed)
        items, options = rows[split]
        for question in page.questions:
            number = next(numbers[split])
            items.append((number, title, question.text, question.correct))
            options.extend((number, *option) for option in zip(OPTIONS, question.options, strict=True))
    return tuple(
        TitleTextSet(
            corpus=corpus,
            language=language,
            split=split,
            items=pl.DataFrame(items, schema=ITEM_SCHEMA, orient="row"),
            options=pl.DataFrame(options, schema=OPTION_SCHEMA, orient="row"),
            files=files,
        )
        for split, (items, options) in rows.items()
        if items
    )
