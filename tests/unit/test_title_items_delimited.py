"""CSV is quoted; TSV is not, unless the file shows that it is."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpora.titles import read
from ingest.titles.delimited import rows_of
from xlr_warehouse.errors import InputError

NAMES = ["page", "text", "A", "B", "C", "D", "correct"]


def item(text: str, correct: str = "A") -> list[str]:
    return ["p", text, "1", "2", "3", "4", correct]


def tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as they are, without quotes."""
    return "".join("\t".join(row) + "\n" for row in rows)


def quoted(rows: Sequence[Sequence[str]], *, everywhere: bool = False) -> str:
    """Rows as the csv module writes them: quotes where they must be, or everywhere."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if everywhere else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter="\t", quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


def texts(tmp_path: Path, content: str) -> list[str]:
    path = tmp_path / "items.tsv"
    path.write_bytes(content.encode())
    brought = read(path, corpus="pages", language="br", split="test")
    assert brought.file_format == "TSV"
    return brought.corpus.text_sets[0].items["text"].to_list()


@pytest.mark.parametrize(
    "said",
    [
        ['"Quote opens here', "and goes on", 'and ends here"'],
        ['"He came."', '"She went."', "Nobody stayed."],
        ['"Ya" emezañ', 'Nann "'],
        ['""', 'a ""b"" c'],
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_quotes_of_tsv_are_text(said: list[str], line_end: str, tmp_path: Path) -> None:
    content = tsv([NAMES, *(item(text) for text in said)]).replace("\n", line_end)
    assert texts(tmp_path, content) == said


def test_a_quote_that_opens_in_one_row_and_closes_in_another_merges_nothing(tmp_path: Path) -> None:
    rows = [NAMES, ['"p', *item("first")[1:]], item("second"), [*item("third")[:-1], 'A"']]
    assert rows_of(tsv(rows), separator="\t", path=tmp_path) == list(enumerate(rows, start=1))


def test_tsv_that_is_quoted_everywhere_may_hold_tabs_and_line_breaks(tmp_path: Path) -> None:
    said = ['He said "ya"\tand\nwent.', '"He came."', "Nobody."]
    assert texts(tmp_path, quoted([NAMES, *map(item, said)], everywhere=True)) == said


def test_tsv_that_is_quoted_where_it_must_be_loses_these_quotes(tmp_path: Path) -> None:
    said = ['He said "ya" and went.', '"He came."', "Nobody."]
    assert texts(tmp_path, quoted([NAMES, *map(item, said)])) == said


def test_a_break_in_a_field_of_tsv_that_may_be_two_rows_is_refused(tmp_path: Path) -> None:
    for said in ("one\ntwo", "one\ttwo"):
        with pytest.raises(InputError, match=r"items.tsv:3: a field in quotes holds a tab or a line break"):
            texts(tmp_path, quoted([NAMES, item("first"), item(said)]))


def test_tsv_with_a_row_too_short_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"items.tsv:2: the row has 2 fields, but the first line names 7"):
        texts(tmp_path, tsv([NAMES, ["p", '"a']]))


FIELD = st.text(alphabet="ab\"' ", max_size=6).map(lambda text: f"x{text}") | st.sampled_from(['"', '"a', 'a"', '"a"'])


@given(rows=st.lists(st.tuples(FIELD, FIELD, FIELD), min_size=1, max_size=6))
def test_tsv_without_doubled_quotes_comes_back_as_it_is(rows: list[tuple[str, ...]]) -> None:
    rows = [row for row in rows if not any('""' in field for field in row)]
    content = [("one", "two", "three"), *rows]
    assert [tuple(row) for _, row in rows_of(tsv(content), separator="\t", path=Path("a"))] == content
