"""What a study says of one task: its corpus, how its test sets are perturbed, and how models are trained."""

from functools import partial
from typing import Any

from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.config import PRETRAINED, PROFILES, TrainingConfig
from runners.record import ORIGINAL
from runners.request import form_named
from runners.studies.study import Pair, PerturbationsAsked, TaskAsked
from runners.studies.tables import Table
from xlr_warehouse.catalog import canonical, plugin


def read_pairs(table: Table, *, default: tuple[Pair, ...] | None = None) -> tuple[Pair, ...]:
    """The pairs: `fr-br`, or a list of two codes where a code has a hyphen; `default` where none is named."""
    pairs: list[Pair] = []
    named = table.items("pairs", is_needed=default is None)
    if named is None:
        return default or ()
    for one in named:
        codes: Any = one.split("-") if isinstance(one, str) else one
        is_list = isinstance(codes, list) and all(isinstance(code, str) and code for code in codes)
        if not is_list or len(codes) != 2:  # noqa: PLR2004 (a pair has two)
            hint = 'write L1-L2, such as "fr-br", or ["zh-yue", "en"] where a code has a hyphen.'
            table.refuse("pairs", f"{one!r} is no pair: {hint}")
        pair = Pair(source=codes[0], target=codes[1])
        if pair.source == pair.target:
            table.refuse("pairs", f'{one!r} names one language twice; settings = ["native"] leaves the source out.')
        if pair in pairs:
            table.refuse("pairs", f"{one!r} stands there twice.")
        pairs.append(pair)
    return tuple(pairs)


def read_task(table: Table, task: str, *, pairs: tuple[Pair, ...], seeds: tuple[int, ...], profile: str) -> TaskAsked:
    """A table [task.NAME]; `pairs`, `seeds` and `profile` are those of the study."""
    table.only("corpus", "pairs", "bring_in", "perturb", "forms", "training", "seeds", "crossed")
    forms = table.several("forms", str, (ORIGINAL,))
    return TaskAsked(
        task=task,
        corpus=table.text("corpus"),
        pairs=read_pairs(table, default=pairs),
        bring_in=table.text("bring_in", ""),
        perturbed=tuple(_perturbed(one, task) for one in table.tables("perturb")),
        forms=tuple(table.checked("forms", lambda form=form: form_named(form)) for form in forms),
        training=_training(table, task, profile=profile),
        seeds=table.seeds(default=seeds),
        crossed=table.flag("crossed", default=False),
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
