"""How workers share a machine: on which devices they compute, how many there are, and with how many threads."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runners.job import Job
from xlr_warehouse.errors import XlrError

if TYPE_CHECKING:  # workers, which open no warehouse, need not load it
    from runners.request import Means

SMALL_BYTES = 2**28
"""Weights of fewer bytes (256 MiB) are those of a small encoder, even with the vocabulary of mBERT."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The devices of the workers in turn, how many workers there are, and the threads of each."""

    devices: tuple[str, ...]
    n_workers: int
    n_threads: int


def layout(jobs: Sequence[Job], *, means: "Means") -> Layout:
    """How to make these jobs.

    Each GPU takes one worker, or `means.jobs` of them shared out among the GPUs. On the CPU small models run fastest
    with one thread a process and a process a core, large ones with all cores for one process, which also keeps the
    memory of one. Threads do not depend on how many jobs are left: their number can change the last digit of a sum.
    """
    devices = _devices(means.device)
    cores = n_cores()
    if devices[0].partition(":")[0] != "cpu":
        wanted = means.jobs or len(devices)
        return Layout(devices=devices, n_workers=min(wanted, len(jobs)), n_threads=max(1, cores // wanted))
    are_small = all(is_small(job.weights) for job in jobs)
    wanted = means.jobs or (cores if are_small else 1)
    return Layout(
        devices=devices, n_workers=min(wanted, len(jobs)), n_threads=1 if are_small else max(1, cores // wanted)
    )


def _devices(asked: str) -> tuple[str, ...]:
    """The devices by name: those asked for, or for `auto` and `cuda` every GPU there is."""
    import torch

    from runners.model import device_named

    if asked in ("auto", "cuda") and device_named(asked).type == "cuda":
        return tuple(f"cuda:{number}" for number in range(torch.cuda.device_count()))
    devices = [device_named(name.strip()) for name in asked.split(",")]
    if len({device.type for device in devices}) > 1:
        raise XlrError(f"The devices {asked} are not of one kind, and their numbers differ: name one kind of device.")
    return tuple(map(str, devices))


def n_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_small(weights: Path | None) -> bool:
    """Whether an encoder with its weights in this folder is small; one that is made from a configuration is."""
    return weights is None or sum(file.stat().st_size for file in weights.glob("*.safetensors")) < SMALL_BYTES
