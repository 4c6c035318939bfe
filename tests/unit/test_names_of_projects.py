"""GeoNames, and the category lists and dumps of Wiktionary."""

import bz2
import json
import time
from pathlib import Path

import pytest

from tests.gazetteers import names_of
from xlr_warehouse.errors import InputError, UnknownNameError


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


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"names.txt:6: the line is longer than any of GeoNames"):
        names_of(tmp_path, GEONAMES + "\n" + "7" * (2 << 20), language="fr", kind="place")


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


@pytest.mark.parametrize(
    "run", ["{{C|br|", "{{C|br|a|", "{{given name", "[[Category:Breton a ", "{{ ", "{{C|br|given name"]
)
def test_a_page_of_templates_that_are_never_closed_takes_no_time(run: str, tmp_path: Path) -> None:
    started = time.perf_counter()
    brought = names_of(tmp_path, DUMP.replace("# {{given", f"{run * 50_000}\n{{{{given"))
    assert "Erwan" in brought.names
    assert time.perf_counter() - started < 5  # the quadratic rule took minutes


def test_a_dump_without_the_names_or_its_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page of it is a surname of 'cy'"):
        names_of(tmp_path, DUMP, language="cy", kind="surname")
    with pytest.raises(InputError, match="ends before its end"):
        names_of(tmp_path, DUMP[:-20])
    with pytest.raises(InputError, match="packed file is damaged or cut off"):
        names_of(tmp_path, bz2.compress(DUMP.encode() * 9)[:-20])
