"""`xlr check`: a sound warehouse passes, and each check tells what belies it."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ingest.corpora import titles
from ingest.load import load
from tests.command import xlr
from tests.made_study import land_study
from xlr_warehouse.checks import checks, violations
from xlr_warehouse.warehouse import Warehouse

TAGGED = """
insert into prediction
select evaluation.run, token.text_set, token.sentence, token.position, token.tag, 0.9, 0.9, false
from evaluation inner join token using (text_set)
"""
"""The made-up study has the entities that its runs found; the tags beside them are the gold ones."""
BREAKING = {
    "what_is_named_is_there": "delete from run where seed = 1",
    "no_row_stands_twice": "insert into prediction from prediction limit 1",
    "text_sets_count_what_they_hold": "delete from token where position = 0 and sentence = 3",
    "mentions_stand_where_tags_say": "update token set tag = 'B-ORG' where tag = 'B-PER' and sentence = 4",
    "title_items_are_whole": "update title_item set correct = 'E'",
    "evaluations_are_whole": "delete from prediction where position = 1 and sentence = 0",
    "what_is_called_correct_is": "update predicted_mention set is_correct = not is_correct where sentence = 5",
    "probabilities_are_such": "update prediction set probability = 1.5 where position = 0",
    "edits_stand_in_the_text": "update edit set replacement = 'another' where sentence = 2",
    "text_without_an_edit_is_untouched": "delete from edit where sentence = (select min(sentence) from edit)",
    "perturbations_count_their_edits": "update perturbation set n_changed = n_changed + 1",
    "overlaps_are_parts_of_wholes": "update overlap set shared_test = n_test + 1",
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]) -> Path:
    """A made-up study, and title items; copy it."""
    path = tmp_path_factory.mktemp("checked") / "xlr.duckdb"
    items = [{"page": "p", "text": "Skrid niverenn", "options": ["a", "b", "c", "d"], "label": "B"}]
    file = path.with_name("items.json")
    file.write_text(json.dumps(items), encoding="utf-8")
    with fresh(path) as warehouse:
        land_study(warehouse, shares={("aa", "bb"): (0.5, 0.5)})
        warehouse.execute(TAGGED)
        load(warehouse, titles.read(file, corpus="pages", language="br", split="test").corpus)
    return path


@pytest.fixture
def path(study: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(study, tmp_path / "xlr.duckdb"))


def test_a_warehouse_that_xlr_filled_passes(path: Path) -> None:
    done = xlr("check", warehouse=path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"{len(checks())} checks passed.\n"


def test_every_check_has_something_that_breaks_it() -> None:
    assert {check.name for check in checks()} == set(BREAKING)


@pytest.mark.parametrize("name", BREAKING)
def test_a_check_tells_what_belies_it(path: Path, name: str) -> None:
    check = next(check for check in checks() if check.name == name)
    with Warehouse.writing(path) as warehouse:
        assert violations(warehouse, check).is_empty()
        warehouse.execute(BREAKING[name])
        assert violations(warehouse, check).height > 0


def test_what_is_wrong_is_told_with_its_first_row_and_status_one(path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        warehouse.execute(BREAKING["title_items_are_whole"])
    done = xlr("check", warehouse=path)
    assert done.returncode == 1
    first, last = done.stderr.splitlines()
    assert first.startswith("title_items_are_whole: A title item has its options")
    assert "Not so in 1 row; first: text_set" in first
    assert last == f"xlr: 1 of {len(checks())} checks failed in {path}; see above."
