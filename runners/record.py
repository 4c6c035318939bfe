"""What is noted of a run: everything that says where it came from and how it was made."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

ORIGINAL = "none"
"""What the perturbation of a text set is called that is as it came."""


@dataclass(frozen=True, kw_only=True)
class TextSetName:
    """What names a text set in every warehouse: never its number."""

    corpus: str
    task: str
    language: str
    split: str
    perturbation: str
    sha256: str

    @property
    def place(self) -> str:
        """Corpus, language, split and perturbation, for people to read."""
        perturbed = "" if self.perturbation == ORIGINAL else f" ({self.perturbation})"
        return f"{self.corpus}.{self.language} {self.split}{perturbed}"


@dataclass(frozen=True, kw_only=True)
class EncoderFacts:
    """A row of the table `encoder`; `n_parameters` is without the task head, None until the model was made."""

    encoder: str
    source: str
    revision: str
    n_parameters: int | None
    config: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TokenizerFacts:
    """A row of the table `tokenizer`."""

    tokenizer: str
    source: str
    revision: str
    n_pieces: int


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """A fine-tuned model, as its bundle and the folder of its weights tell it; times are UTC without an offset."""

    run: str
    task: str
    encoder: EncoderFacts
    tokenizer: TokenizerFacts
    train_set: TextSetName
    seed: int
    selection: str
    labels: tuple[str, ...]
    config: Mapping[str, Any]
    versions: Mapping[str, str | None]
    commit: str | None
    started_at: datetime
    finished_at: datetime
    device: str

    def described(self) -> dict[str, Any]:
        """The record as JSON can hold it."""
        times = {"started_at": self.started_at.isoformat(), "finished_at": self.finished_at.isoformat()}
        return {**asdict(self), "labels": list(self.labels), **times}

    @classmethod
    def of(cls, described: Mapping[str, Any]) -> "RunRecord":
        """The record that JSON holds; raises `KeyError`, `TypeError` or `ValueError` when it is none."""
        parts: dict[str, Any] = {
            "encoder": EncoderFacts(**described["encoder"]),
            "tokenizer": TokenizerFacts(**described["tokenizer"]),
            "train_set": TextSetName(**described["train_set"]),
            "labels": tuple(described["labels"]),
            "started_at": datetime.fromisoformat(described["started_at"]),
            "finished_at": datetime.fromisoformat(described["finished_at"]),
        }
        return cls(**{**described, **parts})
