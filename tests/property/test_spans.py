"""Which entities a sequence of tags names: as seqeval says, in its default and in its strict reading."""

import unicodedata
from collections.abc import Callable, Sequence

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, Entities

from xlr_warehouse.spans import is_legal_tag, mentions, nfc, span_tags, spans

TAGS = ["O", *(f"{prefix}-{entity_type}" for prefix in "BI" for entity_type in ("PER", "LOC", "ORG"))]
SEQUENCES = st.lists(st.lists(st.sampled_from(TAGS), min_size=1, max_size=14), min_size=1, max_size=12)
ADVERSARIAL = [
    ["I-PER", "I-PER", "I-LOC", "B-LOC", "I-LOC", "O", "I-LOC"],
    ["B-PER", "B-PER", "I-PER", "B-LOC", "I-PER"],
    ["O", "I-ORG", "B-ORG", "I-ORG"],
    ["I-ORG"],
    ["B-PER"],
    ["I-PER", "O", "I-PER"],
]

AsTokens = Callable[[Sequence[Sequence[str]]], pl.DataFrame]


@given(sequences=SEQUENCES)
@example(sequences=ADVERSARIAL)
def test_spans_are_those_of_seqevals_default(as_tokens: AsTokens, sequences: list[list[str]]) -> None:
    expected = [
        (sentence, first, last + 1, entity_type)
        for sentence, tags in enumerate(sequences)
        for entity_type, first, last in get_entities(tags)
    ]
    found = spans(as_tokens(sequences)).select("sentence", "first_token", "end_token", "type")
    assert expected == found.rows()


@given(sequences=SEQUENCES)
@example(sequences=ADVERSARIAL)
def test_spans_that_start_with_b_are_those_of_seqevals_strict_mode(
    as_tokens: AsTokens, sequences: list[list[str]]
) -> None:
    strict = Entities(sequences, scheme=IOB2).entities
    expected = [(number, one.start, one.end, one.tag) for number, sentence in enumerate(strict) for one in sentence]
    found = spans(as_tokens(sequences)).filter("starts_with_b").select("sentence", "first_token", "end_token", "type")
    assert expected == found.rows()


@given(one=SEQUENCES, other=SEQUENCES)
def test_spans_of_one_run_do_not_run_into_another(
    as_tokens: AsTokens, one: list[list[str]], other: list[list[str]]
) -> None:
    both = pl.concat(
        [as_tokens(one).with_columns(run=pl.lit("a")), as_tokens(other).with_columns(run=pl.lit("b"))], how="vertical"
    )
    found = spans(both, by=("run", "sentence"))
    assert found.filter(run="a").drop("run").equals(spans(as_tokens(one)))
    assert found.filter(run="b").drop("run").equals(spans(as_tokens(other)))


@given(sequences=SEQUENCES)
def test_mentions_number_the_spans_of_a_sentence_and_hold_its_words(
    as_tokens: AsTokens, sequences: list[list[str]]
) -> None:
    found = mentions(as_tokens(sequences))
    assert found.drop("mention", "text").equals(spans(as_tokens(sequences)))
    for number in range(len(sequences)):
        of_sentence = found.filter(sentence=number)
        assert of_sentence["mention"].to_list() == list(range(of_sentence.height))
        for first, end, text in of_sentence.select("first_token", "end_token", "text").iter_rows():
            assert text == " ".join(f"w{position}" for position in range(first, end))


@given(lengths=st.lists(st.integers(1, 5), min_size=1, max_size=8))
def test_the_tags_of_spans_name_those_spans_again(as_tokens: AsTokens, lengths: list[int]) -> None:
    tags = [tag for length in lengths for tag in span_tags("PER", length)]
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    assert spans(as_tokens([tags])).get_column("end_token").to_list() == ends


def test_a_mention_is_compared_in_nfc_with_its_case() -> None:
    decomposed = unicodedata.normalize("NFD", "Fañch")
    tokens = pl.DataFrame(
        {"sentence": [0, 0], "position": [0, 1], "form": [decomposed, "Ar"], "tag": ["B-PER", "I-PER"]}
    )
    assert decomposed != "Fañch"
    assert mentions(tokens).get_column("text").to_list() == ["Fañch Ar"]
    assert nfc(decomposed) == "Fañch"


@pytest.mark.parametrize("tag", ["O", "B-PER", "I-LOC", "B-a-b", "I-_"])
def test_a_legal_tag_is_o_or_b_or_i_with_a_type(tag: str) -> None:
    assert is_legal_tag(tag)


@pytest.mark.parametrize("tag", ["", "o", "B", "B-", "E-PER", "PER", "B_PER", "b-PER", "O ", "B-PER X", "OO", "O-PER"])
def test_any_other_tag_is_illegal(tag: str) -> None:
    assert not is_legal_tag(tag)
