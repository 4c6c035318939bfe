"""The null lab: where nothing is to be found p-values are uniform, and 95 % intervals hold what is true as often.

Counts of made-up studies go through the analysis itself; seeds are fixed. For more studies than the hundred of the test
set XLR_NULL_STUDIES (a thousand take some minutes): then sizes come closer to their levels.
"""

import os
from collections import defaultdict

import numpy as np
import pytest
from scipy import stats

from reports.estimates.across_pairs import FLIPPED, POOLED, groups, put_together
from reports.estimates.cell import Estimate, PairEstimate
from tests.made_null import Null, null_study

N_STUDIES = int(os.environ.get("XLR_NULL_STUDIES", "100"))
NULL = Null(pairs=8, sentences=400, seeds=1)
TRUE = Null(pairs=8, sentences=400, seeds=1, effect=0.1, between_pairs=0.04)
REPLICATES = 200
SURE = 0.001
"""How unlikely a failure is where all is right (with fixed seeds: it passes or it does not)."""
Found = dict[tuple[str, str], list[Estimate]]


def studied(null: Null, n: int) -> tuple[list[PairEstimate], Found]:
    """The estimates of pairs, and across them by method and quantity, of n studies of one kind."""
    pairs: list[PairEstimate] = []
    across: Found = defaultdict(list)
    for seed in range(n):
        of_study = null_study(np.random.default_rng(seed), null, replicates=REPLICATES, seed=seed)
        pairs += of_study
        for group in groups(of_study):
            # One group of each kind: the others share its runs, and KS wants independent p-values.
            if group.cell.setting != "native" and group.cell.perturbation != "entity_placebo":
                for row in put_together(group, replicates=REPLICATES, seed=seed):
                    across[row.method, group.cell.outcome or group.cell.quantity].append(row)
    return pairs, across


@pytest.fixture(scope="module")
def null() -> tuple[list[PairEstimate], Found]:
    return studied(NULL, N_STUDIES)


@pytest.mark.parametrize("quantity", ["arm_contrast", "cost_per_edit", "score_change"])
def test_p_of_random_effects_is_uniform(null: tuple[list[PairEstimate], Found], quantity: str) -> None:
    p = [row.p for row in null[1][POOLED, quantity]]
    assert len(p) == N_STUDIES
    assert stats.kstest(p, "uniform").pvalue > 0.01


@pytest.mark.parametrize("quantity", ["arm_contrast", "cost_per_edit"])
def test_p_of_sign_flips_is_uniform_on_the_values_it_can_take(
    null: tuple[list[PairEstimate], Found], quantity: str
) -> None:
    p = [row.p for row in null[1][FLIPPED, quantity]]
    n_values = 2 ** (NULL.pairs - 1)
    assert set((np.array(p) * n_values) % 1) == {0.0}
    assert stats.kstest(p, lambda x: np.floor(np.asarray(x) * n_values) / n_values).pvalue > 0.01


@pytest.mark.parametrize("quantity", ["arm_contrast", "setting_contrast"])
def test_p_of_the_bootstrap_keeps_its_levels(null: tuple[list[PairEstimate], Found], quantity: str) -> None:
    # One of each pair, as KS and binomial bounds want them independent. Replicates on 0, rarer the more edits there
    # are, count on either side: with a hundred edits p-values are a little too large, with four hundred uniform.
    p = np.array(
        [
            one.spread.p
            for one in null[0]
            if one.cell.quantity == quantity
            and one.cell.setting != "native"
            and one.cell.outcome in {None, "cost_per_edit"}
            and one.cell.perturbation == "entity_unshared"
        ]
    )
    assert len(p) == N_STUDIES * NULL.pairs
    assert stats.kstest(p[:: NULL.pairs], "uniform").pvalue > 0.01
    for level in (0.05, 0.1, 0.2):
        assert stats.binomtest(int((p <= level).sum()), len(p), level, alternative="greater").pvalue > SURE
        assert np.mean(p <= level) > 0.75 * level


def test_intervals_hold_what_is_true(null: tuple[list[PairEstimate], Found]) -> None:
    by_pair, found = studied(TRUE, N_STUDIES // 2)
    # A mention is found in 7 of 10 cases, and what is not found cannot be lost.
    held = [row.low <= 0.7 * TRUE.effect <= row.high for row in found[POOLED, "arm_contrast"]]
    assert stats.binomtest(sum(held), len(held), 0.95).pvalue > SURE
    spreads = [one.spread for one in null[0] if one.cell.quantity == "arm_contrast" and one.cell.setting == "native"]
    held = [one.low <= 0 <= one.high for one in spreads]
    assert stats.binomtest(sum(held), len(held), 0.95).pvalue > SURE
    assert np.mean([one.spread.estimate for one in by_pair if one.cell.quantity == "arm_contrast"]) == pytest.approx(
        0.7 * TRUE.effect, abs=0.02
    )


def test_sources_drawn_are_too_sure_of_themselves(null: tuple[list[PairEstimate], Found]) -> None:
    # Why they are labelled anti-conservative.
    drawn = null[1]["cluster_bootstrap_over_sources", "arm_contrast"]
    assert np.mean([row.low <= 0 <= row.high for row in drawn]) < 0.95
    assert all(row.p is None for row in drawn)
