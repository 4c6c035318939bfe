"""What charts call pairs and settings."""

import polars as pl

from reports.text import plain
from reports.theme import SETTING_WORDS

ARROW = "→"


def named(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The frame with settings in words and a `pair` to label by: `fr→br`, or `br` where training is native.

    With `columns`, nothing but these beside pair and setting: what a chart does not draw need not be in the file.
    """
    train, test = pl.col("train_language"), pl.col("test_language")
    pair = pl.when(train == test).then(test).otherwise(train + ARROW + test)
    words = pl.col("setting").replace(SETTING_WORDS)
    if columns:
        return plain(frame.select(*dict.fromkeys(columns), pair=pair, setting=words))
    return plain(frame.with_columns(pair=pair, setting=words))
