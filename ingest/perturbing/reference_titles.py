"""Section texts perturbed as the reference does it (METHOD 5.6 to 5.8): word lists, and words found between spaces."""

from dataclasses import dataclass, replace

import polars as pl

from ingest.perturbing.perturbation import PerturbationInput, Perturbed
from ingest.perturbing.reference_words import listed_words, written_as_in_reference
from ingest.perturbing.running_text import spans, texts_with_words
from ingest.perturbing.word_replacement import replace_words


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The words of the test texts that the training texts have, and those that they lack."""

    shared: frozenset[str]
    unshared: frozenset[str]


def lists(given: PerturbationInput) -> Lists:
    """The two lists, of whole texts, each side without the stop words of its language."""
    training = listed_words(given.seen.forms, stop_words=given.seen.stop_words)
    test = listed_words(given.texts.get_column("text"), stop_words=given.stop_words)
    return Lists(shared=test & training, unshared=test - training)


def between_spaces(given: PerturbationInput, listed: frozenset[str]) -> pl.DataFrame:
    """The words on a list, lower-cased, that stand between two spaces or ends of the text: the places it replaces.

    Columns sentence, position, form, word and listed (the word on the list).
    """
    words = given.tokens.group_by("sentence").agg("form", "word")
    rows: list[tuple[int, int, str, str | None, str]] = []
    for sentence, text, forms, ours in given.texts.join(words, on="sentence").sort("sentence").iter_rows():
        for position, (first, end) in enumerate(spans(text, forms)):
            lowered = forms[position].lower()
            if lowered in listed and text[max(first - 1, 0) : first] in {"", " "} and text[end : end + 1] in {"", " "}:
                rows.append((sentence, position, forms[position], ours[position], lowered))
    schema = {"sentence": pl.Int32, "position": pl.Int32, "form": pl.String, "word": pl.String, "listed": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def replace_listed(given: PerturbationInput, eligible: pl.DataFrame, replacements: pl.DataFrame) -> Perturbed:
    """The places replaced in the lower-cased texts (T3): every text comes out in lower case, whatever the dose."""
    forms = pl.Series("form", [form.lower() for form in given.tokens.get_column("form")], dtype=pl.String)
    lowered = replace(given, tokens=given.tokens.with_columns(forms))
    perturbed = replace_words(lowered, eligible, replacements, written=_as_listed)
    texts = texts_with_words(given.texts, given.tokens, perturbed.tokens.get_column("form"))
    in_lower_case = pl.Series("text", [text.lower() for text in texts.get_column("text")], dtype=pl.String)
    return replace(
        perturbed, texts=texts.with_columns(in_lower_case), partner_seen=_partner_seen(given, perturbed.edits)
    )


def _partner_seen(given: PerturbationInput, edits: pl.DataFrame) -> pl.DataFrame | None:
    """What the native training set has, though the text was made for the other one (T2)."""
    if given.partner is None:
        return None
    listed = listed_words(given.partner.forms, stop_words=())
    known = given.partner.words | given.partner.forms
    return pl.DataFrame(
        {
            "was_seen": [original.lower() in listed for original in edits.get_column("original")],
            "is_seen": [replacement in known for replacement in edits.get_column("replacement")],
        },
        schema={"was_seen": pl.Boolean, "is_seen": pl.Boolean},
    )


def _as_listed(original: str, replacement: str) -> str:
    """The replacement as the reference writes it in a text that is in lower case by then."""
    return written_as_in_reference(original.lower(), replacement)
