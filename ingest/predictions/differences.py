"""In which sentences a file of predictions differs from its text, and how."""

import polars as pl

from ingest.predictions.gold import Gold
from ingest.predictions.reading import Reading

PERMISSIONS = {
    "truncated": "--allow truncated lets their missing tokens count as O",
    "missing-sentences": "--allow missing-sentences lets the tokens of those that are not there count as O",
    "other-tokens": "--allow other-tokens takes their tags for the tokens of the text set, one by one",
}
"""Which differences can be permitted, and what to say of each."""

WIDTH = 80
"""How many characters of a sentence are shown."""


def compare(reading: Reading, gold: Gold) -> pl.DataFrame:
    """Every sentence of either side with its `difference`, by number.

    The columns `n_theirs` and `n_ours` are the numbers of tokens, `theirs` and `ours` the tokens; all are NULL where a
    side lacks the sentence. A difference is none, truncated, missing-sentences, other-tokens, extra or unlike.
    """
    theirs = _sentences(reading.tokens).rename({"n": "n_theirs", "forms": "theirs"})
    ours = _sentences(gold.tokens).rename({"n": "n_ours", "forms": "ours"})
    both = theirs.join(ours, on="sentence", how="full", coalesce=True).sort("sentence")
    is_there = pl.lit(not reading.is_numbered) & (pl.col("sentence") < reading.n_sentences)
    fewer = pl.col("n_theirs") < pl.col("n_ours")
    same_start = pl.lit(value=True)
    if reading.has_tokens:
        same_start = pl.col("theirs").eq_missing(pl.col("ours").list.head(pl.col("n_theirs")))
    return both.with_columns(
        difference=pl.when(pl.col("n_ours").is_null())
        .then(pl.lit("extra"))
        .when(pl.col("n_theirs").is_null())
        .then(pl.when(is_there).then(pl.lit("truncated")).otherwise(pl.lit("missing-sentences")))
        .when(fewer & same_start)
        .then(pl.lit("truncated"))
        .when(pl.col("n_theirs") != pl.col("n_ours"))
        .then(pl.lit("unlike"))
        .when(same_start)
        .then(pl.lit("none"))
        .otherwise(pl.lit("other-tokens"))
    )


def placed(reading: Reading, gold: Gold) -> pl.Series | None:
    """The number of each sentence of the file among those of the text, in order and word for word.

    None if one of them is not there, or the file has no tokens.
    """
    if not reading.has_tokens:
        return None
    found: list[int] = []
    wanted = iter(_sentences(reading.tokens).get_column("forms").to_list())
    sentence = next(wanted, None)
    for number, ours in enumerate(_sentences(gold.tokens).get_column("forms").to_list()):
        if sentence is not None and sentence == ours:
            found.append(number)
            sentence = next(wanted, None)
    if sentence is not None or len(found) != reading.n_sentences:
        return None
    return pl.Series("sentence", found, dtype=pl.Int32)


def refusal(refused: pl.DataFrame, reading: Reading, gold: Gold, *, can_be_placed: bool) -> str:
    """What is wrong with the first sentence that is refused, in how many, and what could be permitted."""
    counts = f"it has {reading.n_sentences:,} sentences, the text set {gold.n_sentences:,}"
    is_short = reading.n_sentences != gold.n_sentences
    if is_short and not reading.has_tokens and not reading.is_numbered:
        return f"{counts}; without tokens nothing says which belong together."
    first = refused.row(0, named=True)
    said = (
        f"sentence {first['sentence'] + 1} is not the one of the text set: the file has "
        f"{_shown(first['theirs'], first['n_theirs'])}, the text set {_shown(first['ours'], first['n_ours'])}; "
        f"{refused.height:,} of {gold.n_sentences:,} differ"
    )
    kinds = refused.get_column("difference").unique().to_list()
    cure = "missing-sentences" if can_be_placed else kinds[0] if len(kinds) == 1 else ""
    if is_short and not reading.is_numbered and not can_be_placed:
        cure = ""
    return ", and ".join([said, counts] if is_short else [said]) + (
        f"; {PERMISSIONS[cure]}." if cure in PERMISSIONS else "."
    )


def _sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    """Each sentence with `n` tokens and their `forms`, NULL where there are none to compare."""
    grouped = tokens.group_by("sentence", maintain_order=True)
    n = pl.len().cast(pl.Int32).alias("n")
    if "form" in tokens.columns:
        return grouped.agg(n, forms=pl.col("form"))
    return grouped.agg(n).with_columns(forms=pl.lit(None, dtype=pl.List(pl.String)))


def _shown(forms: list[str] | None, n: int | None) -> str:
    if n is None:
        return "none"
    ending = "" if n == 1 else "s"
    if forms is None:
        return f"{n} tag{ending}"
    text = " ".join(map(str, forms))
    return f"{text if len(text) <= WIDTH else f'{text[:WIDTH]}...'!r} ({n} token{ending})"
