"""What a study comes to: the settings it trains and tests in, and every perturbation it needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.leak_free import test_split, train_split
from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.record import ORIGINAL
from runners.request import Request, Setting, Wanted
from runners.studies.encoders import label
from runners.studies.study import (
    CROSS_LINGUAL,
    NATIVE,
    PROPOSALS,
    VECTORS,
    EncoderAsked,
    Pair,
    PerturbationsAsked,
    Study,
    TaskAsked,
)
from xlr_warehouse.catalog import plugin


def perturbation(name: str) -> Perturbation:
    """The perturbation of that name."""
    return plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation)


def settings(study: Study, pairs: tuple[Pair, ...], *, crossed: bool = False) -> tuple[Setting, ...]:
    """What is trained on what and tested where, for some pairs of the study; each once.

    With `crossed` the two models of a pair are both tested on what was perturbed against either's training set.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        if CROSS_LINGUAL in study.settings:
            found.setdefault((pair.source, pair.target), []).append(pair.target)
        if NATIVE in study.settings:
            found.setdefault((pair.target, pair.target), []).append(pair.source)
    return tuple(
        Setting(train=train, tests=(test,), against=tuple(dict.fromkeys(against)) if crossed else ())
        for (train, test), against in found.items()
    )


def asked_pairs(study: Study, pairs: tuple[Pair, ...]) -> list[str]:
    """The pairs as overlap and perturbations are asked for them: `L1-L2` is L1->L2 and L2->L2."""
    if study.settings == (NATIVE,):
        return list(dict.fromkeys(f"{pair.target}-{pair.target}" for pair in pairs))
    return [str(pair) for pair in pairs]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A split of a language in a corpus, as it came."""

    task: str
    corpus: str
    language: str
    split: str


def places(study: Study, task: TaskAsked, pair: Pair) -> list[Place]:
    """The text sets that a pair needs for a task."""
    train, test = train_split(leak_free=study.leak_free), test_split(leak_free=study.leak_free)
    wanted = [(pair.source, train)] if CROSS_LINGUAL in study.settings else []
    wanted += [(pair.target, train)] if NATIVE in study.settings or _looks_at_both(task) else []
    wanted.append((pair.target, test))
    return [Place(task=task.task, corpus=task.corpus, language=language, split=split) for language, split in wanted]


def _looks_at_both(task: TaskAsked) -> bool:
    return any(perturbation(name).against == "both" for asked in task.perturbed for name in asked.names)


def wanted(study: Study, task: TaskAsked, encoder: EncoderAsked, pairs: tuple[Pair, ...]) -> list[Wanted]:
    """The runs of one encoder and task: a `Wanted` for each form."""
    return [
        Wanted(
            request=Request(
                encoder=encoder.name,
                task=task.task,
                revision=encoder.revision,
                corpus=task.corpus,
                form=form,
                seeds=task.seeds,
                overrides=task.training,
                leak_free=study.leak_free,
            ),
            settings=settings(study, pairs, crossed=task.crossed),
        )
        for form in task.forms
    ]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One perturbed test set that a study needs, for the training languages whose runs are tested on it.

    `train` is the training language it belongs to; None where none has a part. `encoder` is whose vectors or proposals
    have one.
    """

    name: str
    task: str
    corpus: str
    train: str | None
    test: str
    seed: int
    dose: float
    encoder: str | None = None


def expected(study: Study, task: TaskAsked, pairs: tuple[Pair, ...]) -> list[Expected]:
    """Every perturbed test set that a study needs of a task, as a training set meets it; each once."""
    found: dict[Expected, None] = {}
    for asked in task.perturbed:
        for name in asked.names:
            for one in _of(study, task, asked, name, pairs):
                found[one] = None
    return list(found)


def _of(
    study: Study, task: TaskAsked, asked: PerturbationsAsked, name: str, pairs: tuple[Pair, ...]
) -> Iterator[Expected]:
    kind = perturbation(name)
    is_own = bool({VECTORS, PROPOSALS} & kind.needs)
    encoders = [label(encoder) for encoder in study.encoders] if is_own else [None]
    for setting in settings(study, pairs):
        for test in setting.tests:
            train = None if kind.against == "none" else setting.train
            for seed in asked.seeds:
                for dose in asked.doses:
                    for encoder in encoders:
                        yield Expected(
                            name=name,
                            task=task.task,
                            corpus=task.corpus,
                            train=train,
                            test=test,
                            seed=seed,
                            dose=dose,
                            encoder=encoder,
                        )


def needing(task: TaskAsked, need: str) -> list[str]:
    """The perturbations of a task that need something."""
    return [name for asked in task.perturbed for name in asked.names if need in perturbation(name).needs]


def trained_forms(study: Study) -> list[tuple[TaskAsked, str]]:
    """The forms in which training sets must be there, to be trained or pre-trained on."""
    found: dict[tuple[str, str], tuple[TaskAsked, str]] = {}
    for task in study.tasks:
        for form in task.forms:
            found[task.task, form] = (task, form)
        for request in study.pretrained:
            if request.task == task.task:
                for source in request.forms_of_languages():
                    found[task.task, source.form] = (task, source.form)
    return [one for one in found.values() if one[1] != ORIGINAL]
