"""Replacing spans of tokens: what stands where afterwards."""

from pathlib import Path

import polars as pl
import pytest

from ingest.perturbing.editing import replace_spans
from ingest.tokens.files import read_tokens

TEXT = b"Anna B-PER\nha O\nSkol I-ORG\nVeur I-ORG\nBrest B-LOC\n. O\n\ne O\nAnna B-PER\n"
PLACES = {
    "anna": (0, 0, 1, "PER"),
    "skol": (0, 2, 4, "ORG"),
    "brest": (0, 4, 5, "LOC"),
    "second": (1, 1, 2, "PER"),
}


def places(**forms: str) -> pl.DataFrame:
    """Some of the places of the text, with what shall stand there."""
    return pl.DataFrame(
        [(*PLACES[name], words.split()) for name, words in forms.items()],
        schema={
            "sentence": pl.Int32,
            "first_token": pl.Int32,
            "end_token": pl.Int32,
            "type": pl.String,
            "forms": pl.List(pl.String),
        },
        orient="row",
    )


def edited(**forms: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with its tags, sentences separated by |, and the new spans."""
    tokens, placed = replace_spans(read_tokens(TEXT, path=Path("text")), places(**forms))
    sentences = [
        " ".join(f"{form}/{tag}" for form, tag in sentence.select("form", "tag").iter_rows())
        for sentence in tokens.partition_by("sentence", maintain_order=True)
    ]
    return " | ".join(sentences), placed.select("first_token", "end_token").rows()


@pytest.mark.parametrize(
    ("forms", "text", "spans"),
    [
        (
            {"anna": "Lena"},
            "Lena/B-PER ha/O Skol/I-ORG Veur/I-ORG Brest/B-LOC ./O | e/O Anna/B-PER",
            [(0, 1)],
        ),
        (
            {"anna": "Per Jakez Helias"},
            "Per/B-PER Jakez/I-PER Helias/I-PER ha/O Skol/I-ORG Veur/I-ORG Brest/B-LOC ./O | e/O Anna/B-PER",
            [(0, 3)],
        ),
        (
            {"skol": "Ofis"},
            "Anna/B-PER ha/O Ofis/I-ORG Brest/B-LOC ./O | e/O Anna/B-PER",
            [(2, 3)],
        ),
        (
            {"brest": "Naoned", "skol": "Ofis ar Brezhoneg", "anna": "Yann Ber", "second": "Yann Ber"},
            "Yann/B-PER Ber/I-PER ha/O Ofis/I-ORG ar/I-ORG Brezhoneg/I-ORG Naoned/B-LOC ./O | e/O Yann/B-PER Ber/I-PER",
            [(0, 2), (3, 6), (6, 7), (1, 3)],
        ),
    ],
    ids=["as long", "longer", "shorter after a stray I-", "adjacent, and in any order"],
)
def test_spans_are_replaced_with_their_first_prefix_kept(
    forms: dict[str, str], text: str, spans: list[tuple[int, int]]
) -> None:
    assert edited(**forms) == (text, spans)


def test_without_places_nothing_changes() -> None:
    tokens = read_tokens(TEXT, path=Path("text"))
    same, placed = replace_spans(tokens, places())
    assert same.equals(tokens)
    assert placed.is_empty()


def test_the_old_spans_are_kept_beside_the_new() -> None:
    _, placed = replace_spans(read_tokens(TEXT, path=Path("text")), places(anna="Yann Ber", skol="Ofis"))
    spans = placed.select("original_first_token", "original_end_token", "first_token", "end_token")
    assert spans.rows() == [(0, 1, 0, 2), (2, 4, 3, 4)]


def test_a_text_emptied_of_one_mention_and_filled_again_is_the_same() -> None:
    tokens = read_tokens(TEXT, path=Path("text"))
    longer, placed = replace_spans(tokens, places(anna="Yann Ber", skol="Ofis"))
    back = placed.select("sentence", "first_token", "end_token", "type", forms=pl.Series([["Anna"], ["Skol", "Veur"]]))
    assert replace_spans(longer, back)[0].equals(tokens)
