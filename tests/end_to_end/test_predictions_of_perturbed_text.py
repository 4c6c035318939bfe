"""The way that the help of `xlr ingest predictions` shows: write perturbed text out, predict it, bring it in."""

import re
import subprocess
import sys
from pathlib import Path

import polars as pl

GOLD = "Ana\tB-PER\nlives\tO\nin\tO\nVigo\tB-LOC\n\nVigo\tB-LOC\nsleeps\tO\n\nEva\tB-PER\nand\tO\nLugo\tB-LOC\n"
TRAIN = GOLD.replace("Eva", "Noa").replace("Lugo", "Ames")
LEARNT = {"Ana": "B-PER", "Noa": "B-PER", "Vigo": "B-LOC", "Ames": "B-LOC"}


def xlr(*arguments: object, warehouse: Path) -> str:
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(warehouse), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def query_of_the_help(warehouse: Path) -> str:
    said = xlr("ingest", "predictions", "--help", warehouse=warehouse)
    found = re.search(r'xlr sql --out text\.parquet "(.*?)"', said, re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


def predicted(table: pl.DataFrame) -> pl.DataFrame:
    """What a system that has learnt the names of its training set predicts."""
    tags = [[LEARNT.get(token, "O") for token in tokens] for tokens in table.get_column("tokens")]
    return table.with_columns(predictions=pl.Series(tags, dtype=pl.List(pl.String)))


def test_predictions_for_perturbed_text_made_elsewhere_join_the_analysis(tmp_path: Path) -> None:
    warehouse = tmp_path / "xlr.duckdb"
    for split, text in (("train", TRAIN), ("test", GOLD)):
        file = tmp_path / f"{split}.tsv"
        file.write_text(text, encoding="utf-8")
        xlr("ingest", "conll", file, "--corpus", "made", "--language", "gl", "--split", split, warehouse=warehouse)
    xlr("overlap", "--measure", "entity_chunk", warehouse=warehouse)
    xlr("perturb", "entity_unshared", "--seed", "1", warehouse=warehouse)
    ids = xlr("sql", "--format", "csv", "select perturbation_id from perturbation", warehouse=warehouse).splitlines()
    query = query_of_the_help(warehouse).replace("'ID'", f"'{ids[1]}'")
    assert query.count(ids[1]) == 1
    (tmp_path / "mine").mkdir()
    file = tmp_path / "mine" / f"{ids[1]}.parquet"
    xlr("sql", "--out", file, query, warehouse=warehouse)
    predicted(pl.read_parquet(file)).write_parquet(file)
    (tmp_path / "mine" / "none.tsv").write_text(GOLD, encoding="utf-8")
    system = (
        "--corpus",
        "made",
        "--language",
        "gl",
        "--trained-on",
        "gl",
        "--train-corpus",
        "made",
        "--encoder",
        "mine",
    )
    xlr("ingest", "predictions", tmp_path / "mine", *system, "--pattern", "{perturbation_id}.*", warehouse=warehouse)
    asked = "select encoder, perturbation, score_before from overlap_and_degradation order by all"
    rows = xlr("sql", "--format", "csv", asked, warehouse=warehouse).splitlines()
    assert rows[1:] == ["mine,entity_unshared,1.0", "mine,none,1.0"]
    asked = "select n_edited > 0 as edited, score_after < 1 as lower from degradation"
    assert xlr("sql", "--format", "csv", asked, warehouse=warehouse).splitlines() == ["edited,lower", "true,true"]
