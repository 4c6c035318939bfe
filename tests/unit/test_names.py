"""How a name is written, and what of a file of any form is refused."""

import bz2
import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest

from ingest.names.choice import Choice
from ingest.names.normal import LONGEST_RAW, normalised
from ingest.names.reading import read_names
from tests.gazetteers import COUNTRIES, names_of
from xlr_warehouse.errors import InputError, UnknownNameError


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("  Anna\t", "Anna"),
        ("Jean\u00a0 Luc", "Jean Luc"),
        ("e\u0301milie", "\u00e9milie"),
        ("\ufeff\u200bAnna\u200b\u2060", "Anna"),
        ("An\u00adna\u200e", "Anna"),
        ("\u200cمی\u200cدرخشد\u200c", "می\u200cدرخشد"),
        ("Paris (Texas)", "Paris"),
        ("Paris (city) (Texas)", "Paris"),
        ("d'Artagnan", "d'Artagnan"),
        ("(Anna)", None),
        ("42", None),
        ("\u0301", None),
        ("", None),
        ("An\x00na\ud800", "Anna"),
        ("a" * 101, None),
    ],
)
def test_a_name_has_one_writing(raw: str, name: str | None) -> None:
    assert normalised(raw) == name


@pytest.mark.parametrize("raw", ["(a)" * 100_000 + "x", "(" * 300_000, " (a" * 100_000, "A" + " (b)" * 100_000])
def test_what_is_far_too_long_is_no_name_and_takes_no_time(raw: str) -> None:
    started = time.perf_counter()
    assert normalised(raw) is None
    assert normalised(raw[:LONGEST_RAW]) in {None, "A"}
    assert time.perf_counter() - started < 5  # the quadratic rule took minutes


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def test_packed_files_are_read_as_if_they_were_not(tmp_path: Path) -> None:
    for content in (gzip.compress(b"Anna\n"), bz2.compress(b"Anna\n"), zipped(names_txt="Anna\n", readme_txt="Hi\n")):
        assert names_of(tmp_path, content).names == ("Anna",)
    with pytest.raises(InputError, match=r"the zip holds 'a.txt', 'b.txt'; unpack it"):
        names_of(tmp_path, zipped(a_txt="Anna\n", b_txt="Anna\n"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it holds no name"),
        (b"# only a comment\n", "it holds no name"),
        (b"Anna\nG\xe9rard\n", r"names.txt:2: the line is not UTF-8"),
        (b"1\n2\n", "none of its 2 names is usable"),
        (b"Anna\n1\n2\n3\n", "3 of its 4 lines are no names"),
        (b"Anna, 3\nErwan, 2\n", r"is it a table .* or a list"),
        (b"PK\x03\x04 no zip", "damaged or cut off"),
        (b"%PDF-1.4", "this is no text"),
        (b"A\x00n\x00", "this is no text"),
        (b"<html><body>", "XML or HTML, but no dump"),
        (b'{"error": 1}', "no 'categorymembers'"),
        (b'{"error": ', "names.txt:1: this is no JSON"),
        (b"[" * 100_000, "nests too deep"),
        (b"surname,n\nAr Gov,1\n", "holds names of the kind surname; give --kind surname"),
        (b'name,n\n"Anna,1\n', "this is no CSV"),
    ],
)
def test_a_file_without_names_is_one_sentence(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        names_of(tmp_path, content)


def test_an_option_that_means_nothing_for_a_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--country means nothing for a plain list"):
        names_of(tmp_path, "Anna\n", countries=("FR",))
    with pytest.raises(InputError, match="--alternate means nothing for a table"):
        names_of(tmp_path, "Anna\tx\n", alternate=True)
    with pytest.raises(InputError, match="--where needs names of columns"):
        names_of(tmp_path, "Anna\tx\n", where={"a": "b"})
    with pytest.raises(InputError, match="give --kind given_name or --kind surname"):
        names_of(tmp_path, COUNTRIES, language="fr", kind="place")
    with pytest.raises(InputError, match="column Gender, so it holds given names"):
        names_of(tmp_path, COUNTRIES, language="fr", kind="surname")


def test_unknown_kinds_forms_and_languages_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="kind of names 'surnames'; did you mean 'surname'"):
        names_of(tmp_path, "Anna\n", kind="surnames")
    with pytest.raises(UnknownNameError, match="form of names 'lists'"):
        names_of(tmp_path, "Anna\n", form="lists")
    with pytest.raises(InputError, match="'Breton' is no language code"):
        names_of(tmp_path, "Anna\n", language="Breton")
    with pytest.raises(InputError, match="there is no such file"):
        read_names(tmp_path / "none.txt", Choice(language="br", kind="place"))
