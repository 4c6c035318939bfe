"""Whether bundles belong to a warehouse: it has their text sets, token for token, and their runs are those it knows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import polars as pl

from runners.bundle import Bundle
from runners.record import ORIGINAL, RunRecord, TextSetName
from runners.schemas import PREDICTED
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

NOT_DETERMINING = ("tokenizer", "versions", "commit")
"""What the column `config` of `run` holds besides the configuration; a run that is trained again may differ in it."""

PLACES = {"ner": ("tokens", "sentence or position", 1), "title": ("options", "item or option", 4)}
"""By task what is predicted, what a place is of, and how many places what an evaluation counts has."""
WIDTH = 8
"""Bytes of a place."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What must be the same wherever a run has the same name.

    `training_set` is without the split, as two may have one text; None when the warehouse has it no more.
    """

    task: str
    encoder: str
    training_set: str | None
    seed: int
    selection: str
    tokenizer: str
    configuration: str


@dataclass(frozen=True, kw_only=True)
class Places:
    """The places that predictions are for: how many there are, and a digest of all in order."""

    n: int
    sha256: str


class TextSets:
    """The text sets of an open warehouse by name, with the places that are predicted, which are read once."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Look at a warehouse; the text sets must not change meanwhile."""
        rows = warehouse.frame("select corpus, task, language, split, perturbation, sha256, text_set from text_set")
        self.numbers: dict[TextSetName, int] = {
            TextSetName(**dict(zip(rows.columns[:6], row[:6], strict=True))): row[6] for row in rows.iter_rows()
        }
        self._warehouse = warehouse
        self._places: dict[TextSetName, Places] = {}

    def places(self, name: TextSetName) -> Places:
        """The places of a text set: its tokens, or the options of its title items."""
        if name not in self._places:
            self._places[name] = _digested(
                self._warehouse.frame(f"{PREDICTED[name.task].places} order by all", number=self.numbers[name])
            )
        return self._places[name]


def predicted_places(bundle: Bundle) -> tuple[Places, ...]:
    """The places that a bundle predicts, for each of its evaluations."""
    predicted = PREDICTED[bundle.record.task]
    places = bundle.predictions.select("evaluation", first=pl.col(predicted.first), second=predicted.second)
    parts = places.partition_by("evaluation", as_dict=True, include_key=False)
    none = places.clear().drop("evaluation")
    return tuple(_digested(parts.get((place,), none)) for place in range(len(bundle.evaluations)))


def _digested(places: pl.DataFrame) -> Places:
    # Both numbers fit one: a single column is sorted, and looked at whether it is, many times faster than two.
    packed = places.select(pl.col("first").cast(pl.Int64) * 2**32 + pl.col("second")).to_series().fill_null(-1)
    if not packed.is_sorted():
        packed = packed.sort()
    values: Any = packed.rechunk().to_arrow()
    start, end = WIDTH * values.offset, WIDTH * (values.offset + packed.len())
    content = memoryview(values.buffers()[1])[start:end] if packed.len() else b""
    return Places(n=packed.len(), sha256=hashlib.sha256(content).hexdigest())


def check_text_sets(
    record: RunRecord, tests: Iterable[tuple[TextSetName, int]], predicted: Iterable[Places], text_sets: TextSets
) -> None:
    """Raise `XlrError` unless the warehouse has the text sets of a bundle, and these are all their tokens, each once.

    `tests` are its evaluations with the number of tokens they say, and `predicted` is the answer of `predicted_places`.
    """
    tests = tuple(tests)
    for name in (record.train_set, *(name for name, _ in tests)):
        if name not in text_sets.numbers:
            raise XlrError(
                f"The run {record.run} names the text set {name.place} (sha256 {name.sha256[:8]}), which this "
                "warehouse lacks: bring it in with 'xlr ingest' or 'xlr perturb', or remove the bundle."
            )
    for (name, said), theirs in zip(tests, predicted, strict=True):
        ours = text_sets.places(name)
        what, each, of_one = PLACES[name.task]
        if not ours.n == said * of_one == theirs.n:
            raise XlrError(
                f"The run {record.run} predicts {theirs.n} of the {ours.n} {what} of {name.place}: remove its bundle "
                "and repeat the run."
            )
        if ours != theirs:
            raise XlrError(
                f"The run {record.run} predicts other places than those of the {ours.n} {what} of {name.place} (a "
                f"{each} is there twice or does not exist): remove its bundle and repeat the run."
            )


def known_runs(warehouse: Warehouse, records: Iterable[RunRecord]) -> dict[str, Facts]:
    """What a warehouse knows of those of these runs that it has."""
    rows = warehouse.frame(
        """
        select run.run, run.task, run.encoder, run.seed, run.selection, run.config,
            text_set.corpus || ' ' || run.train_language || ' ' || text_set.sha256 as training_set
        from run left join text_set on run.train_set = text_set.text_set
        where list_contains($runs, run.run)
        """,
        runs=sorted({record.run for record in records}),
    )
    return {row.pop("run"): _facts(row.pop("config"), **row) for row in rows.iter_rows(named=True)}


def facts_of(record: RunRecord) -> Facts:
    """What a bundle says of its run."""
    trained_on = record.train_set
    return _facts(
        run_config(record),
        task=record.task,
        encoder=record.encoder.encoder,
        training_set=f"{trained_on.corpus} {trained_on.language} {trained_on.sha256}",
        seed=record.seed,
        selection=record.selection,
    )


def run_config(record: RunRecord) -> str:
    """What the column `config` of `run` holds of a run; `form` only where it was not trained on text as it came."""
    trained_on = record.train_set.perturbation
    config = {
        **record.config,
        **({} if trained_on == ORIGINAL else {"form": trained_on}),
        "labels": list(record.labels),
        "tokenizer": asdict(record.tokenizer),
        "versions": dict(record.versions),
        "commit": record.commit,
    }
    return json.dumps(config, ensure_ascii=False, sort_keys=True)


def _facts(config: str, **named: object) -> Facts:
    stored = json.loads(config)
    revision = str(stored.get("tokenizer", {}).get("revision", ""))
    determining = {name: value for name, value in stored.items() if name not in NOT_DETERMINING}
    return Facts(**named, tokenizer=revision, configuration=json.dumps(determining, sort_keys=True))  # pyright: ignore[reportArgumentType] (the columns have these types)


def check_run(record: RunRecord, known: Mapping[str, Facts]) -> None:
    """Raise `XlrError` when a run of this name is known and was made otherwise."""
    there, ours = known.get(record.run), facts_of(record)
    if there is None:
        return
    names = [field.name for field in fields(Facts) if getattr(there, field.name) is not None]
    differ = [name.replace("_", " ") for name in names if getattr(there, name) != getattr(ours, name)]
    if not differ:
        return
    raise XlrError(
        f"The run {record.run} is known already with another {' and '.join(differ)} than in this bundle: two runs "
        "cannot have one name, remove the bundle that is not of this run."
    )
