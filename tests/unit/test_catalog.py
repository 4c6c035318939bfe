"""Plug-ins are found by the name of their module, and only imported when asked for."""

import sys
from pathlib import Path

import pytest

from ingest.overlap import MEASURES, Measure
from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from ingest.readers import CorpusReader
from xlr_warehouse.catalog import names, plugin
from xlr_warehouse.errors import UnknownNameError

CATALOGUES = [
    (MEASURES, "MEASURE", Measure),
    (PERTURBATIONS, "PERTURBATION", Perturbation),
    ("ingest.corpora", "CORPUS", CorpusReader),
]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "things"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "two_words.py").write_text("THING = 'two'", encoding="utf-8")
    (folder / "broken.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (folder / "_private.py").write_text("THING = 'private'", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "things", raising=False)
    return "things"


def test_names_are_those_of_the_modules_and_listing_imports_none(catalogue: str) -> None:
    assert names(catalogue) == ["broken", "two_words"]


def test_a_package_that_is_not_there_has_no_names() -> None:
    assert names("nothing_of_this_name") == []


def test_a_hyphen_stands_for_an_underscore(catalogue: str) -> None:
    assert plugin(catalogue, "two-words", "THING", str) == plugin(catalogue, "two_words", "THING", str) == "two"


def test_an_unknown_name_is_told_the_nearest(catalogue: str) -> None:
    with pytest.raises(UnknownNameError, match="There is no thing 'to_words'; did you mean 'two_words'"):
        plugin(catalogue, "to_words", "THING", str)


def test_a_name_near_to_none_is_told_the_known_ones(catalogue: str) -> None:
    with pytest.raises(UnknownNameError, match="known are broken, two_words"):
        plugin(catalogue, "zzz", "THING", str)


def test_a_private_module_is_no_plug_in(catalogue: str) -> None:
    with pytest.raises(UnknownNameError):
        plugin(catalogue, "_private", "THING", str)


def test_a_constant_of_another_kind_is_a_bug(catalogue: str) -> None:
    with pytest.raises(TypeError, match=r"things\.two_words\.THING is not a int"):
        plugin(catalogue, "two_words", "THING", int)


@pytest.mark.parametrize(("package", "constant", "kind"), CATALOGUES)
def test_every_plug_in_loads_and_says_what_it_is_in_a_line(package: str, constant: str, kind: type) -> None:
    assert names(package)
    for name in names(package):
        summary = plugin(package, name, constant, kind).summary
        assert summary
        assert "\n" not in summary
