"""Perturbing: the named perturbations of the test sets of pairs, landed as text sets with every edit."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.forms.tokenizers import NamedTokenizer
from ingest.perturbing.facts import embeddings
from ingest.perturbing.landing import Made, is_known, land
from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.pieces import with_piece_change
from ingest.perturbing.reader import Reader
from ingest.perturbing.targets import Target, TrainingSet, pairs_of_tasks, targets, training_targets
from xlr_warehouse.catalog import canonical, plugin
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse

PERTURBATIONS = "ingest.perturbations"
LARGEST_SEED = 2**31 - 1
"""Seeds are stored as 32-bit integers."""


@dataclass(frozen=True, kw_only=True)
class PerturbationCount:
    """What became of one perturbation: how many places it had, changed, and had no candidate for.

    `train_language` is None where no training set has a part.
    """

    perturbation: str
    train_language: str | None
    test_language: str
    seed: int
    n_eligible: int
    n_changed: int
    n_no_candidate: int


@dataclass(frozen=True, kw_only=True)
class PerturbSummary:
    """What perturbing did: a count for each perturbation made, and how many were there already."""

    made: tuple[PerturbationCount, ...]
    n_known: int


@dataclass(frozen=True, kw_only=True)
class How:
    """How to perturb: with which seeds and doses, embeddings, parameters, and whose word pieces edits are counted in.

    `embeddings` are names of embeddings or their encoders; none stands for every one in the warehouse. With
    `training_too` the training sets are perturbed as well, to be trained on. Text of the `task` alone is perturbed,
    where one is named.
    """

    seeds: Sequence[int] = (1,)
    doses: Sequence[float] = (1.0,)
    embeddings: Sequence[str] = ()
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    tokenizer: NamedTokenizer | None = None
    leak_free: bool = False
    training_too: bool = False
    task: str | None = None


def perturb(
    warehouse: Warehouse,
    perturbations: Sequence[str],
    *,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    how: How | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PerturbSummary:
    """Make every perturbation asked for that is not there yet, each landed in a transaction of its own.

    With `leak_free` the splits that were dealt anew are perturbed, against one another. `progress` is told how many
    perturbations of text sets are done, of how many.
    """
    how = _checked(how or How())
    wanted = {name: plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation) for name in map(canonical, perturbations)}
    _check_parameters(wanted, how.parameters)
    work: list[_Work] = []
    for name, perturbation in wanted.items():
        tasks = [task for task in perturbation.tasks if how.task in (None, task)]
        found = pairs_of_tasks(warehouse, tasks, corpus=corpus, pairs=pairs, leak_free=how.leak_free)
        chosen = _embeddings(warehouse, perturbation, how.embeddings)
        for task, asked in found.items():
            several = targets(perturbation, name, task, asked)
            if how.training_too:
                several += training_targets(perturbation, name, task, asked)
            work += [_Work(name=name, perturbation=perturbation, target=one, embeddings=chosen) for one in several]
    work.sort(key=lambda one: (one.target.task, one.target.number))
    reader = Reader(warehouse)
    made: list[PerturbationCount] = []
    n_known = 0
    for done, one in enumerate(work):
        if progress is not None:
            progress(done, len(work))
        counts, known = _make(warehouse, reader, one, how)
        made += counts
        n_known += known
    if progress is not None:
        progress(len(work), len(work))
    return PerturbSummary(made=tuple(made), n_known=n_known)


@dataclass(frozen=True, kw_only=True)
class _Work:
    """A perturbation of one text set, with the embeddings it is made with (None where none has a part)."""

    name: str
    perturbation: Perturbation
    target: Target
    embeddings: Sequence[str | None]


def _make(warehouse: Warehouse, reader: Reader, work: _Work, how: How) -> tuple[list[PerturbationCount], int]:
    """Make what one text set lacks of a perturbation; says what was made, and how many were there."""
    with warehouse.transaction():
        reader.prepare(work.perturbation, work.target)
    lists = reader.lists_sha256(work.perturbation, work.target)
    wanted = [
        _mades(work, how, embedding=embedding, lists=lists, seed=seed, dose=dose)
        for embedding in work.embeddings
        for seed in how.seeds
        for dose in how.doses
    ]
    todo = [mades for mades in wanted if not all(is_known(warehouse, made) for made in mades)]
    counts = [_make_one(warehouse, reader, work, mades, tokenizer=how.tokenizer) for mades in todo]
    return counts, len(wanted) - len(todo)


def _make_one(
    warehouse: Warehouse,
    reader: Reader,
    work: _Work,
    mades: Sequence[Made],
    *,
    tokenizer: NamedTokenizer | None,
) -> PerturbationCount:
    first, target = mades[0], work.target
    shas = [one.sha256 for one in target.against]
    given = reader.given(
        work.perturbation,
        target,
        names=(first.seed, work.name, *shas, target.sha256),
        dose=first.dose,
        parameters=json.loads(first.parameters),
        embedding=first.embedding,
    )
    perturbed = work.perturbation.build(given)
    if tokenizer is not None:
        perturbed = replace(perturbed, edits=with_piece_change(perturbed.edits, tokenizer.cutter))
    with warehouse.transaction():
        land(warehouse, reader.text(target), perturbed, [made for made in mades if not is_known(warehouse, made)])
    return PerturbationCount(
        perturbation=work.name,
        train_language=first.against_language,
        test_language=target.language,
        seed=first.seed,
        n_eligible=perturbed.n_eligible,
        n_changed=perturbed.n_changed,
        n_no_candidate=perturbed.n_no_candidate,
    )


def _mades(work: _Work, how: How, *, embedding: str | None, lists: str | None, seed: int, dose: float) -> list[Made]:
    """What a perturbation is landed as: once for each training set that it belongs to, or once for none."""
    target = work.target
    parameters = {name: float(how.parameters.get(name, value)) for name, value in work.perturbation.parameters.items()}
    own: Sequence[TrainingSet | None] = target.against or (None,)
    return [
        Made(
            perturbation=work.name,
            task=target.task,
            corpus=target.corpus,
            language=target.language,
            split=target.split,
            test_set=target.number,
            test_sha256=target.sha256,
            against=None if one is None else one.number,
            against_language=None if one is None else one.language,
            against_sha256=tuple(
                dict.fromkeys([*([one.sha256] if one else []), *(each.sha256 for each in target.against)])
            ),
            is_partner=place == 1,
            embedding=embedding,
            lists_sha256=lists,
            seed=seed,
            dose=dose,
            parameters=json.dumps(parameters, sort_keys=True),
        )
        for place, one in enumerate(own)
    ]


def _embeddings(warehouse: Warehouse, perturbation: Perturbation, wanted: Sequence[str]) -> Sequence[str | None]:
    if "vectors" in perturbation.needs:
        return embeddings(warehouse, wanted)
    if "proposals" in perturbation.needs:
        return embeddings(warehouse, wanted, proposing=True)
    return (None,)


def _checked(how: How) -> How:
    for dose in how.doses:
        if not 0 < dose <= 1:
            raise InputError(f"The dose is a share above 0 and up to 1, not {dose:g}.")
    for seed in how.seeds:
        if not 0 <= seed <= LARGEST_SEED:
            raise InputError(f"A seed must lie between 0 and {LARGEST_SEED}, not {seed}.")
    return replace(how, seeds=tuple(dict.fromkeys(how.seeds)), doses=tuple(dict.fromkeys(how.doses)))


def _check_parameters(wanted: Mapping[str, Perturbation], parameters: Mapping[str, float]) -> None:
    known = sorted({name for perturbation in wanted.values() for name in perturbation.parameters})
    for name in parameters:
        if name not in known:
            if not known:
                raise InputError(f"{', '.join(wanted)} {'has' if len(wanted) == 1 else 'have'} no parameters to set.")
            raise UnknownNameError("parameter", name, known)
