"""Pairs of a text and a title, four to an item, as a model for multiple choice takes them."""

import inspect
from dataclasses import dataclass
from typing import Any, Self

import polars as pl
import torch
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners.batches import FormPieces, all_of, ranges


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Where the text of each item begins and how many pieces of it are seen, and the same of its four titles.

    `is_truncated` says whether something of an item is not seen.
    """

    pieces: Tensor
    text_start: Tensor
    text_length: Tensor
    title_start: Tensor
    title_length: Tensor
    is_truncated: Tensor
    specials: Specials

    @classmethod
    def of(
        cls, *, text: pl.Series, titles: pl.DataFrame, forms: FormPieces, specials: Specials, most: tuple[int, int]
    ) -> Self:
        """The pairs of items whose texts and titles have these numbers.

        At most `most` pieces of a text, of a title are seen.
        """
        texts, options = text.cast(pl.Int64).to_torch(), titles.cast(pl.Int64).to_torch()
        is_cut = (forms.length[texts] > most[0]) | (forms.length[options] > most[1]).any(dim=1)
        return cls(
            pieces=forms.pieces,
            text_start=forms.start[texts],
            text_length=forms.length[texts].clamp(max=most[0]),
            title_start=forms.start[options],
            title_length=forms.length[options].clamp(max=most[1]),
            is_truncated=is_cut,
            specials=specials,
        )

    @property
    def n_specials(self) -> int:
        """How many special pieces a pair has."""
        return self.specials.n_of_pair

    def seen(self) -> Tensor:
        """Every piece of the pairs, special ones included, each any number of times."""
        texts = ranges(self.text_start, self.text_length)
        titles = ranges(self.title_start.flatten(), self.title_length.flatten())
        return torch.cat([self.pieces[texts], self.pieces[titles], all_of(self.specials)])


def choice_logits(model: nn.Module, pairs: Pairs, numbers: Tensor, *, device: torch.device) -> Tensor:
    """A number for each option of the items of those numbers: a row for each item."""
    ids, mask, kinds = _batch(pairs, numbers)
    n_options = pairs.title_start.shape[1]
    given: dict[str, Any] = {"input_ids": ids, "attention_mask": mask}
    if _takes_kinds(model):
        given["token_type_ids"] = kinds
    shaped = {
        name: tensor.view(len(numbers), n_options, -1).to(device, non_blocking=True) for name, tensor in given.items()
    }
    return model(**shaped).logits


def _batch(pairs: Pairs, numbers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and kind (0 text, 1 title) of the pairs of some items, a row each, padded to the longest."""
    n_options, specials = pairs.title_start.shape[1], pairs.specials
    text_length = pairs.text_length[numbers].repeat_interleave(n_options)
    text_start = pairs.text_start[numbers].repeat_interleave(n_options)
    title_length, title_start = pairs.title_length[numbers].flatten(), pairs.title_start[numbers].flatten()
    width = int((text_length + title_length).max()) + specials.n_of_pair
    rows = len(text_length)
    ids = torch.full((rows, width), specials.padding)
    ends = torch.zeros(rows, dtype=torch.long)
    for part in (specials.prefix, (text_start, text_length), specials.between, (title_start, title_length)):
        _append(ids, ends, part, pairs.pieces)
    _append(ids, ends, specials.suffix, pairs.pieces)
    column = torch.arange(width)
    second = len(specials.prefix) + text_length + len(specials.between)
    is_there = column < ends[:, None]
    return ids, is_there.long(), ((column >= second[:, None]) & is_there).long()


def _append(ids: Tensor, ends: Tensor, part: tuple[int, ...] | tuple[Tensor, Tensor], pieces: Tensor) -> None:
    """Put special pieces, or a run of pieces of each row, where each row ends; `ends` moves on."""
    rows = torch.arange(len(ids))
    match part:
        case (Tensor() as start, Tensor() as length):
            place = torch.arange(int(length.max()))
            row, offset = (place < length[:, None]).nonzero(as_tuple=True)
            ids[row, ends[row] + offset] = pieces[start[row] + offset]
            ends += length
        case _:
            for piece in part:
                ids[rows, ends] = torch.tensor(piece)
                ends += 1


def _takes_kinds(model: nn.Module) -> bool:
    """Whether a model tells the text from the title by a kind of each piece."""
    n_kinds = getattr(model.config, "type_vocab_size", 0)
    return isinstance(n_kinds, int) and n_kinds > 1 and "token_type_ids" in inspect.signature(model.forward).parameters
