"""Putting rows into a warehouse and taking them out: what is refused, and that a failure changes nothing."""

import polars as pl
import pytest

from xlr_warehouse.errors import FrameError, QueryError
from xlr_warehouse.warehouse import Warehouse

EVALUATION = {"run": "r", "text_set": 1, "n_tokens": 5, "n_truncated": 0, "seconds": 0.5}


def test_rows_are_appended_by_the_name_of_their_columns(warehouse: Warehouse) -> None:
    frame = pl.DataFrame([EVALUATION]).select(sorted(EVALUATION, reverse=True))
    assert warehouse.append("evaluation", frame) == 1
    assert warehouse.append("evaluation", frame.clear()) == 0
    assert warehouse.append("evaluation", frame.drop("seconds").with_columns(text_set=2)) == 1
    assert warehouse.frame("from evaluation order by text_set").rows() == [("r", 1, 5, 0, 0.5), ("r", 2, 5, 0, None)]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({**EVALUATION, "colour": 1}, "no column 'colour'"),
        ({"run": "r", "text_set": 1, "n_truncated": 0}, "lacks the column 'n_tokens'"),
        ({**EVALUATION, "n_tokens": None}, "'n_tokens' of the table evaluation may not be null, but is in 1 rows"),
        ({**EVALUATION, "seconds": float("nan")}, "'seconds' of the table evaluation may hold neither NaN"),
        ({**EVALUATION, "seconds": float("-inf")}, "'seconds' of the table evaluation may hold neither NaN"),
        ({**EVALUATION, "n_tokens": "many"}, "do not fit the table evaluation"),
        ({**EVALUATION, "text_set": 2**40}, "do not fit the table evaluation"),
        ({**EVALUATION, "text_set": 1.5}, "'text_set' of the table evaluation holds whole numbers"),
    ],
)
def test_a_frame_that_does_not_fit_is_refused_whole(warehouse: Warehouse, row: dict[str, object], what: str) -> None:
    with pytest.raises(FrameError, match=what):
        warehouse.append("evaluation", pl.DataFrame([row]))
    assert warehouse.one("select count(*) from evaluation") == 0


def test_a_vector_may_hold_no_nan(warehouse: Warehouse) -> None:
    frame = pl.DataFrame([{"embedding": "e", "form": "f", "vector": [0.5, float("nan")]}])
    with pytest.raises(FrameError, match="'vector' of the table word_vector may hold neither NaN"):
        warehouse.append("word_vector", frame)


def test_the_same_key_twice_is_refused_and_an_unknown_table_named(warehouse: Warehouse) -> None:
    with pytest.raises(FrameError, match=r"(?i)duplicate key"):
        warehouse.append("evaluation", pl.DataFrame([EVALUATION, EVALUATION]))
    with pytest.raises(FrameError, match="no table 'evaluations'"):
        warehouse.append("evaluations", pl.DataFrame([EVALUATION]))


def test_a_frame_refused_in_a_transaction_undoes_it_and_tells_why(warehouse: Warehouse) -> None:
    def append_two() -> None:
        with warehouse.transaction():
            warehouse.append("evaluation", pl.DataFrame([EVALUATION]))
            warehouse.append("evaluation", pl.DataFrame([{**EVALUATION, "n_tokens": "many"}]))

    with pytest.raises(FrameError, match="do not fit"):
        append_two()
    assert warehouse.one("select count(*) from evaluation") == 0
    assert warehouse.append("evaluation", pl.DataFrame([EVALUATION])) == 1


def test_a_query_refused_beside_a_frame_in_a_transaction_tells_why(warehouse: Warehouse) -> None:
    frame = pl.DataFrame({"a": [1]})
    with pytest.raises(QueryError, match="Catalog Error"), warehouse.transaction(), warehouse.relation("given", frame):
        warehouse.execute("insert into nowhere from given")
    with warehouse.relation("given", frame):
        assert warehouse.one("select a from given") == 1
    with pytest.raises(QueryError):
        warehouse.frame("from given")


def test_a_transaction_left_by_any_error_changes_nothing(warehouse: Warehouse) -> None:
    def interrupted() -> None:
        with warehouse.transaction():
            warehouse.append("evaluation", pl.DataFrame([EVALUATION]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert warehouse.one("select count(*) from evaluation") == 0


def test_a_refused_query_says_where_on_one_line(warehouse: Warehouse) -> None:
    with pytest.raises(QueryError, match=r"syntax error at or near .* \(line 2 of the query\)$"):
        warehouse.frame("select 1\nform score")


def test_a_statement_that_is_only_a_comment_does_nothing(warehouse: Warehouse) -> None:
    warehouse.execute("-- nothing")
    assert warehouse.frame("-- nothing").is_empty()
