"""Pairs put together: as metafor, statsmodels and scipy do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import permutation_test
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests

from reports.estimates.correcting import holm
from reports.estimates.meta_analysis import Pairs, Pooled, between_pairs, pooled, range_without_sources
from reports.estimates.sign_flips import drawn_sources, sign_flip, sign_flip_p
from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]
Y = np.array([0.12, 0.31, -0.05, 0.22, 0.40, 0.08, 0.17, 0.55, -0.11, 0.26])
V = np.array([0.004, 0.010, 0.006, 0.020, 0.003, 0.008, 0.005, 0.015, 0.007, 0.009])
X = np.array([0.10, 0.35, 0.05, 0.30, 0.60, 0.20, 0.15, 0.70, 0.02, 0.45])
Z = np.array([0.30, 0.10, 0.20, 0.65, 0.15, 0.40, 0.05, 0.25, 0.35, 0.50])
# metafor 3.8-1 for R 4.2.2: rma(y, v, mods=~x, method="PM", test="knha", control=list(tol=1e-14)), to 12 decimals:
# tau2, then of the mean or of the slope: estimate, ends of the 95 % interval, p.
METAFOR = {
    "mean": (Y, V, None, 0.030962398772, 0.188077925617, 0.046618716016, 0.329537135219, 0.014771668021),
    "mean, none between": (Y, 20 * V, None, 0, 0.188169448010, 0.051682782182, 0.324656113837, 0.012343317103),
    "two pairs": (Y[:2], V[:2], None, 0.01105, 0.199210526315, -0.991089787173, 1.389510839805, 0.279835955180),
    "slope": (Y, V, Z, 0.034875875623, -0.167149439780, -1.056290432011, 0.721991552450, 0.676099815371),
    "slope, none between": (Y, V, X, 0, 0.744159491664, 0.518743166241, 0.969575817087, 6.23020602920262e-05),
    "slope of three": (
        Y[:3], V[:3], X[:3], 0.002122580645, 1.056109481915, -4.686220110461, 6.798439074293, 0.257412066402
    ),
}  # fmt: skip


def pairs(y: object, v: object = None, x: object = None, *, sources: object = None, targets: object = None) -> Pairs:
    estimates = np.asarray(y, dtype=float)
    names = [f"l{number}" for number in range(len(estimates))]
    return Pairs(
        estimates=estimates,
        variances=np.full(len(estimates), 0.01) if v is None else np.asarray(v, dtype=float),
        sources=list(sources or names),
        targets=list(targets or names),
        moderator=None if x is None else np.asarray(x, dtype=float),
    )


@pytest.mark.parametrize("case", METAFOR)
def test_random_effects_are_those_of_metafor(case: str) -> None:
    y, v, x, *wanted = METAFOR[case]
    found = pooled(pairs(y, v, x))
    assert [found.tau2, found.estimate, found.low, found.high, found.p] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@given(
    st.lists(
        st.tuples(st.integers(-1000, 1000), st.integers(1, 100)),
        min_size=2,
        max_size=13,
        unique_by=lambda both: both[0],
    )
)
def test_knapp_hartung_interval_is_that_of_statsmodels(thousandths: list[tuple[int, int]]) -> None:
    y, v = (np.array(column) / 1000 for column in zip(*thousandths, strict=True))
    ours = pooled(pairs(y, v))
    theirs = combine_effects(y, v, use_t=True)
    low, high = theirs.conf_int(use_t=True)[3]
    wanted = (theirs.mean_effect_re, low, high)
    assert (ours.estimate, ours.low, ours.high) == pytest.approx(wanted, rel=1e-3, abs=1e-3)
    # Its variance between pairs has five digits; with ours within the variances given, all are exact.
    theirs = combine_effects(y, v + (ours.tau2 or 0.0), use_t=True)
    low, high = theirs.conf_int(use_t=True)[2]
    assert (ours.estimate, ours.low, ours.high) == pytest.approx(
        (theirs.mean_effect_fe, low, high), rel=1e-9, abs=1e-12
    )


def test_statsmodels_loses_the_variance_between_pairs_when_asked_for_more_digits() -> None:
    # Why between_pairs is ours: when this fails, statsmodels can take its place.
    random = np.random.default_rng(1)
    n_lost = 0
    for _ in range(200):
        v = random.uniform(0.002, 0.01, 10)
        y = random.normal(0.1, np.sqrt(v + 0.01))
        n_lost += combine_effects(y, v, atol=1e-10).tau2 == 0 and between_pairs(pairs(y, v)) > 1e-3
    assert n_lost > 0


def test_one_pair_has_an_estimate_and_no_interval() -> None:
    assert pooled(pairs([0.3])) == Pooled(estimate=0.3, tau2=0.0)
    assert range_without_sources(pairs([0.3])) == (None, None)


def test_no_pair_has_nothing() -> None:
    assert pooled(pairs([])) == Pooled()


def test_a_slope_on_a_constant_or_of_one_pair_is_undefined() -> None:
    assert pooled(pairs([0.1, 0.2, 0.3], x=[1, 1, 1])) == Pooled()
    assert pooled(pairs([0.1], x=[1])) == Pooled()
    two = pooled(pairs([0.1, 0.2], x=[0, 1]))
    assert (two.estimate, two.low, two.p) == (pytest.approx(0.1), None, None)


def test_pairs_that_all_say_the_same_have_no_interval() -> None:
    assert pooled(pairs([0.0, 0.0, 0.0], [0.0, 0.0, 0.0])) == Pooled(estimate=0.0, tau2=0.0)


def test_a_pair_that_no_resample_moves_weighs_as_the_least_sure_of_the_others() -> None:
    assert pooled(pairs([0.0, 0.1, 0.3], [0.0, 0.01, 0.04])) == pooled(pairs([0.0, 0.1, 0.3], [0.04, 0.01, 0.04]))


def test_pairs_without_any_variance_are_averaged_plainly() -> None:
    found = pooled(pairs([0.1, 0.2, 0.6], [0.0, 0.0, 0.0]))
    half = 4.302652729749 * np.std([0.1, 0.2, 0.6], ddof=1) / 3**0.5
    assert (found.estimate, found.low, found.high) == pytest.approx((0.3, 0.3 - half, 0.3 + half), rel=1e-9)


@pytest.mark.parametrize("x", [None, Z])
def test_range_without_sources_is_that_of_leaving_each_out_by_hand(x: np.ndarray | None) -> None:
    sources = ["es", "fr", "es", "en", "ar", "fr", "en", "es", "ar", "ru"]
    by_hand = []
    for source in sorted(set(sources)):
        kept = [place for place, one in enumerate(sources) if one != source]
        by_hand.append(pooled(pairs(Y[kept], V[kept], None if x is None else x[kept])).estimate)
    wanted = (min(by_hand), max(by_hand))
    assert range_without_sources(pairs(Y, V, x, sources=sources)) == pytest.approx(wanted, rel=1e-9)


def test_a_single_source_cannot_be_left_out() -> None:
    assert range_without_sources(pairs(Y, V, sources=["es"] * 10)) == (None, None)


@given(st.lists(st.integers(-5, 5).map(lambda n: n / 10), min_size=2, max_size=9))
def test_sign_flips_are_those_of_scipy(differences: list[float]) -> None:
    sample = np.array(differences)
    theirs = permutation_test(
        (np.round(10 * sample),),
        lambda drawn, axis: np.abs(drawn.sum(axis=axis)),
        permutation_type="samples",
        n_resamples=np.inf,
        alternative="greater",
        vectorized=True,
    )
    assert sign_flip_p(sample) == theirs.pvalue


@given(differences=st.lists(st.integers(-5, 5).map(lambda n: n / 10) | st.floats(-1, 1), min_size=1, max_size=8))
def test_sign_flips_are_those_of_the_macro(undone: Undone, differences: list[float]) -> None:
    with undone() as warehouse:
        p = warehouse.one("select sign_flip_p(cast($differences as double[]))", differences=differences)
    assert sign_flip_p(np.array(differences)) == p


def test_sign_flips_of_many_targets_go_by_blocks_and_stop_at_twenty() -> None:
    random = np.random.default_rng(3)
    sample = random.normal(0.4, 1, 16)
    signs = np.array(list(product([1, -1], repeat=16)))
    wanted = np.mean(np.abs(signs @ sample) >= abs(sample.sum()) - 1e-12)
    assert sign_flip(pairs(sample)).p == wanted
    assert sign_flip(pairs(np.ones(21))).p is None


def test_a_target_of_several_sources_counts_once() -> None:
    found = sign_flip(pairs([0.1, 0.3, 0.5], targets=["da", "da", "fo"]))
    assert (found.estimate, found.p, found.n) == (pytest.approx(0.35), 0.5, 2)


def test_drawn_sources_keep_their_pairs_together() -> None:
    drawn = drawn_sources(pairs([0.0, 0.0, 1.0], sources=["es", "es", "fr"]), replicates=500, seed=1)
    assert drawn[0] == pytest.approx(1 / 3)
    assert sorted(set(drawn[1:].round(9).tolist())) == pytest.approx([0, 1 / 3, 1])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_is_that_of_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1].tolist(), abs=1e-12)


def test_the_root_is_where_squares_meet_their_degrees_of_freedom() -> None:
    def excess(tau2: float) -> float:
        weights = 1 / (V + tau2)
        mean = (weights * Y).sum() / weights.sum()
        return float((weights * (Y - mean) ** 2).sum() - 9)

    assert between_pairs(pairs(Y, V)) == pytest.approx(brentq(excess, 0, 1, xtol=1e-15), rel=1e-10)
