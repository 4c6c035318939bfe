"""A study without any effect, or with a known one, made up at the level of counts: no text, no warehouse."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reports.estimates.cell import PairEstimate
from reports.estimates.contrasts import arm_contrasts, facing, setting_contrasts, wanted_of_facing
from reports.estimates.counts import Key, TestSet
from reports.estimates.evaluations import Evaluation
from reports.estimates.settings import Tested, wanted
from reports.estimates.sums import resample

ARM = ("entity_unshared", "entity_placebo")
BY_PERTURBATION = {"none": 1, **dict(zip(ARM, (2, 3), strict=True))}


@dataclass(frozen=True, kw_only=True)
class Null:
    """How large a study is, how often an edit loses a mention that was found, and how much more often by treatment."""

    pairs: int = 8
    sentences: int = 200
    seeds: int = 2
    cost: float = 0.3
    effect: float = 0.0
    between_pairs: float = 0.0


def null_study(random: np.random.Generator, null: Null, *, replicates: int, seed: int) -> list[PairEstimate]:
    """The estimates of a made-up study: native and cross-lingual models on the same edits, which cost them alike."""
    found: list[PairEstimate] = []
    for number in range(null.pairs):
        tested = _tested(random, null, number)
        pairs = facing(tested)
        asked = [*wanted(tested), *wanted_of_facing(tested, pairs)]
        sums = resample(tested.test_set, asked, replicates=replicates, seed=seed)
        found += arm_contrasts(tested, sums)
        found += setting_contrasts(tested, sums, pairs)
    return found


def _tested(random: np.random.Generator, null: Null, number: int) -> Tested:
    """A pair: one mention a sentence, some harder than others for every model, so that resamples are truly paired."""
    n = null.sentences
    hardness = random.uniform(-0.25, 0.25, n)
    effect = null.effect + random.normal(0, null.between_pairs)
    counts: dict[Key, np.ndarray] = {("sentences",): np.ones(n)}
    evaluations: list[Evaluation] = []
    for run in _runs(null, number):
        found = random.random(n) < 0.7 - hardness
        for perturbation, text_set in BY_PERTURBATION.items():
            cost = null.cost + (effect if perturbation == ARM[0] else 0.0)
            lost = found & (random.random(n) < cost + hardness) if perturbation != "none" else np.zeros(n, dtype=bool)
            counts["gold", text_set] = np.ones(n)
            counts["predicted", run.run, text_set] = np.ones(n)
            counts["correct", run.run, text_set] = (found & ~lost).astype(float)
            if perturbation != "none":
                counts["touched", perturbation] = np.ones(n)
                counts["edited", perturbation] = np.ones(n)
                counts["lost", run.run, perturbation] = lost.astype(float)
            evaluations.append(_evaluation(run, perturbation, text_set, n_edited=n))
    return Tested(
        test_set=TestSet(name=("null", str(number)), cluster=np.arange(n), near={}, counts=counts),
        evaluations=evaluations,
        source_of={(1, "e", "c", language): f"s{number}" for language in (f"s{number}", f"t{number}")},
        arms=[ARM],
    )


def _runs(null: Null, number: int) -> Iterator[Evaluation]:
    for language, train_set in ((f"s{number}", 8), (f"t{number}", 9)):
        for seed in range(null.seeds):
            yield Evaluation(
                original=1,
                task="ner",
                corpus="null",
                split="test",
                test_language=f"t{number}",
                run=f"{language}-{seed}",
                encoder="e",
                configuration="c",
                seed=seed,
                train_language=language,
                train_set=train_set,
                setting="native" if language[0] == "t" else "cross_lingual",
                text_set=1,
                perturbation="none",
                perturbation_id=None,
                perturbation_seed=None,
                perturbation_train_set=None,
                dose=None,
                embedding=None,
                parameters=None,
                embedding_encoder=None,
                is_own=True,
                n_edited=0,
            )


def _evaluation(run: Evaluation, perturbation: str, text_set: int, *, n_edited: int) -> Evaluation:
    if perturbation == "none":
        return run
    made = {"perturbation": perturbation, "perturbation_id": perturbation, "text_set": text_set, "n_edited": n_edited}
    return Evaluation(**{**vars(run), **made, "perturbation_seed": 1, "dose": 1.0})
