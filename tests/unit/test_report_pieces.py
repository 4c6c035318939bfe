"""`xlr report --format`: charts and tables as files that stand alone, each with the query that made it."""

import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from reports.blocks import Column, Table
from reports.pieces import write_pieces
from reports.query import Query
from reports.tables import latex, markdown
from tests.command import refused, xlr
from tests.contents import contents
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

ALL = ("svg", "png", "csv", "latex", "markdown")
COLUMNS = (
    Column(name="name", heading="`name` & kind"),
    Column(name="change", heading="change, points", format="change"),
    Column(name="p", heading="p", format="p"),
)
FRAME = pl.DataFrame(
    {"name": ["50 % of {x}_1\u202e", "a|b\\"], "change": [-1.25, None], "p": [0.0001, 0.04], "n": [1, 2]}
)
TABLE = Table(caption="What `a_b` costs", frame=FRAME, columns=COLUMNS, query=Query(sql="from t"))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]) -> Path:
    path = tmp_path_factory.mktemp("pieces") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse)
    return path


@pytest.fixture(scope="module")
def folder(study: Path) -> Path:
    out = study.with_name("report")
    formats = [part for name in ALL for part in ("--format", name)]
    done = xlr("report", "transfer", "degradation", *formats, "--out", out, warehouse=study)
    assert done.returncode == 0, done.stderr
    return out


def test_latex_is_booktabs_with_every_sign_of_its_own_escaped() -> None:
    assert latex(TABLE).splitlines() == [
        r"\begin{table}",
        r"\caption{What \texttt{a\_b} costs}",
        r"\begin{tabular}{lrr}",
        r"\toprule",
        r"\texttt{name} \& kind & change, points & p \\",
        r"\midrule",
        r"50 \% of \{x\}\_1[U+202E] & $-$1.2 & \textless{} 0.001 \\",
        r"a\textbar{}b\textbackslash{} & -- & 0.040 \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]


def test_markdown_keeps_its_columns_whatever_is_in_a_cell() -> None:
    assert markdown(TABLE).splitlines() == [
        "What `a_b` costs",
        "",
        "| `name` & kind | change, points | p |",
        "| --- | ---: | ---: |",
        "| 50 % of \\{x\\}\\_1\\[U+202E\\] | \N{MINUS SIGN}1.2 | \\< 0.001 |",
        "| a\\|b\\\\ | \N{EN DASH} | 0.040 |",
    ]


def test_every_chart_is_drawn_in_both_forms(folder: Path) -> None:
    drawn = {path.stem for path in folder.glob("*.svg")}
    assert drawn
    assert drawn == {path.stem for path in folder.glob("*.png")}
    for path in folder.glob("*.svg"):
        assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 (written by the test itself)
        size = struct.unpack(">II", path.with_suffix(".png").read_bytes()[16:24])
        assert min(size) > 300


def test_a_table_is_what_its_query_answers(folder: Path, study: Path) -> None:
    tables = sorted(folder.glob("*.csv"))
    assert len(tables) >= 3
    for path in tables:
        done = xlr("sql", "--file", path.with_suffix(".sql"), "--format", "csv", warehouse=study)
        assert done.returncode == 0, done.stderr
        asked = pl.read_csv(done.stdout.encode(), infer_schema_length=None)
        written = pl.read_csv(path, infer_schema_length=None)
        assert_frame_equal(written, asked)


def test_the_contents_say_what_each_file_shows(folder: Path) -> None:
    listed = dict(line.split("\t") for line in (folder / "contents.txt").read_text(encoding="utf-8").splitlines())
    assert set(listed) | {"contents.txt"} == {path.name for path in folder.iterdir()}
    assert all(listed.values())
    assert not [name for name in listed if not name.startswith(("transfer-", "degradation-"))]


def test_the_same_warehouse_gives_the_same_pieces(study: Path, folder: Path) -> None:
    before = contents(study)
    again = study.with_name("again")
    write_pieces(warehouse=study, pages=["transfer", "degradation"], formats=ALL, out=again)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }
    assert contents(study) == before


def test_what_is_no_folder_of_pieces_is_left_alone(study: Path, tmp_path: Path) -> None:
    kept = tmp_path / "thesis.tex"
    kept.write_text("years of work", encoding="utf-8")
    refused(
        xlr("report", "--format", "csv", "--out", tmp_path, warehouse=study),
        "holds no pieces of a report; name another",
    )
    assert kept.read_text(encoding="utf-8") == "years of work"
    mixed = xlr("report", "--format", "csv", "--format", "html", "--out", tmp_path / "x", warehouse=study)
    assert mixed.returncode == 2
    assert "ask for them one by one" in mixed.stderr
    refused(
        xlr("report", "--format", "csv", "trasnfer", "--out", tmp_path / "x", warehouse=study), "trasnfer", "transfer"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]
