"""A job: everything a worker must know to make one run, and what the parent lays ready for it."""

from dataclasses import dataclass
from pathlib import Path

from ingest.forms.pieces import Specials
from runners.config import TrainingConfig
from runners.record import EncoderFacts, TextSetName, TokenizerFacts


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A text set and the file in which its tokens lie for the workers.

    Columns: sentence, position, tag, and form (its row in the file of forms).
    """

    name: TextSetName
    path: Path


@dataclass(frozen=True, kw_only=True)
class Job:
    """Everything a worker must know to make one run; `weights` is None for an encoder trained from scratch."""

    run: str
    task: str
    runs: Path
    encoder: EncoderFacts
    weights: Path | None
    tokenizer: TokenizerFacts
    tokenizer_folder: Path
    specials: Specials
    forms: Path
    train: TextFile
    tests: tuple[TextFile, ...]
    seed: int
    config: TrainingConfig
    keep_model: bool
