"""Published stop lists, for the measures and perturbations of the reference alone: ours have one rule without lists.

The reference takes them from the package `stopwordsiso`. It has lists for some sixty languages, from thirty words to
thirteen hundred, and none for six of the reference's thirteen targets.
"""

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import polars as pl

from xlr_warehouse.errors import MissingExtraError
from xlr_warehouse.warehouse import Warehouse

PACKAGE = "stopwordsiso"
FILE = "stopwords-iso.json"


def land_stop_words(warehouse: Warehouse) -> str:
    """Land every list of the installed package once, and say the name it has in `stop_word`: package and version.

    Lists of languages that the table `language` does not have are left out; the codes are the same. Raises
    `MissingExtraError` when the package is not installed. Call it within a transaction.
    """
    stop_list, words = _published()
    known = warehouse.frame("select 1 from stop_word where stop_list = $stop_list limit 1", stop_list=stop_list)
    if known.is_empty():
        languages = warehouse.frame("select language from language").to_series()
        rows = words.filter(pl.col("language").is_in(languages.implode()))
        warehouse.append("stop_word", rows.with_columns(pl.lit(stop_list).alias("stop_list")))
    return stop_list


def _published() -> tuple[str, pl.DataFrame]:
    """The name and version of the lists, and their words as published: columns language and word."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as failure:
        raise MissingExtraError("reference", "Taking in published stop lists") from failure
    lists: dict[str, list[str]] = json.loads(
        Path(str(package.locate_file(f"{PACKAGE}/{FILE}"))).read_text(encoding="utf-8")
    )
    rows = [(language, word) for language in sorted(lists) for word in sorted(set(lists[language]))]
    return f"{PACKAGE}-{package.version}", pl.DataFrame(
        rows, schema={"language": pl.String, "word": pl.String}, orient="row"
    )
