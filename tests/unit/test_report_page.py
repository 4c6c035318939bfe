"""The report as a file: what it says of full and of empty warehouses, and that it is whole, safe and repeatable."""

import base64
import hashlib
import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from ingest.audit.auditing import audit
from reports.page import page_names, write_report
from tests.made_study import N_MENTIONS, SHARES, Names, land_leak_free, land_run, land_study, land_text
from xlr_warehouse.cli.demo import QUESTIONS
from xlr_warehouse.errors import InputError, UnknownNameError, WarehouseMissingError
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]

HOSTILE = Names(
    corpus="</script><script>alert(1)</script>",
    encoder="\"><img src=x onerror=alert(2)>'\u202e\u2028`",
    licence="<style>*{display:none}</style>",
    revision="{{7*7}} &amp; <!--",
)


@pytest.fixture(scope="module")
def studied(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a whole study; the corpus is named as the lab's is, for what was planted in it."""
    path = tmp_path_factory.mktemp("studied") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse, names=Names(corpus="lab"))
    return path


@pytest.fixture(scope="module")
def report(studied: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report") / "report.html"
    write_report(warehouse=studied, pages=None, out=out)
    return out.read_text(encoding="utf-8")


def written(warehouse: Path, *pages: str) -> str:
    out = warehouse.with_suffix(".html")
    write_report(warehouse=warehouse, pages=pages or None, out=out)
    return out.read_text(encoding="utf-8")


def without_scripts(page: str) -> str:
    """The page but for the scripts that run, which hold Vega's own text."""
    return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def words(page: str) -> str:
    """What a reader sees of it."""
    body = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


@pytest.fixture(scope="module")
def audited(studied: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study with an audit."""
    copy = tmp_path_factory.mktemp("audited") / "xlr.duckdb"
    copy.write_bytes(studied.read_bytes())
    with Warehouse.writing(copy) as warehouse:
        audit(warehouse)
    return copy


@pytest.fixture(scope="module")
def leak_free(audited: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study with an audit, and the same again on leak-free splits."""
    copy = tmp_path_factory.mktemp("leak_free") / "xlr.duckdb"
    copy.write_bytes(audited.read_bytes())
    with Warehouse.writing(copy) as warehouse:
        land_leak_free(warehouse, names=Names(corpus="lab"))
    return copy


def test_every_page_is_there_in_its_order(report: str) -> None:
    titles = re.findall(r"<h2[^>]*>([^<]*)</h2>", without_scripts(report))
    assert titles == [
        "Summary",
        "Overlap",
        "Transfer",
        "Perturbations",
        "Overlap and degradation",
        "Entities",
        "Replication",
        "Examples",
        "Runs and data",
    ]


def test_the_summary_counts_the_pairs_in_which_the_treatment_costs_more(report: str, studied: Path) -> None:
    with Warehouse.reading(studied) as warehouse:
        costs = warehouse.frame(
            """
            select setting, train_language, test_language, perturbation, any_value(cost_per_edit) as cost
            from overlap_and_degradation where perturbation <> 'none' and measure = 'entity_chunk' group by all
            """
        ).pivot("perturbation", index=["setting", "train_language", "test_language"], values="cost")
    for setting, name in (("native", "Native"), ("cross_lingual", "Cross-lingual")):
        pairs = costs.filter(setting=setting).drop_nulls()
        difference = pairs["entity_unshared"] - pairs["entity_placebo"]
        more, mean = (difference > 0).sum(), 100 * difference.mean()
        assert f"{name} (lab, small): in {more} of {pairs.height} pairs with edits" in words(report)
        assert f"the mean difference is {mean:+.1f} points per edit" in words(report)


def test_a_pair_without_edits_is_named_and_not_estimated(report: str) -> None:
    assert SHARES["aa", "bb"][0] == 0
    assert "entity_unshared has none in aa→bb" in re.sub(r" +", " ", words(report))
    assert "1 pair has no such edits, so no estimate." in words(report)


def test_what_the_lab_planted_is_said_to_be_measured(report: str) -> None:
    assert "In 8 of 8 planted overlaps that were measured, the count is the one that was planted." in words(report)


def test_a_planted_overlap_that_is_not_measured_is_not_counted(studied: Path, tmp_path: Path) -> None:
    copy = tmp_path / "xlr.duckdb"
    copy.write_bytes(studied.read_bytes())
    with Warehouse.writing(copy) as warehouse:
        warehouse.execute("update planted set count = count + 1 where source = 'cc' and quantity like '%source'")
    assert "In 7 of 8 planted overlaps that were measured" in words(written(copy, "overlap"))


def test_every_query_shown_answers_when_asked_again(report: str, studied: Path) -> None:
    queries = re.findall(r'<pre tabindex="0"><code>(.*?)</code></pre>', report, flags=re.DOTALL)
    with Warehouse.reading(studied) as warehouse:
        heights = [warehouse.frame(html.unescape(query)).height for query in queries]
    assert len(heights) > 15
    assert min(heights) > 0 or heights.count(0) == report.count("No rows.")


def test_the_table_of_costs_holds_what_its_query_answers(report: str, studied: Path) -> None:
    figure = next(part for part in report.split("<figure") if "Cost of one edit" in part)
    query = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", figure, flags=re.DOTALL)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", figure, flags=re.DOTALL)[1:]
    with Warehouse.reading(studied) as warehouse:
        frame = warehouse.frame(html.unescape(query))
    shown = [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    for cells, row in zip(shown, frame.iter_rows(named=True), strict=True):
        keys = ("treatment", "placebo", "train_language", "test_language", "setting")
        assert cells[:5] == [row[name] for name in keys]
        wanted = [
            "\N{EN DASH}" if row[name] is None else f"{row[name]:+.1f}".replace("-", "\N{MINUS SIGN}")
            for name in ("treatment_cost", "placebo_cost", "difference")
        ]
        assert cells[7:10] == wanted


def test_the_same_warehouse_makes_the_same_file(studied: Path, report: str, tmp_path: Path) -> None:
    copy = tmp_path / "another.duckdb"
    copy.write_bytes(studied.read_bytes())
    assert written(copy) == report


def test_the_file_is_small_and_says_its_size(studied: Path, tmp_path: Path) -> None:
    said = write_report(warehouse=studied, pages=None, out=tmp_path / "new" / "folder" / "report.html")
    assert said.path.stat().st_size == said.n_bytes < 3_000_000
    assert said.n_charts == said.path.read_text(encoding="utf-8").count('class="panel"')


def test_only_the_pages_asked_for_are_written_each_once_in_their_order(studied: Path, tmp_path: Path) -> None:
    said = write_report(warehouse=studied, pages=["data", "summary", "data"], out=tmp_path / "report.html")
    assert (said.pages, said.n_charts) == (("summary", "data"), 4)
    bare = write_report(warehouse=studied, pages=["data"], out=tmp_path / "report.html")
    assert "vegaEmbed =" not in bare.path.read_text(encoding="utf-8")


def test_a_matrix_of_scores_stands_where_a_test_language_has_several_to_learn_from(
    fresh: Fresh, tmp_path: Path
) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse)
        for train in ("aa", "bb"):
            land_run(warehouse, train=train, test="bb", seed=1)
    assert "F1 of every training language" not in written(tmp_path / "xlr.duckdb", "transfer")
    with Warehouse.writing(tmp_path / "xlr.duckdb") as warehouse:
        land_run(warehouse, train="cc", test="bb", seed=1)
    assert "F1 of every training language" in written(tmp_path / "xlr.duckdb", "transfer")


def test_an_unknown_page_is_refused_with_the_nearest_name(studied: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'transfer'"):
        write_report(warehouse=studied, pages=["transfr"], out=tmp_path / "report.html")


def test_a_missing_warehouse_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        write_report(warehouse=tmp_path / "none.duckdb", pages=None, out=tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_written_leaves_nothing(studied: Path, tmp_path: Path) -> None:
    taken = tmp_path / "report.html"
    taken.mkdir()
    with pytest.raises(InputError, match="cannot be written here"):
        write_report(warehouse=studied, pages=["data"], out=taken)
    assert list(tmp_path.iterdir()) == [taken]


def test_nothing_in_the_file_points_outside_it(report: str) -> None:
    document = without_scripts(report)
    addresses = re.findall(r'(?:src|href|action|data|poster)="([^"]*)"', document)
    assert {address for address in addresses if not address.startswith("#")} == {"data:,"}
    assert "@import" not in document
    assert "url(" not in document


def test_the_policy_lets_only_the_scripts_of_the_page_run(report: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', report)
    scripts = re.findall(r"<script>(.*?)</script>", report, flags=re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts}
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes


def test_headings_of_tables_say_what_they_head(report: str) -> None:
    heads = re.findall(r"<th\b([^>]*)>", report)
    assert heads
    assert all('scope="col"' in head or 'scope="row"' in head for head in heads)


def test_every_chart_has_words_for_those_who_do_not_see_it(report: str) -> None:
    labels = re.findall(r'<div class="panels \w+" role="img" aria-label="([^"]*)"', report)
    assert len(labels) == report.count('<figure class="chart') > 0
    assert all(len(label) > 40 for label in labels)


@pytest.mark.parametrize(
    ("what", "commands"),
    [
        ("nothing", {"xlr demo", "xlr ingest wikiann LANG... --from DIR"}),
        ("text", {"xlr overlap --measure entity_chunk", "xlr train"}),
        ("one run", {"xlr overlap", "xlr overlap --measure entity_chunk"}),
    ],
)
def test_a_warehouse_that_lacks_something_says_what_to_do_next(
    fresh: Fresh, tmp_path: Path, what: str, commands: set[str]
) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        if what != "nothing":
            land_text(warehouse)
        if what == "one run":
            land_run(warehouse, train="cc", test="dd", seed=1)
    page = written(path)
    callouts = " ".join(re.findall(r'<p class="next">(.*?)</p>', page))
    assert commands <= set(re.findall(r"<code>(.*?)</code>", callouts))
    assert page.count('class="panel"') >= {"nothing": 3, "text": 3, "one run": 4}[what]


def test_the_paper_needs_no_run_of_ours(fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path):
        pass
    page = written(path, "replication")
    points = re.findall(r"<tr><th[^>]*>(mbert|xlmr)</th>", page)
    assert (points.count("mbert"), points.count("xlmr")) == (26, 26)


def test_our_runs_of_the_papers_encoders_stand_beside_its_numbers(fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        names = Names(corpus="wikiann", encoder="xlm-roberta-base")
        land_study(warehouse, shares={("fr", "br"): (0.4, 0.7)}, names=names)
    assert "ours minus theirs" in words(written(path, "replication"))


def test_hostile_text_is_shown_and_never_markup(fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(
            warehouse, shares={("<i>a", "b'\u202e"): (0.5, 0.5), ("c&amp;", "d\u2028"): (0.2, 0.4)}, names=HOSTILE
        )
    page = written(path)
    assert page.count("<script") == page.count("</script>") == 2 + page.count('type="application/json"')
    page = without_scripts(page)
    assert "<img" not in page
    assert page.count("<style") == 1
    assert not set(page) & set("\u202e\u2028\u2029\x00")
    assert HOSTILE.corpus in words(page)
    assert "[U+202E]" in words(page)


def test_no_corpus_of_the_study_is_left_out_where_there_are_two(fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse, shares={("aa", "bb"): (0.3, 0.5)}, names=Names(corpus="one"))
        land_study(warehouse, shares={("aa", "bb"): (0.6, 0.5)}, names=Names(corpus="two"))
    seen = words(written(path, "transfer"))
    assert "Scores by pair (one, small)" in seen
    assert "Scores by pair (two, small)" in seen
    assert f"{round(0.6 * N_MENTIONS) / N_MENTIONS:.3f}" in seen


def test_the_pages_on_the_command_line_are_the_modules_there_are() -> None:
    assert page_names() == [
        "data",
        "degradation",
        "entities",
        "examples",
        "overlap",
        "perturbations",
        "replication",
        "summary",
        "transfer",
    ]


@pytest.mark.parametrize("page", ["transfer", "perturbations", "degradation"])
def test_leak_free_runs_change_no_number_of_the_others(audited: Path, leak_free: Path, page: str) -> None:
    assert words(written(audited, page)) == words(written(leak_free, page))


def test_the_summary_keeps_leak_free_runs_apart(audited: Path, leak_free: Path) -> None:
    before, after = (words(written(path, "summary")) for path in (audited, leak_free))
    found = [text.partition("Transfer and shared names")[2].partition("What is claimed")[0] for text in (before, after)]
    assert found[0] == found[1] != ""
    row = "lab ner small {} entity_placebo, entity_unshared {} 2 {} {} {}"
    assert row.format("test", 16, 4, 4, 32) in before
    assert row.format("test", 16, 4, 4, 32) in after
    assert row.format("test_leak_free", 8, 4, 0, 16) in after


def test_the_questions_we_recommend_keep_leak_free_runs_apart(audited: Path, leak_free: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    asked = [*QUESTIONS, *re.findall(r'xlr sql "(select .*? from edit_effect .*?)"', readme)]
    assert len(asked) == len(QUESTIONS) + 1
    for question in asked:
        with Warehouse.reading(audited) as warehouse:
            before = warehouse.frame(question)
        with Warehouse.reading(leak_free) as warehouse:
            after = warehouse.frame(question)
        assert before.height
        assert after.height > before.height
        assert_frame_equal(before, after.filter(split="test"), check_row_order=False)


def test_scores_are_shown_with_and_without_leaked_sentences(audited: Path) -> None:
    with Warehouse.reading(audited) as warehouse:
        wanted = {
            subset: f"{100 * f1:.1f}"
            for subset, f1 in warehouse.frame(
                "select subset, avg(f1_conlleval) from score_by_subset where perturbation = 'none' "
                "and train_language = 'dd' and test_language = 'dd' group by subset"
            ).iter_rows()
        }
    assert wanted["all"] != wanted["leak_free"]
    shown = words(written(audited, "transfer")).partition("Scores without leaked sentences")[2]
    f1 = " ".join(wanted[subset] for subset in ("all", "leak_free", "with_context", "leak_free_with_context"))
    assert f"dd dd native {f1} {N_MENTIONS - N_MENTIONS * 4 // 10} 2" in shown


def test_the_audit_is_on_the_data_page(report: str, audited: Path) -> None:
    assert "<code>xlr audit</code>" in report
    page = written(audited, "data", "transfer")
    assert "<code>xlr audit</code>" not in page
    assert "lab dd test 60 0.000 0.000 0.400 0.000 0.000" in words(page)


def test_a_warehouse_with_leak_free_runs_alone_says_what_to_do_next(fresh: Fresh, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_text(warehouse)
        land_leak_free(warehouse)
    for page in ("summary", "transfer", "perturbations", "degradation"):
        assert '<p class="next">' in written(path, page)
