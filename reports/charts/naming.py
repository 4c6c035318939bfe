"""What charts call pairs and settings."""

import polars as pl

from reports.text import plain
from reports.theme import SETTING_WORDS

ARROW = "→"


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with settings in words and a `pair` to label by: `fr→br`, or `br` where training is native."""
    train, test = pl.col("train_language"), pl.col("test_language")
    pair = pl.when(train == test).then(test).otherwise(train + ARROW + test)
    return plain(frame.with_columns(pair=pair, setting=pl.col("setting").replace(SETTING_WORDS)))
