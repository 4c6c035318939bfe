"""The plan of a set of runs: which are wanted, what each still lacks, and the files the workers read."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ingest.leak_free import test_split, train_split, validation_split
from runners import needs, tokenizer
from runners.config import TrainingConfig
from runners.encoder import Encoder
from runners.needs import TextSet
from runners.record import ORIGINAL, EncoderFacts
from runners.request import Setting
from runners.tokenizer import OpenTokenizer
from xlr_warehouse.errors import InputError, XlrError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class PlannedRun:
    """A run that is wanted, the text sets it has not been tested on, and the one by which an epoch is chosen, if any.

    `made_on` is the device on which it was trained, where the warehouse has it already.
    """

    run: str
    train: TextSet
    seed: int
    missing: tuple[TextSet, ...]
    development: TextSet | None
    made_on: str | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The runs that are wanted, and all they have in common."""

    task: str
    encoder: EncoderFacts
    weights: Path | None
    tokenizer: OpenTokenizer
    config: TrainingConfig
    runs: tuple[PlannedRun, ...]


def merged(settings: Iterable[Setting]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By training language all its test languages, as one model is tested everywhere.

    With each test language stand the other training languages for which perturbed text is tested on as well.
    """
    tests: dict[str, dict[str, tuple[str, ...]]] = {}
    for setting in settings:
        of_train = tests.setdefault(setting.train, {})
        for language in setting.tests:
            against = (*of_train.get(language, ()), *setting.against)
            of_train[language] = tuple(dict.fromkeys(other for other in against if other != setting.train))
    return tests


def opened_tokenizer(
    warehouse: Warehouse,
    encoder: Encoder,
    *,
    folder: Path | None,
    task: str,
    corpus: str,
    runs: Path,
    leak_free: bool = False,
    form: str = ORIGINAL,
) -> OpenTokenizer:
    """The tokenizer of an encoder: the one in `folder` when given, its own, or one fitted once on the training sets.

    It is fitted on the training sets in the form that will be trained on. Raises `InputError` when it cannot be read
    or does not fit the encoder.
    """
    if folder is not None:
        opened = tokenizer.open_tokenizer(folder, name=folder.resolve().name, source=folder.resolve().name)
    elif encoder.scratch is not None:
        # Fitted anew when the corpus has other training sets than before: its name tells on which it was fitted.
        split = train_split(leak_free=leak_free)
        texts = corpus if form == ORIGINAL else f"{corpus}.{form}"
        digest = needs.training_digest(warehouse, task=task, corpus=corpus, split=split, form=form)
        name = f"{encoder.name}-{texts}-{digest}"
        own = runs / f"{slug(name)}.tokenizer"
        if not own.is_dir():
            sentences = needs.training_sentences(warehouse, task=task, corpus=corpus, split=split, form=form)
            tokenizer.fit(sentences, vocabulary=encoder.scratch.vocabulary, into=own)
        opened = tokenizer.open_tokenizer(own, name=name, source=f"fitted on the training sets of {texts}")
    else:
        opened = _own_tokenizer(encoder, runs=runs)
    known = needs.revision_of(warehouse, table="tokenizer", name=opened.facts.tokenizer)
    if known not in (None, opened.facts.revision):
        name = f"{opened.facts.tokenizer}-{opened.facts.revision[:8]}"
        opened = replace(opened, facts=replace(opened.facts, tokenizer=name))
    return opened


def _own_tokenizer(encoder: Encoder, *, runs: Path) -> OpenTokenizer:
    folder = encoder.folder or Path()
    if not (folder / tokenizer.FILE).is_file():
        made = runs / f"{slug(encoder.name)}-{(encoder.revision or '')[:8]}.tokenizer"
        if not made.is_dir():
            tokenizer.convert(folder, into=made)
        folder = made
    return tokenizer.open_tokenizer(folder, name=encoder.name, source=encoder.name)


def make_plan(  # noqa: PLR0913 (what a set of runs has in common, each by its name)
    warehouse: Warehouse,
    *,
    task: str,
    corpus: str,
    encoder: Encoder,
    opened: OpenTokenizer,
    is_foreign: bool,
    settings: Sequence[Setting],
    seeds: Sequence[int],
    config: TrainingConfig,
    leak_free: bool = False,
    form: str = ORIGINAL,
) -> Plan:
    """The plan of the runs; `is_foreign` says that the tokenizer is not the encoder's own.

    Runs that are trained on another form than the original are tested on the test sets in this form, and on no other:
    what the form costs a model that was trained without it is asked of the other runs. Raises `XlrError` for a
    language without its text sets, or an encoder known here with other weights.
    """
    facts = encoder.facts(
        vocab_size=opened.cutter.n_pieces,
        pad_token_id=opened.cutter.specials.padding,
        tokenizer=opened.facts.tokenizer if is_foreign else None,
    )
    check_encoder(warehouse, facts, opened)
    split, tested = train_split(leak_free=leak_free), test_split(leak_free=leak_free)
    planned: list[PlannedRun] = []
    for language, asked in merged(settings).items():
        train = needs.training_set(warehouse, task=task, corpus=corpus, language=language, split=split, form=form)
        development = (
            _development(warehouse, train, leak_free=leak_free, form=form) if config.selection != "last" else None
        )
        tests: list[TextSet] = []
        for tested_language, against in asked.items():
            test = needs.original(warehouse, task=task, corpus=corpus, language=tested_language, split=tested)
            tests.append(needs.in_form(warehouse, test, form=form))
            if form == ORIGINAL:
                others = [
                    needs.original(warehouse, task=task, corpus=corpus, language=other, split=split)
                    for other in against
                ]
                tests += needs.perturbed(warehouse, test=test, train=train, others=others, encoder=facts.encoder)
        for seed in seeds:
            run = run_name(facts, opened, train=train, development=development, seed=seed, config=config)
            done = needs.evaluated(warehouse, run=run)
            missing = tuple(test for test in tests if test.number not in done)
            made_on = needs.made_on(warehouse, run=run)
            planned.append(
                PlannedRun(run=run, train=train, seed=seed, missing=missing, development=development, made_on=made_on)
            )
    return Plan(task=task, encoder=facts, weights=encoder.folder, tokenizer=opened, config=config, runs=tuple(planned))


def _development(warehouse: Warehouse, train: TextSet, *, leak_free: bool, form: str) -> TextSet:
    """The validation set of the language trained on, in the form trained on; raises `XlrError` when it is not there."""
    name = train.name
    split = validation_split(leak_free=leak_free)
    found = needs.original(warehouse, task=name.task, corpus=name.corpus, language=name.language, split=split)
    return needs.in_form(warehouse, found, form=form)


def check_encoder(warehouse: Warehouse, facts: EncoderFacts, opened: OpenTokenizer) -> None:
    """Raise `XlrError` for an encoder known here with other weights, or a tokenizer that is too large for it."""
    known = needs.revision_of(warehouse, table="encoder", name=facts.encoder)
    if known not in (None, facts.revision):
        raise XlrError(
            f"The encoder {facts.encoder} is in the warehouse with the revision {known}, not {facts.revision}: give "
            "the other one another name, or name the revision."
        )
    size = facts.config.get("vocab_size")
    if isinstance(size, int) and opened.cutter.n_pieces > size:
        raise InputError(
            f"This tokenizer has {opened.cutter.n_pieces} pieces, more than the {size} of {facts.encoder}.",
            path=opened.folder,
        )


def run_name(
    facts: EncoderFacts,
    opened: OpenTokenizer,
    *,
    train: TextSet,
    development: TextSet | None,
    seed: int,
    config: TrainingConfig,
) -> str:
    """The name of a run; its last part is a hash of all that determines the run."""
    name = train.name
    form = {} if name.perturbation == ORIGINAL else {"form": name.perturbation}
    determined = {
        **form,
        **({} if development is None else {"development": development.name.sha256}),
        "encoder": {**asdict(facts), "n_parameters": None},
        "tokenizer": opened.facts.revision,
        "train_set": name.sha256,
        "seed": seed,
        "config": asdict(config),
    }
    digest = hashlib.sha256(json.dumps(determined, sort_keys=True).encode()).hexdigest()
    text = ".".join(slug(part) for part in (name.corpus, name.language, *form.values()))
    return f"{name.task}-{slug(facts.encoder)}-{text}-s{seed}-{digest[:8]}"


def slug(name: str) -> str:
    """A name as part of the name of a file."""
    return re.sub(r"[^\w.@-]+", "_", name)
