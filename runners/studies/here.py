"""What a warehouse has of what a study needs; one that is not there yet has nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.lab.plan import PAIRS
from ingest.leak_free import test_split
from runners.studies.grid import Expected, Place
from runners.studies.study import Study
from runners.tasks import TASKS
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Size:
    """A text set: its number, and how many items and tokens it has."""

    number: int
    n_items: int
    n_tokens: int


@dataclass(frozen=True, kw_only=True)
class Here:
    """What is here: text as it came, and perturbed test sets; `coming` is text that the study makes itself."""

    warehouse: Warehouse | None
    text: dict[Place, Size]
    coming: frozenset[Place]
    perturbed: frozenset[Expected]

    def rows(self, query: str, **parameters: object) -> list[tuple[Any, ...]]:
        """The rows a query answers; none where there is no warehouse yet."""
        return [] if self.warehouse is None else list(self.warehouse.frame(query, **parameters).iter_rows())

    def has(self, places: Sequence[Place]) -> bool:
        """Whether all these text sets are here, or come."""
        return all(place in self.text or place in self.coming for place in places)

    def languages(self, *, task: str, corpus: str, split: str) -> set[str]:
        """The languages in which a split is here, or comes."""
        return {
            place.language
            for place in (*self.text, *self.coming)
            if (place.task, place.corpus, place.split) == (task, corpus, split)
        }


def look(warehouse: Warehouse | None, study: Study) -> Here:
    """What a warehouse has for a study; None for a warehouse that is not there yet."""
    empty = Here(warehouse=warehouse, text={}, coming=_coming(study), perturbed=frozenset())
    text = {
        Place(task=task, corpus=corpus, language=language, split=split): Size(
            number=number, n_items=n_items, n_tokens=n_tokens
        )
        for task, corpus, language, split, number, n_items, n_tokens in empty.rows(
            "select task, corpus, language, split, text_set, n_items, n_tokens from text_set "
            "where perturbation = 'none' order by text_set"
        )
    }
    perturbed = frozenset(
        Expected(name=name, task=task, corpus=corpus, train=train, test=test, seed=seed, dose=dose, encoder=encoder)
        for name, task, corpus, train, test, seed, dose, encoder in empty.rows(
            "select p.perturbation, t.task, t.corpus, s.language, t.language, p.seed, p.dose, e.encoder "
            "from perturbation p join text_set t on t.text_set = p.test_set "
            "left join text_set s on s.text_set = p.train_set left join embedding e on e.embedding = p.embedding "
            "and (e.pooling = 'mlm' or (e.pooling = $pooling and e.casing = $casing "
            "and ($layer::integer is null or e.layer = $layer))) where t.split = $split",
            split=test_split(leak_free=study.leak_free),
            pooling=study.vectors.pooling,
            casing=study.vectors.casing,
            layer=study.vectors.layer,
        )
    )
    return Here(warehouse=warehouse, text=text, coming=empty.coming - text.keys(), perturbed=perturbed)


def _coming(study: Study) -> frozenset[Place]:
    if "lab" not in study.ingest:
        return frozenset()
    return frozenset(
        Place(task=task, corpus="lab", language=language.code, split=split)
        for pair in PAIRS
        for language in (pair.source, pair.target)
        for task in TASKS
        for split in ("train", "test")
    )
