"""Replication on its page: the published numbers by themselves, in a warehouse that holds nothing else, and ours "
"beside."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from scipy.stats import pearsonr, ttest_1samp

from reports.blocks import Chart, Prose, Section, Table
from reports.pages.replication import PAGE
from tests.made_study import Names, land_study
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def block(warehouse: Warehouse, heading: str, kind: type[Chart] | type[Table]) -> Table:
    """The table of the first chart, or the first table, under a heading."""
    section = next(one for one in PAGE.sections(warehouse) if one.title == heading)
    found = next(block for block in section.blocks if isinstance(block, kind))
    return found.table if isinstance(found, Chart) else found


def prose(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Prose))


def test_every_published_pair_stands_natively_and_across(warehouse: Warehouse) -> None:
    frame = block(warehouse, "Published scores", Chart).frame
    assert frame.group_by("task", "model", "setting").len().get_column("len").to_list() == [13] * 8
    one = frame.filter(task="ner", model="mbert", source="fr", target="br", setting="native")
    wanted = warehouse.one(
        "select 100 * f1 from published_score where task = 'ner' and model = 'mbert' and l1 = 'br' and l2 = 'br' "
        "and perturbation = 'none' and status = 'primary'"
    )
    assert one.get_column("f1").to_list() == [wanted]


def test_the_difference_of_native_and_cross_lingual_scores_is_that_of_scipy(warehouse: Warehouse) -> None:
    section = PAGE.sections(warehouse)[0]
    scores = block(warehouse, "Published scores", Chart).frame.filter(task="ner", model="xlmr")
    wide = scores.pivot("setting", index=["source", "target"], values="f1")
    # A target that two sources serve has one native model: each target counts once for each pair, as in the view.
    test = ttest_1samp((wide["cross_lingual"] - wide["native"]).to_numpy(), 0)
    low, high = test.confidence_interval(0.95)
    said = " ".join(f"{number:+.1f}" for number in (low, high)).replace("-", "\N{MINUS SIGN}").split()
    assert f"(95 % {said[0]} to {said[1]} over 13 pairs)" in prose(section)


def test_published_correlations_are_those_of_scipy_and_arithmetic_has_no_p(warehouse: Warehouse) -> None:
    points = block(warehouse, "Published change against overlap", Chart).frame
    frame = block(warehouse, "Published numbers correlated", Chart).frame.filter(
        task="ner", outcome="f1_change", perturbation="entity_unshared"
    )
    assert frame.height == 4
    for row in frame.iter_rows(named=True):
        part = points.filter(model=row["model"], setting=row["setting"])
        assert row["pearson_r"] == pytest.approx(pearsonr(part["overlap"], part["change"]).statistic, abs=1e-4)
        assert (row["role"], row["p_corrected"]) == ("arithmetic", None)


def test_every_defect_is_named_with_its_effect_or_why_there_is_none(warehouse: Warehouse) -> None:
    frame = block(warehouse, "What is wrong in the reference", Table).frame
    assert set(frame["defect"]) == set(warehouse.frame("select distinct defect from reference_defect")["defect"])
    assert frame.get_column("effect_of").null_count() == 0
    without = frame.filter(n_effects=0)
    assert without.get_column("lowest").null_count() == without.height > 0
    section = next(one for one in PAGE.sections(warehouse) if one.title.startswith("What is wrong"))
    assert f"has {frame['defect'].n_unique()} defects" in prose(section)


def test_ours_stand_beside_with_the_reason_why_they_are_not_the_same(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        *_, none = PAGE.sections(warehouse)
        assert "`xlr run paper`" in prose(none)
        land_study(
            warehouse, shares={("fr", "br"): (0.4, 0.7)}, names=Names(corpus="wikiann", encoder="xlm-roberta-base")
        )
        *_, ours = PAGE.sections(warehouse)
        wanted = warehouse.one("select count(*) from replication where our_f1 is not null")
        (chart,) = [block for block in ours.blocks if isinstance(block, Chart)]
        reasons = chart.table.frame.get_column("why_not").unique().to_list()
    assert chart.table.frame.height == wanted > 0
    assert f"{wanted} published scores with one of ours beside, 0 of them comparable." in prose(ours)
    assert all(reason in prose(ours) for reason in reasons)
