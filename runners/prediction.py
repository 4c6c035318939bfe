"""Prediction: a tag and its probability for every token, in large batches of like length."""

from collections.abc import Sequence

import polars as pl
import torch
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners.batches import PIECES_AT_ONCE, Batch, WindowedText, batch, longest_first
from runners.training import autocast


def predict(
    model: nn.Module,
    text: WindowedText,
    gold: Tensor,
    *,
    labels: Sequence[str],
    specials: Specials,
    device: torch.device,
    precision: str = "auto",
) -> pl.DataFrame:
    """Columns `tag`, `probability`, `gold_probability` and `is_truncated`, a row for each token.

    `gold` has the label of each token, -1 for a tag the model cannot predict, whose probability is 0.
    """
    model.to(device).eval()
    tokens, found = [torch.empty(0, dtype=torch.long)], [torch.empty((3, 0), device=device)]
    with torch.inference_mode():
        for numbers in longest_first(text.window_length + specials.n, at_once=PIECES_AT_ONCE[device.type]):
            taken = batch(text, numbers, specials=specials)
            with autocast(device, precision):
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


def owned_logits(model: nn.Module, taken: Batch, *, device: torch.device) -> Tensor:
    """The logits of the first pieces of the tokens that a batch owns, a row each."""
    mask = taken.attention_mask
    answer = model(
        input_ids=taken.input_ids.to(device, non_blocking=True),
        attention_mask=None if mask is None else mask.to(device, non_blocking=True),
    )
    return answer.logits[taken.row.to(device, non_blocking=True), taken.column.to(device, non_blocking=True)]
