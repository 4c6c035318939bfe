"""Studies: which corpora were tested with which encoders, each of which pages show by itself."""

from dataclasses import dataclass

from xlr_warehouse.warehouse import Warehouse

TREATMENT, PLACEBO = "entity_unshared", "entity_placebo"


@dataclass(frozen=True, kw_only=True)
class Study:
    """One encoder on one corpus."""

    corpus: str
    encoder: str

    @property
    def place(self) -> str:
        """How a heading names it."""
        return f"{self.corpus}, {self.encoder}"


def studies(warehouse: Warehouse) -> list[Study]:
    """The studies that have a score on named entities, by name."""
    rows = warehouse.frame("select distinct corpus, encoder from score order by corpus, encoder")
    return [Study(corpus=corpus, encoder=encoder) for corpus, encoder in rows.iter_rows()]


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
