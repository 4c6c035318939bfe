"""What a study says of one task: its corpus, how its test sets are perturbed, and how models are trained."""

from functools import partial

from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.config import PRETRAINED, PROFILES, TrainingConfig
from runners.record import ORIGINAL
from runners.request import form_named
from runners.studies.study import PerturbationsAsked, TaskAsked
from runners.studies.tables import Table
from xlr_warehouse.catalog import canonical, plugin


def read_task(table: Table, task: str, *, seeds: tuple[int, ...], profile: str) -> TaskAsked:
    """A table [task.NAME]; `seeds` and `profile` are those of the study."""
    table.only("corpus", "bring_in", "perturb", "forms", "training", "seeds")
    forms = table.several("forms", str, (ORIGINAL,))
    return TaskAsked(
        task=task,
        corpus=table.text("corpus"),
        bring_in=table.text("bring_in", ""),
        perturbed=tuple(_perturbed(one, task) for one in table.tables("perturb")),
        forms=tuple(table.checked("forms", lambda form=form: form_named(form)) for form in forms),
        training=_training(table, task, profile=profile),
        seeds=table.seeds(default=seeds),
    )


def _perturbed(table: Table, task: str) -> PerturbationsAsked:
    table.only("names", "seeds", "doses", "parameters")
    names = tuple(map(canonical, table.several("names", str)))
    parameters: set[str] = set()
    for name in names:
        found = table.checked("names", lambda name=name: plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation))
        if task not in found.tasks:
            table.refuse("names", f"{name} is for the task {' and '.join(found.tasks)}, not for {task}.")
        parameters |= set(found.parameters)
    doses = table.several("doses", float, (1.0,))
    for dose in doses:
        if not 0 < dose <= 1:
            table.refuse("doses", f"a dose is a share above 0 and up to 1, not {dose:g}.")
    given = table.table("parameters") or Table({}, file=table.file)
    given.only(*sorted(parameters))
    values = {key: given.one(key, float) or 0.0 for key in given.present}
    return PerturbationsAsked(names=names, seeds=table.seeds(), doses=doses, parameters=values)


def _training(table: Table, task: str, *, profile: str) -> dict[str, object]:
    """What the profile and the table [task.NAME.training] change of the values an encoder is trained with."""
    changed = dict(PROFILES[profile])
    given = table.table("training")
    if given is None:
        return changed
    values = PRETRAINED[task]
    given.only(*TrainingConfig.__dataclass_fields__)
    for key in given.present:
        value: object = given.one(key, type(getattr(values, key)))
        given.checked(key, partial(values.changed, {key: value}))
        changed[key] = value
    return changed
