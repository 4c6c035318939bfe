"""Targets: which text sets a perturbation is made of, and against which training sets."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pairs import SetPair, set_pairs, tasks_here
from ingest.perturbing.perturbation import Perturbation
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class TrainingSet:
    """A training set that has a part: its number, language and sha256."""

    number: int
    language: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """A text set to perturb, and the training sets that say what is seen: none, one, or first L1's and then L2's."""

    task: str
    corpus: str
    language: str
    split: str
    number: int
    sha256: str
    against: tuple[TrainingSet, ...]


def pairs_of_tasks(
    warehouse: Warehouse,
    tasks: Sequence[str],
    *,
    corpus: str | None,
    pairs: Sequence[str] | None,
    leak_free: bool,
) -> dict[str, list[SetPair]]:
    """The pairs asked for, by task: of a perturbation for several tasks, those tasks that have them.

    Raises `InputError`, or `UnknownNameError` for a language, where none has.
    """
    found: dict[str, list[SetPair]] = {}
    here = tasks_here(warehouse, corpus)
    failures: list[InputError | UnknownNameError] = []
    for task in [task for task in tasks if task in here] or tasks[:1]:
        try:
            found[task] = set_pairs(warehouse, task=task, corpus=corpus, pairs=pairs, leak_free=leak_free)
        except (InputError, UnknownNameError) as failure:
            failures.append(failure)
    if not found:
        raise failures[0]
    return found


def targets(perturbation: Perturbation, name: str, task: str, asked: Sequence[SetPair]) -> list[Target]:
    """What a perturbation is made of, for the pairs asked for; those of one test set stand together."""
    ordered = sorted(asked, key=lambda pair: (pair.corpus, pair.test_language, pair.test_split))
    match perturbation.against:
        case "training":
            return [_target(task, pair, (_training(pair),)) for pair in ordered]
        case "none":
            distinct = {pair.test_set: pair for pair in ordered}
            return [_target(task, pair, ()) for pair in distinct.values()]
        case "both":
            native = {pair.test_set: pair for pair in ordered if pair.train_language == pair.test_language}
            crossing = [pair for pair in ordered if pair.train_language != pair.test_language]
            lacking = [pair.test_language for pair in crossing if pair.test_set not in native]
            if lacking or not crossing:
                what = (
                    f"{', '.join(dict.fromkeys(lacking))} has none" if lacking else "there is no pair of two languages"
                )
                raise InputError(
                    f"{name} looks at the training sets of both languages of a pair, and {what}; "
                    "'xlr ingest' brings text in, and --pair L1-L2 names a pair."
                )
            return [_target(task, pair, (_training(pair), _training(native[pair.test_set]))) for pair in crossing]


def training_targets(perturbation: Perturbation, name: str, task: str, asked: Sequence[SetPair]) -> list[Target]:
    """The training sets of the pairs asked for, to be trained on in perturbed form."""
    if perturbation.against != "none":
        raise InputError(f"{name} looks at a training set, so no training set can be perturbed by it.")
    distinct = {pair.train_set: pair for pair in asked}
    return [
        Target(
            task=task,
            corpus=pair.corpus,
            language=pair.train_language,
            split=pair.test_split.replace("test", "train", 1),
            number=pair.train_set,
            sha256=pair.train_sha256,
            against=(),
        )
        for pair in distinct.values()
    ]


def _training(pair: SetPair) -> TrainingSet:
    return TrainingSet(number=pair.train_set, language=pair.train_language, sha256=pair.train_sha256)


def _target(task: str, pair: SetPair, against: tuple[TrainingSet, ...]) -> Target:
    return Target(
        task=task,
        corpus=pair.corpus,
        language=pair.test_language,
        split=pair.test_split,
        number=pair.test_set,
        sha256=pair.test_sha256,
        against=against,
    )
