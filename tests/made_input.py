"""What perturbations are given, made from a few tokens: for tests of one perturbation by itself."""

import unicodedata
from collections.abc import Iterable, Mapping

import polars as pl

from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed, Training
from ingest.text_sets import TOKEN_SCHEMA
from xlr_warehouse.catalog import plugin
from xlr_warehouse.spans import mentions

Sentence = list[tuple[str, str]]
"""Forms and tags."""


def tokens_of(text: Iterable[Sentence]) -> pl.DataFrame:
    rows = [(number, place, *token) for number, sentence in enumerate(text) for place, token in enumerate(sentence)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def word_of(form: str) -> str | None:
    """As the macro of this name."""
    has_letter = any(unicodedata.category(character).startswith("L") for character in form)
    return unicodedata.normalize("NFC", form).lower() if has_letter else None


def training_of(mention_counts: Mapping[str, int], context: Iterable[str] = (), *, language: str = "xx") -> Training:
    """A training set with these mentions (text: how often) and these forms outside entities."""
    outside = frozenset(context)
    forms = outside | {form for text in mention_counts for form in text.split(" ")}
    return Training(
        language=language,
        mention_counts=pl.DataFrame(
            {"text": list(mention_counts), "n": list(mention_counts.values())},
            schema={"text": pl.String, "n": pl.Int64},
        ),
        forms=forms,
        words=frozenset(word for form in forms if (word := word_of(form)) is not None),
        context_words=frozenset(word for form in outside if (word := word_of(form)) is not None),
    )


def input_of(
    text: Iterable[Sentence],
    training: Training | None = None,
    *,
    name: str = "made",
    seed: int = 1,
    dose: float = 1.0,
    task: str = "ner",
    **more: object,
) -> PerturbationInput:
    """The input of a perturbation of that name; `more` are further fields of it."""
    tokens = tokens_of(text)
    words = pl.Series([word_of(form) for form in tokens.get_column("form")], dtype=pl.String)
    return PerturbationInput(
        task=task,
        language="xx",
        tokens=tokens.with_columns(word=words),
        mentions=mentions(tokens),
        option_words=more.pop("option_words", pl.DataFrame(schema={"sentence": pl.Int32, "word": pl.String})),
        names=(seed, name, "training", "test"),
        dose=dose,
        training=training,
        **more,
    )


def build(name: str, given: PerturbationInput) -> Perturbed:
    """What the perturbation of that name makes of an input."""
    return plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation).build(given)
