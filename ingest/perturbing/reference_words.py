"""Words as the reference lists, compares and writes them (METHOD 3.3, 5.4 to 5.8), for its labelled variants alone.

Words are lower-cased as the reference does it, without normalising Unicode; stop words are those of published lists,
and a language without a list has none (N7).
"""

import re
import string
from collections.abc import Collection, Iterable
from dataclasses import replace

import polars as pl

from ingest.neighbours import nearest
from ingest.perturbing.perturbation import PerturbationInput
from ingest.vectors import Vectors

_PUNCTUATION = frozenset(string.punctuation)
_WORD = re.compile(r"[^\W_]+")
r"""Runs of `\w`, but parted at underscores, as words of training texts are here in any case."""


def written_as_in_reference(original: str, replacement: str) -> str:
    """The replacement as the reference writes it (METHOD 5.6): as listed, or with a first capital alone.

    It is as listed where the original is in lower case. All capitals are not kept.
    """
    return replacement if original == original.lower() else replacement.capitalize()


def candidate_words(given: PerturbationInput) -> dict[str, str]:
    """The forms outside entities that the reference compares, with the words they stand for: lower case.

    They are longer than one character, without ASCII punctuation, and no stop words of the test language.
    """
    forms = given.tokens.filter(pl.col("tag") == "O").get_column("form").unique().sort()
    long = [form for form in forms if len(form) > 1 and not _PUNCTUATION.intersection(form)]
    return {form: form.lower() for form in long if form.lower() not in given.stop_words}


def context_of_training(given: PerturbationInput) -> frozenset[str]:
    """What the training set has outside entities, in its own case, without what its stop list has in that case (N5)."""
    return given.seen.context_forms - given.seen.stop_words


def listed_words(texts: Iterable[str], *, stop_words: Collection[str]) -> frozenset[str]:
    r"""The distinct words of texts: runs of `\w` in lower case, so that vowel signs break words (T5)."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower())) - frozenset(stop_words)


def nearest_listed(given: PerturbationInput, shared: Iterable[str], unshared: Iterable[str]) -> pl.DataFrame:
    """The unshared word nearest to each shared one: listed, replacement, similarity. Words without a vector have none.

    The vector of a lower-cased word that occurs in no other case is there under the word that we have of it.
    """
    if given.vectors is None:
        raise TypeError("this perturbation looks at word vectors")
    found = nearest(_lowered(given, given.vectors), sorted(shared), sorted(unshared))
    return found.select(listed="form", replacement="nearest", similarity="similarity").drop_nulls("replacement")


def _lowered(given: PerturbationInput, vectors: Vectors) -> Vectors:
    """The vectors, also by the forms of the test set as the reference lower-cases them."""
    rows = dict(vectors.rows)
    for form, word in given.tokens.select("form", "word").unique().sort("form").iter_rows():
        if word in rows:
            rows.setdefault(form.lower(), rows[word])
    return replace(vectors, rows=rows)


def seen_listed(given: PerturbationInput) -> list[pl.Expr]:
    """What is seen: what is listed as shared is, and a replacement is where training has it in any case after all."""
    known = given.seen.words | given.seen.forms
    return [pl.lit(value=True).alias("was_seen"), pl.col("replacement").is_in(list(known)).alias("is_seen")]
