"""Holding predictions against their text: the same sentences and tokens, or a difference that was permitted."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import polars as pl

from ingest.predictions.differences import compare, placed, refusal
from ingest.predictions.gold import Gold
from ingest.predictions.reading import ORDER, Reading
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """A tag for every token of the text, in its order: the columns `tag`, `is_truncated` and perhaps `probability`.

    The numbers are of sentences that differ as was permitted; `n_filled` is of tokens without a prediction.
    """

    rows: pl.DataFrame
    n_truncated_sentences: int = 0
    n_missing_sentences: int = 0
    n_other_sentences: int = 0
    n_filled: int = 0


def align(reading: Reading, gold: Gold, *, allow: Collection[str] = ()) -> Aligned:
    """The predicted tags of a text.

    `allow` names differences of `PERMISSIONS`. Raises `InputError` naming the first sentence that differs in another
    way, what both have, and how many differ. Without tokens in the file, only the number of sentences and of their tags
    can be compared.
    """
    if _is_same(reading, gold):
        return Aligned(rows=_rows(reading.tokens))
    places = None
    if not reading.is_numbered and reading.n_sentences != gold.n_sentences:
        places = placed(reading, gold)
        if places is None or "missing-sentences" not in allow:
            allow = ()  # by number, nothing of this file can be told to belong to a sentence of the text
        else:
            tokens = reading.tokens.with_columns(sentence=places.gather(reading.tokens.get_column("sentence")))
            reading = replace(reading, tokens=tokens, is_numbered=True)
    sentences = compare(reading, gold)
    refused = sentences.filter(~pl.col("difference").is_in(["none", *allow]))
    if refused.height:
        first = refused.row(0, named=True)
        line = None if first["n_theirs"] is None else reading.line_of(int(first["sentence"]))
        what = refusal(refused, reading, gold, can_be_placed=places is not None)
        raise InputError(what, path=reading.path, line=line)
    return _permitted(reading, gold, sentences)


def _is_same(reading: Reading, gold: Gold) -> bool:
    theirs, ours = reading.tokens, gold.tokens
    return (
        theirs.height == ours.height
        and (not reading.has_tokens or theirs.get_column("form").equals(ours.get_column("form"), null_equal=True))
        and theirs.get_column("sentence").equals(ours.get_column("sentence"))
    )


def _permitted(reading: Reading, gold: Gold, sentences: pl.DataFrame) -> Aligned:
    tokens = reading.tokens.drop("form", strict=False)
    rows = gold.tokens.select(ORDER).join(tokens, on=ORDER, how="left", maintain_order="left")
    counts = dict(sentences.group_by("difference").len().iter_rows())
    return Aligned(
        rows=_rows(rows),
        n_truncated_sentences=counts.get("truncated", 0),
        n_missing_sentences=counts.get("missing-sentences", 0),
        n_other_sentences=counts.get("other-tokens", 0),
        n_filled=rows.get_column("tag").null_count(),
    )


def _rows(tokens: pl.DataFrame) -> pl.DataFrame:
    probability = ["probability"] if "probability" in tokens.columns else []
    return tokens.select(pl.col("tag").fill_null("O"), *probability, is_truncated=pl.col("tag").is_null())
