"""What the user tells Slurm: options of sbatch, lines that prepare a task, how many tasks at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlr_warehouse.errors import XlrError

OWNED = (
    "array",
    "batch",
    "chdir",
    "cluster-constraint",
    "clusters",
    "error",
    "help",
    "input",
    "job-name",
    "no-requeue",
    "open-mode",
    "output",
    "parsable",
    "requeue",
    "test-only",
    "usage",
    "version",
    "wait",
    "wrap",
)
"""Options of sbatch that the script sets itself, or that would take the array out of sight."""


@dataclass(frozen=True, kw_only=True)
class SlurmOptions:
    """Options of sbatch by their long names (None where one has no value), lines to run first, and tasks at once."""

    settings: tuple[tuple[str, str | None], ...] = ()
    setup: tuple[str, ...] = ()
    max_at_once: int | None = None


def slurm_options(
    settings: Sequence[str] = (), *, setup: Sequence[str] = (), max_at_once: int | None = None
) -> SlurmOptions:
    """The options that words such as `partition=gpu` or `exclusive` name; raises `XlrError` for one that cannot be."""
    if max_at_once is not None and max_at_once < 1:
        raise XlrError(f"A cluster cannot make {max_at_once} runs at a time; say 1 or more.")
    return SlurmOptions(
        settings=tuple(_setting(word) for word in settings),
        setup=tuple(_line(line, what="--slurm-setup") for line in setup),
        max_at_once=max_at_once,
    )


def _setting(word: str) -> tuple[str, str | None]:
    key, equals, value = _line(word, what="--slurm").removeprefix("--").partition("=")
    if not re.fullmatch(r"[a-z][a-z-]+", key):
        raise XlrError(f"--slurm {word!r} is no option of sbatch: write its long name, such as partition=gpu.")
    owner = next((name for name in OWNED if name.startswith(key)), None)  # sbatch takes a beginning for the whole name
    if owner is not None:
        raise XlrError(f"--slurm {word!r} cannot be given: xlr itself says what {owner!r} is; leave it out.")
    return key, value if equals else None


def _line(text: str, *, what: str) -> str:
    if not text.strip() or not text.isprintable():
        raise XlrError(f"{what} {text!r} is not one line of text; give each line by itself.")
    return text.strip()
