"""Wrong input gets one clear sentence, exit status 1 (2 for misuse), and leaves the warehouse as it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import refused, sha256, xlr

GOOD = "Ana\tB-PER\nlives\tO\nin\tO\nVigo\tB-LOC\n\nVigo\tB-LOC\nsleeps\tO\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one small corpus, and the file it was made from beside it."""
    path = tmp_path_factory.mktemp("original") / "xlr.duckdb"
    good = path.with_name("good.tsv")
    good.write_text(GOOD, encoding="utf-8")
    for split in ("train", "test"):
        done = xlr("ingest", "conll", good, "--corpus", "made", "--language", "gl", "--split", split, warehouse=path)
        assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def warehouse(original: Path, tmp_path: Path) -> Path:
    """A copy of it, one for each test."""
    shutil.copy(original.with_name("good.tsv"), tmp_path)
    return Path(shutil.copy(original, tmp_path))


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"Ana\tB-PER\nlives\tS-PER\n", ("bad.tsv:2:", "'S-PER'", "O, B-TYPE, I-TYPE")),
        (b"Ana\tB-PER\nlives\n", ("bad.tsv:2:", "a token and a tag")),
        (b"Ana\tB-PER\n\xff\xfe\tO\n", ("bad.tsv:2:", "UTF-8")),
        (b"\x7fELF\x00\x00 binary\n", ("bad.tsv:1:", "not a text file")),
        (b"PK\x03\x04\x00\x00 binary\n", ("bad.tsv:", "packed file is damaged")),
        (b"", ("bad.tsv:", "no sentence")),
    ],
    ids=["a tag that is not IOB2", "a line without a tag", "not UTF-8", "another format", "a broken zip", "empty"],
)
def test_file_that_cannot_be_read_is_named_with_its_line(
    content: bytes, parts: tuple[str, ...], warehouse: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_bytes(content)
    before = sha256(warehouse)
    refused(
        xlr("ingest", "conll", bad, "--corpus", "bad", "--language", "gl", "--split", "test", warehouse=warehouse),
        *parts,
    )
    assert sha256(warehouse) == before


def test_missing_file_is_named(warehouse: Path, tmp_path: Path) -> None:
    before = sha256(warehouse)
    missing = tmp_path / "none.tsv"
    done = xlr("ingest", "conll", missing, "--corpus", "x", "--language", "gl", "--split", "test", warehouse=warehouse)
    refused(done, str(missing), "no such file")
    assert sha256(warehouse) == before


def test_unknown_language_is_named_with_the_nearest(warehouse: Path, tmp_path: Path) -> None:
    refused(xlr("ingest", "wikiann", "nno", "--from", tmp_path, warehouse=warehouse), "'nno'", "did you mean")


def test_language_the_folder_lacks_is_named(warehouse: Path, tmp_path: Path) -> None:
    refused(xlr("ingest", "wikiann", "br", "--from", tmp_path, warehouse=warehouse), "br/train.tsv", "br.train")


def test_unknown_option_is_misuse(warehouse: Path) -> None:
    refused(xlr("overlap", "--mesure", "entity_token", warehouse=warehouse), "--mesure", "--measure", status=2)


def test_unknown_measure_is_named_with_the_nearest(warehouse: Path) -> None:
    refused(xlr("overlap", "--measure", "entity_chunks", warehouse=warehouse), "did you mean 'entity_chunk'")


def test_unknown_perturbation_is_named_with_the_nearest(warehouse: Path) -> None:
    refused(xlr("perturb", "entity_unshard", warehouse=warehouse), "did you mean 'entity_unshared'")


def test_pair_without_text_is_named(warehouse: Path) -> None:
    refused(xlr("overlap", "--pair", "pt-gl", warehouse=warehouse), "'pt'", "known are gl")


def test_dose_out_of_range_is_refused(warehouse: Path) -> None:
    refused(xlr("perturb", "entity_unshared", "--dose", "0", warehouse=warehouse), "dose", "above 0")


def test_missing_warehouse_is_not_made_by_a_reading_command(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    refused(xlr("sql", "select 1", warehouse=path), str(path), "xlr init")
    refused(xlr("report", warehouse=path), str(path), "xlr init")
    assert not path.exists()


def test_file_that_is_no_warehouse_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("milk, bread\n" * 2000, encoding="utf-8")
    before = sha256(path)
    refused(xlr("sql", "select 1", warehouse=path), str(path), "not a DuckDB file")
    refused(xlr("init", warehouse=path), str(path), "not a DuckDB file")
    assert sha256(path) == before


def test_wrong_query_is_one_sentence(warehouse: Path) -> None:
    refused(xlr("sql", "select nothing from score", warehouse=warehouse), "nothing")


def test_reading_command_cannot_write(warehouse: Path) -> None:
    before = sha256(warehouse)
    refused(xlr("sql", "delete from token", warehouse=warehouse), "read-only")
    assert sha256(warehouse) == before


def test_warehouse_in_use_is_said_with_its_user(warehouse: Path) -> None:
    held = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", held, str(warehouse)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        refused(xlr("sql", "select 1", warehouse=warehouse), f"process {holder.pid}", "try again")
        holder.kill()


def test_changed_text_under_the_same_name_is_refused(warehouse: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text(GOOD.replace("Ana", "Eva"), encoding="utf-8")
    before = sha256(warehouse)
    done = xlr("ingest", "conll", other, "--corpus", "made", "--language", "gl", "--split", "test", warehouse=warehouse)
    refused(done, "'made'", "another content")
    assert sha256(warehouse) == before


def test_same_text_again_changes_nothing(warehouse: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.tsv"
    before = sha256(warehouse)
    done = xlr("ingest", "conll", good, "--corpus", "made", "--language", "gl", "--split", "test", warehouse=warehouse)
    assert (done.returncode, "1 were there already" in done.stderr) == (0, True)
    assert sha256(warehouse) == before


def test_misaligned_predictions_name_the_first_sentence(warehouse: Path, tmp_path: Path) -> None:
    moved = tmp_path / "predictions.tsv"
    moved.write_text(GOOD.replace("sleeps", "sings"), encoding="utf-8")
    before = sha256(warehouse)
    system = ("--encoder", "theirs", "--trained-on", "pt")
    done = xlr("ingest", "predictions", moved, "--corpus", "made", "--language", "gl", *system, warehouse=warehouse)
    refused(done, "sentence 2", "'Vigo sings'", "'Vigo sleeps'")
    assert sha256(warehouse) == before


def test_other_cuts_of_the_same_text_are_misaligned(warehouse: Path, tmp_path: Path) -> None:
    cut = tmp_path / "predictions.tsv"
    cut.write_text(GOOD.replace("lives\tO\nin\tO", "lives in\tO"), encoding="utf-8")
    system = ("--encoder", "theirs", "--trained-on", "pt")
    done = xlr("ingest", "predictions", cut, "--corpus", "made", "--language", "gl", *system, warehouse=warehouse)
    refused(done, "sentence 1", "(3 tokens)", "(4 tokens)")


def test_writing_commands_that_need_text_make_no_warehouse(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    refused(xlr("overlap", warehouse=path), str(path), "xlr init")
    refused(xlr("perturb", "entity_unshared", warehouse=path), str(path), "xlr init")
    refused(xlr("train", "--encoder", "lab-tiny", "--on", "gl", "--test", "gl", warehouse=path), str(path), "xlr init")
    assert list(tmp_path.iterdir()) == []


def test_seed_out_of_range_is_refused(warehouse: Path) -> None:
    refused(xlr("perturb", "entity_unshared", "--seed", "3000000000", warehouse=warehouse), "3000000000", "between 0")


def test_empty_query_is_refused(warehouse: Path) -> None:
    refused(xlr("sql", "", warehouse=warehouse), "empty")


def test_type_that_cannot_be_shown_is_one_sentence(warehouse: Path) -> None:
    refused(xlr("sql", "select interval 1 day", warehouse=warehouse), "cast it to varchar")


def test_hyphen_that_is_typed_stands_for_an_underscore(warehouse: Path) -> None:
    for name in ("entity-unshared", "entity_unshared"):
        done = xlr("perturb", name, "--seed", "1", "--seed", "1", warehouse=warehouse)
        assert done.returncode == 0, done.stderr
    for name in ("entity-chunk", "entity_chunk"):
        assert xlr("overlap", "--measure", name, warehouse=warehouse).returncode == 0
    query = """
    select perturbation as name, count(*) as n from perturbation group by all
    union all select measure, count(*) from overlap group by all
    """
    done = xlr("sql", "--format", "csv", f"from ({query}) order by all", warehouse=warehouse)
    assert done.stdout.splitlines() == ["name,n", "entity_chunk,1", "entity_unshared,1"]


def test_file_name_says_the_format(warehouse: Path, tmp_path: Path) -> None:
    assert xlr("sql", "select 1 as one", "--out", tmp_path / "rows.csv", warehouse=warehouse).returncode == 0
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == "one\n1\n"
