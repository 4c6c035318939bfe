import bz2
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from ingest.languages import check_language
from ingest.names.choice import Choice
from ingest.names.country_languages import countries_of, main_languages
from ingest.names.normal import normalised
from ingest.names.reading import NamesRead, read_names
from xlr_warehouse.errors import InputError, UnknownNameError

STUDY = {
    *("fr", "br", "ar", "fa", "hi", "en", "sco", "cy", "es", "ca", "cs"),
    *("sk", "id", "ms", "oc", "nl", "af", "it", "scn", "an", "ast"),
}


def names_of(
    tmp_path: Path,
    content: str | bytes,
    *,
    file: str = "names.txt",
    form: str | None = None,
    language: str = "br",
    kind: str = "given_name",
    **choice: object,
) -> NamesRead:
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    asked = Choice(language=language, kind=kind, **choice)
    return read_names(path, asked, form=form)


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


def test_a_list_has_a_name_a_line_and_comments(tmp_path: Path) -> None:
    brought = names_of(tmp_path, "# given names\nAnna\n\nErwan  # well known\r\nAnna\n--\nCategory:Breton\n")
    assert brought.names == ("Anna", "Erwan")
    assert (brought.form, brought.n_read, brought.n_unusable, brought.n_twice) == ("a plain list", 5, 2, 1)


def test_a_table_without_header_gives_its_first_column(tmp_path: Path) -> None:
    brought = names_of(tmp_path, "Abel\nAnna\tA N A\nErwan\tE R W AN\t# comment\n#Georges\tJ\n", file="first.tsv")
    assert brought.names == ("Abel", "Anna", "Erwan")
    assert brought.chosen == "column 1, no header"


@pytest.mark.parametrize(
    ("content", "kind", "chosen"),
    [
        ("Rank,First name,Surname\n1,Anna,Ar Gov\n", "given_name", "column 'First name'"),
        ("Rank;Surname;Name\n1;Anna;Ar Gov\n", "surname", "column 'Surname'"),
        ("count\tname\n3\tAnna\n", "place", "column 'name'"),
        ("anv,niver\nAnna,3\n", "given_name", "column 'anv'"),
        ("niver,anv\n3,Anna\n", "given_name", "column 'anv'"),
        ("1,Anna\n2,Anna\n", "given_name", "column 2, no header"),
        ("niver\n3,Anna\n4,Anna\n", "given_name", "column 2, no header"),
        ('"name"\n"Anna"\n', "given_name", "column 'name'"),
    ],
)
def test_a_header_says_the_column_of_the_kind(content: str, kind: str, chosen: str, tmp_path: Path) -> None:
    brought = names_of(tmp_path, content, kind=kind, file="t.csv")
    assert (brought.names, brought.chosen) == (("Anna",), chosen)


def test_a_column_can_be_said_by_its_name_or_its_number(tmp_path: Path) -> None:
    content = 'a,b\n"Ar, Gov",Anna\n'
    assert names_of(tmp_path, content, file="t.csv", column="b").names == ("Anna",)
    assert names_of(tmp_path, content, file="t.csv", column="a").names == ("Ar, Gov",)
    assert names_of(tmp_path, content, file="t.csv", column="2").names == ("b", "Anna")
    with pytest.raises(UnknownNameError, match="column 'c'"):
        names_of(tmp_path, content, file="t.csv", column="c")


def test_a_condition_takes_only_some_rows(tmp_path: Path) -> None:
    content = "name,gender\nAnna,F\nErwan,M\n"
    assert names_of(tmp_path, content, where={"gender": "F"}).names == ("Anna",)
    with pytest.raises(UnknownNameError, match="column 'sex'"):
        names_of(tmp_path, content, where={"sex": "F"})


COUNTRIES = (
    "Country,Region,Gender,Localized Name,Romanized Name\n"
    "FR,,F,Zoé,Zoe\nBE,,M,Léo,Leo\nGB,Wales,M,Dylan,Dylan\nGB,England,M,George,George\nIR,,F,زهرا,Zahra\n"
)


