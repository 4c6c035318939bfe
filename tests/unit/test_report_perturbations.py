"""Perturbations, and overlap and degradation, on their pages: the numbers of the views and of the estimates."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.stats import pearsonr

from reports.blocks import Chart, Prose, Section, Table
from reports.estimates.estimating import estimate
from reports.pages import degradation, perturbations, summary
from reports.sections.points import points
from reports.study import studies
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


@pytest.fixture(scope="module")
def plain(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of four pairs without estimates."""
    path = tmp_path_factory.mktemp("plain") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse)
    return path


@pytest.fixture(scope="module")
def estimated(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same study with estimates."""
    path = tmp_path_factory.mktemp("estimated") / "xlr.duckdb"
    shutil.copy(plain, path)
    estimate(path, replicates=50, seed=1, tell=lambda *_: None)
    return path


def table(sections: Sequence[Section], beginning: str) -> Table:
    """The table of the first chart, or the first table, under a heading."""
    section = next(one for one in sections if one.title.startswith(beginning))
    found = next(block for block in section.blocks if isinstance(block, Chart | Table))
    return found.table if isinstance(found, Chart) else found


def prose(sections: Sequence[Section]) -> str:
    return " ".join(block.text for section in sections for block in section.blocks if isinstance(block, Prose))


def test_means_are_those_of_the_pairs_and_their_intervals_those_of_the_estimates(estimated: Path) -> None:
    with Warehouse.reading(estimated) as warehouse:
        frame = table(perturbations.PAGE.sections(warehouse), "What each perturbation does").frame
        wanted = warehouse.frame(
            "select perturbation, setting, estimate, low, high from estimate "
            "where method = 'random_effects_knapp_hartung' and quantity = 'score_change'"
        )
        plain_means = warehouse.frame(
            "select perturbation, setting, avg(score_change) as mean from pair_degradation "
            "where perturbation <> 'none' group by all"
        )
    assert frame.height == wanted.height == plain_means.height == 4
    for row in wanted.join(plain_means, on=["perturbation", "setting"]).iter_rows(named=True):
        (found,) = frame.filter(perturbation=row["perturbation"], setting=row["setting"]).iter_rows(named=True)
        expected = [100 * row[name] for name in ("estimate", "low", "high", "mean")]
        assert [found[name] for name in ("change", "change_low", "change_high", "mean_change")] == pytest.approx(
            expected
        )


def test_without_estimates_there_are_plain_means_and_the_command_that_brings_intervals(plain: Path) -> None:
    with Warehouse.reading(plain) as warehouse:
        sections = perturbations.PAGE.sections(warehouse)
    assert "`xlr estimate`" in prose(sections)
    frame = table(sections, "What each perturbation does").frame
    assert frame.get_column("mean_change").null_count() == 0
    assert frame.get_column("change_low").null_count() == frame.height


def test_the_interval_of_a_pair_is_its_own_and_none_where_two_training_sets_share_a_name(
    estimated: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(estimated, tmp_path / "xlr.duckdb"))
    with Warehouse.writing(copy) as warehouse:
        (study,) = studies(warehouse)
        before = points(warehouse, study, task="ner")[1].filter(perturbation="entity_unshared", test_language="dd")
        warehouse.execute(
            "insert into estimate select * from estimate where method = 'paired_bootstrap' "
            "and quantity = 'score_change' and train_language = 'cc'"
        )
        after = points(warehouse, study, task="ner")[1].filter(perturbation="entity_unshared", test_language="dd")
    known = before.filter(setting="cross_lingual").row(0, named=True)
    assert known["change_low"] <= known["change"] <= known["change_high"]
    assert after.filter(setting="cross_lingual").get_column("change_low").to_list() == [None]
    assert after.filter(setting="native").equals(before.filter(setting="native"))


def test_a_treatment_stands_beside_its_placebo_with_the_interval_of_their_difference(estimated: Path) -> None:
    with Warehouse.reading(estimated) as warehouse:
        frame = table(perturbations.PAGE.sections(warehouse), "The four arms").frame
        wanted = warehouse.frame(
            "select train_language, test_language, 100 * low as low, 100 * high as high from estimate "
            "where quantity = 'arm_contrast' and method = 'paired_bootstrap'"
        )
    both = frame.join(wanted, on=["train_language", "test_language"], suffix="_wanted")
    assert both.height == wanted.height > 4
    for name in ("low", "high"):
        assert both.get_column(name).to_list() == pytest.approx(both.get_column(f"{name}_wanted").to_list())
    difference = frame.get_column("treatment_cost") - frame.get_column("placebo_cost")
    assert frame.get_column("difference").to_list() == pytest.approx(difference.to_list())


def test_a_perturbation_made_in_two_ways_is_told_apart(plain: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(plain, tmp_path / "xlr.duckdb"))
    with Warehouse.writing(copy) as warehouse:
        warehouse.execute(
            "update perturbation set parameters = '{\"k\": 2}' where perturbation = 'entity_unshared' and seed = 2"
        )
        (study,) = studies(warehouse)
        names = points(warehouse, study, task="ner")[1].get_column("perturbation").unique().sort().to_list()
    assert names == ["entity_placebo", 'entity_unshared ({"k": 2})', "entity_unshared ({})"]


def test_several_doses_make_a_curve_and_one_makes_none(plain: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(plain, tmp_path / "xlr.duckdb"))
    with Warehouse.writing(copy) as warehouse:
        assert not [one for one in perturbations.PAGE.sections(warehouse) if one.title.startswith("Dose")]
        warehouse.execute("update perturbation set dose = 0.5 where perturbation = 'entity_unshared' and seed = 2")
        frame = table(perturbations.PAGE.sections(warehouse), "Dose and response").frame
        wanted = warehouse.frame(
            "select train_language, test_language, dose, 100 * score_change as change from pair_degradation "
            "where perturbation = 'entity_unshared' order by all"
        )
    assert set(frame.get_column("perturbation")) == {"entity_unshared"}
    found = frame.select("train_language", "test_language", "dose", "change").sort(pl.all())
    assert_frame_equal(found, wanted)
    assert sorted(set(found.get_column("dose"))) == [0.5, 1.0]


def test_change_and_cost_are_said_with_the_correlations_of_their_points(estimated: Path) -> None:
    with Warehouse.reading(estimated) as warehouse:
        sections = degradation.PAGE.sections(warehouse)
    frame = table(sections, "Change and cost").frame.filter(perturbation="entity_unshared", setting="native")
    said = next(text for text in prose(sections).split(". ") if "Native, `entity_unshared`" in text)
    for outcome in ("change", "cost"):
        complete = frame.drop_nulls(["overlap", outcome])
        r = pearsonr(complete.get_column("overlap"), complete.get_column(outcome)).statistic
        assert f"r = {r:+.3f}".replace("-", "\N{MINUS SIGN}") in said


def test_robustness_is_said_as_the_pooled_estimate_has_it(estimated: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(estimated, tmp_path / "xlr.duckdb"))
    with Warehouse.writing(copy) as warehouse:
        assert "on the same edits" not in prose(summary.PAGE.sections(warehouse))
        (study,) = studies(warehouse)
        rows = pl.DataFrame(
            {
                "quantity": "setting_contrast",
                "outcome": "cost_per_edit",
                "perturbation": "entity_unshared_both",
                "perturbed_against": "both",
                "subset": "all",
                "split": "test",
                "corpus": study.corpus,
                "encoder": study.encoder,
                "configuration": study.configuration,
                "train_language": ["cc", None],
                "test_language": ["dd", None],
                "estimate": [-0.10, -0.08],
                "low": [-0.2, -0.12],
                "high": [0.0, -0.04],
                "method": ["paired_bootstrap", "random_effects_knapp_hartung"],
                "n": [30, 4],
            }
        )
        warehouse.append("estimate", rows)
        said = prose(summary.PAGE.sections(warehouse))
    interval = "(95 % \N{MINUS SIGN}12.0 to \N{MINUS SIGN}4.0)"
    assert f"loses 8.0 points of recall an edit less than the native one {interval}, over 4 pairs." in said
