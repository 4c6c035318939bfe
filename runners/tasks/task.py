"""A task: what a text set of it holds for a model, how a model learns it, and what a model says of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl
import torch
from torch import Tensor, nn

from ingest.forms.pieces import Cutter, Specials
from runners.batches import FormPieces
from runners.config import TrainingConfig

if TYPE_CHECKING:  # workers, which open no warehouse, need not load it
    from xlr_warehouse.warehouse import Warehouse


class Examples(Protocol):
    """A text set as a model of a task sees it."""

    @property
    def pieces(self) -> Tensor:
        """Every piece that a model is given of it, special ones included, each any number of times."""
        ...

    @property
    def length(self) -> Tensor:
        """The number of pieces of each example."""
        ...

    @property
    def n_truncated(self) -> int:
        """Of how many tokens (NER) or items (titles) the model does not see every piece."""
        ...

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        """The mean loss of the examples of those numbers, and how many pieces they have, padding not counted."""
        ...

    def predict(self, model: nn.Module, *, device: torch.device, precision: str) -> pl.DataFrame:
        """What the model says: the columns of the task's predictions, in order."""
        ...

    def score(self, predicted: pl.DataFrame) -> float:
        """How good predictions are: the score by which an epoch is chosen."""
        ...


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How a model sees text: the special pieces of its tokenizer and the most pieces it takes, these counted."""

    specials: Specials
    max_length: int


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task; functions that answer for any of its text sets.

    `head` is the class of transformers that makes its models. `texts` are the columns of `content` that are cut into
    pieces by `cut`, each distinct text once; in what the workers read they hold its number. `labels` are what a model
    tells apart, by its training set, and `settings` what a model's configuration says of them.
    """

    name: str
    head: str
    texts: tuple[str, ...]
    content: "Callable[[Warehouse, int], pl.DataFrame]"
    cut: Callable[[Cutter, Sequence[str], TrainingConfig], list[list[int]]]
    labels: Callable[[pl.DataFrame], tuple[str, ...]]
    settings: Callable[[Sequence[str]], dict[str, Any]]
    read: Callable[[pl.DataFrame, FormPieces, Seen, Sequence[str]], Examples]


def task_named(name: str) -> Task:
    """The task of that name, one of `runners.tasks.TASKS`."""
    return import_module(f"runners.tasks.{name}").TASK
