"""Alignment of two clouds of vectors against scipy over all pairs, and against what was worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import sqrtm
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

from ingest.alignment.clouds import LEAST, centroid_cosine, frechet_distance, likeness
from ingest.alignment.retrieval import Retrieved, hubness, retrieve
from ingest.alignment.similarity import cosine_blocks, distinct, mean_of_nearest

Numbers = NDArray[np.float64]


def made(n: int, *, seed: int, n_dimensions: int = 6) -> NDArray[np.float32]:
    numbers = np.random.default_rng(seed).normal(size=(n, n_dimensions))
    return (numbers / np.linalg.norm(numbers, axis=1, keepdims=True)).astype(np.float32)


def cosines(one: NDArray[np.float32], other: NDArray[np.float32]) -> Numbers:
    return 1 - cdist(one.astype(float), other.astype(float), "cosine")


def by_brute_force(
    source: NDArray[np.float32], target: NDArray[np.float32], pairs: Sequence[tuple[int, int]], *, k: int
) -> Retrieved:
    """CSLS as its authors write it, over all pairs, and scipy's ranks."""
    similar = cosines(source, target)
    near_source = np.sort(similar, axis=1)[:, -k:].mean(axis=1)
    near_target = np.sort(similar, axis=0)[-k:].mean(axis=0)
    csls = 2 * similar - near_source[:, None] - near_target[None]
    told: list[float] = []
    for scores in (similar, csls):
        ranks = rankdata(-scores, axis=1)
        best = [min(ranks[row, column] for a, column in pairs if a == row) for row in sorted({a for a, _ in pairs})]
        told += [float(np.mean([rank == 1 for rank in best])), float(np.mean([1 / rank for rank in best]))]
    return Retrieved(
        precision_at_1=told[0],
        mean_reciprocal_rank=told[1],
        csls_precision_at_1=told[2],
        csls_mean_reciprocal_rank=told[3],
    )


@pytest.mark.parametrize("block", [1, 60, 2**20])
def test_retrieval_is_that_of_all_pairs_whatever_the_blocks(block: int) -> None:
    source, target = made(50, seed=1), made(40, seed=2)
    target[:30] = target[:30] + 2 * source[:30]
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    pairs = [(number, number) for number in range(25)] + [(3, 31), (40, 2), (40, 39), (44, 38)]
    near = hubness(source, target, block=block)
    forth = retrieve(source, target, pairs, near=near.target, block=block)
    back = retrieve(target, source, [(b, a) for a, b in pairs], near=near.source, block=block)
    wanted = by_brute_force(source, target, pairs, k=10)
    assert 0 < wanted.precision_at_1 < wanted.csls_precision_at_1 < 1
    assert vars(wanted) == pytest.approx(vars(forth), abs=1e-9)
    turned = by_brute_force(target, source, [(b, a) for a, b in pairs], k=10)
    assert vars(turned) == pytest.approx(vars(back), abs=1e-9)


def test_csls_sees_through_a_hub_that_cosine_falls_for() -> None:
    # The hub stands in the middle of the three questions and is nearer to each than its answer is.
    questions = np.eye(3, 4, dtype=np.float32)
    hub = np.array([[1, 1, 1, 0]], dtype=np.float32) / np.float32(np.sqrt(3))
    answers = np.array([[0.5, 0, 0, 1], [0, 0.5, 0, 1], [0, 0, 0.5, 1]], dtype=np.float32) / np.sqrt(np.float32(1.25))
    target = np.concatenate([answers, hub])
    near = hubness(questions, target)
    found = retrieve(questions, target, [(0, 0), (1, 1), (2, 2)], near=near.target)
    # cos with the answer 1/sqrt(5) = 0.447, with the hub 0.577, of which CSLS takes three thirds of itself:
    # 2 * 0.447 - 0.447/3 = 0.745 against 2 * 0.577 - 0.577 = 0.577.
    assert (found.precision_at_1, found.mean_reciprocal_rank) == (0, 0.5)
    assert (found.csls_precision_at_1, found.csls_mean_reciprocal_rank) == (1, 1)
    assert near.target[3] == pytest.approx(1 / np.sqrt(3))


def test_identical_clouds_retrieve_everything_and_are_at_no_distance() -> None:
    cloud = made(60, seed=3)
    near = hubness(cloud, cloud)
    found = retrieve(cloud, cloud, [(number, number) for number in range(60)], near=near.target)
    assert vars(found) == dict.fromkeys(vars(found), 1.0)
    alike = likeness(cloud, cloud)
    assert alike.centroid_cosine == pytest.approx(1)
    assert alike.frechet_distance == pytest.approx(0, abs=1e-6)
    # Each point has itself in the other cloud, and of the other nine nearest every second: (1 + 9/2) / 10, over 60/119.
    assert alike.language_mixing == pytest.approx(0.55 * 119 / 60)


def test_a_cloud_that_is_turned_keeps_its_shape_and_loses_its_words() -> None:
    cloud = made(40, seed=4, n_dimensions=4) * np.array([1, 1, 0, 0], dtype=np.float32)
    cloud /= np.linalg.norm(cloud, axis=1, keepdims=True)
    turned = np.roll(cloud, 2, axis=1)
    alike = likeness(cloud, turned)
    assert alike.language_mixing == 0
    assert alike.centroid_cosine == pytest.approx(0, abs=1e-7)
    # Distances between are all sqrt(2); the covariances share no direction, so nothing is taken from their traces.
    spread = float(np.var(cloud, axis=0, ddof=1).sum())
    means = 2 * float((cloud.mean(axis=0, dtype=np.float64) ** 2).sum())
    assert alike.frechet_distance == pytest.approx(np.sqrt(means + 2 * spread), rel=1e-6)
    within = float(cdist(cloud, cloud).sum()) / (40 * 39)
    assert alike.energy_distance == pytest.approx(2 * np.sqrt(2) - 2 * within, rel=1e-5)


