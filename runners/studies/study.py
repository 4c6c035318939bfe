"""A study: everything that a TOML file of one declares, resolved and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runners.pretraining.request import Request as Pretraining
from runners.record import ORIGINAL

NATIVE, CROSS_LINGUAL = "native", "cross_lingual"
SETTINGS = (NATIVE, CROSS_LINGUAL)
VECTORS, PROPOSALS = "vectors", "proposals"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A language to train on and one to test on, which is also trained on where native runs are asked for."""

    source: str
    target: str

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, kw_only=True)
class EncoderAsked:
    """An encoder by a name of the catalogue, of one pre-trained here or of the hub, or by its folder."""

    name: str
    revision: str | None = None
    is_folder: bool = False


@dataclass(frozen=True, kw_only=True)
class NamesAsked:
    """A file of names of a language, to be brought in where the warehouse has none of the kind."""

    language: str
    kind: str
    file: Path
    countries: tuple[str, ...] = ()
    column: str = ""
    form: str | None = None


@dataclass(frozen=True, kw_only=True)
class PerturbationsAsked:
    """Perturbations with their seeds and doses; `needs` are all that any of them needs."""

    names: tuple[str, ...]
    seeds: tuple[int, ...] = (1,)
    doses: tuple[float, ...] = (1.0,)
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, kw_only=True)
class TaskAsked:
    """A task: its corpus and pairs, how test sets are perturbed, in which forms models are trained, and how.

    `bring_in` is the command that brings its text in, with `{language}` or `{languages}` for what is lacking. `crossed`
    tests both models of a pair on what was perturbed against either's training set.
    """

    task: str
    corpus: str
    pairs: tuple[Pair, ...]
    bring_in: str = ""
    perturbed: tuple[PerturbationsAsked, ...] = ()
    forms: tuple[str, ...] = (ORIGINAL,)
    training: Mapping[str, object] = field(default_factory=dict[str, object])
    seeds: tuple[int, ...] = (1,)
    crossed: bool = False


@dataclass(frozen=True, kw_only=True)
class OverlapAsked:
    """Which measures are counted (None: all of ours), with whose word pieces, and between which text sets."""

    measures: tuple[str, ...] | None = None
    tokenizers: tuple[str, ...] = ()
    between_all: bool = False
    rarefied: bool = False


@dataclass(frozen=True, kw_only=True)
class VectorsAsked:
    """How word vectors are made (None: as `xlr embed` does unless told otherwise), and how many words are proposed."""

    pooling: str = "mean_middle"
    layer: int | None = None
    casing: str = "kept"
    top: int = 10


@dataclass(frozen=True, kw_only=True)
class Study:
    """A study. `ingest` are corpora that are made where they lack, `file` and `text` the TOML file it was read from."""

    name: str
    summary: str
    file: Path
    text: str
    pairs: tuple[Pair, ...]
    encoders: tuple[EncoderAsked, ...]
    tasks: tuple[TaskAsked, ...]
    settings: tuple[str, ...] = SETTINGS
    profile: str = "paper"
    ingest: tuple[str, ...] = ()
    pretrained: tuple[Pretraining, ...] = ()
    names: tuple[NamesAsked, ...] = ()
    overlap: OverlapAsked = field(default_factory=OverlapAsked)
    vectors: VectorsAsked = field(default_factory=VectorsAsked)
    alignment: bool = False
    leak_free: bool = False
    keep_model: bool = True
