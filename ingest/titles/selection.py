"""Which items of a file are kept, and which of them train and which test: whole pages, by a hash."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.choices import draw
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA
from ingest.titles.fields import LETTERS
from xlr_warehouse.errors import InputError

TEST_SHARE = 0.2


@dataclass(frozen=True, kw_only=True)
class Selected:
    """The items that are kept, in the order of the file, and how many were left out and why."""

    items: pl.DataFrame
    n_duplicates: int
    n_repeated: int
    n_contradicting: int


def select(items: pl.DataFrame, *, keep_flawed: bool) -> Selected:
    """Leave out exact duplicates, and unless told otherwise flawed items.

    An exact duplicate has the text, the set of options and the right title of an earlier item. An item is flawed when
    two of its options are the same (in NFC, white space aside), or when another has the same text and options but
    another right title. `items` is a frame as `ingest.titles.checking.checked` makes it.
    """
    titles = [pl.col(letter).str.normalize("NFC").str.replace_all(r"\s+", " ").str.strip_chars() for letter in LETTERS]
    right = pl.coalesce(
        pl.when(pl.col("correct") == letter).then(title) for letter, title in zip(LETTERS, titles, strict=True)
    )
    known = items.with_columns(titles=pl.concat_list(titles).list.sort(), right=right)
    asked = ["text", "titles"]
    once = known.unique([*asked, "right"], keep="first", maintain_order=True).with_columns(
        is_repeated=pl.col("titles").list.n_unique() < len(LETTERS), n_answers=pl.len().over(asked)
    )
    repeated = pl.col("is_repeated")
    contradicting = ~repeated & (pl.col("n_answers") > 1)
    kept = once if keep_flawed else once.filter(~repeated & ~contradicting)
    return Selected(
        items=kept.select(items.columns),
        n_duplicates=items.height - once.height,
        n_repeated=once.filter(repeated).height,
        n_contradicting=once.filter(contradicting).height,
    )


def split_by_page(items: pl.DataFrame, *, seed: int, path: Path) -> dict[str, pl.DataFrame]:
    """The items of training and of test: the fifth of the pages whose hash of (seed, page) is smallest is for test.

    Raises `InputError` when all items stand on one page.
    """
    pages = items.get_column("page").unique(maintain_order=True).to_list()
    if len(pages) < 2:  # noqa: PLR2004 (a page for either side)
        raise InputError(
            "all its items stand on one page, which cannot be split; say which split it is with --split.", path=path
        )
    n_test = max(1, round(TEST_SHARE * len(pages)))
    test = sorted(pages, key=lambda page: (draw(seed, page), page))[:n_test]
    in_test = pl.col("page").is_in(pl.Series(test, dtype=pl.String).implode())
    return {"train": items.filter(~in_test), "test": items.filter(in_test)}


def as_tables(items: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The items and their options as a `TitleTextSet` has them, numbered from 0 in their order."""
    numbered = items.with_columns(item=pl.int_range(pl.len(), dtype=pl.Int32))
    options = (
        numbered.unpivot(LETTERS, index="item", variable_name="option", value_name="title")
        .sort("item", "option")
        .select(*OPTION_SCHEMA)
    )
    return numbered.select(*ITEM_SCHEMA), options
