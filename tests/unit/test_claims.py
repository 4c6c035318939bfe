"""Claims: shipped with queries that run, evidence for each, verdicts that the documentation repeats."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from statsmodels.stats.multitest import multipletests

from reports.estimates.estimating import estimate
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

REPLICATION = Path(__file__).parents[2] / "docs" / "replication.md"
PAPERS = (
    "per_given_name",
    "loc_place",
    "entity_unshared",
    "context_cosine",
    "entity_context",
    "title_cosine",
    "title_random",
)
CORRELATED = {"transfer_follows_entity_overlap", "transfer_follows_word_overlap"}
"""Claims whose p-values are corrected with the other confirmatory correlations."""


@pytest.fixture(scope="module")
def fresh_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.writing(tmp_path_factory.mktemp("claims") / "xlr.duckdb") as warehouse:
        yield warehouse


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A warehouse with a made study and its estimates."""
    path = tmp_path_factory.mktemp("studied") / "xlr.duckdb"
    with Warehouse.writing(path) as warehouse:
        land_study(warehouse)
    estimate(path, replicates=20, seed=1, tell=lambda *_: None)
    with Warehouse.writing(path) as warehouse:
        yield warehouse


def test_every_query_of_a_claim_lists_its_headline_evidence(studied: Warehouse) -> None:
    # The view is worked out once, and its rows stand in for it: each query would take a second.
    studied.execute("create temp table claim_evidence as from main.claim_evidence")
    try:
        wanted = studied.frame("select claim, count(*) as n from claim_evidence where is_headline group by claim")
        claims = studied.frame("select claim, query from claim").rows()
        answers = {claim: studied.frame(query) for claim, query in claims}
    finally:
        studied.execute("drop table temp.claim_evidence")
    assert len(claims) > len(PAPERS)
    counts = dict(wanted.iter_rows())
    for claim, got in answers.items():
        assert {"basis", "n", "estimate", "low", "high", "p_corrected", "reading"} <= set(got.columns)
        assert got.height == counts.get(claim, 0), claim
    one = "known_names_are_memorised"
    assert_frame_equal(studied.frame(dict(claims)[one]), answers[one])


def test_evidence_is_of_claims_that_are_stated_and_no_claim_is_without_any(studied: Warehouse) -> None:
    stated = set(studied.frame("select claim from claim")["claim"])
    found = set(
        studied.frame("select claim from published_evidence union select claim from warehouse_evidence")["claim"]
    )
    assert found <= stated
    # Only runs with vectors, and thus with an alignment, can bear on it.
    assert stated - found == {"transfer_follows_alignment"}


def test_robustness_is_asked_for_each_perturbation_of_the_paper(fresh_one: Warehouse) -> None:
    asked = fresh_one.frame("select claim from claim where starts_with(claim, 'cross_lingual_more_robust_to_')")
    assert set(asked["claim"].str.strip_prefix("cross_lingual_more_robust_to_")) == set(PAPERS)
    assert fresh_one.frame("select unnest($names) as name, is_of_the_paper(name) as is_it", names=[*PAPERS])[
        "is_it"
    ].all()
    assert not fresh_one.one("select is_of_the_paper('title_placebo')")


def test_p_values_are_corrected_within_a_claim_as_by_statsmodels(fresh_one: Warehouse) -> None:
    cells = fresh_one.frame("from claim_evidence where not is_arithmetic")
    checked = 0
    for (claim,), family in cells.group_by("claim"):
        if claim not in CORRELATED:
            wanted = multipletests(family["p"], method="holm")[1]
            assert family["p_corrected"].to_list() == pytest.approx(wanted)
            checked += family.height
    assert checked == 8 + 8 + 8 + 16 + 2 + 2 + 4


def test_correlations_are_corrected_with_all_other_confirmatory_ones(fresh_one: Warehouse) -> None:
    cells = fresh_one.frame(
        "from claim_evidence where list_contains($claims, claim) order by claim, encoder", claims=sorted(CORRELATED)
    )
    wanted = fresh_one.frame(
        """
        from published_correlation
        where outcome = 'f1_before' and setting = 'cross_lingual' and role = 'confirmatory' order by task, model
        """
    )
    assert cells.height == 4
    for mine, theirs in (("estimate", "pearson_r"), ("low", "pearson_low"), ("p_corrected", "p_corrected")):
        assert cells[mine].to_list() == pytest.approx(wanted[theirs].to_list())


