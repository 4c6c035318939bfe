"""Native against cross-lingual on the same edits: scores are seqeval's, costs are counted on sets of spans.

And what edits cost by one thing or another adds up to what they cost.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from statistics import mean

import pytest
from seqeval.metrics import f1_score

from tests.made_uneven import land_uneven
from xlr_warehouse.warehouse import Warehouse

Spans = set[tuple[int, int, int, str]]
SENTENCES, N_TOKENS = 60, 4
MODELS = """
select distinct run, text_set, perturbation_seed from evaluation_setting
where train_set = $train_set and test_language = $language and perturbation = $perturbation
and encoder = $encoder and configuration = $configuration
"""
MADE = """
select perturbed_set, seed, min(perturbation_id), list(train_set) from perturbation
where test_set = $test_set and perturbation = $perturbation group by all
"""


@pytest.fixture(scope="module")
def uneven(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with fresh(tmp_path_factory.mktemp("contrast") / "xlr.duckdb") as warehouse:
        land_uneven(warehouse)
        yield warehouse


class Counted:
    """What is found and gold, read from the tables alone."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self.gold = cache(self._gold)
        self.found = cache(self._found)
        self.edits = cache(self._edits)

    def _gold(self, text_set: int) -> Spans:
        query = "select sentence, first_token, end_token, type from mention where text_set = $text_set"
        return set(self._warehouse.frame(query, text_set=text_set).iter_rows())

    def _found(self, run: str, text_set: int) -> Spans:
        query = """
            select sentence, first_token, end_token, type from predicted_mention
            where run = $run and text_set = $text_set
        """
        return set(self._warehouse.frame(query, run=run, text_set=text_set).iter_rows())

    def _edits(self, perturbation_id: str) -> list[tuple[int, int, int]]:
        query = "select sentence, original_first_token, first_token from edit where perturbation_id = $name"
        return list(self._warehouse.frame(query, name=perturbation_id).iter_rows())

    def near(self, *sets: int, test_set: int) -> set[int]:
        query = "select unnest(sentences) from near_in_training where list_contains($sets, train_set) and test_set = $t"
        return set(self._warehouse.frame(query, sets=list(sets), t=test_set).to_series())

    def score(self, run: str, text_set: int, without: frozenset[int]) -> float:
        """The F1 of seqeval on the sentences that are not left out."""
        return f1_score(tags(self.gold(text_set), without), tags(self.found(run, text_set), without), zero_division=0)

    def cost(self, run: str, test_set: int, text_set: int, edits: list[tuple[int, int, int]]) -> float:
        before = {span[:2] for span in self.gold(test_set) & self.found(run, test_set)}
        after = {span[:2] for span in self.gold(text_set) & self.found(run, text_set)}
        return mean(((one, old) in before) - ((one, new) in after) for one, old, new in edits)


