"""The runs of a study that are ahead: which are complete, and what the others lack, as far as it can be told now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.leak_free import test_split, train_split
from runners import needs
from runners.bundle import runs_folder
from runners.config import PRETRAINED
from runners.encoder import Encoder
from runners.kept import kept_folder
from runners.plan import Plan, PlannedRun, make_plan, merged, opened_tokenizer, slug
from runners.record import ORIGINAL
from runners.request import Request, Wanted
from runners.studies.encoders import label
from runners.studies.estimating import Rate, seconds_of_testing, seconds_of_training
from runners.studies.grid import Expected, Place, perturbation
from runners.studies.here import Here, Size
from runners.studies.study import EncoderAsked
from runners.tokenizer import FILE
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class RunsAhead:
    """The runs of one encoder, task and form.

    `n_complete` lack nothing; `n_tests` are the tests that the others lack. `seconds` is what these take, for one
    after the other; None where no run of the encoder and task has landed, by whose `rate` it is told.
    """

    encoder: str
    task: str
    form: str
    n_runs: int
    n_complete: int
    n_tests: int
    seconds: float | None
    rate: Rate | None

    @property
    def n_left(self) -> int:
        """How many runs lack something."""
        return self.n_runs - self.n_complete


def runs_ahead(
    here: Here,
    wanted: Wanted,
    *,
    able: Wanted | None,
    asked: EncoderAsked,
    encoder: Encoder | None,
    perturbed: Sequence[Expected],
    rate: Rate | None,
) -> RunsAhead:
    """The runs that are asked for.

    `able` are those whose text is here (None: none), `encoder` is what was `asked` for, None where it is not here,
    `perturbed` are the perturbed sets that the study needs for them, made or not.
    """
    request = wanted.request
    planned = {} if able is None else _planned(here, able, encoder)
    epochs = _epochs(request, encoder)
    n_complete = n_tests = n_runs = 0
    seconds = 0.0
    for train, tests in merged(wanted.settings).items():
        own = [one for one in perturbed if _is_tested_on(one, train, tests)] if request.form == ORIGINAL else []
        to_come = [one for one in own if one not in here.perturbed]
        sizes = [_size(here, request, language, is_test=True) for language in tests]
        for seed in request.seeds:
            n_runs += 1
            run = planned.get((train, seed))
            n_left = len(sizes) + len(own) if run is None else len(run.missing) + len(to_come)
            if n_left == 0:
                n_complete += 1
                continue
            n_tests += n_left
            if rate is not None:
                mean = sum(seconds_of_testing(rate, size, task=request.task) for size in sizes) / len(sizes)
                seconds += n_left * mean
                if run is None or not _is_kept(here, run):
                    seconds += seconds_of_training(rate, _size(here, request, train, is_test=False), epochs=epochs)
    return RunsAhead(
        encoder=label(asked),
        task=request.task,
        form=request.form,
        n_runs=n_runs,
        n_complete=n_complete,
        n_tests=n_tests,
        seconds=None if rate is None else seconds,
        rate=rate,
    )


def _is_tested_on(one: Expected, train: str, tests: Mapping[str, Sequence[str]]) -> bool:
    """Whether runs of a training language, with these test languages and what else is tested on for each, meet it."""
    if one.test not in tests or one.train in (None, train):
        return one.test in tests
    return one.train in tests[one.test] and perturbation(one.name).against == "training"


def _size(here: Here, request: Request, language: str, *, is_test: bool) -> Size:
    split = (test_split if is_test else train_split)(leak_free=request.leak_free)
    place = Place(task=request.task, corpus=request.corpus or "", language=language, split=split)
    return here.text.get(place, Size(number=-1, n_items=0, n_tokens=0))


def _epochs(request: Request, encoder: Encoder | None) -> int:
    training = PRETRAINED if encoder is None else encoder.training
    return training[request.task].changed(request.overrides).epochs


def _is_kept(here: Here, run: PlannedRun) -> bool:
    return here.warehouse is not None and kept_folder(runs_folder(here.warehouse.path), run.run).is_dir()


def _planned(here: Here, wanted: Wanted, encoder: Encoder | None) -> dict[tuple[str, int], PlannedRun]:
    """The runs by training language and seed, where all that determines them is here and nothing must be written."""
    if here.warehouse is None or encoder is None or not _has_tokenizer(here.warehouse, wanted.request, encoder):
        return {}
    try:
        plan = _plan(here.warehouse, wanted, encoder)
    except XlrError:  # text or a form that is still to come: none of these runs can be there
        return {}
    return {(run.train.name.language, run.seed): run for run in plan.runs}


def _has_tokenizer(warehouse: Warehouse, request: Request, encoder: Encoder) -> bool:
    """Whether the tokenizer lies ready: opening it would else fit or convert one."""
    runs = runs_folder(warehouse.path)
    if encoder.scratch is None:
        made = runs / f"{slug(encoder.name)}-{(encoder.revision or '')[:8]}.tokenizer"
        return ((encoder.folder or Path()) / FILE).is_file() or made.is_dir()
    corpus, split = request.corpus or "", train_split(leak_free=request.leak_free)
    texts = corpus if request.form == ORIGINAL else f"{corpus}.{request.form}"
    digest = needs.training_digest(warehouse, task=request.task, corpus=corpus, split=split, form=request.form)
    return (runs / f"{slug(f'{encoder.name}-{texts}-{digest}')}.tokenizer").is_dir()


def _plan(warehouse: Warehouse, wanted: Wanted, encoder: Encoder) -> Plan:
    request = wanted.request
    corpus = request.corpus or ""
    return make_plan(
        warehouse,
        task=request.task,
        corpus=corpus,
        encoder=encoder,
        opened=opened_tokenizer(
            warehouse,
            encoder,
            folder=None,
            task=request.task,
            corpus=corpus,
            runs=runs_folder(warehouse.path),
            leak_free=request.leak_free,
            form=request.form,
        ),
        is_foreign=False,
        settings=wanted.settings,
        seeds=request.seeds,
        config=encoder.training[request.task].changed(request.overrides),
        leak_free=request.leak_free,
        form=request.form,
    )
