"""Nearest words by vector: each form once and blocked products, beside the reference's procedure word by word.

The reference feeds every occurrence of a word alone, one forward pass of the whole encoder each, and sorts all
candidates for every word. Both sides have the same encoder, words, pooling and threads, and the same answers.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ingest.neighbours import nearest
from ingest.vectors import Vectors
from runners.batches import FormPieces
from runners.embedding.pooling import shortened, word_vectors
from runners.embedding.recipe import recipe
from runners.model import from_folder
from runners.tokenizer import open_tokenizer
from tests.benchmarks.race import Race
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.warehouse import Warehouse

N_WORDS = 1000
ROUNDS = 3
"""The reference's side of a round takes most of a minute."""
TIE = 1e-5
"""Two neighbours whose cosines differ by less are the same answer in single precision."""
Neighbours = dict[str, tuple[str, float]]
SIZES = {"hidden_size": 384, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 1536}
"""As the layers of multilingual MiniLM."""
POOLINGS = {"mean_middle": "as 'xlr embed' pools", "cls": "as the reference pools"}


def context_cosine(folder: Path, warehouse: Warehouse) -> list[Race]:
    """A sample of the context words of a test set, with all their occurrences; each with the nearest other one."""
    encoder = tiny_encoder(folder / "encoder", masked=False, **SIZES)
    tokens = _words(warehouse)
    return [_race(encoder, tokens, pooling=pooling) for pooling in POOLINGS]


def _race(encoder: Path, tokens: list[str], *, pooling: str) -> Race:
    how = recipe(pooling, casing="kept", layer=None, n_layers=SIZES["num_hidden_layers"])
    whole: Any = from_folder("AutoModel", encoder, seed=1)[0].eval()
    short = shortened(from_folder("AutoModel", encoder, seed=1)[0], how).eval()
    opened = open_tokenizer(encoder, name="encoder", source="encoder")
    specials = opened.cutter.specials
    before = len(specials.prefix)

    def ours() -> Neighbours:
        cut = opened.cutter.frame(tokens)
        forms = cut.get_column("form").to_list()
        rows = torch.arange(len(forms))
        pieces = FormPieces.of(cut.get_column("pieces"))
        found = word_vectors(short, pieces, rows, recipe=how, specials=specials, capacity=60).numpy()
        unit = found / np.linalg.norm(found, axis=1, keepdims=True)
        vectors = Vectors(embedding="e", rows=dict(zip(forms, range(len(forms)), strict=True)), matrix=unit)
        answer = nearest(vectors, forms, forms)
        return {word: (other, cosine) for word, other, cosine in answer.iter_rows()}

    def theirs() -> Neighbours:
        vectors: dict[str, Any] = {}
        with torch.no_grad():
            for word in tokens:
                pieces = opened.cutter.cut([word])[0]
                given = torch.tensor([[*specials.prefix, *pieces, *specials.suffix]])
                states = whole(input_ids=given, output_hidden_states=True).hidden_states
                state = sum(states[how.first_layer : how.last_layer + 1])[0]
                vectors[word] = (state[0] if pooling == "cls" else state[before : before + len(pieces)].mean(0)).numpy()
        words = sorted(vectors)
        matrix = np.stack([vectors[word] for word in words])
        lengths = np.linalg.norm(matrix, axis=1)
        answer: Neighbours = {}
        for place, word in enumerate(words):
            similar = matrix @ matrix[place] / (lengths * lengths[place])
            similar[similar >= 1] = 0  # as the reference rules out the word itself
            order = np.argsort(-similar, kind="stable")
            best = next(other for other in order if words[other] != word)
            answer[word] = words[best], float(similar[best])
        return answer

    _check(ours(), theirs())
    return Race(
        what=f"nearest words of {len(tokens):,} occurrences of {len(set(tokens)):,} words by an encoder of "
        f"{SIZES['num_hidden_layers']} layers of {SIZES['hidden_size']}, {POOLINGS[pooling]}, on "
        f"{torch.get_num_threads()} cores, beside the reference's way",
        ours=ours,
        theirs=theirs,
        n=len(tokens),
        unit="occurrences",
        rounds=ROUNDS,
    )


def _words(warehouse: Warehouse) -> list[str]:
    """All occurrences of a sample of the context words of the first test set, lower-cased, in order.

    Words are sampled, evenly from the commonest to the rarest, and not sentences, so that a word occurs as often as in
    the whole set: in a few sentences it would occur less often than in the text that is perturbed.
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
    common = [word for word, _ in Counter(words).most_common()]
    step = max(1, len(common) // N_WORDS)
    sample = set(common[step // 2 :: step])
    return [word for word in words if word in sample]


def _check(ours: Neighbours, theirs: Neighbours) -> None:
    """Raise `AssertionError` unless both found the same neighbours."""
    other = {
        word: (ours[word], found)
        for word, found in theirs.items()
        if ours[word][0] != found[0] and abs(ours[word][1] - found[1]) > TIE
    }
    if ours.keys() != theirs.keys() or other:
        raise AssertionError(other)
