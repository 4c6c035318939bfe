"""The steps before the runs, counted: how much of each is there, and how much is to do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.leak_free import test_split, train_split
from ingest.overlap import MEASURES, Measure, default_measures
from runners.encoder import made_folder
from runners.studies.encoders import label
from runners.studies.grid import Place, expected, needing, settings, trained_forms
from runners.studies.here import Here
from runners.studies.study import PROPOSALS, VECTORS, Pair, Study, TaskAsked
from xlr_warehouse.catalog import plugin

WORDS = """
with asked as (
    select form from token where list_contains($sets, text_set)
    union
    select unnest(words_of(text)) from title_item where list_contains($sets, text_set)
)
select count(*), count(*) filter (form in (select form from word_vector where embedding = $embedding)) from asked
"""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A step: how many of its units are wanted, and how many of these are there."""

    step: str
    what: str
    n_wanted: int
    n_there: int
    unit: str

    @property
    def n_left(self) -> int:
        """How many are to do."""
        return self.n_wanted - self.n_there


def parts(here: Here, study: Study, *, made_in: Path) -> tuple[Part, ...]:
    """The steps of a study in the order in which they are done; text that is not here yet is counted as wanted."""
    found = [
        _ingest(here, study),
        _names(here, study),
        _forms(here, study),
        _pretrained(study, made_in=made_in),
        _overlap(here, study),
        *_embedded(here, study),
        *_proposed(here, study),
        _aligned(here, study),
        *(_perturbed(here, study, task) for task in study.tasks),
    ]
    return tuple(part for part in found if part.n_wanted)


def _ingest(here: Here, study: Study) -> Part:
    there = [place for place in here.text if place.corpus in study.ingest]
    what = ", ".join(study.ingest)
    return Part(step="ingest", what=what, n_wanted=len(there) + len(here.coming), n_there=len(there), unit="text set")


def _names(here: Here, study: Study) -> Part:
    known = set(here.rows("select distinct kind, language from name"))
    there = [one for one in study.names if (one.kind, one.language) in known]
    what = ", ".join(one.file.name for one in study.names)
    return Part(step="names", what=what, n_wanted=len(study.names), n_there=len(there), unit="name list")


def _forms(here: Here, study: Study) -> Part:
    """The training sets in the forms that are trained on."""
    split = train_split(leak_free=study.leak_free)
    rows = set(
        here.rows(
            "select task, corpus, language, perturbation from text_set where split = $split and perturbation <> 'none'",
            split=split,
        )
    )
    forms = trained_forms(study)
    wanted = {
        (task.task, task.corpus, language, form)
        for task, form in forms
        for setting in settings(study, task.pairs)
        for language in (setting.train, *setting.tests)
    }
    what = ", ".join(dict.fromkeys(form for _, form in forms))
    return Part(step="forms", what=what, n_wanted=len(wanted), n_there=len(wanted & rows), unit="training set")


def _pretrained(study: Study, *, made_in: Path) -> Part:
    names = [one.name for one in study.pretrained]
    n_there = sum(made_folder(made_in, name).is_dir() for name in names)
    return Part(step="pretrain", what=", ".join(names), n_wanted=len(names), n_there=n_there, unit="encoder")


def _overlap(here: Here, study: Study) -> Part:
    """The counts of every measure (by tokenizer, where it counts pieces) and pair of text sets."""
    asked = study.overlap
    tables = ["overlap", *(["overlap_rarefied"] if asked.rarefied else [])]
    tokenizers = [Path(name).name if Path(name).exists() else name for name in asked.tokenizers]
    wanted: set[tuple[object, ...]] = set()
    names: list[str] = []
    for task in study.tasks:
        pairs = [tuple(_number(here, place) for place in pair) for pair in _set_pairs(here, study, task)]
        for measure in measures_of(study, task):
            names.append(measure)
            by = tokenizers if plugin(MEASURES, measure, "MEASURE", Measure).by == "tokenizer" else [""]
            wanted |= {(table, measure, one, *pair) for table in tables for one in by for pair in pairs}
    known = {
        (table, measure, tokenizer if tokenizer in tokenizers else "", train, test)
        for table in tables
        for measure, tokenizer, train, test in here.rows(
            f"select distinct measure, tokenizer, train_set, test_set from {table}"
        )
    }
    between = "every two text sets" if asked.between_all else "the pairs"
    return Part(
        step="overlap",
        what=f"{len(names)} measures between {between}",
        n_wanted=len(wanted),
        n_there=len(wanted & known),
        unit="count",
    )


def _number(here: Here, place: Place) -> int | Place:
    """The number of a text set, or the place itself while it is to come: nothing of it is counted then."""
    return here.text[place].number if place in here.text else place


def measures_of(study: Study, task: TaskAsked, *, with_tokenizer: bool = True) -> list[str]:
    """The measures of a study that are for a task; those of word pieces only where it names a tokenizer."""
    asked = study.overlap
    cuts = bool(asked.tokenizers) and with_tokenizer
    found = {name: plugin(MEASURES, name, "MEASURE", Measure) for name in asked.measures or default_measures()}
    return [
        name for name, measure in found.items() if measure.task == task.task and (measure.by != "tokenizer" or cuts)
    ]


