"""Studies: which corpora were tested with which encoders, each of which pages show by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xlr_warehouse.warehouse import Warehouse

TREATMENT, PLACEBO = "entity_unshared", "entity_placebo"

ARMS = (TREATMENT, PLACEBO, "entity_seen", "entity_unseen_placebo")
"""The two-by-two: what is drawn where there are more perturbations than a page can hold."""

FEWEST = 3
"""Pairs from which on a mean over pairs has an interval that says anything, and a correlation a p-value."""

MANY = 6
"""Perturbations up to which each has a panel of its own."""


def drawn_of(perturbations: Sequence[str]) -> list[str]:
    """Those with a panel of their own: all, or where they are many the arms, else the first few."""
    if len(perturbations) <= MANY:
        return list(perturbations)
    return [name for name in ARMS if name in perturbations] or list(perturbations[:MANY])


@dataclass(frozen=True, kw_only=True)
class Study:
    """One encoder on one corpus, fine-tuned in one configuration; `is_alone` says that there is no other one."""

    corpus: str
    encoder: str
    configuration: str
    is_alone: bool

    @property
    def parameters(self) -> dict[str, str]:
        """What narrows a query to it."""
        return {"corpus": self.corpus, "encoder": self.encoder, "configuration": self.configuration}

    @property
    def place(self) -> str:
        """How a heading names it."""
        which = "" if self.is_alone else f", configuration {self.configuration}"
        return f"{self.corpus}, {self.encoder}{which}"


def studies(warehouse: Warehouse, *, task: Literal["ner", "title"] = "ner") -> list[Study]:
    """The studies of a task that have a score on test sets as they came, by name."""
    rows = warehouse.frame(
        """
        select distinct corpus, encoder, configuration from evaluation_setting where task = $task and split = 'test'
        and perturbation = 'none'
        order by corpus, encoder, configuration
        """,
        task=task,
    )
    n_configurations = Counter((corpus, encoder) for corpus, encoder, _ in rows.iter_rows())
    return [
        Study(
            corpus=corpus,
            encoder=encoder,
            configuration=configuration,
            is_alone=n_configurations[corpus, encoder] == 1,
        )
        for corpus, encoder, configuration in rows.iter_rows()
    ]


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
