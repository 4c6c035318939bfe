"""Landing predictions of other systems: everything is read and checked first, then lands in one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from ingest.predicted import append_predictions
from ingest.predictions.alignment import Aligned, align
from ingest.predictions.files import open_file, read_content
from ingest.predictions.gold import Gold, gold_of
from ingest.predictions.patterns import FoundFile
from ingest.predictions.reading import Reading
from ingest.predictions.runs import append_runs, check_runs
from ingest.predictions.systems import Options, Target, resolver
from ingest.text_sets import SourceFile, content_sha256
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

GROUP_TOKENS = 4_000_000
"""How many tokens land at once."""


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """A file as it was read: what it is of, its form, its tags, and whether they were there already."""

    target: Target
    file: SourceFile
    form: str
    has_tokens: bool
    aligned: Aligned
    is_known: bool

    @property
    def n_tokens(self) -> int:
        """How many tokens it has a tag for, filled ones included."""
        return self.aligned.rows.height


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What importing did: the files as they were read, and how many runs are new or were told their training set."""

    files: tuple[ImportedFile, ...]
    n_new_runs: int
    n_trained: int

    @property
    def new(self) -> list[ImportedFile]:
        """The files whose predictions were not there."""
        return [file for file in self.files if not file.is_known]


def import_predictions(
    warehouse: Warehouse,
    files: Iterable[FoundFile],
    options: Options,
    *,
    allow: Collection[str] = (),
    replace: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Land files of predictions for text sets that are there already, all of them or none.

    Predictions that a run has already for a text set stay as they are; with `replace`, other ones take their place.
    `tell` is told how many files have been read, of how many. Raises `InputError` for a file that is not aligned with
    its text, two files of one run for one text set, and other predictions than those that are there.
    """
    resolve = resolver(warehouse, options)
    targets = sorted((resolve(file) for file in files), key=lambda target: (target.system.run, target.text_set))
    _check_unique(targets)
    with warehouse.transaction():
        check_runs(warehouse, (target.system for target in targets))
        read = _read_all(warehouse, targets, allow=allow, replace=replace, tell=tell)
        new = [file for file in read if not file.is_known]
        n_new_runs, n_trained = append_runs(warehouse, (target.system for target in targets))
        if replace:
            _remove(warehouse, new)
        for group in _groups(new):
            _append(warehouse, group)
    return Imported(files=tuple(read), n_new_runs=n_new_runs, n_trained=n_trained)


def _check_unique(targets: Sequence[Target]) -> None:
    """Refuse two files for one place; `targets` are ordered by run and text set."""
    for (run, _), group in groupby(targets, key=lambda target: (target.system.run, target.text_set)):
        same = list(group)
        if len(same) > 1:
            what = f"it and {same[1].path} are both predictions of the run {run} for {same[0].place}; "
            raise InputError(f"{what}give them different encoders, languages or seeds.", path=same[0].path)


def _read_all(
    warehouse: Warehouse,
    targets: Sequence[Target],
    *,
    allow: Collection[str],
    replace: bool,
    tell: Callable[[int, int], None],
) -> list[ImportedFile]:
    golds: dict[int, Gold] = {}
    evaluated = set(warehouse.frame("select run, text_set from evaluation").iter_rows())
    read: list[ImportedFile] = []
    for target in targets:
        if target.text_set not in golds:
            golds[target.text_set] = gold_of(warehouse, target.text_set)
        content = open_file(target.path, name=target.name)
        reading = read_content(content, golds[target.text_set])
        aligned = align(reading, golds[target.text_set], allow=allow)
        is_there = (target.system.run, target.text_set) in evaluated
        is_known = is_there and _is_known(warehouse, target, aligned, reading, replace=replace)
        read.append(
            ImportedFile(
                target=target,
                file=content.file,
                form=reading.form,
                has_tokens=reading.has_tokens,
                aligned=aligned,
                is_known=is_known,
            )
        )
        tell(len(read), len(targets))
    return read


def _is_known(warehouse: Warehouse, target: Target, aligned: Aligned, reading: Reading, *, replace: bool) -> bool:
    """Whether the very predictions are there; other ones are refused unless they are to be replaced."""
    known = warehouse.frame(
        """
        select tag, probability, is_truncated from prediction where run = $run and text_set = $text_set
        order by sentence, position
        """,
        run=target.system.run,
        text_set=target.text_set,
    )
    ours = aligned.rows
    if not reading.has_probabilities:
        ours = ours.with_columns(probability=pl.lit(None, dtype=pl.Float32))
    if known.equals(ours.select(known.columns), null_equal=True):
        return True
    if not replace:
        tags = [content_sha256(frame.get_column("tag"))[:12] for frame in (known, ours)]
        differ = "the same tags with other probabilities or gaps" if tags[0] == tags[1] else "other predictions"
        raise InputError(
            f"the run {target.system.run} has {differ} for {target.place} already (sha256 of the tags {tags[0]}, these "
            f"{tags[1]}); give another seed or encoder, or --replace to put these in their place.",
            path=reading.path,
        )
    return False


def _remove(warehouse: Warehouse, files: Sequence[ImportedFile]) -> None:
    places = pl.DataFrame(
        {"run": [file.target.system.run for file in files], "text_set": [file.target.text_set for file in files]},
        schema={"run": pl.String, "text_set": pl.Int32},
    )
    with warehouse.relation("replaced_place", places):
        for table in ("prediction", "predicted_mention", "evaluation", "prediction_file"):
            warehouse.execute(
                f"delete from {table} where (run, text_set) in (select (run, text_set) from replaced_place)"
            )


def _groups(files: Sequence[ImportedFile]) -> Iterable[list[ImportedFile]]:
    group: list[ImportedFile] = []
    for file in files:
        group.append(file)
        if sum(one.n_tokens for one in group) >= GROUP_TOKENS:
            yield group
            group = []
    if group:
        yield group


def _append(warehouse: Warehouse, files: Sequence[ImportedFile]) -> None:
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


def _evaluation(file: ImportedFile) -> dict[str, object]:
    return {
        "run": file.target.system.run,
        "text_set": file.target.text_set,
        "n_tokens": file.n_tokens,
        "n_truncated": file.aligned.n_filled,
    }


def _described(file: ImportedFile) -> dict[str, object]:
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
