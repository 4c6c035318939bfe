import gzip
import io
import json
from pathlib import Path

import polars as pl
import pytest

from ingest.choices import draw
from ingest.corpora.titles import TitlesRead, read
from ingest.titles.fields import mapping
from xlr_warehouse.errors import InputError, UnknownNameError

INDIC = {
    "correctTitle": "titleB",
    "id": "7",
    "sectionText": "Ur gêr\na zo.",
    "titleA": "Istor",
    "titleB": "Yezh",
    "titleC": "Tud",
    "titleD": "Bro",
    "url": "https://br.example/wiki?curid=7",
}
OPTIONS = ["Istor", "Yezh", "Tud", "Bro"]


def indic(**changes: object) -> dict[str, object]:
    return {**INDIC, **changes}


def plain(**changes: object) -> dict[str, object]:
    return {"text": "Ur gêr a zo.", "options": OPTIONS, "label": "B", "page": "Brest", **changes}


def read_items(tmp_path: Path, content: object, *, split: str | None = "test", **options: object) -> TitlesRead:
    path = tmp_path / "items.bin"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read(path, corpus="pages", language="br", split=split, **options)


def rows(brought: TitlesRead) -> list[tuple[object, ...]]:
    """(page, text, correct, A, B, C, D) of every item of the only split."""
    (text_set,) = brought.corpus.text_sets
    titles = text_set.options.group_by("item", maintain_order=True).agg("title")["title"].to_list()
    items = text_set.items.select("page", "text", "correct").rows()
    return [(*item, *four) for item, four in zip(items, titles, strict=True)]


FIRST = ("https://br.example/wiki?curid=7", "Ur gêr\na zo.", "B", *OPTIONS)
SECOND = ("https://br.example/wiki?curid=8", "Tost d'ar mor.", "D", *OPTIONS)
RECORDS = [
    INDIC,
    indic(sectionText=SECOND[1], correctTitle="titleD", id="8", url=SECOND[0]),
]


def csv_of(separator: str) -> bytes:
    return pl.DataFrame(RECORDS).write_csv(separator=separator, quote_style="always").encode()


def parquet_of(records: list[dict[str, object]]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(records).write_parquet(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (json.dumps(RECORDS).encode(), "JSON"),
        (b"\xef\xbb\xbf" + json.dumps(RECORDS, indent=4, ensure_ascii=False).encode(), "JSON"),
        (json.dumps({"version": 1, "data": RECORDS}).encode(), "JSON"),
        ("\n".join(json.dumps(one) for one in RECORDS).encode(), "JSON lines"),
        (b"\r\n\r\n".join(json.dumps(one).encode() for one in RECORDS) + b"\r\n", "JSON lines"),
        (csv_of(","), "CSV"),
        (csv_of(";"), "CSV"),
        (csv_of("\t"), "TSV"),
        (parquet_of(RECORDS), "Parquet"),
        (gzip.compress(json.dumps(RECORDS).encode()), "JSON"),
    ],
    ids=[
        "list",
        "BOM",
        "object with a list",
        "lines",
        "lines of Windows",
        "csv",
        "semicolons",
        "tsv",
        "parquet",
        "gzip",
    ],
)
def test_one_text_in_every_format_gives_the_same_items(content: bytes, file_format: str, tmp_path: Path) -> None:
    brought = read_items(tmp_path, content)
    assert rows(brought) == [FIRST, SECOND]
    assert brought.file_format == file_format


def test_a_single_line_of_json_is_one_record(tmp_path: Path) -> None:
    assert rows(read_items(tmp_path, plain())) == [("Brest", "Ur gêr a zo.", "B", *OPTIONS)]


@pytest.mark.parametrize(
    ("answers", "letters"),
    [
        (["titleB", "titleA"], ["B", "A"]),
        (["b", "D"], ["B", "D"]),
        ([0, 3], ["A", "D"]),
        ([1, 4], ["A", "D"]),
        ([1.0, 4.0], ["A", "D"]),
        (["0", "1"], ["A", "B"]),
        (["Yezh", "Istor "], ["B", "A"]),
        (["optionC", "option_d"], None),
        (["optionC", "optiond"], ["C", "D"]),
    ],
)
def test_an_answer_is_a_letter_a_field_a_number_or_the_title(
    answers: list[object], letters: list[str] | None, tmp_path: Path
) -> None:
    records = [plain(label=answer, text=f"Skrid {number}") for number, answer in enumerate(answers)]
    if letters is None:
        with pytest.raises(InputError, match="record 2: the answer 'option_d' of the field 'label' is none"):
            read_items(tmp_path, records)
    else:
        assert [row[2] for row in rows(read_items(tmp_path, records))] == letters


