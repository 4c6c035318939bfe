"""Which runs were tested on what: the evaluations of a test set and of all that was made of it."""

from dataclasses import dataclass
from itertools import groupby

from xlr_warehouse.warehouse import Warehouse

Source = tuple[int, str, str, str]
"""Of which the source is told: test set, encoder, configuration and language trained on."""

TESTED = """
    select
        tested.original, tested.task, tested.corpus, tested.split, tested.test_language, tested.run, tested.encoder,
        tested.configuration, tested.seed, tested.train_language, tested.train_set, tested.setting, tested.text_set,
        tested.perturbation, tested.perturbation_id, tested.perturbation_seed,
        perturbation.train_set as perturbation_train_set, tested.dose, tested.embedding, tested.parameters,
        embedding.encoder as embedding_encoder,
        tested.is_own_perturbation as is_own, tested.n_edited
    from evaluation_setting as tested
    left join perturbation on tested.perturbation_id = perturbation.perturbation_id
    left join embedding on tested.embedding = embedding.embedding
    order by tested.original, tested.run, tested.text_set, tested.perturbation_id
"""


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """A run tested on an original test set (perturbation_id is None) or on what a perturbation made of it."""

    original: int
    task: str
    corpus: str
    split: str
    test_language: str
    run: str
    encoder: str
    configuration: str
    seed: int
    train_language: str
    train_set: int | None
    setting: str
    text_set: int
    perturbation: str
    perturbation_id: str | None
    perturbation_seed: int | None
    perturbation_train_set: int | None
    dose: float | None
    embedding: str | None
    parameters: str | None
    embedding_encoder: str | None
    is_own: bool
    n_edited: int


def read_evaluations(warehouse: Warehouse) -> dict[int, list[Evaluation]]:
    """The evaluations by original test set, those of runs that were not tested on the original itself left out."""
    rows = [Evaluation(**row) for row in warehouse.frame(TESTED).iter_rows(named=True)]
    found: dict[int, list[Evaluation]] = {}
    for original, group in groupby(rows, key=lambda row: row.original):
        tested = list(group)
        complete = {row.run for row in tested if row.text_set == original}
        found[original] = [row for row in tested if row.run in complete]
    return found


def sources(evaluations: dict[int, list[Evaluation]]) -> dict[Source, str]:
    """The source of each run's pair, by test set, encoder, configuration and language trained on.

    It is the language trained on, as several targets share its model; the native run of a target that one source alone
    serves belongs to that source.
    """
    served: dict[tuple[int, str, str], set[str]] = {}
    for original, rows in evaluations.items():
        for row in rows:
            if row.setting == "cross_lingual":
                served.setdefault((original, row.encoder, row.configuration), set()).add(row.train_language)
    found: dict[Source, str] = {}
    for original, rows in evaluations.items():
        for row in rows:
            others = served.get((original, row.encoder, row.configuration), set())
            is_lone = row.setting == "native" and len(others) == 1
            key = (original, row.encoder, row.configuration, row.train_language)
            found[key] = next(iter(others)) if is_lone else row.train_language
    return found
