"""Training: one loop for every task, read from top to bottom."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import polars as pl
import torch
from torch import Tensor, nn

from runners import checkpoints
from runners.checkpoints import Checkpoint
from runners.config import TrainingConfig
from runners.schemas import STEP_SCHEMA
from xlr_warehouse.errors import XlrError

LOG_EVERY = 10
"""Steps between two rows of `training_step`."""
POOL = 50
"""Batches' worth of examples that are sorted by length together, so that a batch needs little padding."""
SAVE_EVERY_S = 300.0
"""Seconds within an epoch after which a checkpoint is written before its end."""

Log = Callable[[dict[str, float]], None]
"""Called with each row of `training_step`."""


class Schedule(Protocol):
    """The highest learning rate, and the share of steps in which it rises."""

    @property
    def learning_rate(self) -> float: ...  # noqa: D102 (said above)

    @property
    def warmup(self) -> float: ...  # noqa: D102 (said above)


class Lesson(Protocol):
    """What a model is trained on: examples of any task."""

    @property
    def length(self) -> Tensor:
        """The number of pieces of each example: those of like length share a batch."""
        ...

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        """The mean loss of the examples of those numbers, and how many pieces they have, padding not counted."""
        ...


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """What is done beside the training: checkpoints in a folder, logging, and choosing among the epochs.

    `score` answers how good the model is after an epoch, on text that no test set holds; without it the last weights
    are taken, else those of the best epoch, the earliest of equals. `fingerprint` tells of the machine: a checkpoint of
    another one is not gone on with, as its numbers would differ.
    """

    folder: Path | None = None
    fingerprint: str = ""
    log: Log | None = None
    score: Callable[[nn.Module], float] | None = None
    save_every_s: float = SAVE_EVERY_S


@dataclass(kw_only=True)
class _Stand:
    """Where a training stands: steps done, epochs done, steps of the current epoch, rows logged, the best epoch."""

    step: int
    epoch: int
    in_epoch: int
    logged: list[list[float]]
    scores: list[float]


def train(
    model: nn.Module,
    lesson: Lesson,
    *,
    config: TrainingConfig,
    seed: int,
    device: torch.device,
    upkeep: Upkeep = Upkeep(),
) -> pl.DataFrame:
    """Fine-tune a model in place and answer its logged steps (columns of `schemas.STEP_SCHEMA`).

    Goes on from the last checkpoint, to exactly the weights that an undisturbed training reaches. Raises `XlrError`
    when the loss is no finite number any more.
    """
    torch.manual_seed(seed)  # what is dropped out depends on it
    model.to(device).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=0.0, fused=device.type != "mps")
    order = torch.Generator().manual_seed(seed)
    steps_in_epoch = math.ceil(len(lesson.length) / config.batch_size)
    n_steps = steps_in_epoch * config.epochs
    stand, best = _resumed(model, optimiser, order, upkeep)
    n_pieces, since = 0, 0
    loss_sum, clock, saved_at = torch.zeros((), device=device), time.perf_counter(), time.monotonic()
    while stand.epoch < config.epochs:
        before = order.get_state()
        batches = shuffled(lesson.length, batch_size=config.batch_size, generator=order)
        for numbers in islice(batches, stand.in_epoch, None):
            stand.step, stand.in_epoch = stand.step + 1, stand.in_epoch + 1
            rate = learning_rate(stand.step, n_steps=n_steps, config=config)
            for group in optimiser.param_groups:
                group["lr"] = rate
            with autocast(device, config.precision):
                loss, seen = lesson.loss(model, numbers, device=device)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            loss_sum += loss.detach()
            n_pieces, since = n_pieces + seen, since + 1
            if stand.step % LOG_EVERY == 0 or stand.in_epoch == steps_in_epoch:
                row = _row(stand, float(loss_sum) / since, rate, n_pieces, clock, steps_in_epoch)
                stand.logged.append(list(row.values()))
                if upkeep.log is not None:
                    upkeep.log(row)
                n_pieces, since, clock = 0, 0, time.perf_counter()
                loss_sum.zero_()
            if stand.in_epoch < steps_in_epoch and time.monotonic() - saved_at > upkeep.save_every_s and since == 0:
                _save(model, optimiser, before, upkeep, stand, best)
                saved_at = time.monotonic()
        stand.epoch, stand.in_epoch = stand.epoch + 1, 0
        best = _judged(model, stand, best, upkeep)
        if stand.epoch < config.epochs:
            _save(model, optimiser, order.get_state(), upkeep, stand, best)
            saved_at = time.monotonic()
    if best:
        _take(model, best)
    return pl.DataFrame(stand.logged, schema=STEP_SCHEMA, orient="row")


