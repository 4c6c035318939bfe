"""Reading all files of a call and holding each against its text, without changing anything."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import polars as pl

from ingest.predictions.alignment import Aligned, align
from ingest.predictions.files import open_file, read_content
from ingest.predictions.gold import Gold, gold_of
from ingest.predictions.patterns import FoundFile
from ingest.predictions.systems import Options, Target, resolver
from ingest.text_sets import SourceFile, content_sha256
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class AlignedFile:
    """A file as it was read: what it is of, its form, and its tags.

    `has_probabilities` is what the file has, not what its tags were filled with; `is_gold` says that every tag is the
    gold one, in a text that names an entity.
    """

    target: Target
    file: SourceFile
    form: str
    has_tokens: bool
    has_probabilities: bool
    is_gold: bool
    aligned: Aligned

    @property
    def n_tokens(self) -> int:
        """How many tokens it has a tag for, filled ones included."""
        return self.aligned.rows.height


@dataclass(frozen=True, kw_only=True)
class ReadFiles:
    """All files of a call, ordered by run and text set, one for each.

    `n_shared` is how many further files there were for a text that two perturbations have in common. `texts` are the
    sha256 of the text sets they were held against, and of those their systems were trained on.
    """

    files: tuple[AlignedFile, ...]
    n_shared: int
    texts: Mapping[int, str]


def read_files(
    warehouse: Warehouse,
    files: Iterable[FoundFile],
    options: Options,
    *,
    allow: Collection[str] = (),
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> ReadFiles:
    """Read files of predictions for text sets of an open warehouse.

    `tell` is told how many have been read, of how many. Raises `InputError` for a file that is not aligned with its
    text, and for two files of one run for one text set.
    """
    resolve = resolver(warehouse, options)
    targets = sorted((resolve(file) for file in files), key=lambda one: (*_key(one), one.place, one.name))
    for _, group in groupby(targets, key=_key):
        _check_places(list(group))
    golds: dict[int, Gold] = {}
    read: list[AlignedFile] = []
    for number, target in enumerate(targets, start=1):
        if target.text_set not in golds:
            golds[target.text_set] = gold_of(warehouse, target.text_set)
        file = _aligned(target, golds[target.text_set], allow=allow)
        if read and _key(read[-1].target) == _key(target):
            _check_same(read[-1], file)
        else:
            read.append(file)
        tell(number, len(targets))
    n_shared = len(targets) - len(read)
    return ReadFiles(files=tuple(read), n_shared=n_shared, texts=text_hashes(warehouse, (one.target for one in read)))


def text_hashes(warehouse: Warehouse, targets: Iterable[Target]) -> dict[int, str]:
    """The sha256 of the texts that predictions are for and that their systems were trained on, by number."""
    numbers = {number for one in targets for number in (one.text_set, one.system.train_set) if number is not None}
    rows = warehouse.frame(
        "select text_set, sha256 from text_set where list_contains($numbers, text_set)", numbers=sorted(numbers)
    )
    return dict(rows.iter_rows())


def _key(target: Target) -> tuple[str, int]:
    return target.system.run, target.text_set


def _check_places(same: Sequence[Target]) -> None:
    """Refuse two files of a run for one place; two perturbations that changed nothing may share their text."""
    for one, other in pairwise(same):
        if one.place == other.place:
            what = f"it and {other.path} are both predictions of the run {one.system.run} for {one.place}; "
            raise InputError(f"{what}give them different encoders, languages or seeds.", path=one.path)


def _check_same(one: AlignedFile, other: AlignedFile) -> None:
    ours, theirs = (file.aligned.rows.get_column("tag") for file in (one, other))
    if not ours.equals(theirs):
        raise InputError(
            f"its tags differ from those of {other.target.path} in {(ours != theirs).sum():,} places, but "
            f"{one.target.place} and {other.target.place} are the same text and can have one prediction of the run "
            f"{one.target.system.run}; leave one of the two files out.",
            path=one.target.path,
        )


def _aligned(target: Target, gold: Gold, *, allow: Collection[str]) -> AlignedFile:
    content = open_file(target.path, name=target.name)
    reading = read_content(content, gold)
    aligned = align(reading, gold, allow=allow)
    tags = aligned.rows.get_column("tag")
    return AlignedFile(
        target=target,
        file=content.file,
        form=reading.form,
        has_tokens=reading.has_tokens,
        has_probabilities=reading.has_probabilities,
        is_gold=gold.tags is not None and tags.equals(gold.tags) and bool((tags != "O").any()),
        aligned=aligned,
    )


def is_known(warehouse: Warehouse, file: AlignedFile, *, replace: bool) -> bool:
    """Whether the very predictions are there; other ones are refused unless they are to be replaced."""
    known = warehouse.frame(
        """
        select tag, probability, is_truncated from prediction where run = $run and text_set = $text_set
        order by sentence, position
        """,
        run=file.target.system.run,
        text_set=file.target.text_set,
    )
    ours = file.aligned.rows
    if not file.has_probabilities:
        ours = ours.with_columns(probability=pl.lit(None, dtype=pl.Float32))
    if known.equals(ours.select(known.columns), null_equal=True):
        return True
    if not replace:
        tags = [content_sha256(frame.get_column("tag"))[:12] for frame in (known, ours)]
        differ = "the same tags with other probabilities or gaps" if tags[0] == tags[1] else "other predictions"
        raise InputError(
            f"the run {file.target.system.run} has {differ} for {file.target.place} already (sha256 of the tags "
            f"{tags[0]}, these {tags[1]}); give another seed or encoder, or --replace to put these in their place.",
            path=file.target.path,
        )
    return False
