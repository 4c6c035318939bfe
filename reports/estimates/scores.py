"""Scores, changes and costs of runs on one test set: of the sentences as they are, then of each resample of them.

Every array has 1 + replicates values, the first being the number itself, as the views have it; NaN is undefined.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reports.estimates.counts import Key, Near
from reports.estimates.evaluations import Evaluation
from reports.estimates.resampling import Array
from reports.estimates.sums import Resampled


def counts_of(tested: Evaluation) -> Iterator[Key]:
    """What is to be counted to say how a run did on a text set, and on the original of it."""
    yield ("sentences",)
    for text_set in (tested.original, tested.text_set):
        if tested.task == "title":
            yield ("right", tested.run, text_set)
        else:
            yield ("gold", text_set)
            yield ("predicted", tested.run, text_set)
            yield ("correct", tested.run, text_set)
    if tested.perturbation_id is not None:
        yield ("touched", tested.perturbation_id)
        yield ("edited", tested.perturbation_id)
        yield ("lost", tested.run, tested.perturbation_id)


@dataclass(frozen=True, kw_only=True)
class Scores:
    """What runs score on a test set, over the sentences that stand nearly in none of some training sets."""

    sums: Resampled
    near: Near

    def score(self, tested: Evaluation) -> Array:
        """F1 in the lenient reading (0 where nothing is right), or the accuracy on title items."""
        return self._score_on(tested.text_set, tested)

    def _score_on(self, text_set: int, tested: Evaluation) -> Array:
        n = self._sum("sentences")
        if tested.task == "title":
            return ratio(self._sum("right", tested.run, text_set), n)
        n_right = self._sum("correct", tested.run, text_set)
        n_named = self._sum("predicted", tested.run, text_set) + self._sum("gold", text_set)
        f1 = np.divide(2 * n_right, n_named, out=np.zeros_like(n_right), where=n_right > 0)
        return np.where(n > 0, f1, np.nan) if self.near else f1

    def change(self, tested: Evaluation) -> Array:
        """The score after minus before; undefined where nothing was edited at all."""
        is_edited = self._sum("touched", tested.perturbation_id)[0] > 0 if self.near else tested.n_edited > 0
        after, before = self.score(tested), self._score_on(tested.original, tested)
        return after - before if is_edited else np.full_like(after, np.nan)

    def cost(self, tested: Evaluation) -> Array:
        """Recall lost on an edited mention; undefined where none was edited."""
        return self.pooled_cost([tested])

    def pooled_cost(self, tested: list[Evaluation]) -> Array:
        """The same over several perturbed text sets, every edit weighing alike."""
        lost = sum(self._sum("lost", one.run, one.perturbation_id) for one in tested)
        edited = sum(self._sum("edited", one.perturbation_id) for one in tested)
        return ratio(np.asarray(lost), np.asarray(edited))

    def _sum(self, what: str, *key: str | int | None) -> Array:
        return self.sums.of(what, *(part for part in key if part is not None), near=self.near)


def ratio(part: Array, whole: Array) -> Array:
    """A ratio of sums, NaN where the second is 0."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
