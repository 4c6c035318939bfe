"""Vectors of words: each is fed alone, in batches of words that have equally many pieces, so that nothing is padded."""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners.batches import PIECES_AT_ONCE, FormPieces
from runners.embedding.recipe import Recipe

SHORTENED = ("bert", "roberta", "xlm-roberta", "camembert", "electra")
"""Kinds of models in which a hidden state does not depend on whether there are layers above it."""


def shortened(model: Any, recipe: Recipe) -> nn.Module:  # noqa: ANN401 (a model of transformers, whose stubs say little)
    """The model without the layers above the last one wanted, where that changes nothing below."""
    layers = getattr(getattr(model, "encoder", None), "layer", None)
    if model.config.model_type in SHORTENED and isinstance(layers, nn.ModuleList):
        model.encoder.layer = layers[: max(1, recipe.last_layer)]
    return model


def word_vectors(
    model: nn.Module,
    forms: FormPieces,
    numbers: Tensor,
    *,
    recipe: Recipe,
    specials: Specials,
    capacity: int,
    batch_size: int | None = None,
) -> Tensor:
    """The vectors of the forms of these numbers, a row each, on the CPU; the model lies on its device, for inference.

    Of a form with more pieces than `capacity` the first ones are fed. A batch has at most `batch_size` words, or so
    many as suit the device.
    """
    device = next(model.parameters()).device
    length = forms.length[numbers].clamp(max=capacity)
    found: list[Tensor] = []
    places: list[Tensor] = []
    with torch.inference_mode():
        for n_pieces, rows in _alike(length, specials.n, batch_size, at_once=PIECES_AT_ONCE[device.type]):
            pieces = forms.pieces[forms.start[numbers[rows]][:, None] + torch.arange(n_pieces)]
            ids = torch.cat([_repeated(specials.prefix, rows), pieces, _repeated(specials.suffix, rows)], dim=1)
            states = model(input_ids=ids.to(device, non_blocking=True), output_hidden_states=True).hidden_states
            found.append(_pooled(states, recipe, first=len(specials.prefix), n_pieces=n_pieces))
            places.append(rows)
        vectors = torch.cat(found).float().cpu()
    answer = torch.empty_like(vectors)
    answer[torch.cat(places)] = vectors
    return answer


def _alike(length: Tensor, n_specials: int, batch_size: int | None, *, at_once: int) -> Iterator[tuple[int, Tensor]]:
    """Batches of the places of words with equally many pieces, with this number."""
    for n_pieces in length.unique().tolist():
        size = batch_size or max(1, at_once // (n_pieces + n_specials))
        for rows in (length == n_pieces).nonzero()[:, 0].split(size):
            yield n_pieces, rows


def _repeated(pieces: tuple[int, ...], rows: Tensor) -> Tensor:
    return torch.tensor(pieces, dtype=torch.long).expand(len(rows), -1)


def _pooled(states: tuple[Tensor, ...], recipe: Recipe, *, first: int, n_pieces: int) -> Tensor:
    """One vector a word, of the hidden states of a batch (0 is the output of the embeddings)."""
    if recipe.first_layer == recipe.last_layer:
        state = states[recipe.last_layer]
    else:
        state = torch.stack(states[recipe.first_layer : recipe.last_layer + 1]).mean(0)
    match recipe.pooling:
        case "cls":
            return state[:, 0]
        case "first":
            return state[:, first]
        case _:
            return state[:, first : first + n_pieces].mean(1)
