"""Transfer on its page: every score with its seeds and its interval, of entities and titles, and what is left out."""

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from sklearn.metrics import accuracy_score, f1_score

from reports.blocks import Chart, Prose, Section, Table
from reports.charts import matrix, score_rows
from reports.estimates.estimating import estimate
from reports.pages import transfer
from reports.sections.pair_rows import MOST, ONE_PANEL, rows_of
from tests.made_study import Names, land_run, land_study, land_text
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
PAIR = ["train_language", "test_language"]
RIGHT, CHOSEN = "ABCDABCD", "ABCAADCB"


def nothing(*_: object) -> None:
    """Tell nobody."""


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
    estimate(path, replicates=50, seed=1, tell=nothing)
    return path


@pytest.fixture
def copied(estimated: Path, tmp_path: Path) -> Path:
    """A copy of the study with estimates, to change."""
    return Path(shutil.copy(estimated, tmp_path / "xlr.duckdb"))


def sections(path: Path) -> Sequence[Section]:
    with Warehouse.reading(path) as warehouse:
        return list(transfer.PAGE.sections(warehouse))


def under(found: Sequence[Section], beginning: str) -> Section:
    return next(section for section in found if section.title.startswith(beginning))


def chart(section: Section) -> Chart:
    return next(block for block in section.blocks if isinstance(block, Chart))


def said(section: Section, kind: str) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Prose) and block.kind == kind)


def marks(panel: dict[str, object]) -> list[str]:
    layers = panel["layer"]
    assert isinstance(layers, list)
    return [layer["mark"]["type"] for layer in layers]


def land_titles(warehouse: Warehouse, *, n: int = len(RIGHT)) -> None:
    """Land a test set of titles, and a native run that chose as `CHOSEN` says."""
    warehouse.execute(f"insert into text_set values (900, 'made', 'title', 'aa', 'train', 'none', 900, {n}, {n}, 'x')")
    warehouse.execute(f"insert into text_set values (901, 'made', 'title', 'aa', 'test', 'none', 901, {n}, {n}, 'x')")
    for item, (right, chosen) in enumerate(zip(RIGHT, CHOSEN, strict=True)):
        warehouse.execute(f"insert into title_item values (901, {item}, 'page', 'text', '{right}')")
        for option in "ABCD":
            warehouse.execute(f"insert into title_option values (901, {item}, '{option}', 'title {option}')")
            is_chosen = str(option == chosen).lower()
            warehouse.execute(
                "insert into title_prediction by name select 't' as run, 901 as text_set, "
                f"{item} as item, '{option}' as option, 0.25 as probability, {is_chosen} as is_chosen"
            )
    warehouse.execute(
        "insert into run by name select 't' as run, 'title' as task, 'small' as encoder, 'aa' as train_language, "
        "900 as train_set, 1 as seed, 'last' as selection, '{}' as config"
    )
    warehouse.execute(f"insert into evaluation values ('t', 901, {n}, 0, null)")


def test_each_seed_is_a_row_and_its_pair_has_the_interval_of_the_estimates(estimated: Path) -> None:
    frame = chart(under(sections(estimated), "Scores by pair")).table.frame
    with Warehouse.reading(estimated) as warehouse:
        scores = warehouse.frame(
            "select train_language, test_language, seed, 100 * f1_conlleval as wanted from score "
            "where perturbation = 'none'"
        )
        ends = warehouse.frame(
            "select train_language, test_language, 100 * estimate as mean_wanted, 100 * low as low_wanted, "
            "100 * high as high_wanted from estimate "
            "where quantity = 'score' and method = 'paired_bootstrap' and perturbation = 'none' and subset = 'all'"
        )
    both = frame.join(scores, on=[*PAIR, "seed"]).join(ends, on=PAIR)
    assert both.height == frame.height == scores.height == 16
    for column in ("mean", "low", "high"):
        assert both[column].to_list() == pytest.approx(both[f"{column}_wanted"].to_list())
    assert both["score"].to_list() == pytest.approx(both["wanted"].to_list())


