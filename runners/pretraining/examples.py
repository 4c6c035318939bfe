"""Examples: sentences as pieces, and batches of those of like length."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import torch
from torch import Tensor

from ingest.choices import draw
from ingest.forms.pieces import Cutter, Specials


@dataclass(frozen=True, kw_only=True)
class Examples:
    """The pieces of all sentences one after the other, and of each piece whether it begins a word.

    Example i has `length[i]` of them from `start[i]`: a sentence, or of one that is longer than the model can see a
    part. `specials` are put around each.
    """

    pieces: Tensor
    begins_word: Tensor
    start: Tensor
    length: Tensor
    specials: Specials

    @property
    def n_pieces(self) -> int:
        """The pieces of an epoch, special ones not counted."""
        return len(self.pieces)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Examples as rows: ids, whether a place has a piece of the text, and the number of its word in its row.

    `attention_mask` is None where all are as long.
    """

    ids: Tensor
    is_text: Tensor
    word: Tensor
    attention_mask: Tensor | None


def examples_of(words: pl.DataFrame, *, cutter: Cutter, max_length: int) -> Examples:
    """The examples of words (sentence, form), of at most so many pieces, special ones counted."""
    capacity = max_length - cutter.specials.n
    cut = cutter.frame(words.get_column("form").unique(maintain_order=True))
    pieces = (
        words.join(cut, on="form", how="left", maintain_order="left")
        .with_row_index("word")
        .explode("pieces")
        .select("sentence", "pieces", begins_word=(pl.col("word") != pl.col("word").shift()).fill_null(value=True))
    )
    # Counted within the sentence: a part ends when it is full.
    part = pl.int_range(pl.len()).over("sentence") // capacity
    parts = pieces.select("sentence", part=part).select(pl.struct("sentence", "part").rle_id())
    length = torch.bincount(parts.to_series().cast(pl.Int64).to_torch())
    return Examples(
        pieces=pieces.get_column("pieces").cast(pl.Int64).to_torch(),
        begins_word=pieces.get_column("begins_word").cast(pl.UInt8).to_torch().bool(),
        start=length.cumsum(0) - length,
        length=length,
        specials=cutter.specials,
    )


def batch_ends(examples: Examples, *, batch_pieces: int) -> list[int]:
    """Where batches end among the examples from short to long; every batch has at most so many pieces if it can."""
    wide = examples.length.sort().values + examples.specials.n
    ends: list[int] = []
    first = 0
    for number, width in enumerate(wide.tolist()):
        if number > first and (number + 1 - first) * width > batch_pieces:
            ends.append(number)
            first = number
    return [*ends, len(wide)]


def epoch_batches(examples: Examples, *, ends: list[int], seed: int, epoch: int) -> Iterator[Tensor]:
    """The numbers of the examples of each batch of an epoch: each example once, examples of like length together.

    Which of those as long share a batch, and the order of the batches, is drawn for each epoch.
    """
    generator = torch.Generator().manual_seed(draw(seed, "order", epoch) % 2**63)
    shuffled = torch.randperm(len(examples.length), generator=generator)
    order = shuffled[examples.length[shuffled].argsort(stable=True)]
    firsts = [0, *ends[:-1]]
    for number in torch.randperm(len(ends), generator=generator).tolist():
        yield order[firsts[number] : ends[number]]


def batch_of(examples: Examples, numbers: Tensor) -> Batch:
    """The examples of those numbers as rows, padded to the longest."""
    specials = examples.specials
    start, length = examples.start[numbers, None], examples.length[numbers, None]
    longest, before = int(length.max()), len(specials.prefix)
    place = torch.arange(longest)
    at = (start + place).clamp_(max=len(examples.pieces) - 1)
    is_piece = place < length
    wide = torch.arange(longest + specials.n)
    ids = torch.full((len(numbers), len(wide)), specials.padding)
    ids[:, before : before + longest] = torch.where(is_piece, examples.pieces[at], specials.padding)
    ids[:, :before] = torch.tensor(specials.prefix, dtype=torch.long)
    for offset, piece in enumerate(specials.suffix):
        ids.scatter_(1, length + (before + offset), piece)
    is_text = (wide >= before) & (wide < length + before)
    begins = torch.zeros_like(is_text)
    begins[:, before : before + longest] = examples.begins_word[at] & is_piece
    begins[:, before] = True  # a part of a sentence may begin within a word
    is_even = bool((length == longest).all())
    return Batch(
        ids=ids,
        is_text=is_text,
        word=(begins.cumsum(1) - 1).clamp_(min=0),
        attention_mask=None if is_even else (wide < length + specials.n).long(),
    )
