"""The steps of a study before its runs: text, names, forms, encoders of its own, overlap, vectors, perturbed sets."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.perturb import How, PerturbSummary, perturb
from runners.planning import PATIENCE_S, reading
from runners.request import Means
from runners.studies.counting import embedding_sets, measures_of
from runners.studies.grid import asked_pairs, perturbation, trained_forms
from runners.studies.here import Here, look
from runners.studies.lacking import lacking_text, pairs_here
from runners.studies.outlook import Outlook
from runners.studies.remembered import Memory
from runners.studies.study import PROPOSALS, VECTORS, PerturbationsAsked, Study, TaskAsked
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse


@dataclass(kw_only=True)
class Work:
    """A study that is being done: where, with what means, and who is told."""

    warehouse: Path
    study: Study
    means: Means
    memory: Memory
    ahead: Outlook
    tell: Callable[[object], None]
    made: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """By need (vectors, proposals), the names of the embeddings that were made."""

    @contextmanager
    def collecting(self, what: str) -> Generator[None]:
        """An error of ours within the `with` block is noted as a failure, and what comes after it goes on."""
        try:
            yield
        except XlrError as failure:
            sentence = str(failure)
            self.memory.failed(sentence if not what or sentence.startswith(what) else f"{what}: {sentence}")

    def begin(self, step: str) -> bool:
        """Whether a step has something to do; if so it is told and noted."""
        if not any(part.step == step and part.n_left for part in self.ahead.parts):
            return False
        self.memory.at(step)
        self.tell(step)
        return True

    def writing(self) -> Warehouse:
        """The warehouse open for writing."""
        return Warehouse.writing(self.warehouse, wait_s=PATIENCE_S)


def prepare(work: Work) -> None:
    """Do every step that has something to do; raises `XlrError` when there is no text to do anything with."""
    if work.begin("ingest"):
        _ingest(work)
    here = _here(work)
    if not any(pairs_here(work.study, task, here) for task in work.study.tasks):
        raise XlrError(f"Nothing of the study {work.study.name} can be done: {lacking_text(work.study, here)[0]}")
    if work.begin("names"):
        _names(work)
    if work.begin("forms"):
        _forms(work, here)
    if work.begin("pretrain"):
        _pretrain(work)
    if work.begin("overlap"):
        _overlap(work, here)
    for need, step in ((VECTORS, "embed"), (PROPOSALS, "propose")):
        asked = embedding_sets(here, work.study, need)
        if asked:
            if work.begin(step):
                pass
            _embed(work, asked, need)
    if work.begin("align"):
        _align(work, here)
    if work.begin("perturb"):
        for task in work.study.tasks:
            _perturb(work, here, task)


def _here(work: Work) -> Here:
    with reading(work.warehouse) as opened:
        return look(opened, work.study)


def _ingest(work: Work) -> None:
    from ingest.corpora import lab

    with work.writing() as opened:
        work.tell(load(opened, lab.read(seed=1)))


def _names(work: Work) -> None:
    from ingest.names.choice import Choice
    from ingest.names.landing import land_names
    from ingest.names.reading import read_names

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
    from runners.pretraining.pretrain import pretrain

    for request in work.study.pretrained:
        with work.collecting(request.name):
            work.tell(pretrain(work.warehouse, request))


def _overlap(work: Work, here: Here) -> None:
    from ingest.forms.tokenizers import NamedTokenizer, find_tokenizer

    study, asked = work.study, work.study.overlap
    if asked is None:
        return
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


def _embed(work: Work, asked: dict[str, list[str]], need: str) -> None:
    """Make what lacks of vectors, or proposals, and note the names of all embeddings that are there then."""
    from runners.embedding.embed import embed
    from runners.embedding.propose import propose

    how = work.study.vectors
    for encoder in work.study.encoders:
        for corpus, languages in asked.items():
            same = {
                "warehouse": work.warehouse,
                "encoder": encoder.name,
                "revision": encoder.revision,
                "corpus": corpus,
                "languages": languages,
                "device": work.means.device.partition(",")[0],
            }
            with work.collecting(encoder.name):
                if need == VECTORS:
                    made = embed(**same, pooling=how.pooling, layer=how.layer, casing=how.casing)  # pyright: ignore[reportArgumentType] (of their types)
                    known, name = made.n_new, made.embedding
                else:
                    proposed = propose(**same, top=how.top)  # pyright: ignore[reportArgumentType] (likewise)
                    made, known, name = proposed, proposed.n_new, proposed.embedding
                if known:
                    work.tell(made)
                names = work.made.setdefault(need, [])
                names += [] if name in names else [name]


def _align(work: Work, here: Here) -> None:
    from ingest.alignment.measuring import measure_alignment

    for task in work.study.tasks:
        pairs = pairs_here(work.study, task, here)
        if pairs and work.made.get(VECTORS):
            with work.collecting(f"alignment, {task.task}"), work.writing() as opened:
                work.tell(
                    measure_alignment(
                        opened,
                        corpus=task.corpus,
                        pairs=[str(pair) for pair in pairs],
                        embeddings=work.made[VECTORS],
                        leak_free=work.study.leak_free,
                    )
                )


def _perturb(work: Work, here: Here, task: TaskAsked) -> None:
    pairs = asked_pairs(work.study, pairs_here(work.study, task, here))
    made: list[PerturbSummary] = []
    for asked in task.perturbed:
        for names, need in _by_need(asked):
            embeddings = work.made.get(need, []) if need else []
            if need and not embeddings:
                work.memory.failed(f"{', '.join(names)}: there are no {need} of any encoder of the study.")
                continue
            how = How(
                seeds=asked.seeds,
                doses=asked.doses,
                embeddings=embeddings,
                leak_free=work.study.leak_free,
                task=task.task,
            )
            for pair in pairs:
                made += _of_pair(work, task, names, pair, how, asked)
    work.tell(
        PerturbSummary(made=tuple(count for one in made for count in one.made), n_known=sum(one.n_known for one in made))
    )


def _of_pair(
    work: Work, task: TaskAsked, names: Sequence[str], pair: str, how: How, asked: PerturbationsAsked
) -> list[PerturbSummary]:
    """All these perturbations of a pair at once, which reads its text once; one by one where one of them fails."""