def tags(spans: Spans, without: frozenset[int]) -> list[list[str]]:
    rows = [["O"] * N_TOKENS for _ in range(SENTENCES)]
    for sentence, first, end, kind in spans:
        rows[sentence][first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
    return [row for sentence, row in enumerate(rows) if sentence not in without]


def test_contrasts_are_those_of_seqeval_and_of_counted_mentions(uneven: Warehouse) -> None:
    rows = uneven.frame("from setting_contrast").rows(named=True)
    assert {(row["subset"], row["outcome"], row["perturbed_against"]) for row in rows} >= {
        (subset, outcome, against)
        for subset in ("all", "leak_free")
        for outcome in ("cost_per_edit", "score_change")
        for against in ("source", "target")
    }
    counted = Counted(uneven)
    for row in rows:
        for name, train_set in (("native", row["target_set"]), ("cross_lingual", row["source_set"])):
            wanted = outcome_of(uneven, counted, row, train_set)
            if row["n_edited"] == 0:
                assert (wanted, row[name], row["contrast"]) == (None, None, None)
            else:
                assert wanted == pytest.approx(row[name], rel=1e-12, abs=1e-12), row
                assert row["cross_lingual"] - row["native"] == row["contrast"]


def outcome_of(warehouse: Warehouse, counted: Counted, row: dict[str, object], train_set: int) -> float | None:
    """The mean of a model's outcome over its runs, then over the texts; None where nothing was edited."""
    sides = (row["source_set"], row["target_set"])
    test_set = row["test_set"]
    without = frozenset() if row["subset"] == "all" else frozenset(counted.near(*sides, test_set=test_set))
    tested = {
        side: warehouse.frame(
            MODELS,
            train_set=side,
            language=row["test_language"],
            **{name: row[name] for name in ("perturbation", "encoder", "configuration")},
        ).rows()
        for side in sides
    }
    means = []
    for text_set, seed, name, owners in warehouse.frame(
        MADE, test_set=test_set, perturbation=row["perturbation"]
    ).iter_rows():
        against = {(True, True): "both", (True, False): "source", (False, True): "target"}.get(
            tuple(side in owners for side in sides)
        )
        met = [{run for run, number, of in tested[side] if (number, of) == (text_set, seed)} for side in sides]
        if against != row["perturbed_against"] or not all(met):
            continue
        edits = [edit for edit in counted.edits(name) if edit[0] not in without]
        if edits:
            means.append(
                mean(
                    counted.cost(run, test_set, text_set, edits)
                    if row["outcome"] == "cost_per_edit"
                    else counted.score(run, text_set, without) - counted.score(run, test_set, without)
                    for run in met[sides.index(train_set)]
                )
            )
    return mean(means) if means else None


def test_a_model_meets_its_own_edits_as_edit_effect_has_them(uneven: Warehouse) -> None:
    compared = uneven.frame(
        """
        with own as (
            select
                train_language, test_language, setting, perturbation, perturbation_id, run,
                sum(n_edited * cost_per_edit) / sum(n_edited) as cost
            from edit_effect group by all
        ),
        averaged as (
            select train_language, test_language, setting, perturbation, avg(cost) as cost
            from (
                select
                    own.train_language, own.test_language, own.setting, own.perturbation, own.perturbation_id,
                    avg(own.cost) as cost
                from own group by all
            ) group by all
        )
        select contrast.native, contrast.cross_lingual, contrast.perturbed_against, averaged.cost
        from setting_contrast as contrast
        join averaged on averaged.test_language = contrast.test_language
        and averaged.perturbation = contrast.perturbation
        and averaged.setting = if(contrast.perturbed_against = 'target', 'native', 'cross_lingual')
        and (averaged.setting = 'native' or averaged.train_language = contrast.train_language)
        where contrast.subset = 'all' and contrast.outcome = 'cost_per_edit'
        and contrast.perturbed_against in ('source', 'target') and contrast.train_language <> 'cc'
        """
    )
    assert compared.height >= 6
    for native, cross_lingual, against, cost in compared.iter_rows():
        assert (native if against == "target" else cross_lingual) == pytest.approx(cost, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("dimension", ["context_words", "training_frequency", "mention_length", "leakage"])
def test_every_edit_is_in_one_bin_of_each_dimension(uneven: Warehouse, dimension: str) -> None:
    binned = uneven.frame(
        """
        select
            train_language, test_language, perturbation, sum(n_edited) as n_edited,
            sum(n_recalled_before) as n_before, sum(n_recalled_after) as n_after
        from edit_cost_by where dimension = $dimension group by all order by all
        """,
        dimension=dimension,
    )
    whole = uneven.frame(
        """
        select
            train_language, test_language, perturbation, sum(n_edited) as n_edited,
            sum(round(n_edited * recall_before)) as n_before, sum(round(n_edited * recall_after)) as n_after
        from edit_effect group by all order by all
        """
    )
    assert whole.height > 0
    assert list(binned.iter_rows()) == list(whole.iter_rows())
