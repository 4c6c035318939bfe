"""Resamples, intervals and p-values, beside scipy."""

import numpy as np
import pytest
from scipy import stats

from reports.estimates.intervals import mean_of, spread, two_sided_p
from reports.estimates.resampling import resampled_sums, stream, weights
from reports.estimates.scores import ratio


def made_counts(n: int, seed: int) -> np.ndarray:
    """Gold, predicted and right mentions of two models in each of n sentences: columns gold, p1, r1, p2, r2."""
    random = np.random.default_rng(seed)
    gold = random.integers(0, 4, n)
    columns = [gold]
    for share in (0.8, 0.7):
        right = random.binomial(gold, share)
        columns += [right + random.integers(0, 2, n), right]
    return np.stack(columns).astype(float)


def f1_difference(gold: np.ndarray, *columns: np.ndarray, axis: int = -1) -> np.ndarray:
    p1, r1, p2, r2 = (column.sum(axis=axis) for column in columns)
    return 2 * r1 / (p1 + gold.sum(axis=axis)) - 2 * r2 / (p2 + gold.sum(axis=axis))


def test_interval_of_a_paired_difference_is_that_of_scipy() -> None:
    counts = made_counts(400, seed=3)
    sums = resampled_sums(counts, lambda: stream(1, "made"), replicates=20_000).astype(float)
    gold, p1, r1, p2, r2 = sums
    ours = spread(2 * r1 / (p1 + gold) - 2 * r2 / (p2 + gold), is_difference=True)
    theirs = stats.bootstrap(
        tuple(counts),
        f1_difference,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=20_000,
        batch=1000,
        rng=np.random.default_rng(2),
    )
    assert ours.estimate == pytest.approx(float(f1_difference(*counts)), abs=1e-12)
    # Three standard errors of a .025 quantile of 20,000 replicates are 3 sd sqrt(.025 .975 / 20000) / .0584.
    slack = 2**0.5 * 3 * theirs.standard_error * (0.025 * 0.975 / 20_000) ** 0.5 / 0.0584
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.confidence_interval), abs=float(slack))
    assert ours.variance**0.5 == pytest.approx(float(theirs.standard_error), rel=0.02)


def test_two_models_of_one_test_set_share_their_resamples() -> None:
    counts = made_counts(100, seed=1)
    together = resampled_sums(counts, lambda: stream(1, "made"), replicates=50)
    alone = [resampled_sums(column[None], lambda: stream(1, "made"), replicates=50)[0] for column in counts]
    assert np.array_equal(together, np.stack(alone))
    other = resampled_sums(counts, lambda: stream(1, "another"), replicates=50)
    assert not np.array_equal(together[:, 1:], other[:, 1:])


def test_sums_are_exact_whatever_their_precision() -> None:
    small = np.random.default_rng(1).integers(0, 9, (3, 50)).astype(float)
    large = small * 2.0**24
    drawn = np.concatenate(list(weights(stream(5, "x"), n=50, replicates=20)))
    for counts, kind in ((small, np.float32), (large, np.float64)):
        sums = resampled_sums(counts, lambda: stream(5, "x"), replicates=20)
        assert sums.dtype == kind
        assert sums[:, 0].tolist() == counts.sum(axis=1).tolist()
        assert sums[:, 1:].astype(float).tolist() == (counts @ drawn.T).tolist()


def test_every_resample_draws_as_many_clusters_as_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = np.concatenate(list(weights(stream(1, "x"), n=30, replicates=7)))
    assert whole.sum(axis=1).tolist() == [30] * 7
    monkeypatch.setattr("reports.estimates.resampling.N_DRAWN", 60)
    assert np.array_equal(np.concatenate(list(weights(stream(1, "x"), n=30, replicates=7))), whole)


def test_an_empty_test_set_sums_to_nothing() -> None:
    assert resampled_sums(np.zeros((2, 0)), lambda: stream(1), replicates=3).tolist() == [[0] * 4] * 2


def test_p_counts_the_estimate_as_one_replicate_more_and_is_never_0() -> None:
    assert two_sided_p(np.array([1.0] * 99)) == 2 * 1 / 100
    assert two_sided_p(np.array([1.0] * 89 + [-1.0] * 10)) == 2 * 11 / 100
    assert two_sided_p(np.zeros(99)) == 1


def test_resamples_without_an_edit_are_left_out_and_counted() -> None:
    values = ratio(np.array([3.0, 2, 0, 4, *[3] * 96, 1]), np.array([6.0, 6, 0, 6, *[6] * 96, 6]))
    found = spread(values, is_difference=True)
    assert (found.estimate, found.n_finite) == (0.5, 99)
    assert found.low is not None


def test_few_edits_bound_nothing() -> None:
    values = np.array([0.5, *[np.nan] * 11, *np.linspace(0, 1, 89)])
    found = spread(values, is_difference=True)
    assert (found.estimate, found.low, found.high, found.p, found.n_finite) == (0.5, None, None, None, 89)
    assert found.variance > 0


def test_replicates_that_never_differ_bound_nothing() -> None:
    found = spread(np.full(101, 0.25), is_difference=True)
    assert (found.estimate, found.low, found.p, found.variance) == (0.25, None, None, 0.0)


def test_an_undefined_number_has_nothing() -> None:
    found = spread(np.array([np.nan, 1.0, 2.0]), is_difference=True)
    assert (found.estimate, found.low, found.n_finite) == (None, None, 0)


def test_a_mean_is_over_what_is_defined_in_each_replicate() -> None:
    found = mean_of([np.array([1.0, np.nan, np.nan]), np.array([3.0, 4.0, np.nan])])
    assert found.tolist() == pytest.approx([2, 4, np.nan], nan_ok=True)
