"""Planning: from what is asked for to the jobs that are still to be done."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ingest.leak_free import train_split
from runners import needs
from runners.bundle import runs_folder
from runners.encoder import find_encoder
from runners.job import Job, job_file
from runners.landing import PATIENCE_S
from runners.laying import lay_ready
from runners.plan import Plan, make_plan, opened_tokenizer
from runners.request import Means, Wanted, form_named
from xlr_warehouse.errors import MissingExtraError, WarehouseOutdatedError
from xlr_warehouse.warehouse import Warehouse


def laid_ready(
    warehouse: Path, wanted: Sequence[Wanted], *, folder: Path, means: Means
) -> tuple[list[Plan], list[Job]]:
    """The plans of what is asked for, and the jobs of what is missing, in the order in which they shall be made.

    What workers read is written into `folder`.
    """
    plans: list[Plan] = []
    jobs: list[Job] = []
    with reading(warehouse) as opened:
        for number, one in enumerate(joined(wanted)):
            plan = plan_of(opened, one)
            plans.append(plan)
            jobs += lay_ready(
                opened,
                plan,
                folder=folder / str(number),
                runs=runs_folder(warehouse),
                keep_model=means.keep_model,
            )
    place = {seed: number for one in reversed(wanted) for number, seed in enumerate(one.request.seeds)}
    jobs.sort(key=lambda job: place[job.seed])
    for number, job in enumerate(jobs):
        job.write(job_file(folder, number))
    return plans, jobs


def joined(wanted: Sequence[Wanted]) -> list[Wanted]:
    """One for each request, with the settings of all that ask the same: one model is tested everywhere."""
    found: list[Wanted] = []
    for one in wanted:
        same = next((number for number, other in enumerate(found) if other.request == one.request), None)
        if same is None:
            found.append(one)
        else:
            found[same] = Wanted(request=one.request, settings=(*found[same].settings, *one.settings))
    return found


def plan_of(warehouse: Warehouse, wanted: Wanted) -> Plan:
    """The plan of the runs that are asked for; raises `XlrError` when something it needs is not here."""
    request, settings = wanted.request, wanted.settings
    runs = runs_folder(warehouse.path)
    encoder = find_encoder(request.encoder, revision=request.revision, made_in=runs)
    languages = {setting.train for setting in settings}
    split = train_split(leak_free=request.leak_free)
    corpus = needs.corpus_with(warehouse, task=request.task, wanted=request.corpus, languages=languages, split=split)
    form = form_named(request.form)
    for language in languages:  # what cannot be trained on is told before a tokenizer is fitted
        needs.training_set(warehouse, task=request.task, corpus=corpus, language=language, split=split, form=form)
    tokenizer = opened_tokenizer(
        warehouse,
        encoder,
        folder=request.tokenizer,
        task=request.task,
        corpus=corpus,
        runs=runs,
        leak_free=request.leak_free,
        form=form,
    )
    return make_plan(
        warehouse,
        task=request.task,
        corpus=corpus,
        encoder=encoder,
        opened=tokenizer,
        is_foreign=request.tokenizer is not None,
        settings=settings,
        seeds=tuple(dict.fromkeys(request.seeds)),
        config=encoder.training[request.task].changed(request.overrides),
        leak_free=request.leak_free,
        form=form,
    )


def require_torch(what: str = "Fine-tuning") -> None:
    """Raise `MissingExtraError` unless what trains models is installed; `what` needs it."""
    if find_spec("torch") is None or find_spec("transformers") is None:
        raise MissingExtraError("train", what)


def reading(warehouse: Path) -> Warehouse:
    """The warehouse open for reading, brought up to date before when an older xlr wrote it."""
    try:
        return Warehouse.reading(warehouse, wait_s=PATIENCE_S)
    except WarehouseOutdatedError:
        with Warehouse.writing(warehouse, wait_s=PATIENCE_S):
            pass
        return Warehouse.reading(warehouse, wait_s=PATIENCE_S)
