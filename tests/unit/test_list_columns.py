"""Sentences in list columns: what is read is what was written, and every way a row can be wrong has its sentence."""

import io
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parquet import parquet_labels
from ingest.text_sets import TOKEN_SCHEMA
from ingest.tokens.lists import EMPTY, ListForm, read_lists, read_parquet
from xlr_warehouse.errors import InputError

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
FORMS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\t\n"), min_size=1).filter(
    lambda form: form.strip(" ") != ""
)
SENTENCES = st.lists(
    st.lists(st.tuples(FORMS, st.integers(0, len(NAMES) - 1)), max_size=6), min_size=1, max_size=12
).filter(any)
PATH = Path("rows.parquet")


def frames(
    rows: Sequence[tuple[Any, Any]], sizes: Sequence[int] = (), *, kind: pl.DataType | type[pl.DataType] = pl.Int64
) -> list[pl.DataFrame]:
    """Rows of tokens and tags in frames of these sizes, the last one with what is left."""
    whole = pl.DataFrame(rows, schema={"tokens": pl.List(pl.String), "ner": pl.List(kind)}, orient="row")
    parts: list[pl.DataFrame] = []
    start = 0
    for size in sizes:
        parts.append(whole.slice(start, size))
        start += size
    return [*parts, whole.slice(start)]


def read(
    rows: Sequence[tuple[Any, Any]],
    *,
    labels: tuple[str, ...] | None = NAMES,
    scheme: str | None = None,
    tag_map: dict[str, str] | None = None,
) -> pl.DataFrame:
    kind = pl.Int64 if labels else pl.String
    given = frames(rows, kind=kind)
    text = read_lists(
        lambda: given,
        ListForm(tokens="tokens", tags="ner", labels=labels, scheme=scheme, tag_map=tag_map or {}),
        path=PATH,
    )
    return pl.concat(text.batches())


@given(SENTENCES, st.lists(st.integers(0, 5), max_size=4))
def test_every_sentence_comes_back_token_by_token_whatever_the_frames(
    sentences: list[list[tuple[str, int]]], sizes: list[int]
) -> None:
    rows = [([form for form, _ in one], [tag for _, tag in one]) for one in sentences]
    form = ListForm(tokens="tokens", tags="ner", labels=NAMES, scheme="iob2")
    text = read_lists(lambda: frames(rows, sizes), form, path=PATH)
    kept = [one for one in sentences if one]
    expected = [
        (n, position, token, NAMES[tag]) for n, one in enumerate(kept) for position, (token, tag) in enumerate(one)
    ]
    batches = list(text.batches())
    assert pl.concat(batches).rows() == expected
    assert all(dict(batch.schema) == TOKEN_SCHEMA for batch in batches)
    assert [note.n for note in text.notes if note.kind == EMPTY] == (
        [len(sentences) - len(kept)] if len(kept) < len(sentences) else []
    )


def test_each_call_reads_anew_from_the_start() -> None:
    calls: list[int] = []

    def rows() -> Iterator[pl.DataFrame]:
        calls.append(1)
        yield from frames([(["a"], [0]), (["b"], [1])], [1])

    text = read_lists(rows, ListForm(tokens="tokens", tags="ner", labels=NAMES), path=PATH)
    assert [pl.concat(text.batches())["form"].to_list() for _ in range(2)] == [["a", "b"]] * 2
    assert len(calls) == 3


