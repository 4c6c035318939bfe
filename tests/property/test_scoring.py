"""F1 straight from tags is seqeval's, for every run and in both of its modes."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2

from ingest.scoring import f1_by_run
from xlr_warehouse.errors import FrameError

TAG = st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
LENGTHS = st.lists(st.integers(1, 6), min_size=1, max_size=8)


def column(sentences: list[list[str]], **more: str) -> pl.DataFrame:
    rows = [(number, place, tag) for number, tags in enumerate(sentences) for place, tag in enumerate(tags)]
    frame = pl.DataFrame(rows, schema={"sentence": pl.Int32, "position": pl.Int32, "tag": pl.String}, orient="row")
    return frame.select(*(pl.lit(value).alias(name) for name, value in more.items()), pl.all())


@st.composite
def tagged(draw: st.DrawFn) -> list[list[list[str]]]:
    """The gold tags of some sentences, and those of a few runs."""
    lengths = draw(LENGTHS)
    text = st.tuples(*(st.lists(TAG, min_size=n, max_size=n) for n in lengths)).map(list)
    return draw(st.lists(text, min_size=2, max_size=4))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.UndefinedMetricWarning")
@given(tagged())
def test_f1_of_every_run_is_that_of_seqeval(sides: list[list[list[str]]]) -> None:
    gold, *runs = sides
    predicted = pl.concat([column(tags, run=f"run {number}") for number, tags in enumerate(runs)])
    found = f1_by_run(column(gold), predicted)
    assert found.get_column("run").to_list() == [f"run {number}" for number in range(len(runs))]
    for tags, lenient, strict in zip(runs, *found.select("f1_conlleval", "f1_iob2_strict").get_columns(), strict=True):
        assert lenient == pytest.approx(f1_score(gold, tags), abs=1e-12)
        assert strict == pytest.approx(f1_score(gold, tags, mode="strict", scheme=IOB2), abs=1e-12)


def test_nothing_predicted_is_a_row_and_other_tokens_are_refused() -> None:
    gold = column([["B-PER", "O"]])
    nothing = f1_by_run(gold, column([["O", "O"]], run="r"))
    assert nothing.row(0) == ("r", 1, 0, 0, 0.0, 0.0)
    assert f1_by_run(gold, column([], run="r")).is_empty()
    with pytest.raises(FrameError, match="more or fewer tags"):
        f1_by_run(gold, column([["O"]], run="r"))
