"""Putting other tokens in the place of spans, with tags rebuilt and every edit noted where it stands."""

import polars as pl


def replace_spans(tokens: pl.DataFrame, places: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tokens with some spans replaced, and the places with their new spans.

    `tokens` has the columns sentence, position, form and tag. `places` has sentence, first_token, end_token (half-open,
    not overlapping), type (of the entity that stands there afterwards; NULL outside entities), and forms (a list: what
    stands there afterwards). The first tag of an entity keeps its prefix, the rest become I-. The second frame is
    `places` with original_first_token, original_end_token for the old span and first_token, end_token for the new one.
    Giving that frame back with the old forms and types undoes the edits.
    """
    placed = moved_spans(places.with_columns(n_forms=pl.col("forms").list.len().cast(pl.Int32))).drop("n_forms")
    covered = placed.select(
        "sentence", pl.int_ranges("original_first_token", "original_end_token", dtype=pl.Int32).alias("position")
    ).explode("position")
    first_tags = tokens.select("sentence", pl.col("position").alias("original_first_token"), pl.col("tag").alias("old"))
    prefix = pl.when(pl.col("offset") == 0).then(pl.col("old").str.slice(0, 2)).otherwise(pl.lit("I-"))
    inserted = (
        placed.join(first_tags, on=["sentence", "original_first_token"], how="left")
        .with_columns(offset=pl.int_ranges(0, pl.col("forms").list.len(), dtype=pl.Int32))
        .select(
            "sentence",
            pl.col("original_first_token").alias("position"),
            "offset",
            pl.col("forms").alias("form"),
            "type",
            "old",
        )
        .explode("offset", "form")
        .select(
            "sentence",
            "position",
            "offset",
            "form",
            pl.when(pl.col("type").is_null()).then(pl.lit("O")).otherwise(pl.concat_str(prefix, "type")).alias("tag"),
        )
    )
    kept = tokens.join(covered, on=["sentence", "position"], how="anti").select(
        "sentence", "position", pl.lit(0, dtype=pl.Int32).alias("offset"), "form", "tag"
    )
    edited = (
        pl.concat([kept, inserted])
        .sort("sentence", "position", "offset")
        .select("sentence", pl.int_range(pl.len(), dtype=pl.Int32).over("sentence").alias("position"), "form", "tag")
    )
    return edited, placed


def moved_spans(places: pl.DataFrame) -> pl.DataFrame:
    """Where each place stands once those before it in its sentence have grown or shrunk.

    `places` has sentence, first_token, end_token and n_forms (how many tokens stand there afterwards); the answer has
    original_first_token and original_end_token for the old span, first_token and end_token for the new one.
    """
    growth = pl.col("n_forms") - (pl.col("end_token") - pl.col("first_token"))
    before = (growth.cum_sum() - growth).over("sentence")
    return (
        places.sort("sentence", "first_token")
        .with_columns(new_first=pl.col("first_token") + before)
        .with_columns(new_end=pl.col("new_first") + pl.col("n_forms"))
        .rename(
            {
                "first_token": "original_first_token",
                "end_token": "original_end_token",
                "new_first": "first_token",
                "new_end": "end_token",
            }
        )
    )
