"""The charts: what they leave out, how they tell things apart, and their colours on a page."""

import json

import polars as pl
import pytest

from reports.charts import (
    Axis,
    arms,
    axis_over,
    doses,
    forest,
    losses,
    matrix,
    overlap_axis,
    scatter,
    score_rows,
    seriated,
    slopes,
    verdicts,
)
from reports.theme import DARK, LIGHT, css_variables, with_variables

POINTS = pl.DataFrame(
    {
        "train_language": ["fr", "br", "en"],
        "test_language": ["br", "br", "cy"],
        "setting": ["cross_lingual", "native", "cross_lingual"],
        "overlap": [0.4, 0.8, 0.0],
        "cost": [10.0, -2.0, None],
        "before": [80.0, 90.0, 70.0],
        "after": [70.0, 85.0, None],
        "treatment": [10.0, 12.0, None],
        "placebo": [1.0, 2.0, None],
    }
)


def values(chart: dict[str, object], column: str) -> list[object]:
    datasets = chart["datasets"]
    assert isinstance(datasets, dict)
    return [row[column] for rows in datasets.values() for row in rows if column in row]


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_point_without_an_estimate_is_not_drawn() -> None:
    y = axis_over(POINTS, "cost", "cost", step=10)
    chart = scatter(POINTS, x=overlap_axis(POINTS), y=y, title="t").to_dict()
    assert values(chart, "pair") == ["fr→br", "br"]


def test_settings_differ_in_colour_and_in_shape() -> None:
    y = axis_over(POINTS, "cost", "cost", step=10)
    layers = scatter(POINTS, x=overlap_axis(POINTS), y=y, title="t").to_dict()["layer"]
    (points,) = [layer for layer in layers if layer["mark"]["type"] == "point"]
    for channel in ("color", "shape"):
        scale = points["encoding"][channel]["scale"]
        assert scale["domain"] == ["native", "cross-lingual"]
        assert len(set(scale["range"])) == 2


def test_an_axis_holds_zero_and_every_value() -> None:
    axis = axis_over(POINTS, "cost", "cost", step=10)
    assert (axis.low, axis.high) == (-10.0, 20.0)


def test_an_axis_of_losses_ends_at_zero() -> None:
    axis = axis_over(pl.DataFrame({"change": [-12.0, -3.0]}), "change", "change", step=10)
    assert (axis.low, axis.high) == (-20.0, 0.0)


def test_an_axis_of_nothing_but_zeros_has_a_length() -> None:
    axis = axis_over(pl.DataFrame({"cost": [0.0]}), "cost", "cost", step=10)
    assert axis.low < axis.high


def test_the_overlap_axis_begins_at_zero_and_never_passes_one() -> None:
    ends = [overlap_axis(pl.DataFrame({"overlap": [share]})).high for share in (0.0, 0.34, 1.0)]
    assert ends == [0.2, 0.4, 1.0]


def test_scores_are_drawn_on_the_whole_scale() -> None:
    chart = slopes(POINTS.filter(setting="native"), setting="native", title="t").to_dict()
    domains = [layer["encoding"]["y"]["scale"]["domain"] for layer in chart["layer"]]
    assert {tuple(domain) for domain in domains} == {(0, 100)}


def test_treatment_is_filled_and_placebo_is_open() -> None:
    axis = axis_over(POINTS, "treatment", "points", step=10, also=("placebo",))
    words = ("entity_unshared", "entity_placebo")
    chart = arms(
        POINTS.filter(setting="native"), rows=["br"], x=axis, setting="native", words=words, title="t"
    ).to_dict()
    (fill,) = [layer["encoding"]["fill"]["scale"] for layer in chart["layer"] if "fill" in layer["encoding"]]
    assert dict(zip(fill["domain"], fill["range"], strict=True)) == {
        "entity_unshared": LIGHT["native"],
        "entity_placebo": LIGHT["paper"],
    }


def test_an_axis_holds_the_ends_of_intervals_too() -> None:
    ends = pl.DataFrame({"cost": [3.0], "low": [-14.0], "high": [None]}, schema_overrides={"high": pl.Float64})
    axis = axis_over(ends, "cost", "cost", step=10, also=("low", "high"))
    assert (axis.low, axis.high) == (-20.0, 10.0)


def test_an_interval_is_drawn_where_both_of_its_ends_are_known() -> None:
    y = axis_over(POINTS, "cost", "cost", step=10)
    points = POINTS.with_columns(low=pl.lit(1.0), high=pl.lit(2.0))
    chart = scatter(points, x=overlap_axis(POINTS), y=y, title="t", interval=("low", "high")).to_dict()
    (line,) = [layer for layer in chart["layer"] if layer["encoding"].get("y2", {}).get("field") == "high"]
    assert line["transform"] == [{"filter": "isValid(datum.low) && isValid(datum.high)"}]
    plain = scatter(points, x=overlap_axis(POINTS), y=y, title="t").to_dict()
    assert len(plain["layer"]) == len(chart["layer"]) - 1
    assert not values(plain, "low")


def test_a_forest_of_one_setting_has_no_legend_and_notes_stand_where_they_are() -> None:
    rows = POINTS.select(
        "setting", row="test_language", estimate="overlap", low="overlap", high="overlap", note=pl.lit("p = 0.5")
    )
    both = forest(rows, rows=["br", "cy"], title="t", unit="r", lowest=-1, highest=1).to_dict()
    alone = forest(
        rows.filter(setting="native"), rows=["br"], title="t", unit="r", lowest=-1, highest=1, negligible=0.3
    ).to_dict()

    def legends(chart: dict[str, object]) -> int:
        return json.dumps(chart).count('"shape": {"field": "setting"') - json.dumps(chart).count('"legend": null')

    assert (legends(both), legends(alone)) == (1, 0)
    assert values(both, "note") == ["p = 0.5"] * 3