def test_names_by_country_are_those_of_the_countries_of_the_language(tmp_path: Path) -> None:
    brought = names_of(tmp_path, COUNTRIES, language="fr")
    assert brought.names == ("Zoé", "Léo")
    assert brought.chosen == "column 'Localized Name'; countries BE FR"
    assert names_of(tmp_path, COUNTRIES, language="fa").names == ("زهرا",)
    assert names_of(tmp_path, COUNTRIES, language="fr", countries=("fr",)).names == ("Zoé",)
    assert names_of(tmp_path, COUNTRIES, language="cy", countries=("GB",), where={"Region": "Wales"}).names == (
        "Dylan",
    )


def test_a_language_without_a_country_needs_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No country has 'cy' for a main language; choose with --country"):
        names_of(tmp_path, COUNTRIES, language="cy")
    with pytest.raises(UnknownNameError, match=r"country .* 'UK'"):
        names_of(tmp_path, COUNTRIES, language="cy", countries=("UK",))
    with pytest.raises(InputError, match="it has no names of IT"):
        names_of(tmp_path, COUNTRIES, language="fr", countries=("FR", "IT"))


def test_countries_that_are_not_codes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'France'.*--form table"):
        names_of(tmp_path, "country,name\nFrance,Anna\n", language="fr")
    brought = names_of(tmp_path, "country,name\nFrance,Anna\nItaly,Ada\n", form="table", where={"country": "France"})
    assert brought.names == ("Anna",)


def geonames(name: str, alternates: str, feature: str, country: str, admin1: str) -> str:
    return (
        f"1\t{name}\t{name}\t{alternates}\t42.5\t-1.5\t{feature}\tPPL\t{country}\t\t{admin1}" + "\t" * 8 + "2020-01-01"
    )


GEONAMES = "\n".join(
    [
        geonames("Brest", "Brest-Litowsk,Брест", "P", "FR", "A2"),
        geonames("Mont Blanc", "", "T", "FR", "A2"),
        geonames("Lille", "Rysel", "P", "FR", "B1"),
        geonames("Girona", "Gerona", "P", "ES", "56"),
        geonames("Tehran", "Téhéran,تهران,Tehran", "P", "IR", "26"),
    ]
)


def test_geonames_gives_towns_of_the_countries_of_the_language(tmp_path: Path) -> None:
    brought = names_of(tmp_path, GEONAMES, language="fr", kind="place", countries=("FR",))
    assert (brought.form, brought.names) == ("GeoNames", ("Brest", "Lille"))
    mountains = names_of(tmp_path, GEONAMES, language="fr", kind="place", where={"feature_class": "T"})
    assert mountains.names == ("Mont Blanc",)
    region = names_of(tmp_path, GEONAMES, language="ca", kind="place", countries=("ES",), where={"admin1": "56"})
    assert region.names == ("Girona",)


def test_geonames_gives_names_in_the_script_of_the_language(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="script of 'fa'; --alternate"):
        names_of(tmp_path, GEONAMES, language="fa", kind="place", countries=("IR",))
    assert names_of(tmp_path, GEONAMES, language="fa", kind="place", alternate=True).names == ("تهران",)
    french = names_of(tmp_path, GEONAMES, language="fr", kind="place", alternate=True)
    assert french.names == ("Brest", "Brest-Litowsk", "Lille", "Rysel")


def test_geonames_holds_no_people_and_no_broken_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="GeoNames holds places; give --kind place"):
        names_of(tmp_path, GEONAMES, language="fr")
    with pytest.raises(InputError, match=r"names.txt:6: the line has 2 fields, not the 19"):
        names_of(tmp_path, GEONAMES + "\n7\tx\n", language="fr", kind="place")
    with pytest.raises(UnknownNameError, match="field of GeoNames 'admin'"):
        names_of(tmp_path, GEONAMES, language="fr", kind="place", where={"admin": "56"})


