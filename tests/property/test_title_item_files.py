"""Files of title items: what is accepted comes back as it was, and what is broken is one sentence."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpora.titles import read
from ingest.load import load
from ingest.titles.selection import split_by_page
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

NAMES = ("page", "text", "A", "B", "C", "D", "correct")
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u200b\u2060\ufeff\xa0"), min_size=1, max_size=12
).map(lambda text: f"x{text}")
ITEM = st.tuples(
    TEXT.map(str.strip),
    st.one_of(TEXT, TEXT.map(lambda text: f"{text}\n{text}"), TEXT.map(lambda text: f'"{text}",\t;')),
    st.lists(TEXT, min_size=4, max_size=4, unique_by=lambda title: "".join(title.split())),
    st.sampled_from("ABCD"),
).map(lambda item: (item[0], item[1], *item[2], item[3]))
ITEMS = st.lists(ITEM, min_size=1, max_size=6, unique_by=lambda item: item[1])
SEED_FILE = json.dumps([dict(zip(NAMES, ("p", "Skrid", "a", "b", "c", "d", "B"), strict=True))] * 2).encode()


def as_json(items: list[tuple[str, ...]]) -> bytes:
    return json.dumps([dict(zip(NAMES, item, strict=True)) for item in items]).encode()


def as_lines(items: list[tuple[str, ...]]) -> bytes:
    return "\n".join(json.dumps(dict(zip(NAMES, item, strict=True))) for item in items).encode()


def as_csv(items: list[tuple[str, ...]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([NAMES, *items])
    return out.getvalue().encode()


def as_tsv(items: list[tuple[str, ...]]) -> bytes:
    return as_csv(items, "\t")


def as_parquet(items: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(items, schema=NAMES, orient="row").write_parquet(out)
    return out.getvalue()


FORMATS = (as_json, as_lines, as_csv, as_tsv, as_parquet)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("items") / "items"


@pytest.fixture(scope="module")
def opened(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with fresh(tmp_path_factory.mktemp("landed") / "xlr.duckdb") as warehouse:
        yield warehouse


@given(items=ITEMS, written=st.sampled_from(FORMATS))
def test_items_come_back_as_they_were_written(
    items: list[tuple[str, ...]], written: Callable[[list[tuple[str, ...]]], bytes], path: Path
) -> None:
    path.write_bytes(written(items))
    brought = read(path, corpus="pages", language="br", split="test")
    (text_set,) = brought.corpus.text_sets
    titles = text_set.options.group_by("item", maintain_order=True).agg("title")["title"].to_list()
    back = [
        (page, text, *four, correct)
        for (page, text, correct), four in zip(
            text_set.items.select("page", "text", "correct").rows(), titles, strict=True
        )
    ]
    assert back == items


@given(items=ITEMS)
def test_what_is_accepted_comes_back_out_of_the_warehouse(
    items: list[tuple[str, ...]], path: Path, opened: Warehouse
) -> None:
    path.write_bytes(as_json(items))
    corpus = f"pages-{opened.one('select count(*) from corpus')}"
    load(opened, read(path, corpus=corpus, language="br", split="test").corpus)
    back = opened.frame(
        """
        select page, text, list(title order by option) as titles, correct
        from title_item inner join title_option using (text_set, item) inner join text_set using (text_set)
        where corpus = $corpus group by item, page, text, correct order by item
        """,
        corpus=corpus,
    ).rows()
    assert [(page, text, *titles, correct) for page, text, titles, correct in back] == items


@given(
    pages=st.lists(st.sampled_from([f"p{number}" for number in range(12)]), min_size=2, max_size=40).filter(
        lambda pages: len(set(pages)) > 1
    ),
    seed=st.integers(0, 5),
)
def test_a_page_is_never_on_both_sides_and_no_item_is_lost(pages: list[str], seed: int, path: Path) -> None:
    items = pl.DataFrame({"page": pages, "number": range(len(pages))})
    parts = split_by_page(items, seed=seed, path=path)
    sides = {name: set(part["page"]) for name, part in parts.items()}
    assert not sides["train"] & sides["test"]
    assert all(sides.values())
    assert sorted(pl.concat(parts.values())["number"]) == list(range(len(pages)))


@given(data=st.data(), written=st.sampled_from(FORMATS))
def test_a_broken_file_is_one_sentence_or_items(
    data: st.DataObject, written: Callable[[list[tuple[str, ...]]], bytes], path: Path
) -> None:
    content = bytearray(written([("p", "Skrid kozh", "a", "b", "c", "d", "B"), ("q", "All", "a", "b", "c", "e", "D")]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 9)))
        content[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"]", b"\n", b",", b"\t", b"null"])
        )
    path.write_bytes(content)
    try:
        brought = read(path, corpus="pages", language="br", split="test")
    except XlrError as error:
        said = str(error)
    else:
        said = ""
        (text_set,) = brought.corpus.text_sets
        assert text_set.items.height >= 1
        assert text_set.options.height == 4 * text_set.items.height
    assert "\n" not in said


@given(content=st.binary(max_size=60) | st.text(alphabet='[]{}",:textA1.-eE\\u \n\t', max_size=60).map(str.encode))
def test_any_bytes_are_one_sentence(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(XlrError):
        read(path, corpus="pages", language="br", split="test")