def test_answers_that_may_count_from_0_or_from_1_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="from 0 or from 1"):
        read_items(tmp_path, [plain(label=1), plain(label=3, text="All")])


def test_a_list_of_options_may_be_json_within_csv(tmp_path: Path) -> None:
    frame = pl.DataFrame([{**plain(), "options": json.dumps(OPTIONS)}])
    assert rows(read_items(tmp_path, frame.write_csv().encode()))[0][3:] == tuple(OPTIONS)


def test_a_list_of_options_may_be_a_list_of_parquet(tmp_path: Path) -> None:
    assert rows(read_items(tmp_path, parquet_of([plain()])))[0][3:] == tuple(OPTIONS)


def test_fields_that_are_not_known_are_named_and_how_to_say_them(tmp_path: Path) -> None:
    record = {"body": "Skrid", "w": "1", "x": "2", "y": "3", "z": "4", "right": "w"}
    with pytest.raises(
        InputError, match=r"which field is text and which correct and which options\? It has 'body', 'w'"
    ):
        read_items(tmp_path, [record])
    fields = mapping(["text=body", "A=w", "B=x", "C=y", "D=z", "correct=right"])
    (row,) = rows(read_items(tmp_path, [record], fields=fields))
    assert row[1:] == ("Skrid", "A", "1", "2", "3", "4")


def test_a_field_named_goes_before_one_that_is_known(tmp_path: Path) -> None:
    (row,) = rows(read_items(tmp_path, [plain(body="All")], fields={"text": "body"}))
    assert row[1] == "All"


