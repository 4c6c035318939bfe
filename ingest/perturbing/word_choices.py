"""Which words may be replaced, and by which: seen ones by the nearest unseen one, by any unseen one, or by seen ones.

A word is seen when it occurs outside entities in the training set (in section texts: anywhere), and unseen when it
occurs nowhere in it. Both are content words of the test set, outside entities. To spare the options of a title item
means: no word found in any of its options is replaced, and none is put in, so that the words that a section shares with
its options stay as they were.
"""

from collections.abc import Sequence

import polars as pl

from ingest.choices import draw
from ingest.neighbours import nearest
from ingest.perturbing.perturbation import PerturbationInput, Perturbed
from ingest.perturbing.word_replacement import POSITION, content, replace_words


def replace_by_nearest(given: PerturbationInput, *, sparing: bool = False) -> Perturbed:
    """The seen words, each replaced by the unseen word of the highest cosine: one replacement everywhere.

    Of candidates with the same vector the first by code point counts.
    """
    eligible = _seen(given, sparing=sparing)
    replacements = nearest_unseen(given, eligible)
    if sparing:
        placed = eligible.join(replacements, on="word", how="inner", maintain_order="left")
        barred = given.option_words.drop_nulls().rename({"word": "replacement"})
        replacements = placed.join(barred, on=["sentence", "replacement"], how="anti", maintain_order="left").select(
            *POSITION, "replacement", "similarity"
        )
    return replace_words(given, eligible, replacements)


def replace_at_random(given: PerturbationInput, *, by_seen: bool = False, sparing: bool = False) -> Perturbed:
    """The seen words, each occurrence replaced by a word drawn from the distinct unseen ones, or from other seen ones.

    All that may stand there are equally likely.
    """
    eligible = _seen(given, sparing=sparing)
    candidates = _distinct(content(given).filter(_is_seen(given))) if by_seen else unseen_words(given)
    return replace_words(given, eligible, _drawn(given, eligible, candidates, sparing=sparing))


def nearest_unseen(given: PerturbationInput, eligible: pl.DataFrame) -> pl.DataFrame:
    """The nearest unseen word for each word of the eligible places: word, replacement, similarity; none, no row."""
    if given.vectors is None:
        raise TypeError("this perturbation looks at word vectors")
    found = nearest(given.vectors, _distinct(eligible), unseen_words(given))
    return found.select(word="form", replacement="nearest", similarity="similarity").drop_nulls("replacement")


def unseen_words(given: PerturbationInput) -> list[str]:
    """The distinct content words of the test set that do not occur in training, in order."""
    return _distinct(content(given).filter(~pl.col("word").is_in(list(given.seen.words))))


def _seen(given: PerturbationInput, *, sparing: bool) -> pl.DataFrame:
    """The places that may be changed: sentence, position, form, word."""
    eligible = content(given).filter(_is_seen(given))
    if sparing:
        eligible = eligible.join(given.option_words, on=["sentence", "word"], how="anti", maintain_order="left")
    return eligible


def _is_seen(given: PerturbationInput) -> pl.Expr:
    return pl.col("word").is_in(list(given.seen.context_words))


def _distinct(words: pl.DataFrame) -> list[str]:
    return words.get_column("word").unique().sort().to_list()


def _drawn(
    given: PerturbationInput, eligible: pl.DataFrame, candidates: Sequence[str], *, sparing: bool
) -> pl.DataFrame:
    """What is drawn for each place that anything may stand in: sentence, position, replacement."""
    place = {word: number for number, word in enumerate(candidates)}
    options: dict[int, list[str]] = {}
    if sparing:
        for sentence, word in given.option_words.drop_nulls().iter_rows():
            options.setdefault(sentence, []).append(word)
    rows: list[tuple[int, int, str]] = []
    for sentence, position, word in eligible.select(*POSITION, "word").iter_rows():
        barred = sorted({place[one] for one in (word, *options.get(sentence, ())) if one in place})
        n_free = len(candidates) - len(barred)
        if n_free:
            number = draw(*given.names, "word", sentence, position) % n_free
            for one in barred:
                # In the order of the barred ones: what is left of a word has been counted already.
                number += one <= number
            rows.append((sentence, position, candidates[number]))
    return pl.DataFrame(
        rows, schema={"sentence": pl.Int32, "position": pl.Int32, "replacement": pl.String}, orient="row"
    )
