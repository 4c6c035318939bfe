"""What is compared of a test set: its distinct context words, and its distinct entities, with their vectors.

A context word is the word (lower case, NFC) of a token outside entities, as everywhere; every word of a title text is
one. An entity is the words of a mention's text, joined by one space: texts that differ in case or in tokens without a
letter are one entity. Its vector is the mean of those of its words, as in the perturbation entity_semantic.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from ingest.vectors import Vectors, load_vectors, mean_vectors
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

UNITS = ("word", "entity")


@dataclass(frozen=True, kw_only=True)
class ComparedSet:
    """An original test set, by number, with what names it."""

    number: int
    corpus: str
    task: str
    language: str
    split: str


@dataclass(frozen=True, kw_only=True)
class Units:
    """The distinct units of a test set in order: words, and entities as their words joined by a space."""

    of: ComparedSet
    units: Mapping[str, tuple[str, ...]]

    @property
    def forms(self) -> list[str]:
        """Every word that must have a vector, once."""
        return sorted({*self.units["word"], *(word for text in self.units["entity"] for word in text.split(" "))})


def units_of(warehouse: Warehouse, test_set: ComparedSet) -> Units:
    """The units of a test set."""
    words = warehouse.frame(_TITLE_WORDS if test_set.task == "title" else _WORDS, number=test_set.number)
    entities = warehouse.frame(
        f"select distinct {NORMAL.format(text='text')} as unit from mention where text_set = $number order by unit",
        number=test_set.number,
    )
    return Units(of=test_set, units={"word": _present(words), "entity": _present(entities)})


def n_without_vector(warehouse: Warehouse, embedding: str, units: Units) -> int:
    """How many of the words of a test set have no vector in an embedding."""
    with warehouse.relation("wanted", pl.DataFrame({"form": units.forms}, schema={"form": pl.String})):
        return int(
            warehouse.one(
                "select count(*) from wanted anti join "
                "(select form from word_vector where embedding = $embedding) as known using (form)",
                embedding=embedding,
            )
        )


def vectors_of(warehouse: Warehouse, embedding: str, units: Units) -> dict[str, Vectors]:
    """The vectors of the units of a test set, by kind of unit, rows in their order; all of its words must have one."""
    vectors = load_vectors(warehouse, embedding, units.forms)
    if vectors.missing:
        raise InputError(lacking(warehouse, embedding, [units.of.language]))
    words = {word: (word,) for word in units.units["word"]}
    entities = {text: text.split(" ") for text in units.units["entity"]}
    return {"word": mean_vectors(vectors, words), "entity": mean_vectors(vectors, entities)}


def lacking(warehouse: Warehouse, embedding: str, languages: Iterable[str]) -> str:
    """The sentence that says whose words have no vectors, and the command that makes them."""
    encoder = warehouse.one("select encoder from embedding where embedding = $embedding", embedding=embedding)
    codes = " ".join(languages)
    return (
        f"Words of the test sets of {codes} have no vector in the embedding {embedding}: "
        f"'xlr embed --encoder {encoder} {codes}' makes them (with the same --layer, --pooling and --casing)."
    )


def _present(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple(unit for unit in rows.get_column("unit") if unit)


NORMAL = """
list_aggregate(
    list_filter(
        list_transform(string_split({text}, ' '), lambda form: word_of(form)), lambda word: word is not null
    ),
    'string_agg', ' '
)
"""
"""A text as a unit: the words of its tokens; empty where it has none."""

_WORDS = """
select distinct word_of(form) as unit from (select distinct form from token where text_set = $number and tag = 'O')
order by unit
"""

_TITLE_WORDS = """
select distinct word_of(form) as unit
from (select distinct unnest(words_of(text)) as form from title_item where text_set = $number)
order by unit
"""
