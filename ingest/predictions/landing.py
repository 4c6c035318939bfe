"""Landing predictions of other systems: everything is read and checked first, then lands in one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.predicted import append_predictions
from ingest.predictions.aligned_files import AlignedFile, ReadFiles, is_known, read_files, text_hashes
from ingest.predictions.gold import gold_of
from ingest.predictions.patterns import FoundFile
from ingest.predictions.runs import append_runs, check_runs, needs_runs
from ingest.predictions.systems import Options
from xlr_warehouse.errors import WarehouseOutdatedError, XlrError
from xlr_warehouse.warehouse import Warehouse

GROUP_TOKENS = 4_000_000
"""How many tokens land at once."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What importing did: the files as they were read, and how many runs are new or were told their training set.

    `new` are the files whose predictions were not there. `n_shared` is how many more files were for a text that two
    perturbations have in common, and had the same tags.
    """

    files: tuple[AlignedFile, ...]
    new: tuple[AlignedFile, ...]
    n_shared: int
    n_new_runs: int
    n_trained: int


def import_predictions(
    warehouse: Path,
    files: Iterable[FoundFile],
    options: Options,
    *,
    allow: Collection[str] = (),
    replace: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Land files of predictions for text sets that are there already, all of them or none.

    Others may read the warehouse while the files are read. Predictions that a run has already for a text set stay as
    they are; with `replace`, other ones take their place. `tell` is told how many files have been read, of how many.
    Raises `InputError` for a file that is not aligned with its text, two files of one run for one text set, and other
    predictions than those that are there.
    """
    with _reading(warehouse) as opened:
        read = read_files(opened, files, options, allow=allow, tell=tell)
        if _has_all(opened, read, replace=replace):
            return Imported(files=read.files, new=(), n_shared=read.n_shared, n_new_runs=0, n_trained=0)
    with Warehouse.writing(warehouse, create=False) as opened:
        return land(opened, read, replace=replace)


def land(warehouse: Warehouse, read: ReadFiles, *, replace: bool = False) -> Imported:
    """Land what was read, in one transaction; what may have changed since is looked at again.

    Raises `XlrError` when a text set is another than it was, and as `import_predictions` does.
    """
    targets = [file.target for file in read.files]
    with warehouse.transaction():
        if text_hashes(warehouse, targets) != read.texts:
            raise XlrError("The text sets of these predictions changed while the files were read: repeat the command.")
        new = _new(warehouse, read, replace=replace)
        n_new_runs, n_trained = append_runs(warehouse, (target.system for target in targets))
        if replace:
            _remove(warehouse, new)
        for group in _groups(new):
            _append(warehouse, group)
    return Imported(
        files=read.files, new=tuple(new), n_shared=read.n_shared, n_new_runs=n_new_runs, n_trained=n_trained
    )


def _reading(warehouse: Path) -> Warehouse:
    """The warehouse open for reading, brought up to date before when an older xlr wrote it."""
    try:
        return Warehouse.reading(warehouse)
    except WarehouseOutdatedError:
        with Warehouse.writing(warehouse, create=False):
            pass
        return Warehouse.reading(warehouse)


def _has_all(warehouse: Warehouse, read: ReadFiles, *, replace: bool) -> bool:
    """Whether nothing is left to land; raises as `land` does."""
    systems = [file.target.system for file in read.files]
    return not _new(warehouse, read, replace=replace) and not needs_runs(warehouse, systems)


def _new(warehouse: Warehouse, read: ReadFiles, *, replace: bool) -> list[AlignedFile]:
    """The files whose predictions are not there; refuses other ones and runs with another training set."""
    check_runs(warehouse, (file.target.system for file in read.files))
    evaluated = set(warehouse.frame("select run, text_set from evaluation").iter_rows())
    return [
        file
        for file in read.files
        if (file.target.system.run, file.target.text_set) not in evaluated
        or not is_known(warehouse, file, replace=replace)
    ]


def _remove(warehouse: Warehouse, files: Sequence[AlignedFile]) -> None:
    places = pl.DataFrame(
        {"run": [file.target.system.run for file in files], "text_set": [file.target.text_set for file in files]},
        schema={"run": pl.String, "text_set": pl.Int32},
    )
    with warehouse.relation("replaced_place", places):
        for table in ("prediction", "predicted_mention", "evaluation", "prediction_file"):
            warehouse.execute(
                f"delete from {table} where (run, text_set) in (select (run, text_set) from replaced_place)"
            )


def _groups(files: Sequence[AlignedFile]) -> Iterable[list[AlignedFile]]:
    group: list[AlignedFile] = []
    for file in files:
        group.append(file)
        if sum(one.n_tokens for one in group) >= GROUP_TOKENS:
            yield group
            group = []
    if group:
        yield group


def _append(warehouse: Warehouse, files: Sequence[AlignedFile]) -> None:
    """Append a group of files whose runs are there; the order of `files` is that of their rows."""
    warehouse.append("evaluation", pl.DataFrame([_evaluation(file) for file in files]))
    warehouse.append("prediction_file", pl.DataFrame([_described(file) for file in files]))
    golds: dict[int, pl.DataFrame] = {}
    rows: list[pl.DataFrame] = []
    for file in files:
        if file.target.text_set not in golds:
            golds[file.target.text_set] = gold_of(warehouse, file.target.text_set).tokens
        rows.append(
            golds[file.target.text_set].select(
                pl.lit(file.target.system.run).alias("run"),
                pl.lit(file.target.text_set, dtype=pl.Int32).alias("text_set"),
                "sentence",
                "position",
                *file.aligned.rows,
            )
        )
    append_predictions(warehouse, pl.concat(rows, how="diagonal"))


def _evaluation(file: AlignedFile) -> dict[str, object]:
    return {
        "run": file.target.system.run,
        "text_set": file.target.text_set,
        "n_tokens": file.n_tokens,
        "n_truncated": file.aligned.n_filled,
    }


def _described(file: AlignedFile) -> dict[str, object]:
    return {
        "run": file.target.system.run,
        "text_set": file.target.text_set,
        "path": file.file.path,
        "sha256": file.file.sha256,
        "n_bytes": file.file.n_bytes,
        "reader": file.file.reader,
        "form": file.form,
        "has_tokens": file.has_tokens,
        "n_truncated_sentences": file.aligned.n_truncated_sentences,
        "n_missing_sentences": file.aligned.n_missing_sentences,
        "n_other_sentences": file.aligned.n_other_sentences,
        "n_filled": file.aligned.n_filled,
    }
