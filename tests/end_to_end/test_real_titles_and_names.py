"""Real title items and gazetteers come in whole, counted a second way with the standard library."""

import csv
import io
import json
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

DATA = Path(__file__).parents[3] / "shared" / "data"
TITLES, GAZETTEERS = DATA / "titles", DATA / "gazetteers"
BRETON = GAZETTEERS / "breton_names_ostilhou"
BY_COUNTRY = GAZETTEERS / "names_by_country"
CITIES = GAZETTEERS / "geonames_cities15000" / "cities15000.zip"

needs_titles = pytest.mark.skipif(
    not TITLES.is_dir(), reason="skipped real title items: ../shared/data/titles is not here"
)
needs_names = pytest.mark.skipif(
    not GAZETTEERS.is_dir(), reason="skipped real gazetteers: ../shared/data/gazetteers is not here"
)


@pytest.fixture
def path(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine, tmp_path / "xlr.duckdb"))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query).rows()


def names_of(path: Path, language: str, kind: str) -> set[object]:
    return {name for (name,) in rows(path, f"select name from name where language = '{language}' and kind = '{kind}'")}


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


@needs_titles
def test_every_file_of_real_items_comes_in_word_for_word(path: Path) -> None:
    expected: list[tuple[object, ...]] = []
    for file in sorted(TITLES.glob("*.json")):
        language = file.stem
        records = json.loads(file.read_text(encoding="utf-8"))
        options = ["--corpus", "indicglue", "--language", language, "--split", "test"]
        assert run(["-w", str(path), "ingest", "titles", str(file), *options]) == 0
        for one in records:
            titles = [one[f"title{letter}"] for letter in "ABCD"]
            if len({nfc(title) for title in titles}) == 4:
                expected.append((language, one["url"], one["sectionText"], one["correctTitle"][-1], titles))
    landed = rows(
        path,
        """
        select language, page, text, correct, list(title order by option) from title_item
        inner join title_option using (text_set, item) inner join text_set using (text_set) group by all
        """,
    )
    assert len(expected) == 624 + 10 * 3
    assert sorted(landed, key=str) == sorted(expected, key=str)


@needs_titles
def test_real_items_without_a_split_are_split_by_page(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = TITLES / "as.json"
    assert run(["-w", str(path), "ingest", "titles", str(file), "--corpus", "indicglue", "--language", "as"]) == 0
    said = capsys.readouterr().err
    assert "Read 625 records (JSON): 624 kept; 1 left out because their options repeat." in said
    pages = {one["url"] for one in json.loads(file.read_text(encoding="utf-8"))}
    sides = dict(
        rows(path, "select split, list(distinct page) from sentence inner join text_set using (text_set) group by 1")
    )
    assert {side: len(found) for side, found in sides.items()} == {
        "train": len(pages) - len(pages) // 5,
        "test": len(pages) // 5,
    }
    assert set(sides["train"]) | set(sides["test"]) == pages


@needs_names
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("first_names.tsv", "given_name"),
        ("last_names.tsv", "surname"),
        ("places.tsv", "place"),
        ("proper_nouns_phon.tsv", "place"),
        ("acronyms.tsv", "place"),
    ],
)
def test_every_breton_name_comes_in(file: str, kind: str, path: Path) -> None:
    assert run(["-w", str(path), "ingest", "names", str(BRETON / file), "--language", "br", "--kind", kind]) == 0
    lines = (BRETON / file).read_text(encoding="utf-8").splitlines()
    first = {nfc(line.split("\t")[0]) for line in lines if line.strip() and not line.startswith("#")}
    expected = {name for name in first if any(character.isalpha() for character in name)}
    assert names_of(path, "br", kind) == expected
    assert len(expected) > 250


@needs_names
@pytest.mark.parametrize(
    ("file", "kind", "language", "countries"),
    [
        ("common-forenames-by-country.csv", "given_name", "it", {"IT", "CH", "SM"}),
        ("common-forenames-by-country.csv", "given_name", "fa", {"IR"}),
        ("common-forenames-by-country.csv", "given_name", "ca", {"AD"}),
        ("common-surnames-by-country.csv", "surname", "nl", {"NL", "BE", "SR"}),
        ("common-surnames-by-country.csv", "surname", "sk", {"SK"}),
    ],
)
def test_names_of_real_countries_come_in(file: str, kind: str, language: str, countries: set[str], path: Path) -> None:
    source = BY_COUNTRY / file
    assert run(["-w", str(path), "ingest", "names", str(source), "--language", language, "--kind", kind]) == 0
    with source.open(encoding="utf-8-sig", newline="") as opened:
        expected = {nfc(row["Localized Name"]) for row in csv.DictReader(opened) if row["Country"] in countries}
    assert names_of(path, language, kind) == expected - {""}
    assert len(expected) >= 10


@needs_names
def test_names_of_a_region_come_in_by_a_condition(path: Path) -> None:
    source = BY_COUNTRY / "common-forenames-by-country.csv"
    options = ["--language", "cy", "--kind", "given_name", "--country", "GB", "--where", "Region=Wales"]
    assert run(["-w", str(path), "ingest", "names", str(source), *options]) == 0
    with source.open(encoding="utf-8-sig", newline="") as opened:
        expected = {nfc(row["Localized Name"]) for row in csv.DictReader(opened) if row["Region"] == "Wales"}
    assert names_of(path, "cy", "given_name") == expected


@needs_names
def test_cities_of_real_countries_come_in(path: Path) -> None:
    options = ["--language", "is", "--kind", "place"]
    assert run(["-w", str(path), "ingest", "names", str(CITIES), *options]) == 0
    options = ["--language", "no", "--kind", "place", "--country", "NO"]
    assert run(["-w", str(path), "ingest", "names", str(CITIES), *options]) == 0
    with zipfile.ZipFile(CITIES) as archive:
        text = archive.read("cities15000.txt").decode()
    cities = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    for language, country in (("is", "IS"), ("no", "NO")):
        expected = {nfc(row[1]) for row in cities if row[8] == country}
        assert expected
        assert names_of(path, language, "place") == expected


@needs_names
def test_cities_of_a_language_without_a_country_are_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("br", "oc", "sco", "cy", "scn", "an", "ast"):
        options = ["--language", language, "--kind", "place"]
        assert run(["-w", str(path), "ingest", "names", str(CITIES), *options]) == 1
        assert "choose with --country" in capsys.readouterr().err
    assert rows(path, "select count(*) from name") == [(0,)]