def test_arithmetic_cells_are_shown_and_not_read(fresh_one: Warehouse) -> None:
    cells = fresh_one.frame("from claim_evidence where is_arithmetic")
    assert cells.height == 2 * 8 + 2 * 3 * 2
    assert cells["reading"].null_count() == cells["p_corrected"].null_count() == cells.height
    assert cells["estimate"].null_count() == 0


def test_the_study_of_made_languages_is_read_as_it_was_made(studied: Warehouse) -> None:
    cells = studied.frame("from claim_evidence where basis = 'warehouse'")
    # Known names are found at .95 and .9, unknown ones at .6 and .4; four pairs of the smallest sizes cannot decide it.
    memorised = cells.filter(claim="known_names_are_memorised").sort("setting")
    assert memorised["setting"].to_list() == ["cross_lingual", "native"]
    assert (memorised["estimate"] > 0.2).all()
    assert memorised["n"].to_list() == [3, 4]
    assert set(memorised["reading"]) == {"undecided"}
    transfer = cells.filter(claim="transfer_follows_entity_overlap")
    wanted = studied.frame(
        "from correlation where measure = 'entity_chunk' and outcome = 'score_before' and setting = 'cross_lingual'"
    )
    for mine, theirs in (("estimate", "pearson_r"), ("low", "pearson_low"), ("p_corrected", "p_corrected")):
        assert transfer[mine].to_list() == pytest.approx(wanted[theirs].to_list())


def test_alignment_is_asked_as_the_rival_of_overlap(studied: Warehouse) -> None:
    studied.execute("begin transaction")
    try:
        studied.execute("insert into embedding values ('v', 'small', 1, 'mean', 'kept')")
        studied.execute(
            """
            insert into alignment
            select 'v', source.text_set, target.text_set, 'word', 'language_mixing', 'none', 'different', 9,
                overlap.shared_test / overlap.n_test, 9, 9, 0, null
            from overlap
            inner join text_set as train on overlap.train_set = train.text_set
            inner join text_set as target on overlap.test_set = target.text_set
            inner join text_set as source
                on train.language = source.language and source.split = 'train' and source.perturbation = 'none'
            where overlap.measure = 'entity_chunk' and train.language <> target.language
            """
        )
        # A source has no test set in this study: its training set stands in for one, as far as the join by split goes.
        studied.execute(
            """
            update text_set set split = 'test' where split = 'train' and language in ('aa', 'cc', 'ee', 'gg')
            """
        )
        cells = studied.frame("from claim_evidence where claim = 'transfer_follows_alignment'")
        wanted = studied.frame(
            "from correlation where measure = 'entity_chunk' and outcome = 'score_before' and setting = 'cross_lingual'"
        )
    finally:
        studied.execute("rollback")
    assert cells["estimate"].to_list() == pytest.approx(wanted["pearson_r"].to_list())
    assert cells["without_source_low"].to_list() == pytest.approx(wanted["without_source_low"].to_list())
    assert cells["embedding"].to_list() == ["v"]
    assert cells["p_corrected"].to_list() == cells["p"].to_list()


def verdicts(warehouse: Warehouse) -> pl.DataFrame:
    return warehouse.frame(
        """
        select claim, coalesce(verdict, why_none) as verdict, n_supported, n_contradicted, n_undecided, n_arithmetic
        from verdict where basis = 'published' and encoder is null
        """
    )


def test_the_documentation_repeats_the_verdicts_on_the_published_numbers(fresh_one: Warehouse) -> None:
    row = re.compile(r"^\| `(\w+)` \| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
    said = [
        (claim, verdict, *map(int, counts)) for claim, verdict, *counts in row.findall(REPLICATION.read_text("utf-8"))
    ]
    assert sorted(said) == sorted(verdicts(fresh_one).rows())


def test_verdicts_of_encoders_and_settings_add_up_to_that_of_all(fresh_one: Warehouse) -> None:
    counts = "sum(n_cells), sum(n_supported), sum(n_contradicted), sum(n_undecided), sum(n_arithmetic)"
    all_together = fresh_one.frame(f"select {counts} from verdict where encoder is null")
    by_encoder = fresh_one.frame(f"select {counts} from verdict where encoder is not null and setting is null")
    assert all_together.rows() == by_encoder.rows()
    settings = fresh_one.frame("select distinct claim from verdict where setting is not null")["claim"]
    assert "titles_are_memorised" in set(settings)
    assert "cross_lingual_more_robust" not in set(settings)
