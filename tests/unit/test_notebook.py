"""docs/notebook.md: every block runs, one after the other, and what it says it gives is given."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from reports.notebook import charts, tables
from reports.page import page_names
from tests.made_study import Names, land_study
from xlr_warehouse.errors import UnknownNameError
from xlr_warehouse.warehouse import Warehouse

DOCUMENT = Path(__file__).parents[2] / "docs" / "notebook.md"


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """A folder with a warehouse where the demo's would be."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "build").mkdir()
    with fresh(folder / "build" / "demo.duckdb") as warehouse:
        land_study(warehouse, names=Names(corpus="lab"))
    return folder


def test_every_block_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) >= 6
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, str(DOCUMENT), "exec"), names)  # noqa: S102 (the blocks of our own document)
    assert names["costs"].height > 4
    assert isinstance(names["chart"], alt.LayerChart)
    assert (folder / "cost.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (folder / "cost.png").stat().st_size > 10_000
    assert names["shown"][0].caption in capsys.readouterr().out
    assert isinstance(names["drawn"][0], alt.LayerChart)


def test_a_table_in_a_notebook_is_what_its_query_answers(folder: Path) -> None:
    with Warehouse.reading(folder / "build" / "demo.duckdb") as warehouse:
        for page in page_names():
            for table in tables(warehouse, page):
                assert_frame_equal(warehouse.frame(table.query.shown), table.frame)
                assert isinstance(table.frame, pl.DataFrame)
        assert len(charts(warehouse, "overlap")) > 2
        with pytest.raises(UnknownNameError, match="transfer"):
            tables(warehouse, "trasnfer")
