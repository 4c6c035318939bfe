"""Training only the pieces that occur: a table of embeddings is most of a multilingual encoder, and most of it rests.

The row of a piece that no training example holds gets no gradient, and AdamW without weight decay then leaves it as it
is, to the last bit. Computing that at every step is most of the work where batches are small: of the 119,547 pieces of
mBERT, twenty thousand Norwegian sentences hold 18,285. So only the rows in use are trained, and put back in the end.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class UsedRows(nn.Module):
    """In place of a table of embeddings: the rows in use, which are trained; of other pieces, the table as it was."""

    place: Tensor

    def __init__(self, table: nn.Embedding, used: Tensor) -> None:
        """Take the rows of these numbers, each once and in order, from a table."""
        super().__init__()
        place = torch.full((table.num_embeddings,), -1, device=used.device)
        place[used] = torch.arange(len(used), device=used.device)
        self.register_buffer("place", place, persistent=False)
        padding = -1 if table.padding_idx is None else int(place[table.padding_idx])
        self.padding_idx = None if padding < 0 else padding
        self.weight = nn.Parameter(table.weight.detach()[used].clone())
        self._rest = (table,)  # in a tuple, so that the whole table is no part of what is trained, moved or saved

    def forward(self, pieces: Tensor) -> Tensor:
        """The embeddings of pieces; in training, of pieces in use only."""
        place = self.place[pieces]
        if self.training:
            return functional.embedding(place, self.weight, self.padding_idx)
        found = functional.embedding(place.clamp(min=0), self.weight)
        table = self._rest[0].weight
        rest = place < 0
        found[rest] = table[pieces[rest].to(table.device)].to(found)
        return found


@contextmanager
def used_rows(model: Any, pieces: Tensor) -> Generator[None]:  # noqa: ANN401 (a model of transformers)
    """Inside, a model's table of embeddings has a row for each of these pieces only; afterwards it is whole again.

    `pieces` are all that a training shows the model, special ones included, in any order and number. A model whose
    embeddings are no plain table is left as it is.
    """
    table = model.get_input_embeddings()
    if type(table) is not nn.Embedding or table.max_norm is not None or table.scale_grad_by_freq:
        yield
        return
    weight = table.weight
    used = pieces.to(weight.device).unique()
    small = UsedRows(table, used).train(table.training)
    model.set_input_embeddings(small)
    try:
        yield
    finally:
        with torch.no_grad():
            weight[used] = small.weight.detach().to(weight)
        model.set_input_embeddings(table.to(small.weight.device))
