"""The typological distances: what the file holds, that it is as computed, and that the warehouse has all of it."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from ingest.languages import shipped_languages
from tests.made_distances import DISTANCES, REPRESENTED, TYPOLOGY, cosine_distance, languages, text
from xlr_warehouse.warehouse import Warehouse

REFERENCE = TYPOLOGY.parents[1] / "reference" / "language_distances.tsv"
WITHOUT_TREE = {"arc", "bat-smg", "eo", "eu", "fiu-vro", "ia", "io", "jbo", "nn", "nov", "qu", "vo"}
"""Languages of which the family tree of URIEL has no node that makes relatives."""

features_here = pytest.mark.skipif(not TYPOLOGY.exists(), reason="the features of URIEL are not on this machine")


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


ROWS = rows_of(DISTANCES)
KINDS = list(ROWS[0])[2:]


@features_here
def test_the_file_is_what_the_features_say() -> None:
    assert DISTANCES.read_text(encoding="utf-8") == text(TYPOLOGY)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the distances computed before are not on this machine")
def test_the_pairs_of_the_paper_have_the_distances_computed_before() -> None:
    ours = {frozenset((row["source"], row["target"])): row for row in ROWS}
    for row in rows_of(REFERENCE, delimiter="\t"):
        found = ours[frozenset((row.pop("source"), row.pop("target")))]
        assert {kind: float(cell) for kind, cell in row.items()} == {kind: float(found[kind]) for kind in row}


def test_every_two_languages_stand_once_in_the_order_of_their_codes() -> None:
    expected = list(combinations(sorted(shipped_languages()), 2))
    assert expected == [(row["source"], row["target"]) for row in ROWS]


def test_the_file_is_well_under_a_megabyte() -> None:
    assert DISTANCES.stat().st_size < 800_000


def test_a_distance_lies_between_0_and_1_with_four_decimals() -> None:
    cells = [row[kind] for row in ROWS for kind in KINDS if row[kind]]
    assert all(0 <= float(cell) <= 1 and len(cell) == len("0.0000") for cell in cells)


def test_only_languages_without_a_node_in_the_tree_lack_a_genetic_distance() -> None:
    lacking = {frozenset((row["source"], row["target"])) for row in ROWS if not row["genetic"]}
    expected = {frozenset(pair) for pair in combinations(shipped_languages(), 2) if not WITHOUT_TREE.isdisjoint(pair)}
    assert expected == lacking


@pytest.mark.parametrize("kind", ["syntactic_knn", "phonological_knn", "inventory_knn"])
def test_predicted_features_leave_no_distance_out(kind: str) -> None:
    assert [row for row in ROWS if not row[kind]] == []


def test_codes_that_stand_for_one_language_are_alike_in_everything() -> None:
    for pair in (("be", "be-x-old"), ("en", "simple"), ("jv", "map-bms")):
        (row,) = (row for row in ROWS if (row["source"], row["target"]) == pair)
        assert {row[kind] for kind in KINDS if row[kind]} == {"0.0000"}


def test_only_shipped_languages_are_represented_by_another_code() -> None:
    assert set(REPRESENTED) <= set(languages())
    assert languages()["ar"] == "arb"
    assert languages()["br"] == "bre"


def test_a_distance_is_over_the_features_known_of_both() -> None:
    unknown = np.nan
    values = np.array([[1, 1, 0, unknown], [1, 0, 0, 1], [unknown, unknown, unknown, 1], [0, 0, 0, 0]])
    distance = cosine_distance(values)
    assert distance[0, 1] == pytest.approx(1 - 1 / np.sqrt(2))  # over the first three: (1, 1, 0) and (1, 0, 0)
    assert np.isnan(distance[0, 2])  # nothing known of both
    assert np.isnan(distance[1, 2])  # one feature of four
    assert np.isnan(distance[0, 3])  # without a feature there is no direction


def test_the_warehouse_has_every_distance_of_the_file_in_both_directions(warehouse: Warehouse) -> None:
    there = {(row["source"], row["target"], kind, float(row[kind])) for row in ROWS for kind in KINDS if row[kind]}
    back = {(target, source, kind, distance) for source, target, kind, distance in there}
    got = warehouse.frame("select source, target, kind, distance from language_distance").rows()
    assert 2 * len(there) == len(got)
    assert there | back == set(got)


def test_every_kind_of_distance_is_a_column_of_the_pairs_of_languages(warehouse: Warehouse) -> None:
    kinds = ", ".join(KINDS)
    got = warehouse.frame(f"select source, target, {kinds} from language_pair where source < target order by all")
    expected = sorted(
        (row["source"], row["target"], *(float(row[kind]) if row[kind] else None for kind in KINDS)) for row in ROWS
    )
    assert expected == got.rows()


def test_taking_the_file_in_again_mends_what_was_changed(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    content = "from language_distance order by all"
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        before = warehouse.frame(content)
        warehouse.execute("update language_distance set distance = 0.5 where source = 'br'")
        warehouse.execute("delete from schema_file where name = 'language_distances.csv'")
    with Warehouse.writing(tmp_path / "xlr.duckdb") as warehouse:
        assert before.rows() == warehouse.frame(content).rows()
