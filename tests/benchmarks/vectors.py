"""Nearest words by vector: each form once and blocked products, beside the reference's procedure word by word.

The reference feeds every occurrence of a word alone, one forward pass each, and sorts all candidates for every word.
Both have the same encoder, the same words, the same pooling (position 0 of the last layer), and the same answers.
"""

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ingest.neighbours import nearest
from ingest.vectors import Vectors
from runners.batches import FormPieces
from runners.embedding.pooling import word_vectors
from runners.embedding.recipe import recipe
from runners.model import from_folder
from runners.tokenizer import open_tokenizer
from tests.benchmarks.race import Race
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.warehouse import Warehouse

N_WORDS = 600
SIZES = {"hidden_size": 384, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 1536}
"""As the layers of multilingual MiniLM."""


def context_cosine(folder: Path, warehouse: Warehouse) -> Race:
    """A sample of the context words of a test set, with all their occurrences; each with the nearest other one."""
    tokens = _words(warehouse)
    encoder = tiny_encoder(folder / "encoder", masked=False, **SIZES)
    model: Any = from_folder("AutoModel", encoder, seed=1)[0].eval()
    opened = open_tokenizer(encoder, name="encoder", source="encoder")
    how = recipe("cls", casing="kept", layer=None, n_layers=SIZES["num_hidden_layers"])
    specials = opened.cutter.specials

    def ours() -> dict[str, str]:
        torch.set_num_threads(os.cpu_count() or 1)  # as the command has it
        cut = opened.cutter.frame(tokens)
        forms = cut.get_column("form").to_list()
        rows = torch.arange(len(forms))
        pieces = FormPieces.of(cut.get_column("pieces"))
        found = word_vectors(model, pieces, rows, recipe=how, specials=specials, capacity=60).numpy()
        unit = found / np.linalg.norm(found, axis=1, keepdims=True)
        vectors = Vectors(embedding="e", rows=dict(zip(forms, range(len(forms)), strict=True)), matrix=unit)
        answer = nearest(vectors, forms, forms)
        return dict(zip(answer["form"], answer["nearest"], strict=True))

    def theirs() -> dict[str, str]:
        torch.set_num_threads(1)  # which is faster for single words: threads wait for each other longer than they work
        vectors: dict[str, Any] = {}
        with torch.no_grad():
            for word in tokens:
                given = [*specials.prefix, *opened.cutter.cut([word])[0], *specials.suffix]
                states = model(input_ids=torch.tensor([given]), output_hidden_states=True).hidden_states
                vectors[word] = states[how.last_layer][0, 0].numpy()
        words = sorted(vectors)
        matrix = np.stack([vectors[word] for word in words])
        lengths = np.linalg.norm(matrix, axis=1)
        answer: dict[str, str] = {}
        for place, word in enumerate(words):
            similar = matrix @ matrix[place] / (lengths * lengths[place])
            similar[similar >= 1] = 0  # as the reference rules out the word itself
            order = np.argsort(-similar, kind="stable")
            answer[word] = next(words[other] for other in order if words[other] != word)
        return answer

    _check(ours(), theirs())
    return Race(
        what=f"nearest words of {len(tokens):,} occurrences of {len(set(tokens)):,} words by an encoder of "
        f"{SIZES['num_hidden_layers']} layers of {SIZES['hidden_size']}, beside the reference's way",
        ours=ours,
        theirs=theirs,
        n=len(tokens),
        unit="occurrences",
    )


def _words(warehouse: Warehouse) -> list[str]:
    """All occurrences of a sample of the context words of the first test set, lower-cased, in order.

    Words are sampled, not sentences, so that a word occurs as often as in the whole set: in few sentences it would
    occur less often than in the text that is perturbed.
    """
    words = (
        warehouse.frame(
            """
            select word_of(form) as word from token
            where tag = 'O' and word_of(form) is not null and text_set = (
                select min(text_set) from text_set where split = 'test' and language in ('da', 'qda')
            )
            order by sentence, position
            """
        )
        .get_column("word")
        .to_list()
    )
    distinct = sorted(set(words))
    sample = set(random.Random(1).sample(distinct, min(N_WORDS, len(distinct))))  # noqa: S311 (a sample of text)
    return [word for word in words if word in sample]


def _check(ours: dict[str, str], theirs: dict[str, str]) -> None:
    """Raise `AssertionError` unless both found the same neighbours."""
    other = {word: (ours[word], theirs[word]) for word in theirs if ours[word] != theirs[word]}
    if ours.keys() != theirs.keys() or other:
        raise AssertionError(other)
