"""Choosing splits and columns, and what holds without a hub."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.hub import records, wikiann
from ingest.hub.columns import Columns, choose_columns
from ingest.hub.refusals import HubUnreachableError, check_installed
from ingest.hub.repository import HubFile, Repository
from ingest.hub.splits import choose_splits, parse_splits
from ingest.hub.wikiann import Arrived, find_wikiann, read_hub
from xlr_warehouse.errors import InputError, MissingExtraError, UnknownNameError, XlrError

TEXTS, CLASSES, TEXT = pl.List(pl.String()), pl.List(pl.Int64()), pl.String()


def choose(theirs: list[str], language: str = "en", **given: str) -> dict[str, str]:
    return choose_splits(theirs, given=given, language=language, name="made/ner")


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (["train", "validation", "test"], {"train": "train", "validation": "validation", "test": "test"}),
        (["dev", "Test", "probe"], {"validation": "dev", "test": "Test"}),
        (
            ["train_de", "train_en", "val_en", "test_en"],
            {"train": "train_en", "validation": "val_en", "test": "test_en"},
        ),
        (["train", "train_en"], {"train": "train_en"}),
    ],
)
def test_splits_are_known_by_their_usual_names(theirs: list[str], expected: dict[str, str]) -> None:
    assert choose(theirs) == expected


def test_splits_that_are_given_are_the_only_ones() -> None:
    assert choose(["train", "test", "hard"], test="hard") == {"test": "hard"}


@pytest.mark.parametrize(
    ("theirs", "said"),
    [(["dev", "validation"], "could both be our validation"), (["a", "b"], "has the splits a, b, none of which")],
)
def test_splits_in_doubt_are_asked_for(theirs: list[str], said: str) -> None:
    with pytest.raises(XlrError, match=said):
        choose(theirs)


@pytest.mark.parametrize("given", ["test", "probe=test", "test=", "=x"])
def test_a_split_that_is_not_ours_or_names_none_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="give train, validation, test and what the data set calls it"):
        parse_splits([given])


def test_a_split_given_twice_is_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        parse_splits(["test=a", "test=b"])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"idx": TEXT, "tokens": TEXTS, "ner_tags": CLASSES, "annotator": TEXTS}, ("tokens", "ner_tags")),
        ({"tokens": TEXTS, "pos_tags": CLASSES, "chunk_tags": CLASSES, "ner_tags": CLASSES}, ("tokens", "ner_tags")),
        ({"words": TEXTS, "ner": TEXTS}, ("words", "ner")),
        ({"mots": TEXTS, "labels": CLASSES}, ("mots", "labels")),
        ({"tokens": TEXTS, "spans": TEXTS, "langs": TEXTS, "ner_tags": CLASSES}, ("tokens", "ner_tags")),
    ],
)
def test_columns_are_known_by_their_usual_names(kinds: dict[str, pl.DataType], expected: tuple[str, str]) -> None:
    assert choose_columns(Columns(name="made/ner", kinds=kinds, labels={}), tokens=None, tags=None) == expected


def test_the_only_column_of_named_classes_holds_the_tags() -> None:
    columns = Columns(name="made/ner", kinds={"w": TEXTS, "e": CLASSES, "n": CLASSES}, labels={"e": ("O", "B-X")})
    assert choose_columns(columns, tokens=None, tags=None) == ("w", "e")


@pytest.mark.parametrize(
    "kinds", [{"tokens": TEXTS, "tags": TEXTS, "labels": CLASSES}, {"a": TEXTS, "b": TEXTS}, {"text": TEXT}]
)
def test_columns_in_doubt_are_listed_with_their_types(kinds: dict[str, pl.DataType]) -> None:
    with pytest.raises(XlrError, match=r"its columns are \w+ \((list of )?text\)"):
        choose_columns(Columns(name="made/ner", kinds=kinds, labels={}), tokens=None, tags=None)


def test_a_missing_library_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'xlr-warehouse\[hub\]'"):
        check_installed()


def test_a_code_wikiann_lacks_is_refused_before_the_hub_is_asked() -> None:
    pytest.importorskip("datasets")
    with pytest.raises(UnknownNameError, match="did you mean 'zh-yue'"):
        find_wikiann(["da", "zh_yue"])


def with_failures(monkeypatch: pytest.MonkeyPatch, is_failing: Callable[[str], bool]) -> list[Arrived]:
    """What arrives of twelve languages when the hub does not answer for some."""
    pytest.importorskip("huggingface_hub")

    def read(_: Repository, language: str) -> Arrived:
        failure = HubUnreachableError("no answer.") if is_failing(language) else XlrError("it is damaged.")
        return Arrived(language=language, failure=failure)

    monkeypatch.setattr(wikiann, "_read_language", read)
    languages = [f"l{n}" for n in range(12)]
    repository = Repository(name="made/wikiann", sha="0" * 40, licence="", files=(HubFile(path="x"),))
    arrived = list(read_hub(repository, languages, jobs=2))
    assert sorted(one.language for one in arrived) == sorted(languages)
    return arrived


def test_a_hub_that_stopped_answering_is_not_asked_for_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    arrived = with_failures(monkeypatch, lambda _: True)
    assert sum("not asked for" in str(one.failure) for one in arrived) >= 9


def test_languages_that_fail_one_by_one_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    arrived = with_failures(monkeypatch, lambda language: language == "l3")
    assert not any("not asked for" in str(one.failure) for one in arrived)


def test_what_was_kept_is_recalled_and_what_is_torn_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    constants = pytest.importorskip("huggingface_hub.constants")
    monkeypatch.setattr(constants, "HF_ASSETS_CACHE", str(tmp_path))
    records.remember("made/ner", "refs/convert/parquet", {"sha": "1"})
    assert records.recall("made/ner", "refs/convert/parquet") == {"sha": "1"}
    assert records.recall("made/ner", "main") is None
    (path,) = tmp_path.rglob("*.json")
    path.write_text(json.dumps({"sha": "1"})[:-2], encoding="utf-8")
    assert records.recall("made/ner", "refs/convert/parquet") is None
