"""The steps of a study before its runs: text, names, forms, encoders of its own, overlap, vectors, perturbed sets."""

from ingest.corpora import lab
from ingest.forms.tokenizers import NamedTokenizer, find_tokenizer
from ingest.load import load
from ingest.names.choice import Choice
from ingest.names.landing import land_names
from ingest.names.reading import read_names
from ingest.overlap import measure_overlap
from ingest.perturb import How, perturb
from runners.bundle import runs_folder
from runners.encoder import find_encoder
from runners.planning import require_torch
from runners.studies.counting import embedding_sets, measures_of
from runners.studies.encoders import encoder_here
from runners.studies.grid import asked_pairs, trained_forms
from runners.studies.here import Here
from runners.studies.lacking import pairs_here
from runners.studies.perturbing import perturb_test_sets
from runners.studies.study import PROPOSALS, VECTORS
from runners.studies.work import Work


def prepare(work: Work) -> None:
    """Do every step that has something to do."""
    if work.begin("ingest"):
        _ingest(work)
    here = work.here()
    for step, do in (("names", _names), ("forms", _forms)):
        if work.begin(step):
            do(work, here)
    _pretrain(work)
    _find_encoders(work)
    if work.begin("overlap"):
        _overlap(work, here)
    _ask_encoders(work, here)
    if work.begin("perturb"):
        for task in work.study.tasks:
            perturb_test_sets(work, here, task)


def _ask_encoders(work: Work, here: Here) -> None:
    """Make vectors and proposals, where something of them or of what is made with them lacks."""
    is_needed = any(part.step in ("embed", "propose", "align", "perturb") and part.n_left for part in work.ahead.parts)
    asked = {
        need: embedding_sets(here, work.study, need, lambda task: pairs_here(work.study, task, here))
        for need in (VECTORS, PROPOSALS)
    }
    if not is_needed or not any(asked.values()) or not work.has_torch():
        return
    from runners.studies.vectors import align, ask_encoders

    for need, step in ((VECTORS, "embed"), (PROPOSALS, "propose")):
        work.begin(step)
        ask_encoders(work, asked[need], need)
    if work.begin("align"):
        align(work, here)


def _ingest(work: Work) -> None:
    with work.writing() as opened:
        work.tell(load(opened, lab.read(seed=1)))


def _names(work: Work, _here: Here) -> None:
    for one in work.study.names:
        with work.collecting(one.file.name), work.writing() as opened:
            choice = Choice(language=one.language, kind=one.kind, column=one.column, countries=one.countries)
            brought = read_names(one.file, choice, form=one.form)
            land_names(opened, brought, source=one.file.name, licence="unknown")


def _forms(work: Work, here: Here) -> None:
    for task, form in trained_forms(work.study):
        pairs = [str(pair) for pair in pairs_here(work.study, task, here)]
        how = How(training_too=True, leak_free=work.study.leak_free, task=task.task)
        with work.collecting(f"{task.task}, {form}"), work.writing() as opened:
            work.tell(perturb(opened, [form], corpus=task.corpus, pairs=pairs, how=how))


def _pretrain(work: Work) -> None:
    """Make the encoders of the study that are not there; one that is there and was made otherwise is refused."""
    if not work.study.pretrained or not work.has_torch():
        return
    work.memory.at("pretrain")
    work.tell("pretrain")
    from runners.pretraining.pretrain import pretrain

    for request in work.study.pretrained:
        with work.collecting(request.name):
            work.tell(pretrain(work.warehouse, request))


def _find_encoders(work: Work) -> None:
    """Find every encoder once, asking the hub for those that are not here; without the others the study goes on."""
    made_in = runs_folder(work.warehouse)
    for encoder in work.study.encoders:
        with work.collecting(encoder.name):
            if encoder_here(encoder, made_in=made_in) is None:
                require_torch(f"The hub is asked for {encoder.name}, which")
                find_encoder(encoder.name, revision=encoder.revision, made_in=made_in)
            work.encoders.append(encoder)


def _overlap(work: Work, here: Here) -> None:
    study, asked = work.study, work.study.overlap
    tokenizers: list[NamedTokenizer] = []
    for name in asked.tokenizers:
        with work.collecting(name):
            tokenizers.append(find_tokenizer(name))
    for task in study.tasks:
        pairs = pairs_here(study, task, here)
        measures = measures_of(study, task, with_tokenizer=bool(tokenizers))
        if not pairs or not measures:
            continue
        with work.collecting(f"overlap, {task.task}"), work.writing() as opened:
            measured = measure_overlap(
                opened,
                corpus=task.corpus,
                pairs=None if asked.between_all else asked_pairs(study, pairs),
                measures=measures,
                tokenizers=tokenizers,
                sample_sizes=(0,) if asked.rarefied else (),
                leak_free=study.leak_free,
            )
            work.tell(measured)
