"""Files in every tag scheme become the IOB2 that seqscore writes for the same entities."""

from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from seqscore.encoding import get_encoding
from seqscore.model import Mention, Span

from ingest.sources import Source
from ingest.tokens.files import TokenFile, open_tokens
from ingest.tokens.form import TokenForm
from ingest.tokens.schemes import detect, total, transitions
from xlr_warehouse.errors import InputError

PATH = Path("some.conll")
TYPES = ("PER", "LOC", "ORG-X")
THEIR_NAMES = {"iob1": "IOB", "io": "IO", "bioes": "BIOES", "bilou": "BILOU", "bmes": "BMES"}


@st.composite
def entities(draw: st.DrawFn) -> list[tuple[int, list[Mention]]]:
    """Sentences as their length and their entities."""
    sentences: list[tuple[int, list[Mention]]] = []
    for _ in range(draw(st.integers(1, 6))):
        found: list[Mention] = []
        end = 0
        for gap, length, kind in draw(
            st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(TYPES)))
        ):
            found.append(Mention(Span(end + gap, end + gap + length), kind))
            end += gap + length
        sentences.append((end + draw(st.integers(0, 2)) or 1, found))
    return sentences


def tags(sentences: list[tuple[int, list[Mention]]], encoding: str) -> list[list[str]]:
    encoder = get_encoding(encoding)
    return [list(encoder.encode_mentions(mentions, n)) for n, mentions in sentences]


def written(sequences: list[list[str]]) -> bytes:
    blocks = ["".join(f"w{place}\t{tag}\n" for place, tag in enumerate(sequence)) for sequence in sequences]
    return "\n".join(blocks).encode()


def opened(sequences: list[list[str]], *, form: TokenForm | None = None) -> TokenFile:
    data = written(sequences)
    return open_tokens(Source(path=PATH, name=PATH.name, open=lambda: BytesIO(data)), reader="r", form=form)


def read_back(file: TokenFile) -> list[list[str]]:
    tokens = pl.concat(file.batches())
    return tokens.group_by("sentence", maintain_order=True).agg("tag")["tag"].to_list()


@pytest.mark.parametrize("scheme", ["iob1", "bioes", "bilou", "bmes"])
@given(sentences=entities())
def test_what_another_scheme_wrote_becomes_iob2(scheme: str, sentences: list[tuple[int, list[Mention]]]) -> None:
    theirs = tags(sentences, THEIR_NAMES[scheme])
    file = opened(theirs, form=TokenForm(scheme=scheme))
    assert read_back(file) == tags(sentences, "BIO")
    n_changed = sum(
        ours != other
        for one, another in zip(tags(sentences, "BIO"), theirs, strict=True)
        for ours, other in zip(one, another, strict=True)
    )
    assert sum(note.n for note in file.notes) == n_changed


@pytest.mark.parametrize("scheme", ["bioes", "bilou"])
@given(sentences=entities())
def test_a_scheme_that_marks_last_tokens_is_told_from_the_tags(
    scheme: str, sentences: list[tuple[int, list[Mention]]]
) -> None:
    assume(any(mentions for _, mentions in sentences))
    assert opened(tags(sentences, THEIR_NAMES[scheme])).scheme == scheme


@given(sentences=entities())
def test_iob1_is_told_from_the_tags_where_it_can_be(sentences: list[tuple[int, list[Mention]]]) -> None:
    theirs = tags(sentences, "IOB")
    assume(any(mentions for _, mentions in sentences))
    file = opened(theirs)
    has_b = any(tag.startswith("B-") for sequence in theirs for tag in sequence)
    assert file.scheme == ("iob1" if has_b else "io")
    assert read_back(file) == tags(sentences, "BIO")


@given(sentences=entities())
def test_iob2_is_never_taken_for_another_scheme(sentences: list[tuple[int, list[Mention]]]) -> None:
    ours = tags(sentences, "BIO")
    file = opened(ours)
    assert (file.scheme, file.notes) == ("iob2", ())
    assert read_back(file) == ours


@given(st.lists(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "I-LOC"]), min_size=1), min_size=1))
def test_stray_tags_in_iob2_stay_and_are_counted(sequences: list[list[str]]) -> None:
    file = opened(sequences, form=TokenForm(scheme="iob2"))
    assert read_back(file) == sequences
    stray = sum(
        tag.startswith("I-") and (place == 0 or sequence[place - 1][2:] != tag[2:])
        for sequence in sequences
        for place, tag in enumerate(sequence)
    )
    assert sum(note.n for note in file.notes if note.kind == "entity that an I- tag opens") == stray
    assert not any(note.is_changed for note in file.notes)


def test_a_stray_tag_in_a_file_of_iob2_does_not_make_it_iob1() -> None:
    file = opened([["B-PER", "I-PER", "O"], ["O", "I-LOC"]])
    assert file.scheme == "iob2"
    assert read_back(file) == [["B-PER", "I-PER", "O"], ["O", "I-LOC"]]


def test_types_without_a_prefix_are_taken_only_when_asked_for() -> None:
    plain = [["PER", "PER", "O", "LOC"], ["O", "PER"]]
    with pytest.raises(InputError, match=r"some\.conll:1: the tag 'PER' is none of O, B-TYPE, I-TYPE"):
        opened(plain)
    converted = read_back(opened(plain, form=TokenForm(scheme="types")))
    assert converted == [["B-PER", "I-PER", "O", "B-LOC"], ["O", "B-PER"]]


def test_a_scheme_that_only_most_of_a_file_fits_is_refused_with_the_line() -> None:
    with pytest.raises(InputError, match=r"some\.conll:2: the tag 'E-PER' is none of O, B-TYPE, I-TYPE"):
        opened([["B-PER", "E-PER"], ["B-LOC", "O", "S-PER"]])
    forced = opened([["B-PER", "E-PER"], ["B-LOC", "O", "S-PER"]], form=TokenForm(scheme="bioes"))
    assert read_back(forced) == [["B-PER", "I-PER"], ["B-LOC", "O", "B-PER"]]


def test_types_are_renamed_and_dropped_by_a_map() -> None:
    form = TokenForm(tag_map={"PERSON": "PER", "MISC": "O"})
    file = opened([["B-PERSON", "I-PERSON", "B-MISC", "O", "B-LOC"]], form=form)
    assert read_back(file) == [["B-PER", "I-PER", "O", "O", "B-LOC"]]
    assert [(note.kind, note.n, note.line, note.is_changed) for note in file.notes] == [
        ("tag of a renamed type", 3, 1, True)
    ]


def test_transitions_of_parts_add_up_to_those_of_the_whole() -> None:
    tokens = pl.DataFrame(
        {"sentence": [0, 0, 1, 1], "tag": ["O", "B-X", "O", "B-X"], "number": [1, 2, 4, 5]},
        schema_overrides={"number": pl.Int64},
    )
    whole = transitions(tokens)
    parts = total([transitions(tokens.head(2)), transitions(tokens.tail(2))])
    assert parts.sort("before", "tag").equals(whole.sort("before", "tag"))
    assert detect(whole) == "iob2"