def test_the_rows_of_a_forest_are_named_as_its_data_are() -> None:
    rows = POINTS.select("setting", row=pl.lit("d\u2028"), estimate="overlap", low="overlap", high="overlap")
    chart = forest(rows, rows=["d\u2028"], title="t", unit="r", lowest=-1, highest=1).to_dict()
    assert {tuple(layer["encoding"]["y"]["sort"]) for layer in chart["layer"] if "row" in str(layer["encoding"])} == {
        ("d[U+2028]",)
    }
    assert set(values(chart, "row")) == {"d[U+2028]"}


def test_a_dose_begins_at_nothing_and_is_named_at_its_end() -> None:
    dosed = POINTS.filter(setting="native").select("train_language", "test_language", "setting", change=-4.0, dose=0.5)
    axis = Axis(column="change", title="change", low=-10, high=0)
    chart = doses(dosed, y=axis, setting="native", title="t").to_dict()
    drawn = sorted(
        {(row["dose"], row["outcome"]) for rows in chart["datasets"].values() for row in rows if "dose" in row}
    )
    assert drawn == [(0.0, 0.0), (0.5, -4.0)]


def test_evidence_far_off_is_drawn_at_the_end_of_the_axis() -> None:
    cells = pl.DataFrame(
        {
            "row": ["a", "a"],
            "cell": ["x", "y"],
            "reading": ["supported", "undecided"],
            "estimate": [13.0, -0.5],
            "low": [11.0, -9.0],
            "high": [15.0, 1.0],
        }
    )
    chart = verdicts(cells, rows=["a"], title="t").to_dict()
    assert values(chart, "estimate") == [6.0, -0.5]
    assert values(chart, "low") == [6.0, -6.0]
    assert values(chart, "place") == [0.25, 0.75]


def test_rows_keep_the_order_they_are_given() -> None:
    seeds = POINTS.select("train_language", "test_language", "setting", row=pl.lit("b"), seed=1, score="before")
    chart = score_rows(seeds, rows=["b", "a"], title="t").to_dict()
    assert {tuple(layer["encoding"]["y"]["sort"]) for layer in chart["layer"]} == {("b", "a")}


def test_on_a_page_every_colour_is_a_variable_and_data_stay() -> None:
    y = axis_over(POINTS, "cost", "cost", step=10)
    chart = scatter(POINTS.with_columns(test_language=pl.lit(LIGHT["native"])), x=overlap_axis(POINTS), y=y, title="t")
    page = with_variables(chart.to_dict())
    drawn = json.dumps({key: part for key, part in page.items() if key != "datasets"})
    assert "var(--native)" in drawn
    assert "#" not in drawn.replace('"$schema"', "")
    assert f"fr→{LIGHT['native']}" in values(page, "pair")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("role", ["ink", "quiet", "native", "cross-lingual", "link"])
def test_text_stands_out_from_paper_in_both_palettes(palette: dict[str, str], role: str) -> None:
    assert contrast(palette[role], palette["paper"]) >= 4.5


def test_both_palettes_have_the_same_roles_and_no_colour_has_two() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert css_variables({"ink": "#000000"}) == "--ink: #000000;"


def shares(order: str, *, alike: float) -> pl.DataFrame:
    """Languages in a row, of which each shares most with those beside it."""
    rows = [
        (first, second, alike ** abs(order.index(first) - order.index(second)))
        for first in sorted(order)
        for second in sorted(order)
    ]
    return pl.DataFrame(rows, schema=["train_language", "test_language", "share"], orient="row")


def test_languages_that_share_most_stand_beside_each_other() -> None:
    found = seriated(shares("dafceb", alike=0.5), column="share")
    assert found in (list("dafceb"), list("becfad"))
    assert seriated(shares("dafceb", alike=0.5).sort("share"), column="share") == found


def test_languages_that_share_nothing_come_last() -> None:
    tied = shares("bca", alike=0.5)
    alone = pl.DataFrame({"train_language": ["0", "b"], "test_language": ["0", "0"], "share": [1.0, 0.0]})
    assert seriated(pl.concat([tied, alone]), column="share")[-1] == "0"
    assert seriated(alone, column="share") == ["0", "b"]


def test_a_matrix_has_a_square_for_each_share_and_none_for_what_is_missing() -> None:
    frame = shares("abc", alike=0.0).with_columns(
        share=pl.when(pl.col("train_language") == "a").then(None).otherwise("share")
    )
    chart = matrix(frame, column="share", order=["c", "b", "a"], title="t").to_dict()
    assert len(values(chart, "value")) == 6
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == ["c", "b", "a"]


def test_a_large_matrix_writes_no_numbers() -> None:
    many = "abcdefghijklmnopqrstuvwx"
    assert len(matrix(shares(many, alike=0.5), column="share", order=list(many), title="t").to_dict()["layer"]) == 1
    assert len(matrix(shares("abc", alike=0.5), column="share", order=list("abc"), title="t").to_dict()["layer"]) == 2


def test_losses_stand_between_the_lowest_and_the_highest() -> None:
    frame = pl.DataFrame(
        {"done": [0.5, 1.0], "lowest": [1.0, 0.5], "loss": [2.0, 1.0], "highest": [3.0, 2.0], "n_runs": [2, 2]}
    )
    chart = losses(frame, title="t").to_dict()
    assert chart["layer"][0]["encoding"]["y2"]["field"] == "highest"
    assert values(chart, "loss") == [2.0, 1.0]
