"""`xlr audit` on real WikiANN, Norwegian and Danish, against counting in the files themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

DATA = Path(__file__).parents[3] / "shared" / "data" / "wikiann"

pytestmark = pytest.mark.skipif(
    not (DATA / "da").is_dir(), reason="skipped the audit of real WikiANN: ../shared/data is not here"
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    path = tmp_path_factory.mktemp("audit") / "xlr.duckdb"
    assert run(["-w", str(path), "ingest", "wikiann", "no", "da", "--from", str(DATA)]) == 0
    assert run(["-w", str(path), "audit", "--resplit"]) == 0
    with Warehouse.reading(path) as opened:
        yield opened


def sentences(language: str, split: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The forms and the tags of each sentence."""
    blocks = (DATA / language / f"{split}.tsv").read_text(encoding="utf-8").split("\n\n")
    parsed = [[line.split("\t") for line in block.split("\n") if line] for block in blocks]
    return [
        (tuple(cells[0] for cells in block), tuple(cells[-1].strip() for cells in block)) for block in parsed if block
    ]


@pytest.mark.parametrize("train", ["da", "no"])
@pytest.mark.parametrize("test", ["da", "no"])
def test_leakage_is_what_the_files_say(train: str, test: str, warehouse: Warehouse) -> None:
    known = {forms for forms, _ in sentences(train, "train")}
    tested = sentences(test, "test")
    found = warehouse.frame(
        "select n_items, n_exact from audit_leakage where split = 'test' and train_language = $train "
        "and test_language = $test",
        train=train,
        test=test,
    )
    assert [(len(tested), sum(forms in known for forms, _ in tested))] == found.rows()


def test_a_seventh_of_danish_test_sentences_stand_in_training_and_a_fifth_have_no_context(warehouse: Warehouse) -> None:
    leaked = warehouse.one(
        "select round(exact, 3) from audit_leakage where train_language = 'da' and test_language = 'da' "
        "and split = 'test'"
    )
    tags = [tags for _, tags in sentences("da", "test")]
    (audited,) = warehouse.frame(
        "select n_no_context, round(no_context, 3) from audit_text_set where language = 'da' and split = 'test'"
    ).rows()
    assert leaked == 0.144
    assert audited == (sum("O" not in one for one in tags), 0.211)


def test_leak_free_splits_leak_nothing_within_a_language(warehouse: Warehouse) -> None:
    leaked = warehouse.frame(
        "select n_exact, n_near from audit_leakage where split = 'test_leak_free' and setting = 'native'"
    )
    assert leaked.rows() == [(0, 0), (0, 0)]
    kept = warehouse.frame(
        "select language, count(*) as n, count(distinct duplicate_of) as n_distinct from sentence "
        "inner join text_set using (text_set) where split like '%leak_free' group by language order by language"
    )
    distinct = {
        language: len({forms for split in ("train", "dev", "test") for forms, _ in sentences(language, split)})
        for language in ("da", "no")
    }
    assert [(language, n, n) for language, n in distinct.items()] == kept.rows()
