"""From lines to tokens: fields taken apart, sentences and positions numbered, every line checked."""

from collections.abc import Iterable, Iterator

import polars as pl

from ingest.sources import Source
from ingest.tokens import oddities as odd
from ingest.tokens.form import FoundForm
from ingest.tokens.lines import BLANK
from ingest.tokens.oddities import Oddities
from xlr_warehouse.errors import InputError

DOCSTART = "-DOCSTART-"
TWO = 2
INVISIBLE = "[\u00a0\u200b\ufeff]"
RANGE = r"^\d+[-.]\d+$"


def parse(
    blocks: Iterable[pl.DataFrame], form: FoundForm, source: Source, oddities: Oddities | None = None
) -> Iterator[pl.DataFrame]:
    """The tokens of blocks of lines: `sentence`, `position`, `form`, `tag` and `number`, the line; no empty frame.

    What is left out besides blank lines is counted in `oddities`. Raises `InputError` naming the first line that has
    no tag, lacks a column, or has an empty token.
    """
    oddities = oddities or Oddities()
    n_sentences = 0
    for lines in blocks:
        rows = _parse_block(lines, form, source, oddities, n_sentences)
        if rows.height:
            n_sentences = int(rows["sentence"][-1]) + 1
            yield rows


def _parse_block(
    lines: pl.DataFrame, form: FoundForm, source: Source, oddities: Oddities, n_sentences: int
) -> pl.DataFrame:
    line = pl.col("line")
    is_blank = line.str.strip_chars(BLANK) == ""
    marked = lines.with_columns(is_blank=is_blank, ends=is_blank | line.str.starts_with(DOCSTART))
    marked = marked.with_columns(block=pl.col("ends").cum_sum())
    _count(oddities, odd.BLANK, marked.filter("is_blank").filter(line.str.contains(INVISIBLE)))
    _count(oddities, odd.DOCSTART, marked.filter(line.str.starts_with(DOCSTART)))
    rows = _with_fields(marked.filter(~pl.col("ends")), form)
    if form.comment:
        has_columns = pl.lit(value=True) if form.n_columns is None else pl.col("n_columns") == form.n_columns
        is_row = has_columns & pl.col("tag").str.contains(form.tag_pattern).fill_null(value=False)
        is_comment = line.str.starts_with(form.comment) & (~is_row | form.is_numbered)
        _count(oddities, odd.COMMENT, rows.filter(is_comment))
        rows = rows.filter(~is_comment)
    if form.is_numbered:
        is_range = line.str.split(form.separator).list.first().str.contains(RANGE)
        _count(oddities, odd.RANGE, rows.filter(is_range))
        rows = rows.filter(~is_range)
    _check(rows, form, source)
    if form.prefix:
        rows = rows.with_columns(pl.col("form").str.strip_prefix(form.prefix))
        _refuse(rows, pl.col("form") == "", "the token is empty", source)
    starts = (pl.col("block") != pl.col("block").shift()).fill_null(value=True)
    index = pl.int_range(pl.len(), dtype=pl.Int32)
    return rows.select(
        sentence=starts.cum_sum().cast(pl.Int32) + (n_sentences - 1),
        position=index - pl.when(starts).then(index).forward_fill(),
        form="form",
        tag="tag",
        number="number",
    )


def _with_fields(rows: pl.DataFrame, form: FoundForm) -> pl.DataFrame:
    """The columns `form` and `tag`; null where the line has too few fields."""
    line = pl.col("line")
    if form.separator == " ":
        rows = rows.with_columns(line.str.strip_chars(" ").str.replace_all(" {2,}", " "))
    rows = rows.with_columns(n_columns=line.str.count_matches(form.separator, literal=True) + 1)
    n_columns = rows["n_columns"]
    if (form.token_column, form.tag_column) == (0, -1) and (n_columns == TWO).all():
        fields = line.str.split_exact(form.separator, 1)
        rows = rows.with_columns(form=fields.struct.field("field_0"), tag=fields.struct.field("field_1"))
    else:
        fields = line.str.split(form.separator)
        rows = rows.with_columns(
            form=fields.list.get(form.token_column, null_on_oob=True),
            tag=pl.when(pl.col("n_columns") > 1).then(fields.list.get(form.tag_column, null_on_oob=True)),
        )
    return rows.with_columns(pl.col("tag").str.strip_chars(" "))


def _check(rows: pl.DataFrame, form: FoundForm, source: Source) -> None:
    for column in (form.token_column, form.tag_column):
        least = column + 1 if column >= 0 else -column
        lacks = (pl.col("n_columns") > 1) & (pl.col("n_columns") < least)
        _refuse(rows, lacks, f"the line has {{n_columns}} columns, and none numbered {least}", source)
    named = f"a line needs a token and a tag, separated by {form.separator_name}"
    _refuse(rows, pl.col("tag").is_null() | (pl.col("tag") == "") | pl.col("form").is_null(), named, source)
    if form.n_columns is not None:
        what = f"the line has {{n_columns}} columns, the others {form.n_columns}; mend it, or name both columns"
        _refuse(rows, pl.col("n_columns") != form.n_columns, what, source)
    if form.prefix:
        what = f"the token {{form!r}} does not start with {form.prefix!r} as the others do"
        _refuse(rows, ~pl.col("form").str.starts_with(form.prefix), what, source)
    _refuse(rows, pl.col("form").str.strip_chars(" ") == "", "the token is empty", source)


def _refuse(rows: pl.DataFrame, wrong: pl.Expr, what: str, source: Source) -> None:
    """Name the first row for which `wrong` holds; `what` may quote its token."""
    found = rows.filter(wrong)
    if found.height:
        row = found.row(0, named=True)
        said = what.format(form=row["form"], n_columns=row["n_columns"]) if "{" in what else what
        raise InputError(f"{said}.", path=source.path, line=int(row["number"]))


def _count(oddities: Oddities, kind: str, rows: pl.DataFrame) -> None:
    if rows.height:
        oddities.add(kind, rows.height, int(rows["number"][0]))
