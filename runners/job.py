"""A job: everything a worker must know to make one run, as a file that any machine can read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.forms.pieces import Specials
from runners.config import TrainingConfig
from runners.record import EncoderFacts, TextSetName, TokenizerFacts
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A text set and the file in which it lies for the workers: what its task says it holds, texts by number."""

    name: TextSetName
    path: Path


@dataclass(frozen=True, kw_only=True)
class Job:
    """Everything a worker must know to make one run; `weights` is None for an encoder trained from scratch.

    `forms` is the file with the pieces of each text by number, `development` the text set by which an epoch is chosen
    (None where the last weights are taken).
    """

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
    development: TextFile | None
    seed: int
    config: TrainingConfig
    keep_model: bool

    def write(self, file: Path) -> None:
        """Write the job as JSON."""
        file.write_text(json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1), encoding="utf-8")


def job_file(folder: Path, number: int) -> Path:
    """The file of a job in a folder of jobs that were laid ready; they are numbered from 0."""
    return folder / f"job-{number}.json"


def read_job(file: Path) -> Job:
    """The job that a file holds; raises `InputError` when it holds none."""
    try:
        return _job(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise InputError(f"This is no job that this xlr can read: {failure}.", path=file) from failure


def _job(described: Mapping[str, Any]) -> Job:
    specials: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType] (of ids)
        for name, value in described["specials"].items()
    }
    weights, development = described["weights"], described["development"]
    parts: dict[str, Any] = {
        "runs": Path(described["runs"]),
        "encoder": EncoderFacts(**described["encoder"]),
        "weights": None if weights is None else Path(weights),
        "tokenizer": TokenizerFacts(**described["tokenizer"]),
        "tokenizer_folder": Path(described["tokenizer_folder"]),
        "specials": Specials(**specials),
        "forms": Path(described["forms"]),
        "train": _text_file(described["train"]),
        "tests": tuple(_text_file(test) for test in described["tests"]),
        "development": None if development is None else _text_file(development),
        "config": TrainingConfig(**described["config"]),
    }
    return Job(**{**described, **parts})


def _text_file(described: Mapping[str, Any]) -> TextFile:
    return TextFile(name=TextSetName(**described["name"]), path=Path(described["path"]))
