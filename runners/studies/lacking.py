"""What keeps a study from being done here, each with the command that helps."""

from importlib.util import find_spec
from pathlib import Path

from runners.studies.encoders import encoder_here
from runners.studies.grid import Place, needing, perturbation, places
from runners.studies.here import Here
from runners.studies.study import Pair, Study, TaskAsked
from xlr_warehouse.errors import XlrError

POOLS = ("given_name", "place")
"""The kinds of names that perturbations ask for."""


def pairs_here(study: Study, task: TaskAsked, here: Here) -> tuple[Pair, ...]:
    """The pairs of a study whose text for a task is here, or comes."""
    return tuple(pair for pair in task.pairs if here.has(places(study, task, pair)))


def lacking_text(study: Study, here: Here) -> list[str]:
    """For each task, which text is not here and what brings it in."""
    said: list[str] = []
    for task in study.tasks:
        wanted = dict.fromkeys(place for pair in task.pairs for place in places(study, task, pair))
        absent = [place for place in wanted if not here.has([place])]
        if absent:
            said.append(_sentence(task, absent, len(task.pairs) - len(pairs_here(study, task, here)), study, here))
    return said


def _sentence(task: TaskAsked, absent: list[Place], n_pairs: int, study: Study, here: Here) -> str:
    languages = list(dict.fromkeys(place.language for place in absent))
    known = {place.language for place in here.text if place.corpus == task.corpus and place.task == task.task}
    if study.leak_free and set(languages) <= known:
        command = f"'xlr audit {' '.join(languages)} --resplit' makes its leak-free splits"
    elif study.leak_free and task.corpus in study.ingest:
        command = (
            f"'xlr ingest {task.corpus}' and 'xlr audit {' '.join(languages)} --resplit' make its leak-free splits"
        )
    elif task.corpus in study.ingest:
        command = f"and the corpus {task.corpus} never has it: name other pairs"
    elif "{language}" in task.bring_in:
        command = f"'{task.bring_in}' brings it in, for each of these languages"
    elif task.bring_in:
        command = f"'{task.bring_in.replace('{languages}', ' '.join(languages))}' brings it in"
    else:
        command = "'xlr ingest' brings it in"
    is_some = set(languages) <= known
    said = ", ".join(f"{place.language} {place.split}" if is_some else place.language for place in absent)
    said = ", ".join(dict.fromkeys(said.split(", ")))
    return (
        f"{task.task}: no text of {said} in the corpus {task.corpus}, so {n_pairs} of {len(task.pairs)} pairs cannot "
        f"be done: {command}."
    )


def lacking_names(study: Study, here: Here) -> list[str]:
    """Which names the perturbations of a study ask for and are neither here nor named in the study."""
    known = set(here.rows("select distinct kind, language from name"))
    known |= {(one.kind, one.language) for one in study.names if one.file.is_file()}
    said = [
        f"names: there is no file {one.file}."
        for one in study.names
        if not one.file.is_file() and (one.kind, one.language) not in known
    ]
    for task in study.tasks:
        for kind in POOLS:
            names = [name for name in needing(task, kind) if task.task in perturbation(name).tasks]
            targets = dict.fromkeys(pair.target for pair in pairs_here(study, task, here))
            absent = [language for language in targets if (kind, language) not in known]
            if names and absent:
                said.append(
                    f"{', '.join(names)}: no {kind.replace('_', ' ')}s of {', '.join(absent)}: 'xlr ingest names FILE "
                    f"--language {absent[0]} --kind {kind}' brings some in, or a table [[names]] of the study."
                )
    return said


def lacking_encoders(study: Study, *, made_in: Path) -> tuple[list[str], list[str]]:
    """Encoders that cannot be had, and what is to be said of those that can be fetched."""
    own = {one.name for one in study.pretrained}
    refused: list[str] = []
    fetched: list[str] = []
    for encoder in study.encoders:
        if encoder.name in own:
            continue
        try:
            found = encoder_here(encoder, made_in=made_in)
        except XlrError as failure:
            refused.append(str(failure))
            continue
        if found is None:
            fetched.append(
                f"{encoder.name} is not on this machine: the hub is asked for it, which takes a network; else give its "
                'folder, { folder = "..." }.'
            )
    return refused, fetched


def lacking_extras(study: Study) -> list[str]:
    """Parts of xlr that are not installed."""
    said: list[str] = []
    if find_spec("torch") is None or find_spec("transformers") is None:
        said.append("Training needs the optional part 'train': pip install 'xlr-warehouse[train]'.")
    if find_spec("stopwordsiso") is None and any(needing(task, "stop_words") for task in study.tasks):
        said.append(
            "The reference's variants need the optional part 'reference': pip install 'xlr-warehouse[reference]'."
        )
    return said
