"""The likeliest whole words for masked places, by a masked language model."""

from pathlib import Path
from typing import Any

import polars as pl
import torch
from torch import Tensor, nn

from runners.embedding.masking import Windows
from runners.embedding.vocabulary import Vocabulary, scripts
from runners.encoder import Encoder
from runners.model import from_folder
from xlr_warehouse.errors import XlrError

LACKS = "The encoder {} has no trained masked-language-model head, so it cannot propose words: {}."


def check_weights(encoder: Encoder) -> Path:
    """The folder of the weights; raises `XlrError` for an encoder that is made from a configuration."""
    if encoder.folder is None:
        raise XlrError(
            LACKS.format(encoder.name, "name one that was pre-trained, such as bert-base-multilingual-cased")
        )
    return encoder.folder


def load_masked(encoder: Encoder) -> Any:  # noqa: ANN401 (a model of transformers, whose stubs say little)
    """The encoder with its masked-language-model head; raises `XlrError` when its files have no trained one."""
    model, fresh = from_folder("AutoModelForMaskedLM", check_weights(encoder), seed=0)
    if fresh:
        raise XlrError(LACKS.format(encoder.name, f"its files lack {len(fresh)} weights, such as {min(fresh)}"))
    return model


class Likeliest:
    """Asks a model for the likeliest whole words; the masks of scripts that it has met are kept."""

    def __init__(self, model: Any, words: Vocabulary, *, top: int) -> None:  # noqa: ANN401 (a model of transformers)
        """Let `model`, on its device and for inference, name `top` words of the vocabulary for a place."""
        self._model, self._words, self._top = model, words, top
        self._device = next(model.parameters()).device
        self._head = next((getattr(model, name) for name in ("cls", "lm_head") if hasattr(model, name)), None)
        self._number = words.number.to(self._device)
        self._written: dict[frozenset[str], Tensor] = {}

    def __call__(self, windows: Windows, words: list[str]) -> pl.DataFrame:
        """Columns row, rank (from 1), form, probability: at most `top` rows for each masked place.

        Proposals have letters of the scripts of the lower-cased masked word (in `words`) alone, and are not it.
        Probabilities are shares of the whole vocabulary's.
        """
        with torch.inference_mode():
            chances = self._logits(windows).float().softmax(-1)
            size = min(chances.shape[1], len(self._words.forms))
            allowed = torch.stack([self._allowed(scripts(word))[:size] for word in words])
            own = torch.tensor([self._words.lowered.get(word, -2) for word in words], device=self._device)
            chances = chances[:, :size].masked_fill(~allowed | (self._number[:size] == own[:, None]), -1)
            best, pieces = chances.topk(min(self._top, size))
        rows = [
            (row, rank, self._words.forms[piece], chance)
            for row, found in zip(windows.rows.tolist(), zip(best.tolist(), pieces.tolist(), strict=True), strict=True)
            for rank, (chance, piece) in enumerate(zip(*found, strict=True), start=1)
            if chance >= 0
        ]
        schema = {"row": pl.UInt32, "rank": pl.Int32, "form": pl.String, "probability": pl.Float32}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _logits(self, windows: Windows) -> Tensor:
        """The scores of all pieces for the masked places alone, where the head can be asked for them."""
        ids = windows.ids.to(self._device)
        at = (torch.arange(len(ids), device=self._device), windows.column.to(self._device))
        if isinstance(self._head, nn.Module):
            return self._head(self._model.base_model(input_ids=ids).last_hidden_state[at])
        return self._model(input_ids=ids).logits[at]

    def _allowed(self, written: frozenset[str]) -> Tensor:
        if written not in self._written:
            self._written[written] = self._words.written_in(written).to(self._device)
        return self._written[written]
