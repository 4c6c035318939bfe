"""Differences of costs: a treatment beside its placebo, and the cross-lingual model beside the native one.

Both sides of a difference share their resamples, so it is a paired one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.estimates.cell import PairEstimate
from reports.estimates.counts import Key, Near
from reports.estimates.evaluations import Evaluation
from reports.estimates.resampling import Array
from reports.estimates.scores import Scores, counts_of
from reports.estimates.settings import SUBSETS, Tested, Value, averaged, grouped, pair_estimate
from reports.estimates.sums import Resampled

OUTCOMES = {"ner": ("cost_per_edit", "score_change"), "title": ("score_change",)}
Arms = list[tuple[Evaluation, Evaluation]]
"""Of one run: each time a perturbed text set of the treatment, and that of the placebo with the same seed."""


def arm_contrasts(tested: Tested, sums: Resampled) -> Iterator[PairEstimate]:
    """Cost per edit of a treatment minus that of its placebo, over the perturbation seeds both have, as `arm_contrast`.

    Every edit weighs alike, so the seeds of the perturbations are pooled and not averaged.
    """
    counted = tested.test_set.counts
    edited = [one for one in tested.evaluations if one.is_own and ("edited", one.perturbation_id) in counted]
    arms: list[Arms] = []
    for run in grouped(edited, lambda one: one.run).values():
        for treatment, placebo in tested.arms:
            both = _pairs(run, treatment, placebo)
            arms += grouped(both, lambda pair: (pair[0].embedding, pair[0].dose)).values()
    for runs in grouped(arms, _setting).values():
        first, placebo = runs[0][0]
        for subset in SUBSETS:
            near = tested.near(subset, first.train_set)
            if near is not None:
                scores = Scores(sums=sums, near=near)
                values = [
                    Value(seed=run[0][0].seed, perturbation_seed=None, values=_contrast(scores, run)) for run in runs
                ]
                cell = tested.cell("arm_contrast", subset, first)
                cell = replace(cell, placebo=placebo.perturbation, parameters=None)
                yield pair_estimate(tested, cell, first, averaged(values), near=near)


def _contrast(scores: Scores, run: Arms) -> Array:
    return scores.pooled_cost([one for one, _ in run]) - scores.pooled_cost([placebo for _, placebo in run])


def _setting(run: Arms) -> tuple[object, ...]:
    one, placebo = run[0]
    of_run = one.encoder, one.configuration, one.train_language, one.train_set
    return *of_run, one.perturbation, placebo.perturbation, one.embedding, one.dose


def _pairs(run: Sequence[Evaluation], treatment: str, placebo: str) -> Arms:
    """Perturbations of one run's test set that differ in the arm alone, with the same seed and dose."""
    return [
        (treated, other)
        for treated in run
        if treated.perturbation == treatment
        for other in run
        if other.perturbation == placebo
        and other.perturbation_train_set == treated.perturbation_train_set
        and other.perturbation_seed == treated.perturbation_seed
        and other.dose == treated.dose
        and other.embedding in {None, treated.embedding}
    ]


@dataclass(frozen=True, kw_only=True)
class Facing:
    """A native and a cross-lingual model, each by its runs, tested on the very same perturbed text sets."""

    against: str
    native: list[Evaluation]
    cross_lingual: list[Evaluation]


def facing(tested: Tested) -> list[Facing]:
    """Which native and cross-lingual models faced identical edits."""
    perturbed = [
        one
        for one in tested.evaluations
        if one.perturbation_id is not None and one.embedding_encoder in {None, one.encoder}
    ]
    same = grouped(
        perturbed,
        lambda one: (one.encoder, one.configuration, one.perturbation, one.dose, one.embedding, one.parameters),
    )
    found: list[Facing] = []
    for group in same.values():
        owners = {
            text_set: {one.perturbation_train_set for one in of_it}
            for text_set, of_it in grouped(group, lambda one: one.text_set).items()
        }
        by_setting = grouped(group, lambda one: one.setting)
        natives = grouped(by_setting.get("native", []), lambda one: one.train_set).values()
        others = grouped(by_setting.get("cross_lingual", []), lambda one: (one.train_language, one.train_set)).values()
        found += [one for native in natives for other in others for one in _facing(native, other, owners)]
    return found


def _facing(native: list[Evaluation], other: list[Evaluation], owners: dict[int, set[int | None]]) -> Iterator[Facing]:
    """Two models on the text sets that both were tested on, by whose training set these were perturbed against."""
    shared = sorted({one.text_set for one in native} & {one.text_set for one in other})
    target, source = native[0].train_set, other[0].train_set
    for against, text_sets in grouped(shared, lambda one: _against(owners[one], target, source)).items():
        if against is not None:
            sides = [_once(side, text_sets) for side in (native, other)]
            yield Facing(against=against, native=sides[0], cross_lingual=sides[1])


def _against(owners: set[int | None], target: int | None, source: int | None) -> str | None:
    """Whose training set a text was perturbed against; None for that of a third language."""
    if None in owners:
        return "none"
    match target in owners, source in owners:
        case True, True:
            return "both"
        case True, False:
            return "target"
        case False, True:
            return "source"
        case _:
            return None


def _once(side: list[Evaluation], text_sets: list[int]) -> list[Evaluation]:
    """The evaluations on these text sets: one a run, text set and seed, where a text set was made more than once."""
    chosen = [one for one in side if one.text_set in text_sets]
    return [group[0] for group in grouped(chosen, lambda one: (one.run, one.text_set, one.perturbation_seed)).values()]


def wanted_of_facing(tested: Tested, pairs: Sequence[Facing]) -> Iterator[tuple[Key, Near]]:
    """The counts that contrasts of settings are made of."""
    for pair in pairs:
        for subset in SUBSETS:
            near = tested.near(subset, pair.native[0].train_set, pair.cross_lingual[0].train_set)
            if near is not None:
                yield from ((key, near) for one in (*pair.native, *pair.cross_lingual) for key in counts_of(one))


def setting_contrasts(tested: Tested, sums: Resampled, pairs: Sequence[Facing]) -> Iterator[PairEstimate]:
    """Cross-lingual minus native: of the cost per edit (below 0 where transfer is more robust), and of the change."""
    for pair in pairs:
        native, other = pair.native[0], pair.cross_lingual[0]
        for subset in SUBSETS:
            near = tested.near(subset, native.train_set, other.train_set)
            if near is None:
                continue
            scores = Scores(sums=sums, near=near)
            for outcome in OUTCOMES[native.task]:
                of = scores.cost if outcome == "cost_per_edit" else scores.change
                cell = tested.cell("setting_contrast", subset, other)
                cell = replace(cell, outcome=outcome, perturbed_against=pair.against, setting=None)
                sides = [
                    averaged(
                        [Value(seed=one.seed, perturbation_seed=one.perturbation_seed, values=of(one)) for one in side]
                    )
                    for side in (pair.cross_lingual, pair.native)
                ]
                yield pair_estimate(tested, cell, other, sides[0].minus(sides[1]), near=near)
