"""The encoder asked about words, with its tokenizer, and the test sets whose words are asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from torch import nn

from runners import needs
from runners.bundle import runs_folder
from runners.encoder import Encoder
from runners.landing import insert_encoder, insert_tokenizer
from runners.model import load_model, make_model, n_parameters
from runners.plan import check_encoder, opened_tokenizer
from runners.record import EncoderFacts
from runners.tasks.ner import TASK as NER
from runners.tokenizer import OpenTokenizer
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

TEST_SPLITS = ("test", "test_leak_free")
SCRATCH_SEED = 1
"""The seed of the weights of an encoder that is made from a configuration, as those of a run with seed 1."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """An encoder as `xlr train` would name and open it, and test sets (text_set, corpus, task, language)."""

    encoder: Encoder
    facts: EncoderFacts
    tokenizer: OpenTokenizer
    test_sets: pl.DataFrame

    def note(self, warehouse: Warehouse, facts: EncoderFacts, *, embedding: pl.DataFrame) -> None:
        """Land the rows of the encoder, the tokenizer and the embedding where they lack; within a transaction."""
        insert_encoder(warehouse, facts)
        insert_tokenizer(warehouse, self.tokenizer.facts)
        with warehouse.relation("made", embedding):
            warehouse.execute("insert or ignore into embedding by name select * from made")

    def counted(self, model: nn.Module) -> EncoderFacts:
        """The facts of the encoder, with the number of parameters of its model."""
        return replace(self.facts, n_parameters=n_parameters(model))


def find(warehouse: Warehouse, encoder: Encoder, *, corpus: str | None, languages: Sequence[str]) -> Found:
    """An encoder and the test sets of these languages (all if none is named), as they came.

    A tokenizer is fitted, once, for an encoder made from a configuration. Raises `XlrError` when something is not
    here, or when the encoder is known here with other weights.
    """
    if encoder.scratch is not None:
        corpus = _fitted_on(warehouse, encoder, corpus=corpus)
    sets = _test_sets(warehouse, languages, corpus=corpus)
    opened = opened_tokenizer(
        warehouse, encoder, folder=None, task="ner", corpus=corpus or "", runs=runs_folder(warehouse.path)
    )
    specials = opened.cutter.specials
    facts = encoder.facts(vocab_size=opened.cutter.n_pieces, pad_token_id=specials.padding, tokenizer=None)
    check_encoder(warehouse, facts, opened)
    return Found(encoder=encoder, facts=facts, tokenizer=opened, test_sets=sets)


def load(found: Found) -> nn.Module:
    """The encoder without any head; raises `XlrError` when weights of it are not in its files."""
    if found.encoder.folder is None:
        whole = make_model(NER.head, found.facts.config, settings=NER.settings(("O",)), seed=SCRATCH_SEED)
        return getattr(whole, "base_model", whole)
    whole = load_model(NER.head, found.encoder.folder, settings={}, seed=SCRATCH_SEED)
    return getattr(whole, "base_model", whole)


def _fitted_on(warehouse: Warehouse, encoder: Encoder, *, corpus: str | None) -> str:
    """The corpus on whose training sets the tokenizer of an encoder made from a configuration is fitted."""
    has_text = warehouse.one("select count(*) from text_set where task = 'ner' and split = 'train'") > 0
    if not has_text:
        raise XlrError(
            f"The tokenizer of {encoder.name} is fitted on NER training sets and there are none here: bring some in "
            "with 'xlr ingest', or name a pre-trained encoder."
        )
    return needs.corpus_with(warehouse, task="ner", wanted=corpus, languages=())


def _test_sets(warehouse: Warehouse, languages: Sequence[str], *, corpus: str | None) -> pl.DataFrame:
    """The original test sets of these languages: text_set, corpus, task and language, by number."""
    sets = warehouse.frame(
        """
        select text_set, corpus, task, language from text_set
        where perturbation = 'none' and list_contains($splits, split)
        order by text_set
        """,
        splits=list(TEST_SPLITS),
    )
    if sets.is_empty():
        raise InputError("There is no test set in the warehouse; 'xlr ingest' brings some in.")
    if corpus is not None:
        known = sets.get_column("corpus").unique().sort().to_list()
        if corpus not in known:
            raise UnknownNameError("corpus with a test set", corpus, known)
        sets = sets.filter(corpus=corpus)
    known = sets.get_column("language").unique().sort().to_list()
    for language in languages:
        if language not in known:
            raise UnknownNameError("language with a test set in the warehouse", language, known)
    return sets.filter(pl.col("language").is_in(list(languages or known)))
