"""Checkpoints: where a training stands, on the disk, so that a machine that stops costs no more than the current epoch.

A checkpoint is a folder `<run>.checkpoint/<step>` of two files: tensors (safetensors, never a pickle) and what is no
tensor (JSON). It gets its name when it is whole, and only then do older ones go.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from runners.bundle import reason
from runners.drafts import discard, draft, publish
from xlr_warehouse.errors import InputError, XlrError

TENSORS = "state.safetensors"
FACTS = "state.json"


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """Where a training stands: tensors by name, and what JSON can hold."""

    tensors: Mapping[str, Tensor]
    facts: Mapping[str, Any]


def save(folder: Path, checkpoint: Checkpoint, *, step: int) -> None:
    """Write the checkpoint of a step into a folder, and remove older ones; raises `XlrError` when the disk refuses."""
    wanted = folder / f"{step:09d}"
    older = [found for found in _all(folder) if found != wanted]
    try:
        with draft(folder, wanted.name) as written:
            save_file({name: tensor.contiguous() for name, tensor in checkpoint.tensors.items()}, written / TENSORS)
            (written / FACTS).write_text(json.dumps(checkpoint.facts), encoding="utf-8")
            if not publish(written, wanted):  # one of another machine, which was not gone on with
                discard(wanted)
                publish(written, wanted)
        for old in older:
            discard(old)
    except OSError as failure:
        raise XlrError(f"A checkpoint cannot be written into {folder}: {reason(failure)}.") from failure


def latest(folder: Path) -> Checkpoint | None:
    """The newest checkpoint in a folder, its tensors on the CPU; None where there is none.

    Raises `InputError` when it cannot be read.
    """
    found = _all(folder)
    if not found:
        return None
    try:
        facts = dict(json.loads((found[-1] / FACTS).read_text(encoding="utf-8")))
        return Checkpoint(tensors=load_file(found[-1] / TENSORS), facts=facts)
    except (OSError, ValueError, TypeError, SafetensorError) as failure:
        raise refusal(folder, failure) from failure


def refusal(folder: Path, failure: Exception) -> InputError:
    """What is raised when the checkpoint in a folder cannot be gone on with."""
    return InputError(f"This checkpoint cannot be read ({reason(failure)}): remove the folder.", path=folder)


def clear(folder: Path) -> None:
    """Remove the checkpoints in a folder, and it."""
    if folder.is_dir():
        discard(folder)


def state_of(model: nn.Module, optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    """What a model and its optimiser have learned, by name, and the state of the random numbers of their device."""
    state = optimiser.state_dict()["state"]
    device = next(model.parameters()).device
    return {
        **{f"weight.{name}": tensor.detach() for name, tensor in _weights(model).items()},
        **{f"moment.{number}.{name}": value for number, kept in state.items() for name, value in kept.items()},
        **{f"random.{name}": tensor for name, tensor in _random(device).items()},
    }


def put_back(model: nn.Module, optimiser: torch.optim.Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Give a model, its optimiser and the random numbers of its device the state that `state_of` answered."""
    with torch.no_grad():
        for name, tensor in _weights(model).items():
            tensor.copy_(tensors[f"weight.{name}"])
    moments: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        if name.startswith("moment."):
            _, number, of = name.split(".", 2)
            moments.setdefault(int(number), {})[of] = tensor
    optimiser.load_state_dict({"state": moments, "param_groups": optimiser.state_dict()["param_groups"]})
    device = next(model.parameters()).device
    torch.set_rng_state(tensors["random.cpu"])
    if device.type == "cuda":
        torch.cuda.set_rng_state(tensors["random.cuda"], device)
    if device.type == "mps":
        torch.mps.set_rng_state(tensors["random.mps"])


def _weights(model: nn.Module) -> dict[str, Tensor]:
    """The parameters (tied ones once) and the buffers of a model, not copied."""
    return {**dict(model.named_parameters()), **dict(model.named_buffers())}


def _random(device: torch.device) -> dict[str, Tensor]:
    found = {"cpu": torch.get_rng_state()}
    if device.type == "cuda":
        found["cuda"] = torch.cuda.get_rng_state(device)
    if device.type == "mps":
        found["mps"] = torch.mps.get_rng_state()
    return found


def _all(folder: Path) -> list[Path]:
    return sorted(found for found in folder.glob("[0-9]*") if found.is_dir())
