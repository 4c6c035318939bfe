"""Landing a perturbation: its text set, its row, the mapping it used and every edit."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingest.appending import TextSetKey, append_ner, append_titles
from ingest.perturbing.perturbation import Perturbed
from ingest.perturbing.text import Text, perturbed_items
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Made:
    """What names a perturbation as built: what was perturbed, against what, and how.

    `against` is the training set it belongs to; `against_sha256` names every one that had a part, its own first.
    `is_partner` says that it is the second of the two that a perturbation looks at.
    """

    perturbation: str
    task: str
    corpus: str
    language: str
    split: str
    test_set: int
    test_sha256: str
    against: int | None
    against_language: str | None
    against_sha256: tuple[str, ...]
    is_partner: bool
    embedding: str | None
    lists_sha256: str | None
    """Of the names and word lists that were read; None where none were."""
    seed: int
    dose: float
    parameters: str
    """Further parameters, JSON."""

    @property
    def perturbation_id(self) -> str:
        """Its name: what people look for, and a hash of all that determines it."""
        determined = json.dumps(
            [
                self.perturbation,
                self.against_sha256,
                self.test_sha256,
                self.embedding,
                self.lists_sha256,
                self.seed,
                self.dose,
                self.parameters,
            ]
        )
        short = hashlib.sha256(determined.encode()).hexdigest()[:8]
        # Training and test set may have one text, and so may test sets dealt anew: their splits tell them apart.
        split = None if self.split == "test" else self.split
        pair = ".".join(name for name in (self.corpus, self.against_language, self.language, split) if name)
        return f"{self.perturbation}-{pair}-s{self.seed}-d{self.dose:g}-{short}"


def is_known(warehouse: Warehouse, made: Made) -> bool:
    """Whether a perturbation is in the warehouse already."""
    count = "select count(*) from perturbation where perturbation_id = $id"
    return bool(warehouse.one(count, id=made.perturbation_id))


def land(warehouse: Warehouse, text: Text, perturbed: Perturbed, mades: Sequence[Made]) -> None:
    """Land what a perturbation made, once for each training set it belongs to. Call it within a transaction."""
    number = _land_text(warehouse, text, perturbed, mades[0])
    for made in mades:
        row = {
            "perturbation_id": made.perturbation_id,
            "perturbation": made.perturbation,
            "train_set": made.against,
            "test_set": made.test_set,
            "perturbed_set": number,
            "embedding": made.embedding,
            "seed": made.seed,
            "dose": made.dose,
            "parameters": made.parameters,
            "n_eligible": perturbed.n_eligible,
            "n_changed": perturbed.n_changed,
            "n_no_candidate": perturbed.n_no_candidate,
        }
        schema = {"train_set": pl.Int32, "embedding": pl.String}
        warehouse.append("perturbation", pl.DataFrame([row], schema_overrides=schema))
        identified = pl.lit(made.perturbation_id).alias("perturbation_id")
        mapping = perturbed.edits.select("original", "replacement", "type", "similarity").unique()
        warehouse.append("replacement", mapping.sort(pl.all()).with_columns(identified))
        edits = perturbed.edits
        if made.is_partner and perturbed.partner_seen is not None:
            edits = edits.with_columns(perturbed.partner_seen)
        warehouse.append("edit", edits.with_columns(identified, text_set=pl.lit(number, dtype=pl.Int32)))


def _land_text(warehouse: Warehouse, text: Text, perturbed: Perturbed, made: Made) -> int:
    key = TextSetKey(
        corpus=made.corpus, task=made.task, language=made.language, split=made.split, perturbation=made.perturbation
    )
    if made.task == "title":
        items = perturbed_items(text, perturbed)
        options = text.options if perturbed.options is None else perturbed.options
        return append_titles(warehouse, key, items=items, options=options, original=made.test_set)
    return append_ner(warehouse, key, perturbed.tokens, original=made.test_set)
