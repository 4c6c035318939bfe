"""Prediction: a tag and its probability for every token, in large batches of like length."""

from collections.abc import Iterator, Sequence

import polars as pl
import torch
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners.batches import WindowedText, batch
from runners.training import autocast, owned_logits

PIECES_AT_ONCE = {"cpu": 2_048, "cuda": 65_536, "mps": 16_384}
"""Pieces, with padding, in a batch of predictions."""


def predict(
    model: nn.Module,
    text: WindowedText,
    gold: Tensor,
    *,
    labels: Sequence[str],
    specials: Specials,
    device: torch.device,
) -> pl.DataFrame:
    """Columns `tag`, `probability`, `gold_probability` and `is_truncated`, a row for each token.

    `gold` has the label of each token, -1 for a tag the model cannot predict, whose probability is 0.
    """
    model.to(device).eval()
    tokens, found = [torch.empty(0, dtype=torch.long)], [torch.empty((3, 0), device=device)]
    with torch.inference_mode():
        for numbers in _by_length(text.window_length + specials.n, at_once=PIECES_AT_ONCE[device.type]):
            taken = batch(text, numbers, specials=specials)
            with autocast(device):
                logits = owned_logits(model, taken, device=device)
            chances = logits.float().softmax(-1)
            best, label = chances.max(-1)
            wanted = gold[taken.token].to(device)
            of_gold = chances.gather(-1, wanted.clamp(min=0)[:, None])[:, 0] * (wanted >= 0)
            tokens.append(taken.token)
            found.append(torch.stack([label.float(), best, of_gold]))
    columns = torch.empty((3, len(gold)))
    columns[:, torch.cat(tokens)] = torch.cat(found, dim=1).cpu()
    numbers = pl.Series(columns[0].numpy()).cast(pl.Int64)
    return pl.DataFrame(
        {
            "tag": pl.Series(list(labels), dtype=pl.String).gather(numbers),
            "probability": columns[1].numpy(),
            "gold_probability": columns[2].numpy(),
            "is_truncated": text.is_truncated.numpy(),
        }
    )


def _by_length(lengths: Tensor, *, at_once: int) -> Iterator[Tensor]:
    """Batches of window numbers, the longest windows first."""
    order = lengths.argsort(descending=True, stable=True)
    start = 0
    while start < len(order):
        end = start + max(1, at_once // int(lengths[order[start]]))
        yield order[start:end]
        start = end
