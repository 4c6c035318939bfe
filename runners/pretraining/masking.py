"""Masking: which words a model is asked for, and what stands in their place.

Whole words are asked for, not pieces: with a vocabulary fitted on the same text a piece of a rare word, which is to say
of a name, is told by the other pieces of it, and guessing it teaches spelling; what stands around a name is what the
tasks here are about.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from ingest.choices import draw
from runners.pretraining.examples import Batch
from runners.pretraining.presets import PretrainingConfig


@dataclass(frozen=True, kw_only=True)
class Masked:
    """What the model is given, at which places it is asked (numbers of the batch read row by row), and the answers."""

    ids: Tensor
    places: Tensor
    wanted: Tensor


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The id of the mask, and the ids of all pieces that are not special."""

    mask: int
    ordinary: Tensor


def masked(batch: Batch, *, vocabulary: Vocabulary, config: PretrainingConfig, seed: int, step: int) -> Masked:
    """A batch with a share of its words masked, drawn anew by the seed for each step; at least one word is."""
    generator = torch.Generator().manual_seed(draw(seed, "mask", step) % 2**63)
    drawn = torch.rand(batch.ids.shape, generator=generator).gather(1, batch.word)
    drawn.masked_fill_(~batch.is_text, 2.0)
    places = (drawn <= max(config.masked, float(drawn.min()))).flatten().nonzero().squeeze(1)
    ids = batch.ids.flatten()
    wanted = ids[places]
    fate = torch.rand(len(places), generator=generator)
    other = vocabulary.ordinary[torch.randint(len(vocabulary.ordinary), (len(places),), generator=generator)]
    shown = torch.where(fate < config.hidden + config.changed, other, wanted)
    shown = torch.where(fate < config.hidden, vocabulary.mask, shown)
    return Masked(ids=ids.scatter(0, places, shown).view_as(batch.ids), places=places, wanted=wanted)