def _row(stand: _Stand, mean: float, rate: float, n_pieces: int, clock: float, steps_in_epoch: int) -> dict[str, float]:
    """A row of `training_step`; raises `XlrError` when the loss is no finite number."""
    if not math.isfinite(mean):
        raise XlrError(f"The loss became {mean} by step {stand.step}: use a smaller learning rate than {rate:.2g}.")
    epoch = stand.epoch + stand.in_epoch / steps_in_epoch
    speed = n_pieces / (time.perf_counter() - clock)
    return dict(zip(STEP_SCHEMA, (stand.step, epoch, mean, rate, speed), strict=True))


def _judged(model: nn.Module, stand: _Stand, best: dict[str, Tensor], upkeep: Upkeep) -> dict[str, Tensor]:
    """The weights of the best epoch so far, on the CPU; none where the last are taken."""
    if upkeep.score is None:
        return best
    stand.scores.append(upkeep.score(model))
    model.train()
    is_best = stand.scores[-1] > max(stand.scores[:-1], default=-math.inf)
    return {name: tensor.detach().cpu().clone() for name, tensor in model.named_parameters()} if is_best else best


def _take(model: nn.Module, best: dict[str, Tensor]) -> None:
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(best[name])


def _save(
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    order: Tensor,
    upkeep: Upkeep,
    stand: _Stand,
    best: dict[str, Tensor],
) -> None:
    if upkeep.folder is None:
        return
    tensors = {
        **checkpoints.state_of(model, optimiser),
        **{f"best.{name}": tensor for name, tensor in best.items()},
        "order": order,
    }
    facts = {**vars(stand), "fingerprint": upkeep.fingerprint}
    checkpoints.save(upkeep.folder, Checkpoint(tensors=tensors, facts=facts), step=stand.step)


def _resumed(
    model: nn.Module, optimiser: torch.optim.Optimizer, order: torch.Generator, upkeep: Upkeep
) -> tuple[_Stand, dict[str, Tensor]]:
    """Where the training stands and the best weights so far, everything put back; at the beginning where it is new."""
    found = checkpoints.latest(upkeep.folder) if upkeep.folder is not None else None
    if found is None or found.facts.get("fingerprint") != upkeep.fingerprint:
        return _Stand(step=0, epoch=0, in_epoch=0, logged=[], scores=[]), {}
    try:
        stand = _Stand(**{name: value for name, value in found.facts.items() if name != "fingerprint"})
        checkpoints.put_back(model, optimiser, found.tensors)
        order.set_state(found.tensors["order"])
    except (KeyError, TypeError, ValueError, RuntimeError) as failure:  # of another model, or another version of xlr
        raise checkpoints.refusal(upkeep.folder or Path(), failure) from failure
    return stand, {
        name.removeprefix("best."): tensor for name, tensor in found.tensors.items() if name.startswith("best.")
    }


def learning_rate(step: int, *, n_steps: int, config: Schedule) -> float:
    """The rate at a step from 1: it rises in the warm-up and then falls along a line to the last step."""
    n_warmup = math.ceil(config.warmup * n_steps)
    if step <= n_warmup:
        return config.learning_rate * step / n_warmup
    return config.learning_rate * (n_steps - step + 1) / (n_steps - n_warmup + 1)


def shuffled(lengths: Tensor, *, batch_size: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Batches of example numbers, each number once, in random order but with like lengths together."""
    batches: list[Tensor] = []
    for pool in torch.randperm(len(lengths), generator=generator).split(batch_size * POOL):
        batches += pool[lengths[pool].argsort(descending=True, stable=True)].split(batch_size)
    for number in torch.randperm(len(batches), generator=generator).tolist():
        yield batches[number]


def autocast(device: torch.device, precision: str = "auto") -> AbstractContextManager[object]:
    """Half the bits where they are asked for, or by themselves on GPUs that have bfloat16; as it is elsewhere."""
    has_half = device.type == "cuda" and torch.cuda.is_bf16_supported()
    if precision == "bfloat16" or (precision == "auto" and has_half):
        return torch.autocast(device.type, dtype=torch.bfloat16)
    return nullcontext()