def test_a_cloud_that_is_moved_is_as_far_as_it_was_moved() -> None:
    cloud = made(50, seed=5)
    assert frechet_distance(cloud, cloud + np.float32([3, 4, 0, 0, 0, 0])) == pytest.approx(5, rel=1e-6)


@pytest.mark.parametrize(("n", "n_dimensions"), [(30, 5), (12, 20)])
def test_the_frechet_distance_is_that_of_matrix_roots(n: int, n_dimensions: int) -> None:
    one, other = (made(n, seed=seed, n_dimensions=n_dimensions) for seed in (6, 7))
    other = other * 2 + np.float32(0.1)
    left, right = np.cov(one, rowvar=False, dtype=float), np.cov(other, rowvar=False, dtype=float)
    root = np.real(sqrtm(left))
    # By the symmetric form of the product, whose root is one: the other is singular for few points.
    shared = np.sqrt(np.clip(np.linalg.eigvalsh(root @ right @ root), 0, None)).sum()
    gap = ((one.mean(axis=0, dtype=float) - other.mean(axis=0, dtype=float)) ** 2).sum()
    wanted = np.sqrt(gap + np.trace(left) + np.trace(right) - 2 * shared)
    assert frechet_distance(one, other) == pytest.approx(wanted, rel=1e-5)
    if n > n_dimensions:
        assert np.trace(np.real(sqrtm(left @ right))) == pytest.approx(shared, rel=1e-6)


@pytest.mark.parametrize("block", [1, 100, 2**20])
def test_energy_and_mixing_are_those_of_all_distances_whatever_the_blocks(block: int) -> None:
    one, other = made(30, seed=8), made(30, seed=9)
    other[:, 0] = np.abs(other[:, 0])
    between, left, right = cdist(one, other), cdist(one, one), cdist(other, other)
    energy = 2 * between.mean() - left.sum() / (30 * 29) - right.sum() / (30 * 29)
    union = cdist(np.concatenate([one, other]), np.concatenate([one, other]))
    np.fill_diagonal(union, np.inf)
    nearest = np.argsort(union, axis=1)[:, :10]
    foreign = ((nearest < 30) != (np.arange(60) < 30)[:, None]).mean()
    found = likeness(one, other, block=block)
    assert found.energy_distance == pytest.approx(energy, abs=1e-5)
    assert found.language_mixing == pytest.approx(foreign / (30 / 59))
    assert found.centroid_cosine == pytest.approx(
        1 - cdist(one.mean(axis=0, keepdims=True), other.mean(axis=0, keepdims=True), "cosine").item(), abs=1e-6
    )


def test_languages_that_are_one_mix_as_chance_has_it() -> None:
    both = made(3000, seed=10)
    alike = likeness(both[:1500], both[1500:])
    assert alike.language_mixing == pytest.approx(1, abs=0.02)
    assert alike.energy_distance == pytest.approx(0, abs=0.002)


def test_words_that_all_have_one_vector_are_found_by_chance_alone() -> None:
    cloud = np.tile(made(1, seed=11), (20, 1))
    near = hubness(cloud, cloud)
    found = retrieve(cloud, cloud, [(number, number) for number in range(20)] + [(0, 1)], near=near.target)
    # One of twenty right ones, two for the first: the first right one is at (20 + 1) / 2, or (20 + 1) / 3, on average.
    assert found.precision_at_1 == pytest.approx((19 * 1 / 20 + 2 / 20) / 20)
    assert found.mean_reciprocal_rank == pytest.approx((19 * 2 / 21 + 3 / 21) / 20)
    assert vars(found)["csls_precision_at_1"] == found.precision_at_1
    assert likeness(cloud, cloud).language_mixing == pytest.approx(1)


def test_cosines_of_the_same_vector_are_the_same_to_the_bit() -> None:
    twins = np.concatenate([made(70, seed=12, n_dimensions=64)] * 3)
    assert len(distinct(twins).rows) == 70
    for _, similar in cosine_blocks(made(33, seed=13, n_dimensions=64), twins, block=500):
        np.testing.assert_array_equal(similar[:, :70], similar[:, 70:140])
        np.testing.assert_array_equal(similar[:, :70], similar[:, 140:])
    means = mean_of_nearest(twins, made(33, seed=13, n_dimensions=64), k=10, block=500)
    np.testing.assert_array_equal(means[:70], means[70:140])


def test_few_neighbours_are_all_that_there_are() -> None:
    one, other = made(4, seed=14), made(3, seed=15)
    np.testing.assert_allclose(mean_of_nearest(one, other, k=10), cosines(one, other).mean(axis=1), atol=1e-6)


def test_a_cloud_around_the_origin_has_no_direction() -> None:
    cloud = np.array([[1, 0], [-1, 0]], dtype=np.float32)
    assert centroid_cosine(cloud, made(2, seed=1, n_dimensions=2)) == 0


@pytest.mark.parametrize(("n_one", "n_other"), [(LEAST - 1, LEAST - 1), (20, 21)])
def test_clouds_too_small_or_of_two_sizes_are_refused(n_one: int, n_other: int) -> None:
    with pytest.raises(ValueError, match=f"{n_one} and {n_other}"):
        likeness(made(n_one, seed=1), made(n_other, seed=2))
