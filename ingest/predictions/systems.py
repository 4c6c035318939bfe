"""Which run and which text set a file of predictions is of: from its path where that says it, else from options."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.languages import check_language
from ingest.leak_free import LEAK_FREE, train_split
from ingest.predictions.patterns import FoundFile, filled
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse

LARGEST_SEED = 2**31 - 1
ORIGINAL = "none"
"""What stands for the text as it came where a perturbation is asked for, as in the table `text_set`."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is said of all files of a call, where their paths do not say it.

    Texts may name `{placeholders}`, and then count before what a path says. `train_corpus` is the corpus of this
    warehouse that the systems were trained on, if any, and `train_split` the split of it: where it is not given, the
    one that belongs to the predicted split. `languages` renames language codes.
    """

    corpus: str = ""
    language: str = ""
    split: str = "test"
    encoder: str = ""
    trained_on: str = ""
    seed: int = 1
    train_corpus: str | None = None
    train_split: str | None = None
    perturbation_id: str = ORIGINAL
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class System:
    """Which system made predictions: a free label for its encoder, what it was trained on, its seed.

    `corpus` is that of the training set, or of the predicted text where no training set is known. A `train_split` other
    than train is part of the name of the run, so that it is another than that of the system trained on train.
    """

    encoder: str
    corpus: str
    train_language: str
    train_set: int | None
    seed: int
    train_split: str = "train"

    @property
    def run(self) -> str:
        """The name of its run."""
        determined = [self.corpus, self.encoder, self.train_language, self.seed]
        if self.train_split != "train":
            determined.append(self.train_split)
        short = hashlib.sha256(json.dumps(determined).encode()).hexdigest()[:8]
        return f"ner-{self.encoder}-{self.corpus}.{self.train_language}-s{self.seed}-{short}"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A file with the system that made it and the text set it is for."""

    path: Path
    name: str
    system: System
    text_set: int
    place: str


def resolver(warehouse: Warehouse, options: Options) -> Callable[[FoundFile], Target]:
    """How a file becomes a target; it raises `XlrError` for a text set that is not there."""
    originals = _originals(warehouse)
    perturbed = _perturbed(warehouse)

    def resolve(file: FoundFile) -> Target:
        corpus, split = _said(file, "corpus", options.corpus), _said(file, "split", options.split)
        language = _language(_said(file, "language", options.language), options)
        encoder = _said(file, "encoder", options.encoder)
        trained_on = _language(_said(file, "trained_on", options.trained_on), options)
        seed = int(file.said.get("seed", options.seed))
        if not 0 <= seed <= LARGEST_SEED:
            raise InputError(f"the seed {seed} is not between 0 and {LARGEST_SEED}.", path=file.path)
        check_language(trained_on)
        text_set = _find(originals, (corpus, language, split))
        place = f"{corpus} {language} {split}"
        perturbation_id = _said(file, "perturbation_id", options.perturbation_id)
        if perturbation_id != ORIGINAL:
            text_set = _find_perturbed(perturbed, perturbation_id, original=text_set, place=place)
            place = f"{place} ({perturbation_id})"
        system = _system(file, options, corpus=corpus, split=split, encoder=encoder, trained_on=trained_on, seed=seed)
        if options.train_corpus is not None:
            key = (system.corpus, trained_on, system.train_split)
            system = replace(system, train_set=_find(originals, key))
        return Target(path=file.path, name=file.name, system=system, text_set=text_set, place=place)

    return resolve


def _system(
    file: FoundFile, options: Options, *, corpus: str, split: str, encoder: str, trained_on: str, seed: int
) -> System:
    """The system that made a file, without its training set."""
    # Where nothing is said of the training, a name says nothing of it either.
    trained = train_split(leak_free=options.train_corpus is not None and split.endswith(LEAK_FREE))
    return System(
        encoder=encoder,
        corpus=corpus if options.train_corpus is None else filled(options.train_corpus, file.said),
        train_language=trained_on,
        train_set=None,
        seed=seed,
        train_split=trained if options.train_split is None else filled(options.train_split, file.said),
    )


def _said(file: FoundFile, name: str, otherwise: str) -> str:
    if name in file.said and "{" not in otherwise:
        return file.said[name]
    if not otherwise:
        option = name.replace("_", "-")
        raise InputError(
            f"nothing says its {name.replace('_', ' ')}; give --{option}, or {{{name}}} in --pattern.", path=file.path
        )
    return filled(otherwise, file.said)


def _language(code: str, options: Options) -> str:
    return options.languages.get(code, code)


def _originals(warehouse: Warehouse) -> dict[tuple[str, str, str], int]:
    rows = warehouse.frame(
        """
        select corpus, language, split, text_set from text_set where task = 'ner' and perturbation = 'none'
        order by corpus, language, split
        """
    )
    return {(corpus, language, split): number for corpus, language, split, number in rows.iter_rows()}


def _perturbed(warehouse: Warehouse) -> dict[str, tuple[int, int]]:
    """The original and the perturbed set of each perturbation of NER text."""
    rows = warehouse.frame(
        """
        select perturbation_id, test_set, perturbed_set from perturbation inner join text_set on test_set = text_set
        where task = 'ner' order by perturbation_id
        """
    )
    return {name: (original, perturbed) for name, original, perturbed in rows.iter_rows()}


def _find(originals: dict[tuple[str, str, str], int], key: tuple[str, str, str]) -> int:
    if key not in originals:
        raise UnknownNameError("text set", " ".join(key), [" ".join(known) for known in originals])
    return originals[key]


def _find_perturbed(perturbed: dict[str, tuple[int, int]], name: str, *, original: int, place: str) -> int:
    if name not in perturbed:
        raise UnknownNameError("perturbation", name, list(perturbed))
    perturbed_from, text_set = perturbed[name]
    if perturbed_from != original:
        raise InputError(
            f"The perturbation {name} was not made from {place}; name the corpus, language and split it was."
        )
    return text_set