def _set_pairs(here: Here, study: Study, task: TaskAsked) -> Iterator[tuple[Place, Place]]:
    """The training and test sets between which overlap is counted."""
    train, test = train_split(leak_free=study.leak_free), test_split(leak_free=study.leak_free)
    if study.overlap.between_all:
        trained = sorted(here.languages(task=task.task, corpus=task.corpus, split=train))
        tested = sorted(here.languages(task=task.task, corpus=task.corpus, split=test))
        wanted = [(one, other) for one in trained for other in tested]
    else:
        found = settings(study, task.pairs)
        wanted = [(setting.train, language) for setting in found for language in setting.tests]
    for one, other in wanted:
        yield (
            Place(task=task.task, corpus=task.corpus, language=one, split=train),
            Place(task=task.task, corpus=task.corpus, language=other, split=test),
        )


def aligned_pairs(here: Here, study: Study, task: TaskAsked, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of which both languages have a test set, as comparing them takes; all while none has text yet."""
    tested = here.languages(task=task.task, corpus=task.corpus, split=test_split(leak_free=study.leak_free))
    return [pair for pair in pairs if pair.source in tested or pair.target not in tested]


def embedding_sets(
    here: Here, study: Study, need: str, pairs: Callable[[TaskAsked], Sequence[Pair]]
) -> dict[str, list[str]]:
    """By corpus, the languages of these pairs of a task whose test sets need vectors, or proposals."""
    found: dict[str, dict[str, None]] = {}
    for task in study.tasks:
        is_aligned = study.alignment and need == VECTORS
        if is_aligned or needing(task, need):
            languages = found.setdefault(task.corpus, {})
            if needing(task, need):
                languages.update(dict.fromkeys(pair.target for pair in pairs(task)))
            for pair in aligned_pairs(here, study, task, pairs(task)) if is_aligned else ():
                languages.update(dict.fromkeys((pair.source, pair.target)))
    return {corpus: list(languages) for corpus, languages in found.items() if languages}


def _asked(here: Here, study: Study, need: str) -> dict[str, list[str]]:
    return embedding_sets(here, study, need, lambda task: task.pairs)


def _test_numbers(here: Here, study: Study, need: str) -> list[int]:
    asked = _asked(here, study, need)
    split = test_split(leak_free=study.leak_free)
    return [
        size.number
        for place, size in here.text.items()
        if place.split == split and place.language in asked.get(place.corpus, ())
    ]


def _embedded(here: Here, study: Study) -> Iterator[Part]:
    sets = _test_numbers(here, study, VECTORS)
    for encoder in study.encoders if _asked(here, study, VECTORS) else ():
        known = here.rows(
            "select embedding from embedding where encoder = $encoder and pooling = $pooling and casing = $casing "
            "and ($layer::integer is null or layer = $layer)",
            encoder=label(encoder),
            pooling=study.vectors.pooling,
            casing=study.vectors.casing,
            layer=study.vectors.layer,
        )
        counted = here.rows(WORDS, sets=sets, embedding=known[0][0] if known else "")
        n_wanted, n_there = counted[0] if counted else (0, 0)
        unit = "word"
        if not n_wanted:  # no text is here yet whose words could be counted
            n_wanted, unit = sum(map(len, _asked(here, study, VECTORS).values())), "test set"
        yield Part(step="embed", what=label(encoder), n_wanted=n_wanted, n_there=n_there, unit=unit)


def _proposed(here: Here, study: Study) -> Iterator[Part]:
    sets = _test_numbers(here, study, PROPOSALS)
    for encoder in study.encoders if _asked(here, study, PROPOSALS) else ():
        counted = here.rows(
            "select count(distinct text_set) from proposal join embedding using (embedding) "
            "where encoder = $encoder and list_contains($sets, text_set)",
            encoder=label(encoder),
            sets=sets,
        )
        n_there = counted[0][0] if counted else 0
        yield Part(
            step="propose",
            what=label(encoder),
            n_wanted=len(sets) or len(study.pairs),
            n_there=n_there,
            unit="test set",
        )


def _aligned(here: Here, study: Study) -> Part:
    wanted = {
        (label(encoder), task.corpus, pair.source, pair.target)
        for encoder in study.encoders
        for task in study.tasks
        for pair in aligned_pairs(here, study, task, task.pairs)
        if study.alignment
    }
    known = set(
        here.rows(
            "select distinct e.encoder, s.corpus, s.language, t.language from alignment a "
            "join embedding e using (embedding) join text_set s on s.text_set = a.source_text_set "
            "join text_set t on t.text_set = a.test_set"
        )
    )
    return Part(
        step="align",
        what="how alike pairs are represented",
        n_wanted=len(wanted),
        n_there=len(wanted & known),
        unit="pair",
    )


def _perturbed(here: Here, study: Study, task: TaskAsked) -> Part:
    wanted = expected(study, task, task.pairs)
    names = dict.fromkeys(name for asked in task.perturbed for name in asked.names)
    return Part(
        step="perturb",
        what=f"{task.task}: {', '.join(names)}",
        n_wanted=len(wanted),
        n_there=sum(one in here.perturbed for one in wanted),
        unit="perturbed test set",
    )
