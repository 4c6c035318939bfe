"""Batches: a text set as tensors, cut into the windows a model can see, and the padded batches made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import torch
from torch import Tensor

from ingest.forms.pieces import Specials
from runners.windows import windows

PIECES_AT_ONCE = {"cpu": 2_048, "cuda": 65_536, "mps": 16_384}
"""Pieces, with padding, in a batch of predictions."""


@dataclass(frozen=True, kw_only=True)
class FormPieces:
    """The pieces of all forms one after the other; form i has `length[i]` of them from `start[i]`."""

    pieces: Tensor
    start: Tensor
    length: Tensor

    @classmethod
    def read(cls, file: Path) -> "FormPieces":
        """Read the file whose rows are forms, with the list of their ids in the column `pieces`."""
        return cls.of(pl.read_ipc(file).get_column("pieces"))

    @classmethod
    def of(cls, column: pl.Series) -> "FormPieces":
        """The pieces in a column of lists of ids, a row for each form."""
        length = _tensor(column.list.len())
        return cls(pieces=_tensor(column.explode().drop_nulls()), start=length.cumsum(0) - length, length=length)


@dataclass(frozen=True, kw_only=True)
class WindowedText:
    """A text set in windows.

    By token: place of its first piece in `pieces`, and whether it has more than fit. By window: place of its first
    piece, number of its pieces, and the tokens it owns (from, to before).
    """

    pieces: Tensor
    first_piece: Tensor
    is_truncated: Tensor
    window_piece: Tensor
    window_length: Tensor
    owned_first: Tensor
    owned_end: Tensor


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Padded windows, and for each token they own its row, the column of its first piece, and its number."""

    input_ids: Tensor
    attention_mask: Tensor | None
    row: Tensor
    column: Tensor
    token: Tensor
    n_pieces: int


def windowed(sentence: pl.Series, form: pl.Series, *, forms: FormPieces, capacity: int) -> WindowedText:
    """The windows of a text set, given for each token its sentence and form, in order."""
    number = _tensor(form)
    length = forms.length[number]
    shown = length.clamp(max=capacity)
    end_piece = shown.cumsum(0)
    first_piece = end_piece - shown
    ends = torch.tensor([*_last_places(sentence)]) + 1
    firsts = torch.cat([torch.zeros(1, dtype=torch.long), ends[:-1]])
    n_pieces = end_piece[ends - 1] - first_piece[firsts]
    fits = n_pieces <= capacity
    cut = [(firsts[fits], ends[fits], firsts[fits], ends[fits])]
    for first, end in zip(firsts[~fits].tolist(), ends[~fits].tolist(), strict=True):
        parts = windows(shown[first:end].tolist(), capacity=capacity)
        places = [(part.first, part.end, part.owned_first, part.owned_end) for part in parts]
        cut.append(tuple(torch.tensor(column) + first for column in zip(*places, strict=True)))
    first, end, owned_first, owned_end = (torch.cat(column) for column in zip(*cut, strict=True))
    return WindowedText(
        pieces=forms.pieces[ranges(forms.start[number], shown)],
        first_piece=first_piece,
        is_truncated=length > capacity,
        window_piece=first_piece[first],
        window_length=end_piece[end - 1] - first_piece[first],
        owned_first=owned_first,
        owned_end=owned_end,
    )


def batch(text: WindowedText, numbers: Tensor, *, specials: Specials) -> Batch:
    """The windows of those numbers, padded to the longest; no mask where nothing is padded."""
    start, length = text.window_piece[numbers], text.window_length[numbers]
    longest, before = int(length.max()), len(specials.prefix)
    place = torch.arange(longest)
    is_piece = place < length[:, None]
    pieces = text.pieces[(start[:, None] + place).clamp_(max=len(text.pieces) - 1)]
    ids = torch.full((len(numbers), longest + specials.n), specials.padding)
    ids[:, before : before + longest] = pieces.masked_fill_(~is_piece, specials.padding)
    ids[:, :before] = torch.tensor(specials.prefix, dtype=torch.long)
    rows = torch.arange(len(numbers))
    for offset, piece in enumerate(specials.suffix):
        ids[rows, length + (before + offset)] = piece
    is_even = bool((length == longest).all())
    owned = text.owned_end[numbers] - text.owned_first[numbers]
    token, row = ranges(text.owned_first[numbers], owned), rows.repeat_interleave(owned)
    return Batch(
        input_ids=ids,
        attention_mask=None
        if is_even
        else (torch.arange(longest + specials.n) < (length + specials.n)[:, None]).long(),
        row=row,
        column=text.first_piece[token] - start[row] + before,
        token=token,
        n_pieces=int(length.sum()),
    )


def longest_first(lengths: Tensor, *, at_once: int) -> Iterator[Tensor]:
    """Batches of example numbers, the longest examples first, with at most so many pieces in a batch."""
    order = lengths.argsort(descending=True, stable=True)
    start = 0
    while start < len(order):
        end = start + max(1, at_once // int(lengths[order[start]]))
        yield order[start:end]
        start = end


def all_of(specials: Specials) -> Tensor:
    """The special pieces that batches hold, the one that fills up among them."""
    return torch.tensor([*specials.prefix, *specials.between, *specials.suffix, specials.padding])


def ranges(start: Tensor, count: Tensor) -> Tensor:
    """start[0], start[0] + 1, ... (count[0] numbers), then start[1], ...: all one after the other."""
    skipped = start - (count.cumsum(0) - count)
    return skipped.repeat_interleave(count) + torch.arange(int(count.sum()))


def _last_places(sentence: pl.Series) -> Sequence[int]:
    """The place of the last token of each sentence."""
    is_last = (sentence != sentence.shift(-1)).fill_null(value=True)
    return is_last.arg_true().to_list()


def _tensor(column: pl.Series) -> Tensor:
    return column.cast(pl.Int64).to_torch()
