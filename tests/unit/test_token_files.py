"""Reading tokens and tags a line, and saying which line is wrong."""

import gzip
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from ingest.sources import Source, read_bytes
from ingest.text_sets import TOKEN_SCHEMA, content_sha256, tokens_sha256
from ingest.tokens.files import read_tokens
from ingest.tokens.form import TokenForm, with_prefix
from xlr_warehouse.errors import InputError

PATH = Path("some.tsv")
TWO = [(0, 0, "Anna", "B-PER"), (0, 1, "e", "O"), (1, 0, "Brest", "B-LOC")]


def read(data: bytes, *, prefix: str = "") -> list[tuple[int, int, str, str]]:
    return read_tokens(data, path=PATH, form=TokenForm(scheme="iob2", prefix=prefix)).rows()


@pytest.mark.parametrize(
    "data",
    [
        b"Anna\tB-PER\ne\tO\n\nBrest\tB-LOC\n",
        b"Anna B-PER\ne O\n\nBrest B-LOC\n",
        b"Anna\tB-PER\r\ne\tO\r\n\r\nBrest\tB-LOC\r\n",
        b"\xef\xbb\xbfAnna\tB-PER\ne\tO\n\nBrest\tB-LOC",
        b"\n\nAnna\tB-PER\ne\tO\n \n\t\n\nBrest\tB-LOC\n\n\n",
        b"-DOCSTART- -X- -X- O\n\nAnna NNP B-NP B-PER\ne IN O O\n\nBrest NNP B-NP B-LOC\n",
        b"Anna\t_\t_\tB-PER\ne\t_\t_\tO\n-DOCSTART-\tO\nBrest\t_\t_\tB-LOC\n",
    ],
    ids=["tabs", "spaces", "crlf", "bom", "many blank lines", "four columns", "docstart within"],
)
def test_sentences_are_read_whatever_the_line_ends_and_columns(data: bytes) -> None:
    assert read(data) == TWO
    assert dict(read_tokens(data, path=PATH).schema) == TOKEN_SCHEMA


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"-DOCSTART- O\n"])
def test_a_file_without_tokens_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"some\.tsv: it holds no sentence"):
        read(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"Anna\tB-PER\ne\tX\n",
            "some.tsv:2: the tag 'X' is none of O, B-TYPE, I-TYPE.",
        ),
        (
            b"Anna\tB-PER\n\ne\tS-PER\n",
            "some.tsv:3: the tag 'S-PER' is none of O, B-TYPE, I-TYPE.",
        ),
        (b"Anna\tB-PER\ne\t\n", "some.tsv:2: a line needs a token and a tag, separated by a tab."),
        (b"Anna\tB-PER\ne\n", "some.tsv:2: a line needs a token and a tag, separated by a tab."),
        (b"Anna\tB-PER\ne O\n", "some.tsv:2: a line needs a token and a tag, separated by a tab."),
        (b"Anna B-PER\n\n O\n", "some.tsv:3: a line needs a token and a tag, separated by a space."),
        (b"Anna\tB-PER\n\tO\n", "some.tsv:2: the token is empty."),
        (
            b"Anna\tB-PER\nbl\xe5\tO\n",
            "some.tsv:2: the line is not UTF-8; name its encoding (such as --encoding cp1252).",
        ),
        (b"Anna\tB-PER\ne\x00\tO\n", "some.tsv:2: this is not a text file."),
    ],
    ids=["tag", "scheme", "empty tag", "no tag", "a space among tabs", "empty token", "tab first", "latin-1", "nul"],
)
def test_the_first_wrong_line_is_named(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read(data)
    assert str(raised.value) == said


def test_a_type_with_a_space_is_no_tag() -> None:
    with pytest.raises(InputError, match="the tag 'B-PER X'"):
        read(b"Anna\tB-PER X\n")


def test_unicode_is_kept_as_it_is() -> None:
    forms = ["Fan\u0303ch", "Fa\u00f1ch", "क्षि", "a\u200cb", "\u00a0", "\u2028x", "x\u0085y"]
    data = "".join(f"{form}\tO\n" for form in forms).encode()
    assert [form for _, _, form, _ in read(data)] == forms


def test_a_prefix_is_taken_off_every_token_once() -> None:
    data = b"br:Anna\tB-PER\nbr:br:\tO\n\nbr::\tO\n"
    assert [form for _, _, form, _ in read(data, prefix="br:")] == ["Anna", "br:", ":"]


def test_a_token_without_the_prefix_of_the_others_is_named() -> None:
    with pytest.raises(InputError, match=r"some\.tsv:2: the token 'e' does not start with 'br:' as the others do"):
        read(b"br:Anna\tB-PER\ne\tO\n", prefix="br:")
    with pytest.raises(InputError, match=r"some\.tsv:1: the token is empty"):
        read(b"br:\tO\n", prefix="br:")


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"br:Anna\tO\n", True), (b"\xef\xbb\xbf\n br:Anna\tO\n", True), (b"Anna\tO\nbr:e\tO\n", False), (b"", False)],
)
def test_the_raw_form_is_told_by_its_first_token(data: bytes, expected: bool) -> None:  # noqa: FBT001 (a parameter)
    source = Source(path=PATH, name=PATH.name, open=lambda: BytesIO(data))
    assert bool(with_prefix(TokenForm(), source, "br:").prefix) is expected


def test_the_bytes_of_a_file_are_noted(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"abc")
    data, noted = read_bytes(tmp_path / "x.txt", reader="r 1", name="br/x.txt")
    assert data == b"abc"
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180's example
    assert (noted.path, noted.sha256, noted.n_bytes, noted.reader) == ("br/x.txt", sha256, 3, "r 1")


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: there is no such file"):
        read_bytes(tmp_path / "none.txt", reader="r")
    with pytest.raises(InputError, match="it cannot be read: Is a directory"):
        read_bytes(tmp_path, reader="r")


def test_the_sha256_of_a_text_is_that_of_its_lines_and_tells_sentences_apart() -> None:
    def of(data: bytes) -> str:
        return tokens_sha256(read_tokens(data, path=PATH))

    assert of(b"Anna\tB-PER\ne\tO\n\nBrest\tB-LOC\n") == content_sha256(["Anna\tB-PER", "e\tO", "", "Brest\tB-LOC", ""])
    assert of(b"a\tO\nb\tO\n") != of(b"a\tO\n\nb\tO\n")
    assert of(b"a O\r\nb O") == of(b"a\tO\nb\tO\n\n")
    assert tokens_sha256(pl.DataFrame(schema=TOKEN_SCHEMA)) == content_sha256([])


def test_a_file_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"0" * (1 << 27)))
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        read_bytes(path, reader="r")
