"""Run bundles from elsewhere: a Slurm array's, a colleague's. Found below a folder, checked, landed, and left there."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from runners import bundle as bundles
from runners.belonging import (
    Facts,
    Places,
    TextSets,
    check_run,
    check_text_sets,
    facts_of,
    known_runs,
    predicted_places,
)
from runners.bundle import Bundle, Evaluation
from runners.drafts import DRAFT, discard
from runners.landing import Landed, insert
from runners.record import RunRecord
from runners.schemas import OPTIONS, PREDICTED
from xlr_warehouse.errors import InputError, XlrError
from xlr_warehouse.spans import LEGAL_TAG
from xlr_warehouse.warehouse import Warehouse

FILES = (bundles.RECORD, bundles.STEPS, bundles.PREDICTIONS)
MODEL = ".model"
GROUP_ROWS = 2_000_000
"""How many predictions are in memory at once, but for those of a single bundle."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A bundle that is whole: what it says of itself, and digests of its predictions and their places."""

    folder: Path
    record: RunRecord
    evaluations: tuple[Evaluation, ...]
    digests: tuple[str, ...]
    places: tuple[Places, ...]


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What came of the bundles below a folder.

    `n_known` of them brought nothing new, `broken` say why they were left, and `n_drafts` folders are not finished yet.
    """

    landed: Landed
    n_bundles: int
    n_known: int
    n_drafts: int
    broken: tuple[XlrError, ...] = field(default_factory=tuple)


def find(folder: Path) -> tuple[list[Path], int]:
    """The folders that are bundles or parts of one, and the number of those still being written.

    Raises `InputError` when there is none.
    """
    if not folder.is_dir():
        raise InputError("there is no such folder.", path=folder)
    holding = {file.parent for file in folder.rglob("*") if file.name in FILES and not _is_of_model(file)}
    drafts = {part for part in holding if any(name.endswith(DRAFT) for name in part.relative_to(folder).parts)}
    found = sorted(holding - drafts)
    if not found:
        tail = "" if not drafts else f"; {len(drafts)} are still being written"
        raise InputError(
            f"there is no run bundle (a folder with a {bundles.RECORD}) in it or below{tail}.", path=folder
        )
    return found, len(drafts)


def _is_of_model(file: Path) -> bool:
    """Whether a file belongs to kept weights, which lie beside the bundles and hold the steps of their training."""
    return file.parent.suffix == MODEL


def land_from(
    warehouse: Path,
    folder: Path,
    *,
    skip_broken: bool = False,
    remove: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Arrived:
    """Land the bundles below a folder, all or none; with `skip_broken` those that can be.

    With `remove` the folders of those that are in the warehouse then are removed. Raises `XlrError` with the first that
    is not whole, does not belong to this warehouse or has other predictions than are there for its run.
    """
    folders, n_drafts = find(folder)
    broken: list[XlrError] = []
    whole: list[Checked] = []
    for number, one in enumerate(folders, start=1):
        try:
            whole.append(_checked(one))
        except InputError as error:
            broken.append(error)
        tell(number, len(folders))
    with Warehouse.writing(warehouse, create=False) as opened, opened.transaction():
        fit = _fitting(opened, whole, broken)
        if broken and not skip_broken:
            raise _first_of(broken, len(folders))
        before = _evaluated(opened)
        landed = Landed()
        for group in _groups(fit):
            landed += insert(opened, [_read_again(one) for one in group])
        text_sets = TextSets(opened)
        n_known = sum(_is_known(one, before, text_sets) for one in fit)
    for one in fit if remove else ():
        discard(one.folder)
    return Arrived(landed=landed, n_bundles=len(fit), n_known=n_known, n_drafts=n_drafts, broken=tuple(broken))


def _checked(folder: Path) -> Checked:
    lacking = [name for name in FILES if not (folder / name).is_file()]
    if lacking:
        raise InputError(f"this run bundle is not whole: {', '.join(lacking)} is missing; copy it again.", path=folder)
    read = bundles.read(folder)
    _check_values(folder, read)
    parts = read.predictions.partition_by("evaluation", as_dict=True, include_key=False)
    empty = read.predictions.clear().drop("evaluation")
    return Checked(
        folder=folder,
        record=read.record,
        evaluations=read.evaluations,
        digests=tuple(_digest(parts.get((place,), empty), read.record.task) for place in range(len(read.evaluations))),
        places=predicted_places(read),
    )


def _check_values(folder: Path, read: Bundle) -> None:
    if read.record.task == "ner":
        legal = pl.col("tag").unique().str.contains(f"^(?:{LEGAL_TAG.pattern})$").fill_null(value=False).all()
        probable = pl.col("probability", "gold_probability").is_between(0, 1).fill_null(value=True).all()
        if not all(read.predictions.select(legal, probable).row(0)):
            raise InputError("it predicts a tag or a probability that cannot be; repeat the run.", path=folder)
        return
    known = pl.col("option").is_in(OPTIONS).fill_null(value=False).all()
    probable = pl.col("probability").is_between(0, 1).fill_null(value=False).all()
    chosen = pl.col("is_chosen").sum().over("evaluation", "item").eq(1).fill_null(value=False).all()
    if not all(read.predictions.select(known, probable, chosen).row(0)):
        what = "it has an option or a probability that cannot be, or chooses not one option an item; repeat the run."
        raise InputError(what, path=folder)


def _digest(predictions: pl.DataFrame, task: str) -> str:
    predicted = PREDICTED[task]
    rows = predictions.select(list(predicted.schema)).sort(predicted.first, predicted.second)
    return hashlib.sha256(rows.write_csv(include_header=False).encode()).hexdigest()


def _fitting(warehouse: Warehouse, whole: Sequence[Checked], broken: list[XlrError]) -> list[Checked]:
    """The bundles that belong to this warehouse and to each other; why others do not is added to `broken`."""
    text_sets, known = TextSets(warehouse), known_runs(warehouse, (one.record for one in whole))
    seen = dict.fromkeys(_evaluated(warehouse), "")
    revisions = dict(warehouse.frame("select encoder, revision from encoder where source <> 'label'").iter_rows())
    fit: list[Checked] = []
    for one in whole:
        try:
            _check_record(one, text_sets, known)
            _check_encoder(one, revisions)
            _check_predictions(warehouse, one, seen, text_sets)
        except XlrError as error:
            broken.append(error)
        else:
            fit.append(one)
            known[one.record.run] = facts_of(one.record)
            revisions[one.record.encoder.encoder] = one.record.encoder.revision
    return fit


def _check_record(one: Checked, text_sets: TextSets, known: Mapping[str, Facts]) -> None:
    try:
        tests = [(evaluation.text_set, evaluation.n_tokens) for evaluation in one.evaluations]
        check_text_sets(one.record, tests, one.places, text_sets)
        check_run(one.record, known)
    except XlrError as error:
        raise InputError(str(error), path=one.folder) from error


def _check_encoder(one: Checked, revisions: Mapping[str, str | None]) -> None:
    facts = one.record.encoder
    known = revisions.get(facts.encoder, facts.revision)
    if known != facts.revision:
        what = f"its encoder {facts.encoder} has the revision {facts.revision}, but is known with {known}."
        raise InputError(what, path=one.folder)


def _check_predictions(
    warehouse: Warehouse,
    one: Checked,
    seen: dict[tuple[str, int], str],
    text_sets: TextSets,
) -> None:
    """Refuse other predictions of a run for a text set than are there already, or in a bundle before this one."""
    run = one.record.run
    own: dict[tuple[str, int], str] = {}
    for evaluation, digest in zip(one.evaluations, one.digests, strict=True):
        key = (run, text_sets.numbers[evaluation.text_set])
        known = seen.get(key)
        if known == "":
            known = seen[key] = _landed_digest(warehouse, *key, task=one.record.task)
        if known is not None and known != digest:
            what = (
                f"the run {run} has other predictions for {evaluation.text_set.place} already "
                f"(sha256 {known[:12]}, these {digest[:12]}); keep one of the two."
            )
            raise InputError(what, path=one.folder)
        own[key] = digest
    seen.update(own)


def _landed_digest(warehouse: Warehouse, run: str, text_set: int, *, task: str) -> str:
    predicted = PREDICTED[task]
    return _digest(
        warehouse.frame(
            f"select {', '.join(predicted.schema)} from {predicted.table} where run = $run and text_set = $text_set",
            run=run,
            text_set=text_set,
        ),
        task,
    )


def _evaluated(warehouse: Warehouse) -> set[tuple[str, int]]:
    return set(warehouse.frame("select run, text_set from evaluation").iter_rows())


def _is_known(one: Checked, evaluated: set[tuple[str, int]], text_sets: TextSets) -> bool:
    return all((one.record.run, text_sets.numbers[evaluation.text_set]) in evaluated for evaluation in one.evaluations)


def _groups(checked: Iterable[Checked]) -> Iterator[list[Checked]]:
    group: list[Checked] = []
    n_rows = 0
    for one in checked:
        group.append(one)
        n_rows += sum(places.n for places in one.places)
        if n_rows >= GROUP_ROWS:
            yield group
            group, n_rows = [], 0
    if group:
        yield group


def _read_again(one: Checked) -> Bundle:
    read = bundles.read(one.folder)
    if (read.record, read.evaluations) != (one.record, one.evaluations):
        raise InputError("this bundle changed while it was read; repeat the command.", path=one.folder)
    return read


def _first_of(broken: Sequence[XlrError], n_folders: int) -> XlrError:
    rest = "" if len(broken) == 1 else f" ({len(broken):,} of {n_folders:,} bundles cannot land; this is the first)"
    tail = "nothing has landed; --skip-broken lands the others."
    return XlrError(f"{str(broken[0]).rstrip('.')}{rest}; {tail}")
