"""The step of a study that perturbs its test sets, pair by pair; what a pair cannot have stops no other."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.perturb import How, PerturbSummary, perturb
from runners.studies.grid import asked_pairs, perturbation
from runners.studies.here import Here
from runners.studies.lacking import pairs_here
from runners.studies.study import PROPOSALS, VECTORS, PerturbationsAsked, TaskAsked
from runners.studies.work import Work
from xlr_warehouse.errors import XlrError


def perturb_test_sets(work: Work, here: Here, task: TaskAsked) -> None:
    """Make what lacks of the perturbed test sets of a task, and tell what became of them."""
    pairs = asked_pairs(work.study, pairs_here(work.study, task, here))
    made: list[PerturbSummary] = []
    for asked in task.perturbed:
        for need, names in _by_need(asked).items():
            embeddings = work.made.get(need, [])
            if need and not embeddings:
                work.memory.failed(f"{', '.join(names)}: there are no {need} of any encoder of the study.")
                continue
            how = How(
                seeds=asked.seeds,
                doses=asked.doses,
                embeddings=embeddings,
                parameters=asked.parameters,
                leak_free=work.study.leak_free,
                task=task.task,
            )
            for pair in pairs:
                made += _of_pair(work, names, pair, corpus=task.corpus, how=how)
    counts = tuple(count for one in made for count in one.made)
    work.tell(PerturbSummary(made=counts, n_known=sum(one.n_known for one in made)))


def _by_need(asked: PerturbationsAsked) -> dict[str, list[str]]:
    """The perturbations by what they need of an encoder: vectors, proposals or nothing."""
    found: dict[str, list[str]] = {}
    for name in asked.names:
        needs = perturbation(name).needs
        found.setdefault(next((need for need in (VECTORS, PROPOSALS) if need in needs), ""), []).append(name)
    return found


def _of_pair(work: Work, names: Sequence[str], pair: str, *, corpus: str, how: How) -> list[PerturbSummary]:
    """All these perturbations of a pair at once, which reads its text once; one by one where one of them fails."""
    made: list[PerturbSummary] = []
    try:
        with work.writing() as opened:
            return [perturb(opened, names, corpus=corpus, pairs=[pair], how=_known(how, names))]
    except XlrError:
        for name in names:
            with work.collecting(f"{name}, {pair}"), work.writing() as opened:
                made.append(perturb(opened, [name], corpus=corpus, pairs=[pair], how=_known(how, [name])))
    return made


def _known(how: How, names: Sequence[str]) -> How:
    """How, with the parameters that one of these perturbations has."""
    known = {parameter for name in names for parameter in perturbation(name).parameters}
    return replace(how, parameters={name: value for name, value in how.parameters.items() if name in known})
