"""Plain lists, tables and names by country, and the options that choose from them."""

from pathlib import Path

import pytest

from ingest.languages import check_language
from ingest.names.country_languages import countries_of, main_languages
from tests.gazetteers import COUNTRIES, names_of
from xlr_warehouse.errors import InputError, UnknownNameError

STUDY = {
    *("fr", "br", "ar", "fa", "hi", "en", "sco", "cy", "es", "ca", "cs"),
    *("sk", "id", "ms", "oc", "nl", "af", "it", "scn", "an", "ast"),
}


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
