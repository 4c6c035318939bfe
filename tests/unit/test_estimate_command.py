"""`xlr estimate`: what it writes, that it can be repeated, and what it says when there is nothing to do."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from scipy.stats import kendalltau

from tests.command import refused, xlr
from tests.made_uneven import land_uneven
from xlr_warehouse.warehouse import Warehouse

KEYS = (
    "task, corpus, split, measure, tokenizer, outcome, perturbation, dose, embedding, parameters, encoder, "
    "configuration, setting"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("estimate") / "xlr.duckdb"
    with Warehouse.writing(path) as warehouse:
        land_uneven(warehouse)
    return path


@pytest.fixture(scope="module")
def told(path: Path) -> str:
    done = xlr("estimate", "--replicates", 200, warehouse=path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def rows(told: str, path: Path) -> pl.DataFrame:
    assert told
    return asked(path, "from estimate")


def asked(path: Path, query: str) -> pl.DataFrame:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query)


def test_it_says_what_it_did_and_what_comes_next(told: str, rows: pl.DataFrame) -> None:
    first, *_, last_but_one, last = told.splitlines()
    assert first == "Resampled 4 test sets 200 times each."
    assert f"Wrote {rows.height:,} rows of estimate" in last_but_one
    assert last == "Next: xlr report"


def test_the_same_seed_writes_the_same_rows_and_another_seed_others(path: Path, rows: pl.DataFrame) -> None:
    again = xlr("estimate", "--replicates", 200, warehouse=path)
    assert "Known already" in again.stderr
    assert asked(path, "from estimate").equals(rows)
    assert "Wrote" in xlr("estimate", "--replicates", 200, "--seed", 2, warehouse=path).stderr
    other = asked(path, "from estimate")
    assert other.height == rows.height
    assert not other.drop("seed").equals(rows.drop("seed"))
    assert "Wrote" in xlr("estimate", "--replicates", 200, warehouse=path).stderr
    assert asked(path, "from estimate").equals(rows)


def test_every_number_is_finite_and_every_interval_holds_its_level(rows: pl.DataFrame) -> None:
    numbers = rows.select(pl.col(pl.Float64).is_finite().all())
    assert all(numbers.row(0))
    assert rows.filter(pl.col("low").is_null() != pl.col("level").is_null()).is_empty()
    assert rows.filter(~pl.col("p").is_between(0, 1, closed="right")).is_empty()
    assert rows.filter(pl.col("p_corrected") < pl.col("p")).is_empty()
    assert rows.filter(pl.col("low") > pl.col("high")).is_empty()


def test_no_two_rows_are_of_the_same_thing(rows: pl.DataFrame) -> None:
    of = rows.select(pl.exclude("estimate", "low", "high", "p", "p_corrected", "sd", "n", "n_seeds", "replicates"))
    of = of.drop("without_source_low", "without_source_high", "level")
    assert of.filter(of.is_duplicated()).is_empty()


def test_every_correlation_has_kendalls_tau_of_its_complete_points(path: Path, rows: pl.DataFrame) -> None:
    taus = rows.filter(method="kendall").select(*KEYS.split(", "), "n", "estimate", "p")
    correlations = asked(path, f"select {KEYS}, n from correlation")
    assert taus.height == correlations.height > 0
    joined = taus.join(correlations, on=KEYS.split(", "), nulls_equal=True)
    assert joined.filter(pl.col("n") == pl.col("n_right")).height == correlations.height
    points = asked(
        path, f"select {KEYS}, list(overlap) as x, list(y) as y from correlation_point where is_complete group by all"
    )
    compared = 0
    for row in taus.join(points, on=KEYS.split(", "), nulls_equal=True).iter_rows(named=True):
        if row["estimate"] is not None:
            theirs = kendalltau(row["x"], row["y"])
            assert row["estimate"] == pytest.approx(theirs.statistic, abs=1e-12)
            assert row["p"] == (pytest.approx(theirs.pvalue, abs=1e-12) if row["n"] >= 3 else None)
            compared += 1
    assert compared > 3


def test_what_pairs_say_together_is_of_the_pairs_that_have_an_estimate(rows: pl.DataFrame) -> None:
    both = ["quantity", "subset", "setting", "perturbation", "placebo", "outcome", "perturbed_against"]
    pairs = rows.filter(pl.col("method") == "paired_bootstrap", pl.col("estimate").is_not_null())
    counted = pairs.group_by(both).agg(n=pl.len().cast(pl.Int64), plain=pl.col("estimate").mean())
    for method in ("random_effects_knapp_hartung", "sign_flip", "cluster_bootstrap_over_sources"):
        joined = rows.filter(method=method).join(counted, on=both, nulls_equal=True)
        assert joined.height > 5
        assert joined.get_column("n").to_list() == joined.get_column("n_right").to_list()
        if method != "random_effects_knapp_hartung":
            assert joined.get_column("estimate").to_list() == pytest.approx(joined.get_column("plain").to_list())


def test_a_slope_on_overlap_names_its_measure_and_counts_its_pairs(rows: pl.DataFrame) -> None:
    slopes = rows.filter(method="meta_regression_knapp_hartung", moderator="overlap", quantity="cost_per_edit")
    assert set(slopes.get_column("measure")) == {"entity_chunk"}
    assert slopes.filter(perturbation="entity_unshared", setting="cross_lingual").get_column("n").to_list() == [3, 3]


def test_a_recall_model_has_a_row_for_each_term_or_says_why_not(rows: pl.DataFrame) -> None:
    methods = rows.filter(quantity="recall_log_odds").group_by("train_language").agg("method")
    by_language = {language: set(found) for language, found in methods.iter_rows()}
    left_out = {"logistic_clustered_constant", "logistic_clustered_collinear"}
    assert by_language["gg"] == {"logistic_clustered_separated", *left_out}
    assert by_language["ee"] == {"logistic_clustered", *left_out}


def test_estimates_of_runs_that_are_gone_do_not_stay(path: Path, rows: pl.DataFrame, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    assert rows.filter(train_language="ee").height > 0
    with Warehouse.writing(copy) as warehouse:
        for table in ("predicted_mention", "evaluation", "run"):
            warehouse.execute(f"delete from {table} where starts_with(run, 'ner-small-made.ee-')")
    assert xlr("estimate", "--replicates", 200, warehouse=copy).returncode == 0
    assert asked(copy, "from estimate where train_language = 'ee'").is_empty()
    with Warehouse.writing(copy) as warehouse:
        for table in ("predicted_mention", "evaluation", "run"):
            warehouse.execute(f"delete from {table}")
    done = xlr("estimate", warehouse=copy)
    assert (done.returncode, "nothing to estimate" in done.stderr, "taken away" in done.stderr) == (0, True, True)
    assert asked(copy, "from estimate").is_empty()


def test_nothing_to_estimate_is_a_sentence_and_no_error(pristine: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(pristine.read_bytes())
    done = xlr("estimate", warehouse=copy)
    assert (done.returncode, done.stdout) == (0, "")
    assert "There is nothing to estimate yet" in done.stderr


def test_a_missing_warehouse_is_not_made(tmp_path: Path) -> None:
    refused(xlr("estimate", warehouse=tmp_path / "none.duckdb"), "there is no warehouse here")
    assert list(tmp_path.iterdir()) == []


def test_without_the_libraries_it_says_how_to_install_them(pristine: Path) -> None:
    script = (
        "import sys\n"
        "sys.modules['scipy'] = sys.modules['statsmodels'] = None\n"
        "from xlr_warehouse.cli import run\n"
        f"sys.exit(run(['-w', {str(pristine)!r}, 'estimate']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    refused(done, "pip install 'xlr-warehouse[statistics]'")
