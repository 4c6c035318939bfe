"""Predictions: landing predicted tags with the entities they name, and bringing in those of other systems."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.languages import check_language
from ingest.token_files import read_bytes, read_tokens
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.spans import spans
from xlr_warehouse.warehouse import Warehouse

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What importing a file did: the run its predictions stand under, and whether they were new."""

    run: str
    is_new: bool
    n_tokens: int


@dataclass(frozen=True, kw_only=True)
class ImportedRun:
    """Which system made the predictions: a free label for its encoder, the language it was trained on, its seed."""

    encoder: str
    train_language: str
    seed: int


def append_predictions(warehouse: Warehouse, rows: pl.DataFrame) -> None:
    """Append rows of `prediction` and the entities that their tags name, each marked as right or wrong.

    The rows are ordered by run, text_set, sentence and position. Call it within a transaction.
    """
    key = ("text_set", "sentence", "first_token", "end_token", "type")
    gold = warehouse.frame(
        f"select {', '.join(key)}, true as is_correct from mention where list_contains($sets, text_set)",
        sets=rows.get_column("text_set").unique().to_list(),
    )
    found = spans(rows, by=("run", "text_set", "sentence")).join(gold, on=key, how="left", maintain_order="left")
    warehouse.append("prediction", rows)
    warehouse.append("predicted_mention", found.with_columns(pl.col("is_correct").fill_null(value=False)))


def import_predictions(
    warehouse: Warehouse, path: Path, *, corpus: str, language: str, split: str, system: ImportedRun
) -> Imported:
    """Land the predictions in a file of a token and its predicted tag a line, for a text set that is there already.

    The file must have the same sentences and tokens as the text set. Raises `InputError` naming the first sentence
    that differs, or when the run has other predictions for the text set already.
    """
    check_language(system.train_language)
    text_set = _text_set(warehouse, corpus=corpus, language=language, split=split)
    data, _ = read_bytes(path, reader=f"predictions {VERSION}")
    predicted = read_tokens(data, path=path)
    _check_alignment(warehouse, text_set, predicted, path)
    run = _run_name(corpus, system)
    rows = predicted.select(
        pl.lit(run).alias("run"),
        pl.lit(text_set, dtype=pl.Int32).alias("text_set"),
        "sentence",
        "position",
        "tag",
        pl.lit(value=False).alias("is_truncated"),
    )
    known = warehouse.frame(
        "select tag from prediction where run = $run and text_set = $text_set order by sentence, position",
        run=run,
        text_set=text_set,
    )
    if known.height:
        if not known.get_column("tag").equals(rows.get_column("tag")):
            raise InputError(f"the run {run} has other predictions for this text set; give another seed.", path=path)
        return Imported(run=run, is_new=False, n_tokens=rows.height)
    with warehouse.transaction():
        _append_run(warehouse, run, system)
        warehouse.append(
            "evaluation", pl.DataFrame([{"run": run, "text_set": text_set, "n_tokens": rows.height, "n_truncated": 0}])
        )
        append_predictions(warehouse, rows)
    return Imported(run=run, is_new=True, n_tokens=rows.height)


def _text_set(warehouse: Warehouse, *, corpus: str, language: str, split: str) -> int:
    found = warehouse.frame(
        """
        select corpus, language, split, text_set from text_set where task = 'ner' and perturbation = 'none'
        order by corpus, language, split
        """
    )
    chosen = found.filter(corpus=corpus, language=language, split=split)
    if chosen.is_empty():
        known = [" ".join(row) for row in found.select("corpus", "language", "split").iter_rows()]
        raise UnknownNameError("text set", f"{corpus} {language} {split}", known)
    return int(chosen.get_column("text_set").item())


def _check_alignment(warehouse: Warehouse, text_set: int, predicted: pl.DataFrame, path: Path) -> None:
    gold = warehouse.frame(
        "select sentence, position, form from token where text_set = $number order by sentence, position",
        number=text_set,
    )
    differs = _sentences(gold, "forms").join(_sentences(predicted, "theirs"), on="sentence", how="full", coalesce=True)
    differs = differs.filter(pl.col("forms").ne_missing(pl.col("theirs"))).sort("sentence")
    if differs.height:
        sentence, forms, theirs = differs.row(0)
        raise InputError(
            f"sentence {sentence + 1} is not the one of the text set: the file has {_shown(theirs)}, "
            f"the text set {_shown(forms)}.",
            path=path,
        )


def _sentences(tokens: pl.DataFrame, name: str) -> pl.DataFrame:
    return tokens.group_by("sentence", maintain_order=True).agg(pl.col("form").alias(name))


def _shown(forms: list[str] | None, *, width: int = 80) -> str:
    if forms is None:
        return "none"
    text = " ".join(forms)
    return f"{text if len(text) <= width else f'{text[:width]}...'!r} ({len(forms)} tokens)"


def _run_name(corpus: str, system: ImportedRun) -> str:
    determined = json.dumps([corpus, system.encoder, system.train_language, system.seed])
    short = hashlib.sha256(determined.encode()).hexdigest()[:8]
    return f"ner-{system.encoder}-{corpus}.{system.train_language}-s{system.seed}-{short}"


def _append_run(warehouse: Warehouse, run: str, system: ImportedRun) -> None:
    warehouse.execute(
        "insert or ignore into encoder by name select $encoder as encoder, 'label' as source, '{}' as config",
        encoder=system.encoder,
    )
    warehouse.execute(
        """
        insert or ignore into run by name
        select
            $run as run, 'ner' as task, $encoder as encoder, $language as train_language, $seed as seed,
            'imported' as selection, $config as config
        """,
        run=run,
        encoder=system.encoder,
        language=system.train_language,
        seed=system.seed,
        config=json.dumps({"reader": f"predictions {VERSION}"}),
    )