def test_an_interval_is_drawn_where_it_was_estimated_and_named_in_the_caption(estimated: Path, plain: Path) -> None:
    with_lines, without = (under(sections(path), "Scores by pair") for path in (estimated, plain))
    assert marks(chart(with_lines).panels[0].to_dict()) == ["rule", "tick", "point"]
    assert "95 % interval by bootstrap over the sentences" in chart(with_lines).caption
    assert said(with_lines, "next") == ""
    assert marks(chart(without).panels[0].to_dict()) == ["tick", "point"]
    assert "interval" not in chart(without).caption
    assert "`xlr estimate`" in said(without, "next")


def test_estimates_without_an_interval_are_not_asked_for_again(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        warehouse.execute("update estimate set estimate = null, low = null, high = null where quantity = 'score'")
    section = under(sections(copied), "Scores by pair")
    assert said(section, "next") == ""
    assert "found none" in said(section, "note")


def test_the_means_are_those_over_pairs_with_their_random_effects_interval(estimated: Path) -> None:
    section = under(sections(estimated), "Scores by pair")
    with Warehouse.reading(estimated) as warehouse:
        rows = warehouse.frame(
            "select 100 * estimate, 100 * greatest(low, 0), 100 * least(high, 1) from estimate "
            "where quantity = 'score' and method = 'random_effects_knapp_hartung' and perturbation = 'none' "
            "and subset = 'all'"
        ).rows()
    assert len(rows) == 2
    for estimated_mean, low, high in rows:
        words = f"random effects: {estimated_mean:.1f}, 95 % interval {low:.1f} to {high:.1f}"
        assert words in said(section, "plain")


def test_a_mean_over_two_pairs_has_no_interval(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        warehouse.execute(
            "delete from evaluation where text_set in (select text_set from text_set where language in ('bb', 'dd'))"
        )
    section = under(sections(copied), "Scores by pair")
    assert "over 2 pairs." in said(section, "plain")
    (means,) = (block for block in section.blocks if isinstance(block, Table))
    assert means.frame["pooled"].null_count() == 0
    assert means.frame["low"].null_count() == 2


def test_an_interval_beyond_the_scale_is_cut_where_the_scale_ends(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        warehouse.execute("update estimate set low = -0.4, high = 1.4 where method = 'random_effects_knapp_hartung'")
    words = said(under(sections(copied), "Scores by pair"), "plain")
    assert words.count("95 % interval 0.0 to 100.0, cut at the ends of the scale") == 2


def test_pairs_with_fewer_seeds_are_named(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        warehouse.execute("delete from evaluation where run = 'ner-small-made.cc-s2'")
    assert "1 pair has fewer seeds than the others (2): cc→dd." in said(under(sections(copied), "Scores by p"), "note")


def test_titles_have_their_accuracy_beside_chance(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        land_titles(warehouse)
    found = sections(copied)
    titles = chart(under(found, "Titles by pair (made, small)"))
    (row,) = titles.table.frame.iter_rows(named=True)
    assert row["score"] == pytest.approx(100 * accuracy_score(list(RIGHT), list(CHOSEN)))
    assert row["other"] == pytest.approx(100 * f1_score(list(RIGHT), list(CHOSEN), average="macro"))
    panel = titles.panels[0].to_dict()
    assert marks(panel) == ["rule", "tick", "point"]
    assert [25.0] in [[row.get("score") for row in rows] for rows in panel["datasets"].values()]
    assert "chance" in titles.caption


def test_titles_alone_are_shown_without_asking_for_entities(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_titles(warehouse)
    assert [section.title for section in sections(tmp_path / "xlr.duckdb")] == [
        "How to read this page",
        "Titles by pair (made, small)",
    ]


def test_known_languages_are_called_by_their_names(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_study(warehouse, shares={("no", "fo"): (0.4, 0.7)}, seeds=(1,), names=Names(corpus="wikiann"))
    found = sections(tmp_path / "xlr.duckdb")
    by_pair = chart(under(found, "Scores by pair"))
    assert by_pair.table.frame["names"].to_list() == ["Faroese", "Faroese from Norwegian"]
    assert "Faroese from Norwegian" in json.dumps(by_pair.panels[0].to_dict())
    assert "fo Faroese, no Norwegian" in said(under(found, "How to read"), "note")


def test_codes_nobody_knows_have_no_column_of_names(plain: Path) -> None:
    headings = [column.heading for column in chart(under(sections(plain), "Scores by pair")).table.columns]
    assert "languages" not in headings


def test_a_type_that_is_never_predicted_is_counted(copied: Path) -> None:
    with Warehouse.writing(copied) as warehouse:
        warehouse.execute("delete from predicted_mention where type = 'LOC' and run like '%.bb-%'")
    section = under(sections(copied), "Scores by entity type")
    assert "LOC by 2 of 16" in said(section, "plain")
    frame = chart(section).table.frame
    (native,) = frame.filter(type="LOC", train_language="bb").iter_rows(named=True)
    assert (native["score"], native["n_never"], native["n_runs"]) == (0.0, 2, 2)
    total = frame.filter(pl.col("train_language").is_null(), type="LOC", setting="native")
    assert total["score"].item() == pytest.approx(
        frame.filter(pl.col("train_language").is_not_null(), type="LOC", setting="native")["score"].mean()
    )


def test_types_without_any_entity_say_so(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse)
        land_run(warehouse, train="bb", test="bb", seed=1)
        warehouse.execute("delete from mention")
        warehouse.execute("delete from predicted_mention")
    found = under(sections(tmp_path / "xlr.duckdb"), "Scores by entity type")
    assert said(found, "note") == "The test sets hold no entity, and none was predicted."


def pairs(n: int, *, overlap: float | None = 0.0) -> pl.DataFrame:
    rows = [(f"a{number:03}", "z", "cross_lingual", overlap and overlap + number / 1000) for number in range(n)]
    schema = {"train_language": pl.String, "test_language": pl.String, "setting": pl.String, "overlap": pl.Float64}
    return pl.DataFrame([*rows, ("z", "z", "native", 0.9)], schema=schema, orient="row")


def test_many_pairs_stand_in_two_panels_and_those_between_are_counted() -> None:
    few, many = rows_of(pairs(ONE_PANEL)), rows_of(pairs(2 * MOST + 7, overlap=0.1))
    assert [len(part) for _, part in few.panels] == [ONE_PANEL]
    assert [(title, len(part)) for title, part in many.panels] == [("most overlap", MOST), ("least overlap", MOST)]
    assert (few.n_left_out, many.n_left_out) == (0, 7)
    assert (many.panels[0][1][0], many.panels[1][1][-1]) == (f"a{2 * MOST + 6:03}→z", "a000→z")


def test_the_native_scores_stand_beside_every_pair_with_their_test_language() -> None:
    found = rows_of(pairs(3))
    drawn = found.drawn(pairs(3), found.panels[0][1])
    assert drawn.filter(setting="native")["row"].to_list() == ["a000→z", "a001→z", "a002→z"]


def test_a_stroke_may_be_a_pair() -> None:
    frame = pairs(2).with_columns(score=pl.lit(50.0), row=pl.lit("LOC"))
    drawn = score_rows(frame, rows=["LOC"], title="t", stroke="pair").to_dict()
    (ticks,) = [layer for layer in drawn["layer"] if layer["mark"]["type"] == "tick"]
    assert "pair" in [tip["field"] for tip in ticks["encoding"]["tooltip"]]


def test_a_matrix_has_no_row_for_a_language_that_was_not_tested_and_writes_a_score_of_zero() -> None:
    frame = pairs(2).with_columns(score=pl.Series([0.0, 40.0, 90.0]))
    drawn = matrix(frame, column="score", order=["a000", "a001", "z"], title="F1", highest=100.0, said="F1").to_dict()
    squares, numbers = drawn["layer"]
    assert squares["encoding"]["y"]["scale"]["domain"] == ["z"]
    assert squares["encoding"]["x"]["scale"]["domain"] == ["a000", "a001", "z"]
    assert drawn["width"] == 3 * drawn["height"]
    assert "transform" not in numbers
    assert squares["encoding"]["tooltip"][-1]["title"] == "F1"
