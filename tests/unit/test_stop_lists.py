"""Published stop lists: what the package holds, and landing them once."""

import pytest

from ingest.forms import stop_lists
from ingest.forms.stop_lists import land_stop_words
from xlr_warehouse.errors import MissingExtraError
from xlr_warehouse.warehouse import Warehouse

WITHOUT = ("sco", "cy", "oc", "scn", "an", "ast")
"""Targets of the reference that have no list, so that nothing was removed from their text."""


def test_the_lists_are_as_the_reference_had_them(warehouse: Warehouse) -> None:
    stop_list = land_stop_words(warehouse)
    sizes = dict(
        warehouse.frame(
            "select language, count(*) from stop_word where stop_list = $stop_list group by language",
            stop_list=stop_list,
        ).iter_rows()
    )
    assert [language for language in WITHOUT if language in sizes] == []
    assert {language: sizes[language] for language in ("af", "en", "br")} == {"af": 51, "en": 1298, "br": 1203}
    assert len(sizes) > 50


def test_lists_are_landed_once_under_the_version_of_the_package(warehouse: Warehouse) -> None:
    first = land_stop_words(warehouse)
    n = warehouse.one("select count(*) from stop_word")
    assert land_stop_words(warehouse) == first
    assert warehouse.one("select count(*) from stop_word") == n
    assert first.startswith("stopwordsiso-0.")
    assert warehouse.one("select bool_and(stop_list = $first) from stop_word", first=first)


def test_only_languages_of_the_warehouse_have_a_list(warehouse: Warehouse) -> None:
    land_stop_words(warehouse)
    unknown = "select distinct language from stop_word where language not in (select language from language)"
    assert warehouse.frame(unknown).rows() == []


def test_without_the_package_one_sentence_says_what_to_install(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stop_lists, "PACKAGE", "no-such-package-of-lists")
    with pytest.raises(MissingExtraError, match=r"'reference': pip install 'xlr-warehouse\[reference\]'\.$"):
        land_stop_words(warehouse)
