"""Frames whose rows are sentences, with a list of tokens and a list of tags, as in Parquet files of the hub.

Tags are class numbers, named by a list of labels, or strings. What can only be told from all of a text (the tag scheme,
what is odd in it) is found in a first reading. Rows count from 1 and stand in for lines in errors and notes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from ingest.parquet import parquet_frames, parquet_labels, source_files
from ingest.text_sets import Note, SourceFile
from ingest.tokens.oddities import EMPTY, Oddities
from ingest.tokens.survey import as_iob2, survey
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class ListForm:
    """Which columns hold what, the names of the classes by number, and what is to be done with the tags.

    `labels` is None where tags are strings; `scheme` is found out where it is None.
    """

    tokens: str
    tags: str
    labels: tuple[str, ...] | None = None
    scheme: str | None = None
    tag_map: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ListText:
    """A text in list columns that was read once: its files, what was noticed, and how to read its sentences."""

    files: tuple[SourceFile, ...]
    notes: tuple[Note, ...]
    scheme: str
    batches: Callable[[], Iterable[pl.DataFrame]]


def read_lists(
    rows: Callable[[], Iterable[pl.DataFrame]], form: ListForm, *, path: Path, files: Sequence[SourceFile] = ()
) -> ListText:
    """Read a text once, checking every row; each call of `rows` gives its frames anew. `path` names it in errors.

    Raises `InputError` as `token_rows` does, and for a tag that no entity has or a text of no sentence.
    """
    oddities = Oddities()
    seen = survey(
        token_rows(rows(), form, path=path, oddities=oddities),
        oddities,
        scheme=form.scheme,
        tag_map=form.tag_map,
        path=path,
        name=files[0].path if files else path.name,
    )

    def batches() -> Iterator[pl.DataFrame]:
        if seen.kept is not None:
            yield seen.kept
            return
        for frame in token_rows(rows(), form, path=path):
            yield as_iob2(frame, seen.scheme, form.tag_map)

    return ListText(files=tuple(files), notes=seen.notes, scheme=seen.scheme, batches=batches)


def token_rows(
    rows: Iterable[pl.DataFrame], form: ListForm, *, path: Path, oddities: Oddities | None = None
) -> Iterator[pl.DataFrame]:
    """The tokens of frames of sentences: `sentence`, `position`, `form`, `tag` and `number`, the row; no empty frame.

    Tags are as they come, by name. Sentences of no token are left out and counted in `oddities`. Raises `InputError`
    naming the first row whose lists are missing or of different length, or hold a missing or empty token, a missing
    tag, or a class number without a name.
    """
    oddities = oddities or Oddities()
    n_rows = n_sentences = 0
    for frame in rows:
        lists = _lists(frame, form, path).with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64) + (n_rows + 1))
        n_rows += frame.height
        _refuse(lists, pl.col("form").is_null(), f"the row has no list in the column {form.tokens!r}", path)
        _refuse(lists, pl.col("tag").is_null(), f"the row has no list in the column {form.tags!r}", path)
        _refuse(
            lists,
            pl.col("form").list.len() != pl.col("tag").list.len(),
            "the row has {n_forms} tokens and {n_tags} tags",
            path,
        )
        empty = lists.filter(pl.col("form").list.len() == 0)
        if empty.height:
            oddities.add(EMPTY, empty.height, int(empty["number"][0]))
            lists = lists.filter(pl.col("form").list.len() > 0)
        if lists.height:
            yield _checked(_exploded(lists, n_sentences), form, path)
            n_sentences += lists.height


def _lists(frame: pl.DataFrame, form: ListForm, path: Path) -> pl.DataFrame:
    """The two columns as `form` and `tag`, with tags as numbers or strings."""
    for name in (form.tokens, form.tags):
        if name not in frame.columns:
            raise InputError(f"it has no column {name!r}; it has {', '.join(frame.columns)}.", path=path)
    lists = frame.select(form=form.tokens, tag=form.tags)
    forms, tags = (_inner(lists.schema[name]) for name in ("form", "tag"))
    if forms != pl.String:
        raise InputError(f"the column {form.tokens!r} holds {forms or 'no lists'}, not lists of text.", path=path)
    if tags is None or not (tags.is_integer() or tags == pl.String):
        what = "not lists of tags or of class numbers"
        raise InputError(f"the column {form.tags!r} holds {tags or 'no lists'}, {what}.", path=path)
    if tags.is_integer() and form.labels is None:
        what = "holds class numbers without names; give the names in order with --labels O,B-PER,I-PER,..."
        raise InputError(f"the column {form.tags!r} {what}", path=path)
    return lists


def _inner(kind: pl.DataType) -> pl.DataType | None:
    """What the lists of a column hold; text in categories counts as text."""
    if not isinstance(kind, pl.List):
        return None
    inner = kind.inner
    return inner() if isinstance(inner, type) else inner


def _exploded(lists: pl.DataFrame, first: int) -> pl.DataFrame:
    """A row a token, sentences numbered from `first`."""
    return lists.select(
        sentence=pl.int_range(pl.len(), dtype=pl.Int32) + first,
        position=pl.int_ranges(pl.col("form").list.len(), dtype=pl.Int32),
        form="form",
        tag="tag",
        number="number",
    ).explode("position", "form", "tag")


def _checked(tokens: pl.DataFrame, form: ListForm, path: Path) -> pl.DataFrame:
    """The tokens with their tags by name."""
    _refuse(tokens, pl.col("form").is_null(), "a token is missing", path)
    _refuse(tokens, pl.col("form").str.strip_chars(" ") == "", "a token is empty", path)
    _refuse(tokens, pl.col("tag").is_null(), "a tag is missing", path)
    if tokens.schema["tag"] == pl.String:
        return tokens
    labels = form.labels or ()
    beyond = (pl.col("tag") < 0) | (pl.col("tag") >= len(labels))
    _refuse(tokens, beyond, f"the class number {{tag}} has no name (there are {len(labels)})", path)
    named = pl.Series(labels, dtype=pl.String).gather(tokens["tag"])
    return tokens.with_columns(named.alias("tag"))


def _refuse(rows: pl.DataFrame, wrong: pl.Expr, what: str, path: Path) -> None:
    """Name the first row for which `wrong` holds."""
    found = rows.filter(wrong)
    if found.height:
        row = found.row(0, named=True)
        said = what
        if isinstance(row["form"], list):
            said = what.replace("{n_forms}", str(len(row["form"]))).replace("{n_tags}", str(len(row["tag"] or [])))
        raise InputError(f"{said.replace('{tag}', str(row['tag']))}.", path=path, line=int(row["number"]))


def read_parquet(
    paths: Sequence[Path],
    *,
    below: Path,
    tokens: str,
    tags: str,
    labels: Sequence[str] | None,
    reader: str,
    scheme: str | None = None,
) -> ListText:
    """The text of Parquet files that are one split; `labels` names the classes of files that do not name them.

    Files are noted by their path below the folder `below`. Raises `InputError` as `read_lists` does, and for a file
    that is no Parquet.
    """
    names = [path.relative_to(below).as_posix() for path in paths]
    files = source_files(paths, names=names, reader=reader)
    named = parquet_labels(paths, tags) or (tuple(labels) if labels else None)
    form = ListForm(tokens=tokens, tags=tags, labels=named, scheme=scheme)
    return read_lists(lambda: parquet_frames(paths, columns=(tokens, tags)), form, path=paths[0], files=files)
