"""What `xlr perturb` says when names, vectors or a second training set are lacking: which command brings them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ingest.load import load
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.command import refused, xlr
from tests.made_input import tokens_of
from xlr_warehouse.warehouse import Warehouse


@pytest.fixture
def breton(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path) -> Path:
    """A warehouse with a training set and a test set of one language, and nothing else."""
    tokens = tokens_of([[("Anna", "B-PER"), ("e", "O"), ("Brest", "B-LOC")]])
    text_sets = tuple(
        NerTextSet(corpus="made", language="br", split=split, batches=one_batch(tokens)) for split in ("train", "test")
    )
    path = tmp_path / "breton.duckdb"
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets))
    return path


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("per_given_name", ("no given names of br", "'xlr ingest names FILE --language br --kind given_name'")),
        ("loc_place", ("no places of br", "'xlr ingest names FILE --language br --kind place'")),
        ("entity_semantic", ("no word vectors", "'xlr embed --encoder ENCODER'")),
        ("entity_unshared_both", ("both languages of a pair", "'xlr ingest'")),
    ],
)
def test_what_is_lacking_is_named_with_the_command_that_brings_it(
    breton: Path, name: str, parts: tuple[str, ...]
) -> None:
    refused(xlr("perturb", name, warehouse=breton), *parts)
    with Warehouse.reading(breton) as warehouse:
        assert warehouse.one("select count(*) from perturbation") == 0


def test_names_that_were_brought_in_are_used(breton: Path, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Enora\n", encoding="utf-8")
    brought = xlr(
        "ingest", "names", tmp_path / "names.txt", "--language", "br", "--kind", "given_name", warehouse=breton
    )
    assert brought.returncode == 0, brought.stderr
    assert xlr("perturb", "per_given_name", warehouse=breton).returncode == 0
    with Warehouse.reading(breton) as warehouse:
        assert warehouse.frame("select original, replacement from edit").rows() == [("Anna", "Enora")]


def test_a_pair_that_only_one_task_has_is_perturbed_for_that_task(breton: Path, tmp_path: Path) -> None:
    item = '[{"page": "x", "text": "एक गाव.", "A": "a", "B": "b", "C": "c", "D": "d", "correct": "A"}]'
    (tmp_path / "items.json").write_text(item, encoding="utf-8")
    brought = xlr(
        "ingest", "titles", tmp_path / "items.json", "--corpus", "t", "--language", "mr", "--split", "train",
        warehouse=breton,
    )  # fmt: skip
    assert brought.returncode == 0, brought.stderr
    done = xlr("perturb", "romanise", "--pair", "br-br", warehouse=breton)
    assert done.returncode == 0, done.stderr
    assert "romanise: made 1 perturbed text set" in done.stderr
    assert done.stderr.endswith("Next: xlr train --encoder ENCODER --on br --test br\n")
    refused(xlr("perturb", "romanise", "--pair", "br-xx", warehouse=breton), "'xx'", "br")


def test_where_nothing_is_shared_the_arm_that_has_places_is_named(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    texts = {"train": [("Anna", "B-PER")], "test": [("Enora", "B-PER"), ("e", "O"), ("Yann", "B-PER")]}
    text_sets = tuple(
        NerTextSet(corpus="made", language="br", split=split, batches=one_batch(tokens_of([text])))
        for split, text in texts.items()
    )
    path = tmp_path / "apart.duckdb"
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets))
    said = xlr("perturb", "entity_unshared", "entity_unseen_placebo", warehouse=path).stderr
    assert "entity_unshared: made 1 perturbed text set, and nothing was eligible: no estimate." in said
    assert "share no entity, entity_unseen_placebo is the arm that has places." in said
    assert "entity_unseen_placebo: made 1 perturbed text set; 2 of 2 eligible places changed." in said