def test_a_sentence_of_no_token_is_left_out_counted_and_told_with_its_row() -> None:
    given = frames([(["a"], [0]), ([], []), (["b"], [0]), ([], [])])
    text = read_lists(lambda: given, ListForm(tokens="tokens", tags="ner", labels=NAMES), path=PATH)
    (note,) = text.notes
    assert (note.kind, note.n, note.line, note.is_changed) == (EMPTY, 2, 2, True)
    assert pl.concat(text.batches())["sentence"].to_list() == [0, 1]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((["a", "b"], [0]), "the row has 2 tokens and 1 tags"),
        ((None, [0]), "the row has no list in the column 'tokens'"),
        ((["a"], None), "the row has no list in the column 'ner'"),
        ((["a", None], [0, 0]), "a token is missing"),
        ((["a", ""], [0, 0]), "a token is empty"),
        ((["a", " "], [0, 0]), "a token is empty"),
        ((["a"], [None]), "a tag is missing"),
        ((["a"], [5]), "the class number 5 has no name (there are 5)"),
        ((["a"], [-100]), "the class number -100 has no name"),
    ],
)
def test_the_first_row_that_is_wrong_is_named(row: tuple[Any, Any], said: str) -> None:
    good = (["a"], [0])
    with pytest.raises(InputError) as refused:
        read([good, ([], []), row, row])
    assert str(refused.value).startswith("rows.parquet:3: ")
    assert said in str(refused.value)


def test_rows_are_counted_over_all_frames() -> None:
    given = frames([(["a"], [0]), (["b"], [0]), (["c"], [9])], [1, 1])
    with pytest.raises(InputError, match=r"^rows.parquet:3: the class number 9"):
        read_lists(lambda: given, ListForm(tokens="tokens", tags="ner", labels=NAMES), path=PATH)


def test_a_tag_that_no_entity_has_is_refused() -> None:
    with pytest.raises(InputError, match=r"rows.parquet:2:.*'PER'"):
        read([(["a"], ["B-PER"]), (["b"], ["PER"])], labels=None, scheme="iob2")


def test_tags_that_all_fit_another_scheme_become_iob2() -> None:
    rows = [(["a", "b"], ["B-PER", "E-PER"]), (["c"], ["S-LOC"])]
    assert read(rows, labels=None)["tag"].to_list() == ["B-PER", "I-PER", "B-LOC"]


def test_a_stray_inner_tag_is_kept() -> None:
    assert read([(["a", "b", "c"], [1, 0, 2])])["tag"].to_list() == ["B-PER", "O", "I-PER"]


def test_entity_types_are_renamed_and_dropped_as_asked() -> None:
    tags = read([(["a", "b", "c"], [1, 2, 3])], tag_map={"PER": "PERSON", "LOC": "O"})["tag"].to_list()
    assert tags == ["B-PERSON", "I-PERSON", "O"]


def test_class_numbers_without_names_are_refused() -> None:
    given = frames([(["a"], [0])])
    with pytest.raises(InputError, match="class numbers without names; give the names in order with --labels"):
        read_lists(lambda: given, ListForm(tokens="tokens", tags="ner"), path=PATH)


@pytest.mark.parametrize(
    ("tokens", "tags", "said"),
    [("nope", "ner", "no column 'nope'; it has tokens, ner"), ("ner", "ner", "'ner' holds Int64, not lists of text")],
)
def test_a_column_that_is_not_there_or_holds_something_else_is_refused(tokens: str, tags: str, said: str) -> None:
    given = frames([(["a"], [0])])
    with pytest.raises(InputError, match=said):
        read_lists(lambda: given, ListForm(tokens=tokens, tags=tags, labels=NAMES), path=PATH)


def test_a_text_of_no_sentence_is_refused() -> None:
    with pytest.raises(InputError, match="it holds no sentence"):
        read([([], [])])


def write(path: Path, *, names: Sequence[str] | None, wrapped: str = "List") -> Path:
    table = pa.table({"tokens": [["a", "b"], ["c"]], "ner_tags": [[1, 0], [3]]})
    if names is not None:
        classes: Any = {"names": list(names), "_type": "ClassLabel"}
        feature = [classes] if wrapped == "brackets" else {"feature": classes, "_type": wrapped}
        features = {"info": {"features": {"ner_tags": feature}}}
        table = table.replace_schema_metadata({"huggingface": json.dumps(features)})
    pq.write_table(table, path)
    return path


