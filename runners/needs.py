"""What a set of runs needs of a warehouse: the corpus, its text sets, and what is already known."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from ingest.leak_free import LEAK_FREE
from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.record import ORIGINAL, TextSetName
from xlr_warehouse.catalog import names, plugin
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

NAME = "t.corpus, t.task, t.language, t.split, t.perturbation, t.sha256"
_TRAINING = """
    t.task = $task and t.corpus = $corpus and t.split = $split and t.perturbation = $form
    and ($form = 'none' or t.text_set in (select perturbed_set from perturbation where dose = 1))
"""
"""The training sets of a corpus, all in one form."""
_SENTENCES = {
    "ner": "select string_agg(k.form, ' ' order by k.position) as sentence from token k join text_set t "
    f"using (text_set) where {_TRAINING} group by k.text_set, k.sentence",
    "title": f"select k.text as sentence from title_item k join text_set t using (text_set) where {_TRAINING} "
    f"union all select k.title from title_option k join text_set t using (text_set) where {_TRAINING}",
}
"""By task, the text of these training sets."""


@dataclass(frozen=True, kw_only=True)
class TextSet:
    """A text set: its number in this warehouse, and the name it has everywhere."""

    number: int
    name: TextSetName


def corpus_with(
    warehouse: Warehouse, *, task: str, wanted: str | None, languages: Collection[str], split: str = "train"
) -> str:
    """The corpus to work on: the one named, else the only one that has training sets in these languages.

    `split` is that of the training sets. Raises `XlrError` when there is none or more than one.
    """
    sets = warehouse.frame(
        "select distinct corpus, language from text_set where task = $task and perturbation = 'none' "
        "and split = $split",
        task=task,
        split=split,
    )
    has: dict[str, set[str]] = {}
    for corpus, language in sets.iter_rows():
        has.setdefault(corpus, set()).add(language)
    if not has and split.endswith(LEAK_FREE):
        named = " ".join(sorted(languages))
        raise XlrError(f"There are no leak-free splits here: 'xlr audit {named} --resplit' makes them.")
    if wanted is not None:
        if wanted not in has:
            known = f"; there are {', '.join(sorted(has))}" if has else ""
            raise XlrError(f"There is no corpus {wanted!r} with training sets here{known}: 'xlr ingest' brings one in.")
        return wanted
    fitting = sorted(corpus for corpus in has if has[corpus] >= set(languages))
    if len(fitting) > 1:
        raise XlrError(f"Several corpora have these languages: name one of them, --corpus {' or '.join(fitting)}.")
    if not fitting:
        missing = sorted(set(languages).difference(*has.values())) or sorted(languages)
        if split.endswith(LEAK_FREE):
            raise XlrError(
                f"No corpus here has leak-free splits in {', '.join(missing)}: "
                f"'xlr audit {' '.join(missing)} --resplit' makes them."
            )
        raise XlrError(
            f"No corpus here has training sets in {', '.join(missing)}: bring one in, for example with "
            f"'xlr ingest wikiann {' '.join(missing)} --from DIR'."
        )
    return fitting[0]


def original(warehouse: Warehouse, *, task: str, corpus: str, language: str, split: str) -> TextSet:
    """A split of a corpus as it came; raises `XlrError` when it is not there."""
    found = warehouse.frame(
        f"select t.text_set, {NAME} from text_set t where t.task = $task and t.corpus = $corpus "
        "and t.language = $language and t.split = $split and t.perturbation = 'none' order by t.text_set desc limit 1",
        task=task,
        corpus=corpus,
        language=language,
        split=split,
    )
    if found.is_empty():
        if split.endswith(LEAK_FREE):
            raise XlrError(
                f"The corpus {corpus} has no leak-free splits in {language} here: 'xlr audit {language} --resplit' "
                "makes them."
            )
        raise XlrError(
            f"The corpus {corpus} has no {split} set in {language} here: bring it in with 'xlr ingest', for example "
            f"'xlr ingest wikiann {language} --from DIR'."
        )
    return _text_sets(found)[0]


def perturbed(
    warehouse: Warehouse, *, test: TextSet, train: TextSet, encoder: str, others: Sequence[TextSet] = ()
) -> list[TextSet]:
    """The perturbed forms of a test set on which a run is tested.

    Those that were made against the run's own training set or against none, and by its own encoder's vectors or none;
    and those that were made against one of the `others` alone, where some are named.
    """
    return _text_sets(
        warehouse.frame(
            f"select distinct t.text_set, {NAME} from perturbation p join text_set t on t.text_set = p.perturbed_set "
            "left join embedding e on e.embedding = p.embedding where p.test_set = $test "
            "and (p.embedding is null or e.encoder = $encoder) and (p.train_set is null or p.train_set = $train "
            "or (list_contains($others, p.train_set) and not list_contains($of_both, p.perturbation))) "
            "order by t.text_set",
            test=test.number,
            train=train.number,
            encoder=encoder,
            others=[one.number for one in others],
            of_both=[name for name in names(PERTURBATIONS) if _looks_at_both(name)],
        )
    )


def _looks_at_both(name: str) -> bool:
    """Whether a perturbation belongs to both training sets of a pair, so that both models meet it as their own."""
    return plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation).against == "both"


def training_set(warehouse: Warehouse, *, task: str, corpus: str, language: str, split: str, form: str) -> TextSet:
    """The training set of a language in a form; raises `XlrError` when it is not there."""
    trained_on = original(warehouse, task=task, corpus=corpus, language=language, split=split)
    return in_form(warehouse, trained_on, form=form)


def in_form(warehouse: Warehouse, text_set: TextSet, *, form: str) -> TextSet:
    """A text set wholly in the form that a perturbation gives it; itself for the original form.

    Raises `XlrError` where it was not made, or made in several ways.
    """
    if form == ORIGINAL:
        return text_set
    found = _text_sets(
        warehouse.frame(
            f"select distinct t.text_set, {NAME} from perturbation p join text_set t on t.text_set = p.perturbed_set "
            "where p.test_set = $number and p.perturbation = $form and p.dose = 1 order by t.text_set",
            number=text_set.number,
            form=form,
        )
    )
    place = text_set.name.place
    if not found:
        language, leak_free = text_set.name.language, " --leak-free" if text_set.name.split.endswith(LEAK_FREE) else ""
        raise XlrError(
            f"There is no {place} in the form {form} here: 'xlr perturb {form} --training --corpus "
            f"{text_set.name.corpus} --pair {language}-{language}{leak_free}' makes it."
        )
    if len(found) > 1:
        raise XlrError(
            f"There are {len(found)} forms {form} of {place} here, made with several seeds, parameters or vectors: "
            "train where there is only one, in a warehouse of its own."
        )
    return found[0]


def training_sentences(
    warehouse: Warehouse, *, task: str, corpus: str, split: str = "train", form: str = ORIGINAL
) -> pl.Series:
    """The text of all training sets of a corpus in a form: sentences, or sections and titles."""
    return warehouse.frame(
        _SENTENCES[task],
        task=task,
        corpus=corpus,
        split=split,
        form=form,
    ).to_series()


def training_digest(warehouse: Warehouse, *, task: str, corpus: str, split: str = "train", form: str = ORIGINAL) -> str:
    """What names the training sets of a corpus in a form together: 8 hexadecimal digits."""
    digests = warehouse.frame(
        f"select t.sha256 from text_set t where {_TRAINING} order by t.sha256",
        task=task,
        corpus=corpus,
        split=split,
        form=form,
    ).to_series()
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:8]


def evaluated(warehouse: Warehouse, *, run: str) -> set[int]:
    """The numbers of the text sets on which a run was tested."""
    return set(warehouse.frame("select text_set from evaluation where run = $run", run=run).to_series())


def made_on(warehouse: Warehouse, *, run: str) -> str | None:
    """The device on which a run was trained; None where the warehouse does not have it."""
    found = warehouse.frame("select device from run where run = $run", run=run).to_series()
    return None if found.is_empty() else found[0]


def revision_of(warehouse: Warehouse, *, table: str, name: str) -> str | None:
    """The revision with which an encoder or a tokenizer is known here; None where it is not known."""
    found = warehouse.frame(f"select revision from {table} where {table} = $name", name=name).to_series()
    return None if found.is_empty() else found[0]


def _text_sets(found: pl.DataFrame) -> list[TextSet]:
    columns: Sequence[str] = ("corpus", "task", "language", "split", "perturbation", "sha256")
    return [
        TextSet(number=row[0], name=TextSetName(**dict(zip(columns, row[1:], strict=True))))
        for row in found.iter_rows()
    ]
