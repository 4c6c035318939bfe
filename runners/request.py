"""What is asked for when runs are wanted: all but the languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from runners.config import LARGEST_SEED
from runners.record import ORIGINAL
from xlr_warehouse.catalog import canonical, plugin
from xlr_warehouse.errors import XlrError

TASKS = ("ner",)


def form_named(name: str) -> str:
    """The form of that name: `none`, or a perturbation that looks at no training set; raises `XlrError` for another."""
    if name == ORIGINAL:
        return name
    if plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation).against != "none":
        raise XlrError(f"{name} looks at a training set, so none can be trained on in this form.")
    return canonical(name)


@dataclass(frozen=True, kw_only=True)
class Request:
    """Which encoder is fine-tuned, and how; checked where it is made.

    `encoder` is a name of the catalogue, a folder or a name of the hub (then at `revision`), `tokenizer` a folder with
    a tokenizer.json to use instead of the encoder's own. `form` is the perturbation in whose form texts are trained
    and tested on (`none`: as they came). `overrides` changes fields of `TrainingConfig`. `jobs` is the number of worker
    processes; None lets the machine and the encoder decide. `leak_free` asks for the splits that were dealt anew, and
    `copies` is a folder that gets a copy of each run bundle. Raises `XlrError`.
    """

    encoder: str
    task: str = "ner"
    revision: str | None = None
    tokenizer: Path | None = None
    corpus: str | None = None
    form: str = ORIGINAL
    seeds: tuple[int, ...] = (1,)
    overrides: Mapping[str, object] = field(default_factory=dict[str, object])
    jobs: int | None = None
    leak_free: bool = False
    keep_model: bool = True
    copies: Path | None = None
    device: str = "auto"

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.task not in TASKS:
            raise XlrError(f"There is no fine-tuning for the task {self.task!r}; there is for {', '.join(TASKS)}.")
        if not self.seeds:
            raise XlrError("No seed is given: name at least one.")
        for seed in self.seeds:
            if not 0 <= seed <= LARGEST_SEED:
                raise XlrError(f"A seed must lie between 0 and {LARGEST_SEED}, not {seed}.")
        if self.jobs is not None and self.jobs < 1:
            raise XlrError(f"The number of jobs must be at least 1, not {self.jobs}.")