@pytest.mark.parametrize("wrapped", ["List", "Sequence", "LargeList", "brackets"])
def test_the_classes_a_parquet_file_names_count_before_those_given(tmp_path: Path, wrapped: str) -> None:
    path = write(tmp_path / "x.parquet", names=("O", "B-X", "I-X", "B-Y"), wrapped=wrapped)
    text = read_parquet([path], below=tmp_path, tokens="tokens", tags="ner_tags", labels=NAMES, reader="made 1")
    assert pl.concat(text.batches())["tag"].to_list() == ["B-X", "O", "B-Y"]
    assert [(file.path, file.n_bytes, file.reader) for file in text.files] == [
        ("x.parquet", path.stat().st_size, "made 1")
    ]


def test_a_parquet_file_without_names_has_those_given(tmp_path: Path) -> None:
    path = write(tmp_path / "x.parquet", names=None)
    assert parquet_labels([path], "ner_tags") is None
    text = read_parquet([path], below=tmp_path, tokens="tokens", tags="ner_tags", labels=NAMES, reader="made 1")
    assert pl.concat(text.batches())["tag"].to_list() == ["B-PER", "O", "B-LOC"]


def test_parts_of_a_split_are_one_text_in_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.parquet", names=NAMES) for n in range(2)]
    text = read_parquet(paths, below=tmp_path, tokens="tokens", tags="ner_tags", labels=None, reader="made 1")
    assert pl.concat(text.batches())["sentence"].to_list() == [0, 0, 1, 2, 2, 3]
    assert [file.path for file in text.files] == ["0.parquet", "1.parquet"]


def test_text_in_categories_is_text(tmp_path: Path) -> None:
    words = pa.array(["a", "b", "c"]).dictionary_encode()
    lists = pa.ListArray.from_arrays([0, 2, 3], words)
    pq.write_table(pa.table({"tokens": lists, "ner_tags": [[0, 0], [0]]}), tmp_path / "x.parquet")
    text = read_parquet(
        [tmp_path / "x.parquet"], below=tmp_path, tokens="tokens", tags="ner_tags", labels=NAMES, reader="made 1"
    )
    assert pl.concat(text.batches())["form"].to_list() == ["a", "b", "c"]


@pytest.mark.parametrize("cut", [0, 3, 40, -1])
def test_a_file_that_is_no_whole_parquet_is_refused(tmp_path: Path, cut: int) -> None:
    written = io.BytesIO()
    pq.write_table(pa.table({"tokens": [["a"]], "ner_tags": [[0]]}), written)
    path = tmp_path / "x.parquet"
    path.write_bytes(written.getvalue()[:cut])
    with pytest.raises(InputError, match="no whole Parquet file"):
        read_parquet([path], below=tmp_path, tokens="tokens", tags="ner_tags", labels=NAMES, reader="made 1")


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    words = pa.array([b"a", b"\xff\xfe"]).view(pa.string())
    pq.write_table(pa.table({"tokens": pa.ListArray.from_arrays([0, 2], words), "ner_tags": [[0, 0]]}), tmp_path / "x")
    with pytest.raises(InputError, match="UTF8"):
        read_parquet([tmp_path / "x"], below=tmp_path, tokens="tokens", tags="ner_tags", labels=NAMES, reader="made 1")


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_parquet_file_is_read_or_refused_in_a_sentence(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    whole = write(tmp_path / "x.parquet", names=NAMES).read_bytes()
    said: list[str] = []
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 4])):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path = tmp_path / "x.parquet"
        path.write_bytes(data)
        try:
            text = read_parquet([path], below=tmp_path, tokens="tokens", tags="ner_tags", labels=None, reader="made 1")
            assert sum(batch.height for batch in text.batches()) > 0
        except InputError as refused:
            said.append(str(refused))
    assert said
    assert not any("\n" in sentence for sentence in said)