def test_a_field_or_role_there_is_none_of_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="field 'txt'; did you mean 'text'"):
        read_items(tmp_path, [plain()], fields={"text": "txt"})
    with pytest.raises(UnknownNameError, match="'corect'; did you mean 'correct'"):
        read_items(tmp_path, [plain()], fields={"corect": "label"})
    with pytest.raises(InputError, match="not of the form ROLE=NAME"):
        mapping(["text"])


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([plain(), plain(text="  \n")], "record 2: the field 'text' is empty"),
        ([plain(), {"options": OPTIONS, "label": "B", "page": "p"}], "record 2: the field 'text' is missing"),
        ([plain(text=3)], "record 1: the field 'text' is no text"),
        ([plain(options=["a", "b", "c"])], "record 1: the field 'options' holds 3 options, not four"),
        ([plain(options="a, b")], "record 1: the field 'options' is no list"),
        ([plain(options=["a", "b", "c", "\u200b "])], "record 1: the field 'options' is empty"),
        ([indic(titleC=None)], "record 1: the field 'titleC' is missing"),
        ([INDIC, indic(correctTitle="titleE")], "record 2: the answer 'titleE' of the field 'correctTitle' is none"),
        ([plain(page=None)], "record 1: the field 'page', which says the page, is empty"),
        ([plain(text="\ud800")], "record 1: the field 'text' holds half a character"),
        ([plain(page="\ud800")], "record 1: the field 'page' holds half a character"),
        ([plain(), 3], "record 2 is not an object"),
    ],
)
def test_the_first_bad_record_is_told(records: list[object], message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        read_items(tmp_path, records)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it holds no record"),
        (b"[]", "it holds no record"),
        (b"Ur ger hepken", "this is not JSON"),
        (b'{"text": "a"}\n{"text"\n', r"items.bin:2: the line is no JSON"),
        (b'{"text": "a"}\n[1]\n', r"items.bin:2: the line is not an object"),
        (b'[{"text": ]', r"items.bin:1: this is no JSON"),
        (b"[" * 100_000, "nests too deep"),
        (b'{"a": [{"x": 1}], "b": [{"x": 1}]}', "several lists of records \\('a', 'b'\\)"),
        (b"text,label\n\xff,A\n", r"items.bin:2: the line is not UTF-8"),
        (b"text,A,B\nx,1\n", r"items.bin:2: the row has 2 fields, but the first line names 3"),
        (b"text,text\nx,1\n", "stands twice"),
        (b'text,label\n"x,1\n', "this is no CSV"),
        (b"PAR1 and no more", "no whole Parquet file"),
        (b"\x1f\x8b\x08 and no more", "the packed file is damaged or cut off"),
        (b"text,\x00\n", r"items.bin:1: this is not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        read_items(tmp_path, content)


def test_exact_duplicates_come_in_once_and_are_counted(tmp_path: Path) -> None:
    turned = plain(options=OPTIONS[::-1], label="C")
    brought = read_items(tmp_path, [plain(), turned, plain(), plain(text="All")])
    assert [row[1] for row in rows(brought)] == ["Ur gêr a zo.", "All"]
    assert brought.selected.n_duplicates == 2


def test_flawed_items_are_left_out_and_counted_or_kept_when_asked(tmp_path: Path) -> None:
    records = [
        plain(text="repeats", options=["a", "b", "c", " c"], label="A"),
        plain(text="repeats in NFC", options=["\u00e9", "b", "c", "e\u0301"], label="A"),
        plain(text="contradicts", label="A"),
        plain(text="contradicts", label="B"),
        plain(text="good"),
    ]
    brought = read_items(tmp_path, records)
    assert [row[1] for row in rows(brought)] == ["good"]
    assert (brought.selected.n_repeated, brought.selected.n_contradicting) == (2, 2)
    kept = read_items(tmp_path, records, keep_flawed=True)
    assert [row[1] for row in rows(kept)] == [record["text"] for record in records]
    assert kept.selected.n_repeated == 2
    with pytest.raises(InputError, match="every item of it is flawed"):
        read_items(tmp_path, records[:2])


def test_without_a_split_whole_pages_go_to_one_side_by_their_hash(tmp_path: Path) -> None:
    records = [plain(text=f"Skrid {number}", page=f"p{number % 50}") for number in range(200)]
    brought = read_items(tmp_path, records, split=None, seed=3)
    pages = {one.split: set(one.items["page"]) for one in brought.corpus.text_sets}
    assert {split: len(found) for split, found in pages.items()} == {"train": 40, "test": 10}
    assert pages["test"] == set(sorted({f"p{n}" for n in range(50)}, key=lambda page: draw(3, page))[:10])
    assert not pages["train"] & pages["test"]
    assert sum(one.items.height for one in brought.corpus.text_sets) == 200
    other = read_items(tmp_path, records, split=None, seed=4)
    assert pages["test"] != set(other.corpus.text_sets[1].items["page"])


def test_a_number_of_the_item_is_not_its_page(tmp_path: Path) -> None:
    record = {key: value for key, value in plain().items() if key != "page"}
    records = [
        {**record, "id": number, "text": f"Skrid {number // 2}", "label": "AB"[number % 2]} for number in range(40)
    ]
    records.append(records[0])
    brought = read_items(tmp_path, records, split=None, keep_flawed=True)
    train, test = (set(one.items["text"]) for one in brought.corpus.text_sets)
    assert not train & test
    assert (brought.page_field, brought.n_pages) == (None, 20)
    assert read_items(tmp_path, records, fields={"page": "id"}, keep_flawed=True).page_field == "id"


def test_an_id_that_stands_with_several_texts_is_a_page(tmp_path: Path) -> None:
    record = {key: value for key, value in plain().items() if key != "page"}
    records = [{**record, "id": number // 4, "text": f"Skrid {number}"} for number in range(20)]
    brought = read_items(tmp_path, records)
    assert (brought.page_field, brought.n_pages) == ("id", 5)


def test_an_address_says_the_page_without_its_section(tmp_path: Path) -> None:
    record = {key: value for key, value in plain().items() if key != "page"}
    brought = read_items(tmp_path, [{**record, "url": "https://x.example/Brest#Istor", "id": 9}])
    assert rows(brought)[0][0] == "https://x.example/Brest"
    assert brought.page_field == "url"


def test_without_a_page_items_with_one_text_share_one(tmp_path: Path) -> None:
    record = {key: value for key, value in plain().items() if key != "page"}
    records = [record, {**record, "options": ["1", "2", "3", "4"], "label": "A"}, {**record, "text": "All"}]
    brought = read_items(tmp_path, records)
    pages = [row[0] for row in rows(brought)]
    assert pages[0] == pages[1] != pages[2]
    assert (brought.page_field, brought.n_pages) == (None, 2)


def test_one_page_cannot_be_split(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="all its items stand on one page"):
        read_items(tmp_path, [plain()], split=None)


def test_where_a_corpus_comes_from_is_noted(tmp_path: Path) -> None:
    content = json.dumps([plain(), plain(page="All", text="All")]).encode()
    brought = read_items(tmp_path, content, split=None, licence="CC0", revision="2024")
    (file,) = {file for one in brought.corpus.text_sets for file in one.files}
    assert (brought.corpus.licence, brought.corpus.revision) == ("CC0", "2024")
    assert (file.path, file.n_bytes) == ("br/items.bin", len(content))
    assert file.reader == "titles 2, split by page 80/20 with seed 1"
