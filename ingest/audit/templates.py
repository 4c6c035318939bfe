"""Templates: what is left of a sentence when its entities and numbers are taken out."""

import hashlib

import polars as pl

from xlr_warehouse.spans import spans

BY = ("text_set", "sentence")


def templates(tokens: pl.DataFrame) -> pl.DataFrame:
    """The template and the filling of each sentence that has entities and words outside them.

    `tokens` has the columns text_set, sentence, position, form and tag, ordered. In the template an entity is its type
    and a run of digits outside entities 0; the filling is the entities. The answer has the columns text_set, sentence,
    template and filling: numbers that equal ones share, the same in every warehouse (8 bytes of a BLAKE2b).
    """
    opens = spans(tokens, by=BY).select(*BY, "type", position="first_token")
    placed = tokens.join(opens, on=[*BY, "position"], how="left", maintain_order="left")
    is_outside = pl.col("tag") == "O"
    # The control characters keep apart what could stand in a token: U+001E begins an entity, U+001F joins tokens.
    slot = (
        pl.when(is_outside)
        .then(pl.col("form").str.replace_all(r"\p{N}+", "0"))
        .when(pl.col("type").is_not_null())
        .then(pl.lit("\x1e") + pl.col("type"))
    )
    begins = pl.when(pl.col("type").is_not_null()).then(pl.lit("\x1e")).otherwise(pl.lit(""))
    texts = (
        placed.with_columns(slot=slot, filler=pl.when(~is_outside).then(begins + pl.col("form")))
        .group_by(BY, maintain_order=True)
        .agg(
            template=pl.col("slot").str.join("\x1f"),
            filling=pl.col("filler").str.join("\x1f"),
            has_both=is_outside.any() & ~is_outside.all(),
        )
        .filter("has_both")
    )
    return texts.select(*BY, _numbered(texts, "template"), _numbered(texts, "filling"))


def _numbered(texts: pl.DataFrame, column: str) -> pl.Series:
    distinct = texts.select(pl.col(column).unique())
    numbers = distinct.with_columns(number=pl.col(column).map_elements(_number, return_dtype=pl.Int64))
    return texts.select(column).join(numbers, on=column, maintain_order="left").get_column("number").rename(column)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)
