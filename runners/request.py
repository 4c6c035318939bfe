"""What is asked for when runs are wanted: what is fine-tuned, on which languages, and with what means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.config import LARGEST_SEED
from runners.launching.options import SlurmOptions
from runners.record import ORIGINAL
from runners.tasks import TASKS
from xlr_warehouse.catalog import canonical, plugin
from xlr_warehouse.errors import XlrError


def form_named(name: str) -> str:
    """The form of that name: `none`, or a perturbation that looks at no training set; raises `XlrError` for another."""
    if name == ORIGINAL:
        return name
    if plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation).against != "none":
        raise XlrError(f"{name} looks at a training set, so none can be trained on in this form.")
    return canonical(name)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Train on one language, test on these.

    `against` are further languages: what was perturbed against their training sets is tested on as well.
    """

    train: str
    tests: tuple[str, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """Which encoder is fine-tuned, and how; checked where it is made.

    `encoder` is a name of the catalogue or of one pre-trained here, a folder, or a name of the hub (then at
    `revision`), `tokenizer` a folder with a tokenizer.json to use instead of the encoder's own. `form` is the
    perturbation in whose form texts are trained and tested on (`none`: as they came). `overrides` changes fields of
    `TrainingConfig`. `leak_free` asks for the splits that were dealt anew. Raises `XlrError`.
    """

    encoder: str
    task: str = "ner"
    revision: str | None = None
    tokenizer: Path | None = None
    corpus: str | None = None
    form: str = ORIGINAL
    seeds: tuple[int, ...] = (1,)
    overrides: Mapping[str, object] = field(default_factory=dict[str, object])
    leak_free: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.task not in TASKS:
            raise XlrError(f"There is no fine-tuning for the task {self.task!r}; there is for {', '.join(TASKS)}.")
        if not self.seeds:
            raise XlrError("No seed is given: name at least one.")
        for seed in self.seeds:
            if not 0 <= seed <= LARGEST_SEED:
                raise XlrError(f"A seed must lie between 0 and {LARGEST_SEED}, not {seed}.")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Runs that are asked for: one request, and the settings it is for."""

    request: Request
    settings: tuple[Setting, ...]

    def __post_init__(self) -> None:
        """Refuse what asks for nothing."""
        if not self.settings or not all(setting.tests for setting in self.settings):
            raise XlrError("Name at least one language to train on and one to test on.")


@dataclass(frozen=True, kw_only=True)
class Means:
    """With what runs are made; checked where it is made.

    `jobs` is the number of worker processes; None lets the machine and the encoders decide. `device` is a name of
    torch, `auto`, or several with commas between them. `keep_model` keeps weights for later tests, `copies` is a
    folder that gets a copy of each run bundle, `watch` names a tool that gets every logged step (tensorboard, wandb),
    and `retry_failed` says whether runs that failed before are tried again. `cluster` says that the runs are made on a
    Slurm cluster, and how; then nobody looks at `jobs`. Raises `XlrError`.
    """

    jobs: int | None = None
    device: str = "auto"
    keep_model: bool = True
    copies: Path | None = None
    watch: str | None = None
    retry_failed: bool = True
    cluster: SlurmOptions | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.jobs is not None and self.jobs < 1:
            raise XlrError(f"The number of jobs must be at least 1, not {self.jobs}.")
