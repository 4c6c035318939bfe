"""The loop of masked language modelling, read from top to bottom.

The head, which has a number for each piece of the vocabulary, is asked at the masked places alone: at all places it
would cost several times what a small encoder itself costs. What is drawn depends on the seed and the step, never on
what was drawn before, so a checkpoint is the weights, the moments of the optimiser and a step.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from runners import checkpoints
from runners.checkpoints import Checkpoint
from runners.pretraining.examples import Examples, batch_ends, batch_of, epoch_batches
from runners.pretraining.masking import Vocabulary, masked
from runners.pretraining.presets import PretrainingConfig
from runners.training import autocast, learning_rate
from xlr_warehouse.errors import XlrError

LOG_EVERY = 50
"""Steps between two points of the loss curve."""
COLUMNS = ("step", "epoch", "loss", "learning_rate", "tokens_per_second")
"""Those of the loss curve; a token here is a piece of the text."""


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """What is done beside the training: checkpoints in a folder every so many seconds, and telling of the progress.

    A checkpoint with another `fingerprint`, of the machine and the software, is not gone on with: its numbers differ.
    """

    folder: Path
    fingerprint: str = ""
    save_every_s: float = 60.0
    tell: Callable[[int, int], None] | None = None


def learn(
    model: Any,  # noqa: ANN401 (a model of transformers, whose stubs say little)
    examples: Examples,
    *,
    vocabulary: Vocabulary,
    config: PretrainingConfig,
    seed: int,
    device: torch.device,
    upkeep: Upkeep,
) -> list[list[float]]:
    """Pre-train a model in place and answer its loss curve, rows of `COLUMNS`.

    Goes on from the last checkpoint in the folder, to exactly the weights that an undisturbed training reaches. Raises
    `XlrError` when the loss is no finite number any more.
    """
    torch.manual_seed(seed)  # what is dropped out depends on it
    model.to(device).train()
    optimiser = _optimiser(model, config, device)
    ends = batch_ends(examples, batch_pieces=config.batch_pieces)
    n_steps = config.steps or len(ends) * (config.epochs or 1)
    step, curve = _resumed(model, optimiser, upkeep)
    loss_sum, since, n_pieces = torch.zeros((), device=device), 0, 0
    clock, saved_at = time.perf_counter(), time.monotonic()
    while step < n_steps:
        epoch, done = divmod(step, len(ends))
        for numbers in islice(epoch_batches(examples, ends=ends, seed=seed, epoch=epoch), done, None):
            step += 1
            rate = learning_rate(step, n_steps=n_steps, config=config)
            for group in optimiser.param_groups:
                group["lr"] = rate
            batch = batch_of(examples, numbers)
            asked = masked(batch, vocabulary=vocabulary, config=config, seed=seed, step=step)
            with autocast(device):
                logits = _answers(model, asked.ids, batch.attention_mask, asked.places, device=device)
            loss = functional.cross_entropy(logits.float(), asked.wanted.to(device, non_blocking=True))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            loss_sum += loss.detach()
            since, n_pieces = since + 1, n_pieces + int(batch.is_text.sum())
            if step % LOG_EVERY == 0 or step == n_steps:
                speed = n_pieces / (time.perf_counter() - clock)
                curve.append(_point(step, step / len(ends), float(loss_sum) / since, rate, speed))
                if upkeep.tell is not None:
                    upkeep.tell(step, n_steps)
                if time.monotonic() - saved_at > upkeep.save_every_s and step < n_steps:
                    _save(model, optimiser, upkeep, step=step, curve=curve)
                    saved_at = time.monotonic()
                loss_sum.zero_()
                since, n_pieces, clock = 0, 0, time.perf_counter()
            if step == n_steps:
                break
    return curve


def _answers(model: Any, ids: Tensor, attention_mask: Tensor | None, places: Tensor, *, device: torch.device) -> Tensor:  # noqa: ANN401 (a model of transformers)
    """A number for each piece of the vocabulary, for each place that is asked for."""
    mask = None if attention_mask is None else attention_mask.to(device, non_blocking=True)
    states = model.bert(input_ids=ids.to(device, non_blocking=True), attention_mask=mask).last_hidden_state
    return model.cls(states.flatten(0, 1)[places.to(device, non_blocking=True)])


def _optimiser(model: nn.Module, config: PretrainingConfig, device: torch.device) -> torch.optim.Optimizer:
    """AdamW, which lets matrices decay, not biases and norms."""
    weights = list(model.parameters())
    groups = [
        {"params": [weight for weight in weights if weight.ndim > 1], "weight_decay": config.weight_decay},
        {"params": [weight for weight in weights if weight.ndim == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=config.betas, eps=1e-6, fused=device.type != "mps")


def _point(step: int, epoch: float, loss: float, rate: float, speed: float) -> list[float]:
    if not math.isfinite(loss):
        raise XlrError(f"The loss became {loss} by step {step}, at a learning rate of {rate:.2g}: try another seed.")
    return [step, round(epoch, 4), loss, rate, round(speed, 1)]


def _save(
    model: nn.Module, optimiser: torch.optim.Optimizer, upkeep: Upkeep, *, step: int, curve: list[list[float]]
) -> None:
    facts = {"step": step, "curve": curve, "fingerprint": upkeep.fingerprint}
    tensors = checkpoints.state_of(model, optimiser)
    checkpoints.save(upkeep.folder, Checkpoint(tensors=tensors, facts=facts), step=step)


def _resumed(model: nn.Module, optimiser: torch.optim.Optimizer, upkeep: Upkeep) -> tuple[int, list[list[float]]]:
    """The step that is done and the loss curve so far, everything put back; the beginning where it is new."""
    found = checkpoints.latest(upkeep.folder)
    if found is None or found.facts["fingerprint"] != upkeep.fingerprint:
        return 0, []
    checkpoints.put_back(model, optimiser, found.tensors)
    return found.facts["step"], found.facts["curve"]
