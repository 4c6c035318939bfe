"""What a perturbation is given and what it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import polars as pl

from ingest.text_sets import OPTION_SCHEMA
from ingest.vectors import Vectors

Need = Literal["given_name", "place", "function_words", "stop_words", "vectors", "proposals"]
"""What a perturbation may ask for beside the two text sets: names of a kind, word lists, word vectors, proposals."""


@dataclass(frozen=True, kw_only=True)
class Training:
    """What a training set has.

    `mention_counts` has a row per text that is a mention: text and n. `forms` are its distinct forms as written.
    `context_forms` are those that occur outside entities. `words` are its distinct words (macro word_of) and
    `context_words` those that occur outside entities; of section texts both are all words. `stop_words` is the
    published stop list of its language, where it was asked for.
    """

    language: str
    mention_counts: pl.DataFrame
    forms: frozenset[str]
    words: frozenset[str]
    context_words: frozenset[str]
    context_forms: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PerturbationInput:
    """A test set to perturb, and what else the perturbation asked for.

    `tokens` has the columns sentence, position, form, tag and word (macro word_of: lower case, NFC; NULL without a
    letter). For titles a sentence is an item, its tokens the words of its text by the one rule, all with the tag O;
    `texts` (sentence, text) are those texts. `mentions` has the columns of the table, without text_set. `option_words`
    are the words of the options of an item: sentence and word, and `options` the options themselves: item, option and
    title. `names` are what every random choice depends on: the seed, the perturbation and the sha256 of the text sets
    that have a part. `dose` is the share of eligible places touched.

    `training` says what is seen; None for a perturbation that looks at no training set. `partner` is the other training
    set of a perturbation that looks at two. `pool` are the names of the kind asked for, in the language of the test
    set; `function_words` its function words; `stop_words` its published stop list. `vectors` are those of the words of
    the test set; `proposals` the columns sentence, position, rank, form, word (macro word_of), probability.
    """

    task: str
    language: str
    tokens: pl.DataFrame
    mentions: pl.DataFrame
    option_words: pl.DataFrame
    names: tuple[object, ...]
    dose: float
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    training: Training | None = None
    partner: Training | None = None
    pool: tuple[str, ...] = ()
    function_words: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()
    vectors: Vectors | None = None
    proposals: pl.DataFrame | None = None
    texts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"sentence": pl.Int32, "text": pl.String}))
    options: pl.DataFrame = field(default_factory=partial(pl.DataFrame, schema=OPTION_SCHEMA))

    @property
    def seen(self) -> Training:
        """The training set, of a perturbation that looks at one."""
        if self.training is None:
            raise TypeError("this perturbation looks at no training set")
        return self.training


@dataclass(frozen=True, kw_only=True)
class Perturbed:
    """A perturbed test set: its tokens, every edit, and how many places it had, changed, and had no candidate for.

    `tokens` has sentence, position, form, tag; for titles a row for each word of the original, in order, with what
    stands there now. `texts` (sentence, text) stands for the tokens where the text as a whole is another one, and
    `options` (item, option, title) for the original ones where they change as well. `edits` has the columns of the
    table `edit` but for perturbation_id and text_set; they say what the training set has, and `partner_seen` (was_seen
    and is_seen, a row for each edit) what the partner has, where that may differ. Places are counted by occurrence.
    """

    tokens: pl.DataFrame
    edits: pl.DataFrame
    n_eligible: int
    n_changed: int
    n_no_candidate: int
    texts: pl.DataFrame | None = None
    options: pl.DataFrame | None = None
    partner_seen: pl.DataFrame | None = None


@dataclass(frozen=True, kw_only=True)
class Perturbation:
    """A perturbation: what it does in a line, the tasks it is for, and the function that does it.

    `against` says which training sets have a part: that of the pair (`training`), none of them (`none`: one perturbed
    set for every run), or those of both languages of a pair (`both`: native and cross-lingual models face identical
    edits). `parameters` are numbers it can be given, with their defaults.
    """

    summary: str
    tasks: tuple[str, ...]
    build: Callable[[PerturbationInput], Perturbed]
    against: Literal["training", "none", "both"] = "training"
    needs: frozenset[Need] = frozenset()
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


EDIT_SCHEMA = {
    "sentence": pl.Int32,
    "mention": pl.Int32,
    "first_token": pl.Int32,
    "end_token": pl.Int32,
    "original_first_token": pl.Int32,
    "original_end_token": pl.Int32,
    "original": pl.String,
    "replacement": pl.String,
    "type": pl.String,
    "new_type": pl.String,
    "similarity": pl.Float32,
    "was_seen": pl.Boolean,
    "is_seen": pl.Boolean,
    "token_change": pl.Int32,
    "script_changed": pl.Boolean,
}
"""The columns of `Perturbed.edits`."""
