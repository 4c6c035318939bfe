"""A study that is being done: where, with what means, what fails, and who is told."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from runners.landing import PATIENCE_S
from runners.planning import reading, require_torch
from runners.request import Means
from runners.studies.here import Here, look
from runners.studies.outlook import Outlook
from runners.studies.remembered import Memory
from runners.studies.study import EncoderAsked, Study
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse


@dataclass(kw_only=True)
class Work:
    """A study that is being done: where, with what means, and who is told."""

    warehouse: Path
    study: Study
    means: Means
    memory: Memory
    ahead: Outlook
    tell: Callable[[object], None]
    encoders: list[EncoderAsked] = field(default_factory=list[EncoderAsked])
    """The encoders of the study that were found."""
    made: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """By need (vectors, proposals), the names of the embeddings that were made."""

    @contextmanager
    def collecting(self, what: str) -> Generator[None]:
        """An error of ours within the `with` block is noted as a failure, and what comes after it goes on."""
        try:
            yield
        except XlrError as failure:
            sentence = str(failure)
            self.memory.failed(sentence if not what or sentence.startswith(what) else f"{what}: {sentence}")

    def begin(self, step: str) -> bool:
        """Whether a step has something to do; if so it is told and noted."""
        if not any(part.step == step and part.n_left for part in self.ahead.parts):
            return False
        self.memory.at(step)
        self.tell(step)
        return True

    def has_torch(self) -> bool:
        """Whether what trains and asks encoders is installed; that it is not is a failure."""
        with self.collecting(""):
            require_torch("What a study does with encoders")
            return True
        return False

    def writing(self) -> Warehouse:
        """The warehouse open for writing."""
        return Warehouse.writing(self.warehouse, wait_s=PATIENCE_S)

    def here(self) -> Here:
        """What the warehouse has for the study now."""
        with reading(self.warehouse) as opened:
            return look(opened, self.study)