CATEGORY = {
    "batchcomplete": "",
    "query": {
        "categorymembers": [
            {"pageid": 1, "ns": 0, "title": "Erwan"},
            {"pageid": 2, "ns": 14, "title": "Category:Breton male given names"},
            {"pageid": 3, "ns": 0, "title": "Anna (name)"},
            {"pageid": 4, "title": "Appendix:Breton given names"},
        ]
    },
}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(CATEGORY),
        json.dumps([CATEGORY, CATEGORY]),
        json.dumps(CATEGORY) + "\n" + json.dumps(CATEGORY),
        json.dumps(["Erwan", "Anna", "Category:x", None]),
        "Erwan\nAnna\nAppendix:Breton given names\n",
    ],
    ids=["answer", "answers", "lines", "list", "titles"],
)
def test_a_category_of_wiktionary_gives_its_entries(content: str, tmp_path: Path) -> None:
    brought = names_of(tmp_path, content)
    assert brought.names == ("Erwan", "Anna")
    assert brought.n_unusable >= 1


def page(title: str, text: str, namespace: int = 0) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<page><title>{title}</title><ns>{namespace}</ns><id>1</id><revision><id>2</id>"
        f'<text bytes="9" xml:space="preserve">{escaped}</text></revision></page>\n'
    )


DUMP = (
    "<mediawiki>\n<siteinfo><dbname>enwiktionary</dbname></siteinfo>\n"
    + page("Erwan", "==Breton==\n{{head|br|proper noun}}\n# {{given name|br|male}}")
    + page("Anna", "==Breton==\n\n[[Category:Breton female given names]]")
    + page("Yann", "==Breton==\n{{cln|br|given names|male given names}}")
    + page("Tom &amp; Jerry", "{{given name|en|male}}")
    + page("Le Gall", "{{ surname | br }}")
    + page("Ar Gov", "[[Category:Breton surnames]]")
    + page("Brest", "{{place|br|city|c/France}}")
    + page("Roazhon", "{{C|br|Cities in Brittany, France}}")
    + page("Naoned", "[[Category:br:Places in France]]")
    + page("kêr", "{{C|br|Housing}} {{place|fr|city}} [[Category:Breton nouns]]")
    + page("Template:Erwan", "{{given name|br|male}}", namespace=10)
    + "</mediawiki>\n"
)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("given_name", ("Erwan", "Anna", "Yann")),
        ("surname", ("Le Gall", "Ar Gov")),
        ("place", ("Brest", "Roazhon", "Naoned")),
    ],
)
def test_a_dump_of_wiktionary_gives_the_entries_of_a_kind(kind: str, found: tuple[str, ...], tmp_path: Path) -> None:
    assert names_of(tmp_path, bz2.compress(DUMP.encode()), file="d.xml.bz2", kind=kind).names == found


def test_a_title_of_a_dump_is_read_as_it_is_meant(tmp_path: Path) -> None:
    assert names_of(tmp_path, DUMP, language="en").names == ("Tom & Jerry",)


def test_a_dump_without_the_names_or_its_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page of it is a surname of 'cy'"):
        names_of(tmp_path, DUMP, language="cy", kind="surname")
    with pytest.raises(InputError, match="ends before its end"):
        names_of(tmp_path, DUMP[:-20])
    with pytest.raises(InputError, match="packed file is damaged or cut off"):
        names_of(tmp_path, bz2.compress(DUMP.encode() * 9)[:-20])


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


def test_a_list_that_looks_like_a_table_can_be_read_as_either(tmp_path: Path) -> None:
    content = "Washington, D.C.\nPortland, Oregon\n"
    assert names_of(tmp_path, content, form="list").names == ("Washington, D.C.", "Portland, Oregon")
    assert names_of(tmp_path, content, form="table", column="1").names == ("Washington", "Portland")


def test_a_country_has_two_letters_and_languages_of_the_codes_in_use() -> None:
    assert all(len(country) == 2 and country.isupper() for country in main_languages())
    for languages in main_languages().values():
        assert languages
        for language in languages:
            check_language(language)
    of_study = {language for language in STUDY if any(language in known for known in main_languages().values())}
    assert of_study == {"fr", "ar", "fa", "hi", "en", "es", "ca", "cs", "sk", "id", "ms", "nl", "af", "it"}
    assert countries_of("ca", chosen=()) == {"AD"}
    assert countries_of("cs", chosen=()) == {"CZ"}
