"""The settings of a test set: runs that differ in their seed alone, and what perturbing costs each of them.

Runs are averaged in each resample, first over their seeds, then over the seeds of the perturbation, as the views do;
seeds are not resampled, as two or three of them bound nothing: their standard deviation stands beside.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import stdev
from typing import TypeVar

from reports.estimates.cell import Cell, PairEstimate
from reports.estimates.counts import Key, Near, TestSet
from reports.estimates.evaluations import Evaluation, Source
from reports.estimates.intervals import mean_of, spread
from reports.estimates.resampling import Array
from reports.estimates.scores import Scores, counts_of
from reports.estimates.sums import Resampled

SUBSETS = ("all", "leak_free")
Shared = TypeVar("Shared", bound=Hashable)
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Tested:
    """A test set with its evaluations, the source of each run, and which perturbations are compared as arms."""

    test_set: TestSet
    evaluations: Sequence[Evaluation]
    source_of: dict[Source, str]
    arms: Sequence[tuple[str, str]]

    def near(self, subset: str, *train_sets: int | None) -> Near | None:
        """Training sets whose near duplicates a subset leaves out; None where that is not known."""
        if subset == "all":
            return frozenset()
        known = frozenset(number for number in train_sets if number in self.test_set.near)
        return known if len(known) == len(set(train_sets)) else None

    def cell(self, quantity: str, subset: str, one: Evaluation) -> Cell:
        """What an estimate is of that belongs to the setting of an evaluation."""
        return Cell(
            quantity=quantity,
            task=one.task,
            corpus=one.corpus,
            split=one.split,
            subset=subset,
            encoder=one.encoder,
            configuration=one.configuration,
            setting=one.setting,
            train_language=one.train_language,
            test_language=one.test_language,
            perturbation=one.perturbation,
            embedding=one.embedding,
            parameters=one.parameters,
            dose=one.dose,
        )


@dataclass(frozen=True, kw_only=True)
class Value:
    """A quantity of one run and one perturbed text set, with the seeds of both."""

    seed: int
    perturbation_seed: int | None
    values: Array


@dataclass(frozen=True, kw_only=True)
class Averaged:
    """A quantity of a setting; n_seeds is that of the perturbation seed with fewest, by_seed the number of each."""

    values: Array
    n_seeds: int
    by_seed: dict[int, float]

    def minus(self, other: "Averaged") -> "Averaged":
        """What one setting has more than another; by the seeds that both have."""
        return Averaged(
            values=self.values - other.values,
            n_seeds=min(self.n_seeds, other.n_seeds),
            by_seed={
                seed: number - other.by_seed[seed] for seed, number in self.by_seed.items() if seed in other.by_seed
            },
        )

    @property
    def sd(self) -> float | None:
        """The standard deviation of the number over the seeds of the runs; None for fewer than two."""
        numbers = [number for number in self.by_seed.values() if isfinite(number)]
        return stdev(numbers) if len(numbers) > 1 else None


def grouped(rows: Sequence[Row], key: Callable[[Row], Shared]) -> dict[Shared, list[Row]]:
    """Rows by what they have in common, in the order in which it first occurs."""
    groups: dict[Shared, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def averaged(values: Sequence[Value]) -> Averaged:
    """The mean over the seeds of the runs, then over those of the perturbation, of what is defined."""
    by_perturbation = grouped(values, lambda value: value.perturbation_seed).values()
    return Averaged(
        values=mean_of([mean_of([value.values for value in group]) for group in by_perturbation]),
        n_seeds=min(len({value.seed for value in group}) for group in by_perturbation),
        by_seed={
            seed: float(mean_of([value.values[:1] for value in group])[0])
            for seed, group in grouped(values, lambda value: value.seed).items()
        },
    )


def wanted(tested: Tested) -> Iterator[tuple[Key, Near]]:
    """The counts that the settings of a test set are made of, each among the sentences it is asked for."""
    for one in tested.evaluations:
        for subset in SUBSETS if one.is_own else ():
            near = tested.near(subset, one.train_set)
            if near is not None:
                yield from ((key, near) for key in counts_of(one))


def own_settings(tested: Tested, sums: Resampled) -> Iterator[PairEstimate]:
    """Scores, changes of score and costs per edit of each setting under its own perturbations."""
    own = [one for one in tested.evaluations if one.is_own]
    for group in grouped(own, _setting).values():
        first = group[0]
        for subset in SUBSETS:
            near = tested.near(subset, first.train_set)
            if near is None:
                continue
            scores = Scores(sums=sums, near=near)
            quantities = {"score": scores.score}
            if first.perturbation_id is not None:
                quantities["score_change"] = scores.change
                if first.task == "ner":
                    quantities["cost_per_edit"] = scores.cost
            for quantity, of in quantities.items():
                values = [
                    Value(seed=one.seed, perturbation_seed=one.perturbation_seed, values=of(one)) for one in group
                ]
                yield pair_estimate(tested, tested.cell(quantity, subset, first), first, averaged(values), near=near)


def pair_estimate(tested: Tested, cell: Cell, of: Evaluation, averaged: Averaged, *, near: Near) -> PairEstimate:
    """An estimate of one pair; `of` is one of the evaluations it is made of."""
    return PairEstimate(
        cell=cell,
        spread=spread(averaged.values, is_difference=cell.quantity != "score"),
        source=tested.source_of[of.original, of.encoder, of.configuration, of.train_language],
        train_set=of.train_set,
        test_set=of.original,
        n=tested.test_set.n_kept(near),
        n_seeds=averaged.n_seeds,
        sd=averaged.sd,
    )


def _setting(one: Evaluation) -> tuple[Hashable, ...]:
    return (
        one.encoder,
        one.configuration,
        one.train_language,
        one.train_set,
        one.perturbation,
        one.dose,
        one.embedding,
        one.parameters,
    )
