"""What a perturbation is given and what it makes."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, kw_only=True)
class PerturbationInput:
    """A test set to perturb, and the training set that says what is seen.

    `tokens` and `mentions` are those of the test set (columns of the tables, without text_set); `training_counts` has a
    row per text that is a mention in the training set: text and n. `names` are what every random choice depends on:
    the seed, the perturbation and the sha256 of the two text sets. `dose` is the share of eligible places touched.
    """

    tokens: pl.DataFrame
    mentions: pl.DataFrame
    training_counts: pl.DataFrame
    names: tuple[object, ...]
    dose: float


@dataclass(frozen=True, kw_only=True)
class Perturbed:
    """A perturbed test set: its tokens, the mapping used, and every edit.

    `replacements` has the columns original, replacement, type; `edits` those of the table `edit` but for
    perturbation_id and text_set. Places are counted by occurrence.
    """

    tokens: pl.DataFrame
    replacements: pl.DataFrame
    edits: pl.DataFrame
    n_eligible: int
    n_changed: int
    n_no_candidate: int


@dataclass(frozen=True, kw_only=True)
class Perturbation:
    """A perturbation: what it does in a line, the task it is for, and the function that does it."""

    summary: str
    task: str
    build: Callable[[PerturbationInput], Perturbed]
