"""Training: one loop, read from top to bottom."""

import math
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import polars as pl
import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.forms.pieces import Specials
from runners.batches import Batch, WindowedText, batch
from runners.bundle import STEP_SCHEMA
from runners.config import TrainingConfig
from xlr_warehouse.errors import XlrError

LOG_EVERY = 10
"""Steps between two rows of `training_step`."""
POOL = 50
"""Batches' worth of windows that are sorted by length together, so that a batch needs little padding."""


def train(
    model: nn.Module,
    text: WindowedText,
    labels: Tensor,
    *,
    specials: Specials,
    config: TrainingConfig,
    seed: int,
    device: torch.device,
) -> pl.DataFrame:
    """Fine-tune a model in place and answer its logged steps (columns of `bundle.STEP_SCHEMA`).

    `labels` has the label of each token. Raises `XlrError` when the loss is no finite number any more.
    """
    torch.manual_seed(seed)  # what is dropped out depends on it
    model.to(device).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=0.0, fused=device.type != "mps")
    order = torch.Generator().manual_seed(seed)
    steps_in_epoch = math.ceil(len(text.window_length) / config.batch_size)
    n_steps = steps_in_epoch * config.epochs
    logged: list[tuple[float, ...]] = []
    step, n_pieces, since = 0, 0, 0
    loss_sum, clock = torch.zeros((), device=device), time.perf_counter()
    for _ in range(config.epochs):
        for numbers in shuffled(text.window_length, batch_size=config.batch_size, generator=order):
            step += 1
            rate = learning_rate(step, n_steps=n_steps, config=config)
            for group in optimiser.param_groups:
                group["lr"] = rate
            taken = batch(text, numbers, specials=specials)
            with autocast(device):
                logits = owned_logits(model, taken, device=device)
            loss = functional.cross_entropy(logits.float(), labels[taken.token].to(device, non_blocking=True))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            loss_sum += loss.detach()
            n_pieces, since = n_pieces + taken.n_pieces, since + 1
            if step % LOG_EVERY == 0 or step == n_steps:
                mean = float(loss_sum) / since
                if not math.isfinite(mean):
                    raise XlrError(
                        f"The loss became {mean} by step {step}: use a smaller learning rate than {rate:.2g}."
                    )
                now = time.perf_counter()
                logged.append((step, step / steps_in_epoch, mean, rate, n_pieces / (now - clock)))
                n_pieces, since, clock = 0, 0, now
                loss_sum.zero_()
    return pl.DataFrame(logged, schema=STEP_SCHEMA, orient="row")


def owned_logits(model: nn.Module, taken: Batch, *, device: torch.device) -> Tensor:
    """The logits of the first pieces of the tokens that a batch owns, a row each."""
    mask = taken.attention_mask
    answer = model(
        input_ids=taken.input_ids.to(device, non_blocking=True),
        attention_mask=None if mask is None else mask.to(device, non_blocking=True),
    )
    return answer.logits[taken.row.to(device, non_blocking=True), taken.column.to(device, non_blocking=True)]


def learning_rate(step: int, *, n_steps: int, config: TrainingConfig) -> float:
    """The rate at a step from 1: it rises in the warm-up and then falls along a line to the last step."""
    n_warmup = math.ceil(config.warmup * n_steps)
    if step <= n_warmup:
        return config.learning_rate * step / n_warmup
    return config.learning_rate * (n_steps - step + 1) / (n_steps - n_warmup + 1)


def shuffled(lengths: Tensor, *, batch_size: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Batches of window numbers, each number once, in random order but with like lengths together."""
    batches: list[Tensor] = []
    for pool in torch.randperm(len(lengths), generator=generator).split(batch_size * POOL):
        batches += pool[lengths[pool].argsort(descending=True, stable=True)].split(batch_size)
    for number in torch.randperm(len(batches), generator=generator).tolist():
        yield batches[number]


def autocast(device: torch.device) -> AbstractContextManager[object]:
    """Half the bits on GPUs that have bfloat16; as it is elsewhere."""
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return torch.autocast("cuda", dtype=torch.bfloat16)
    return nullcontext()
