"""Overlap on its page: what was planted in the pairs of a made-up study is what is shown."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reports.blocks import Chart
from reports.pages.overlap import PAGE
from tests.made_study import N_MENTIONS, SHARES, land_study, land_text
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def test_every_pair_stands_with_what_it_shares_natively_and_across(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_study(warehouse)
        (section,) = [one for one in PAGE.sections(warehouse) if one.title.startswith("Train and test pairs")]
    (chart,) = section.blocks
    assert isinstance(chart, Chart)
    frame = chart.table.frame.filter(measure="entity_chunk")
    found = {(row["source"], row["target"], row["setting"]): row["share"] for row in frame.iter_rows(named=True)}
    wanted = {
        (source, target, setting): round(share * N_MENTIONS) / N_MENTIONS
        for (source, target), both in SHARES.items()
        for setting, share in zip(("cross_lingual", "native"), both, strict=True)
    }
    assert found == pytest.approx(wanted)
    assert (
        f"in entity_chunk, across languages from 0.000 (aa→bb) to {wanted['ee', 'ff', 'cross_lingual']:.3f} (ee→ff)"
        in chart.alt
    )


def test_without_overlap_there_is_the_command_that_measures_it(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse)
        (section,) = PAGE.sections(warehouse)
    assert "`xlr overlap`" in str(section.blocks[0])
