"""The main job on real WikiANN, Norwegian to Danish, with the real mBERT tokenizer, on a few thousand sentences."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"
MBERT = DATA / "tokenizers" / "bert-base-multilingual-cased"
N_SENTENCES = {"train": 2000, "test": 400}

pytestmark = pytest.mark.skipif(
    not (DATA / "wikiann" / "no").is_dir() or not MBERT.is_dir(),
    reason="skipped the main job on real WikiANN: ../shared/data is not here",
)


def xlr(*arguments: object, warehouse: Path) -> str:
    command = [sys.executable, "-m", "xlr_warehouse", "-w", str(warehouse), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, cwd=warehouse.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(query: str, *, warehouse: Path) -> list[dict[str, object]]:
    return json.loads(xlr("sql", "--format", "json", query, warehouse=warehouse))


def sentences(path: Path, n: int) -> str:
    return "\n\n".join(path.read_text(encoding="utf-8").split("\n\n")[:n]) + "\n"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which every step of the main job was done, through the command."""
    folder = tmp_path_factory.mktemp("real")
    for language in ("no", "da"):
        (folder / language).mkdir()
        for split, n in N_SENTENCES.items():
            text = sentences(DATA / "wikiann" / language / f"{split}.tsv", n)
            (folder / language / f"{split}.tsv").write_text(text, encoding="utf-8")
    path = folder / "xlr.duckdb"
    xlr("ingest", "wikiann", "no", "da", "--from", folder, warehouse=path)
    xlr("overlap", "--pair", "no-da", warehouse=path)
    xlr("perturb", "entity_unshared", "entity_placebo", "--pair", "no-da", warehouse=path)
    training = (
        "--encoder",
        "lab-tiny",
        "--tokenizer",
        MBERT,
        "--epochs",
        2,
        "--on",
        "no",
        "--on",
        "da",
        "--test",
        "da",
    )
    xlr("train", "--task", "ner", *training, warehouse=path)
    xlr("report", "--out", folder / "report.html", warehouse=path)
    return path


def test_every_token_of_every_test_set_has_a_prediction(warehouse: Path) -> None:
    query = """
    select evaluation.n_tokens, text_set.n_tokens as wanted,
    (select count(*) from prediction where run = evaluation.run and text_set = evaluation.text_set) as found
    from evaluation join text_set using (text_set)
    """
    found = rows(query, warehouse=warehouse)
    assert len(found) == 2 * 3
    assert all(row["n_tokens"] == row["wanted"] == row["found"] for row in found)


def test_overlap_equals_a_count_by_hand(warehouse: Path) -> None:
    def chunks(path: Path) -> Counter[str]:
        found: Counter[str] = Counter()
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            entity: list[str] = []
            kind = ""
            for line in [*block.strip().split("\n"), "\tO"]:
                token, _, tag = line.partition("\t")
                if entity and not (tag.startswith("I-") and tag[2:] == kind):
                    found[" ".join(entity)] += 1
                    entity = []
                if tag != "O":
                    entity.append(token)
                    kind = tag[2:]
        return found

    train = chunks(warehouse.parent / "no" / "train.tsv")
    test = chunks(warehouse.parent / "da" / "test.tsv")
    shared = train.keys() & test.keys()
    expected = (test.total(), sum(test[text] for text in shared), len(shared))
    query = """
    select n_test, shared_test, shared_types from overlap join text_set on train_set = text_set.text_set
    where measure = 'entity_chunk' and language = 'no'
    """
    (found,) = rows(query, warehouse=warehouse)
    assert (found["n_test"], found["shared_test"], found["shared_types"]) == expected


def test_models_learned_something(warehouse: Path) -> None:
    found = rows("select setting, f1_conlleval from score where perturbation = 'none'", warehouse=warehouse)
    assert sorted(row["setting"] for row in found) == ["cross_lingual", "native"]
    assert all(float(str(row["f1_conlleval"])) > 0.1 for row in found)


def test_perturbed_test_sets_have_as_many_gold_mentions(warehouse: Path) -> None:
    found = rows("select distinct n_gold, n_gold_strict from score", warehouse=warehouse)
    assert len(found) == 1


def test_repeating_the_training_does_nothing_twice(warehouse: Path) -> None:
    before = rows("select count(*) as n from prediction", warehouse=warehouse)
    training = (
        "--encoder",
        "lab-tiny",
        "--tokenizer",
        MBERT,
        "--epochs",
        2,
        "--on",
        "no",
        "--on",
        "da",
        "--test",
        "da",
    )
    xlr("train", "--task", "ner", *training, warehouse=warehouse)
    assert rows("select count(*) as n from prediction", warehouse=warehouse) == before


def test_report_names_the_pair(warehouse: Path) -> None:
    page = (warehouse.parent / "report.html").read_text(encoding="utf-8")
    assert "no" in page
    assert "entity_unshared" in page
