"""Predictions come out as they went in, in every form; and whatever is not aligned with its text is noticed."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.predictions.alignment import align
from ingest.predictions.differences import PERMISSIONS
from ingest.predictions.files import open_file, read_content
from ingest.predictions.gold import Gold
from ingest.predictions.reading import Reading
from xlr_warehouse.errors import InputError

FORMS = st.one_of(
    st.sampled_from(["#", "O", "B-PER", "-", "\u200d", "1", "{", "[", '"', "a"]),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\u200b\ufeff"),
        min_size=1,
        max_size=6,
    ),
)
TAGS = st.sampled_from(["O", "O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
SENTENCES = st.lists(st.lists(FORMS, min_size=1, max_size=5), min_size=1, max_size=6)
Text = list[list[str]]


def gold_of(sentences: Text) -> Gold:
    rows = [(s, p, form) for s, forms in enumerate(sentences) for p, form in enumerate(forms)]
    return Gold(
        pl.DataFrame(rows, schema={"sentence": pl.Int32, "position": pl.Int32, "form": pl.String}, orient="row")
    )


@st.composite
def tagged(draw: st.DrawFn) -> tuple[Text, Text]:
    sentences = draw(SENTENCES)
    return sentences, [draw(st.lists(TAGS, min_size=len(forms), max_size=len(forms))) for forms in sentences]


def token_lines(sentences: Text, tags: Text, separator: str) -> bytes:
    both = zip(sentences, tags, strict=True)
    blocks = ["".join(f"{f}{separator}{t}\n" for f, t in zip(*one, strict=True)) for one in both]
    return "\n".join(blocks).encode()


def long_rows(sentences: Text, tags: Text) -> list[dict[str, object]]:
    return [
        {"sentence": s, "position": p, "form": form, "tag": tag}
        for s, both in enumerate(zip(sentences, tags, strict=True))
        for p, (form, tag) in enumerate(zip(*both, strict=True))
    ]


def as_parquet(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def json_lines(sentences: Text, tags: Text) -> bytes:
    rows = zip(sentences, tags, strict=True)
    return "".join(json.dumps({"tokens": f, "preds": t}) + "\n" for f, t in rows).encode()


WRITERS: dict[str, Callable[[Text, Text], bytes]] = {
    "tab": lambda sentences, tags: token_lines(sentences, tags, "\t"),
    "space": lambda sentences, tags: token_lines(sentences, tags, " "),
    "parquet lists": lambda sentences, tags: as_parquet(pl.DataFrame({"tokens": sentences, "predictions": tags})),
    "parquet rows": lambda sentences, tags: as_parquet(pl.DataFrame(long_rows(sentences, tags)).reverse()),
    "json list": lambda sentences, tags: json.dumps(long_rows(sentences, tags)).encode(),
    "json lines": json_lines,
    "sentence lines": lambda _, tags: "".join(" ".join(one) + "\n" for one in tags).encode(),
    "tag lines": lambda _, tags: "\n".join("".join(f"{tag}\n" for tag in one) for one in tags).encode(),
}
WITH_TOKENS = [form for form in WRITERS if form not in {"sentence lines", "tag lines"}]


def content(form: str, sentences: Text, tags: Text) -> bytes:
    return WRITERS[form](sentences, tags)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("predictions") / "file"


def read(place: Path, data: bytes, gold: Gold) -> Reading:
    place.write_bytes(data)
    return read_content(open_file(place, name="file"), gold)


@pytest.mark.parametrize("form", WRITERS)
@given(text=tagged())
def test_tags_come_out_of_every_form_as_they_went_in(form: str, text: tuple[Text, Text], place: Path) -> None:
    gold = gold_of(text[0])
    rows = align(read(place, content(form, *text), gold), gold).rows
    assert rows.get_column("tag").to_list() == [tag for tags in text[1] for tag in tags]
    assert not rows.get_column("is_truncated").any()


@pytest.mark.parametrize("form", WITH_TOKENS)
@given(text=tagged(), other=SENTENCES)
def test_any_other_text_is_refused_by_its_first_difference(
    form: str, text: tuple[Text, Text], other: Text, place: Path
) -> None:
    assume(other != text[0])
    gold = gold_of(other)
    try:
        reading = read(place, content(form, *text), gold)
    except InputError:  # tokens that read as something else where they are not those of the text
        return
    with pytest.raises(InputError) as refused:
        align(reading, gold)
    theirs = reading.tokens.group_by("sentence", maintain_order=True).agg("form").get_column("form").to_list()
    if theirs == text[0]:
        first = next(n for n in range(len(other) + 1) if text[0][n : n + 1] != other[n : n + 1])
        assert f"sentence {first + 1} is not" in str(refused.value)


@pytest.mark.parametrize("form", ["sentence lines", "tag lines"])
@given(text=tagged(), other=SENTENCES)
def test_tags_alone_are_refused_when_their_numbers_differ(
    form: str, text: tuple[Text, Text], other: Text, place: Path
) -> None:
    assume(list(map(len, other)) != list(map(len, text[0])))
    # One tag a line is one sentence or as many of one token: both are right readings of the same bytes.
    assume(max(map(len, text[0])) > 1 or form == "tag lines")
    assume(len(text[0]) > 1 or form == "sentence lines")
    gold = gold_of(other)
    with pytest.raises(InputError):
        align(read(place, content(form, *text), gold), gold)


@given(text=tagged(), data=st.data())
def test_what_is_cut_off_is_filled_and_nothing_else_moves(
    text: tuple[Text, Text], data: st.DataObject, place: Path
) -> None:
    sentences, tags = text
    kept = [data.draw(st.integers(1, len(one))) for one in tags]
    cut = (
        [one[:n] for one, n in zip(sentences, kept, strict=True)],
        [one[:n] for one, n in zip(tags, kept, strict=True)],
    )
    gold = gold_of(sentences)
    got = align(read(place, content("parquet lists", *cut), gold), gold, allow=["truncated"])
    want = [tag if p < n else "O" for one, n in zip(tags, kept, strict=True) for p, tag in enumerate(one)]
    assert got.rows.get_column("tag").to_list() == want
    assert got.n_filled == sum(map(len, tags)) - sum(kept) == got.rows.get_column("is_truncated").sum()


@given(text=tagged(), data=st.data())
def test_missing_sentences_are_filled_and_nothing_else_moves(
    text: tuple[Text, Text], data: st.DataObject, place: Path
) -> None:
    sentences, tags = text
    assume(len({tuple(one) for one in sentences}) == len(sentences))
    kept = sorted(data.draw(st.sets(st.integers(0, len(tags) - 1), min_size=1)))
    some = [sentences[n] for n in kept], [tags[n] for n in kept]
    gold = gold_of(sentences)
    got = align(read(place, content("json lines", *some), gold), gold, allow=["missing-sentences"])
    want = [tag if n in kept else "O" for n, one in enumerate(tags) for tag in one]
    assert got.rows.get_column("tag").to_list() == want
    assert got.n_missing_sentences == len(tags) - len(kept)


@given(text=tagged(), form=st.sampled_from(list(WRITERS)), cut=st.integers(0, 2000), put=st.binary(max_size=3))
def test_damaged_files_are_read_or_refused_in_one_line(
    text: tuple[Text, Text], form: str, cut: int, put: bytes, place: Path
) -> None:
    data = content(form, *text)
    gold = gold_of(text[0])
    at = cut % (len(data) + 1)
    said = ""
    try:
        got = align(read(place, data[:at] + put + data[at + 1 :], gold), gold, allow=list(PERMISSIONS))
        assert got.rows.height == gold.tokens.height
    except InputError as refused:
        said = str(refused)
    assert "\n" not in said
