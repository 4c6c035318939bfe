"""Reading a token and its tag a line, a blank line between sentences: the form of CoNLL, WikiANN and predictions.

A file is read in blocks of whole sentences. What can only be told from all of it (the tag scheme, what is odd in the
text) is found in a first reading; a file of one block is kept and not read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

import polars as pl

from ingest import schemes
from ingest.lines import Lines
from ingest.oddities import MARK, RETURN, Oddities
from ingest.sources import Source
from ingest.text_sets import TOKEN_SCHEMA, Note, SourceFile
from ingest.token_form import FoundForm, TokenForm, find_form
from ingest.token_rows import parse
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class TokenFile:
    """A file that was read once: what it was, what was noticed, and how to read its sentences."""

    file: SourceFile
    notes: tuple[Note, ...]
    scheme: str
    source: Source
    form: TokenForm
    found: FoundForm
    kept: pl.DataFrame | None

    def batches(self) -> Iterator[pl.DataFrame]:
        """Its tokens with IOB2 tags in frames of `TOKEN_SCHEMA`, from the start.

        Raises `InputError` when the file changed since it was read first.
        """
        if self.kept is not None:
            yield self.kept
            return
        lines = Lines(self.source, encoding=self.form.encoding)
        for rows in parse(lines, self.found, self.source):
            yield _finished(rows, self.scheme, self.form)
        if lines.sha256 != self.file.sha256:
            raise InputError("the file changed while it was read; repeat the command.", path=self.source.path)


def open_tokens(source: Source, *, reader: str, form: TokenForm | None = None) -> TokenFile:
    """Read a file once, finding out what `form` leaves open, and check every line of it.

    Tags are converted to IOB2 if all of them fit another scheme. Raises `InputError` naming the first line that is not
    text, has no tag, an empty token or a tag that no entity has, and for a file of no sentence.
    """
    form = form or TokenForm()
    lines = Lines(source, encoding=form.encoding)
    blocks = iter(lines)
    first = next(blocks, pl.DataFrame({"line": [""], "number": [1]}))
    found = find_form(first, form, source)
    oddities, moves, n_blocks = Oddities(), schemes.total([]), 0
    kept: pl.DataFrame | None = None
    for rows in parse(chain([first], blocks), found, source, oddities):
        oddities.look_at(rows)
        moves = schemes.total([moves, schemes.transitions(rows)])
        kept, n_blocks = rows, n_blocks + 1
    if kept is None:
        raise InputError("it holds no sentence.", path=source.path)
    if lines.n_returns:
        oddities.add(RETURN, lines.n_returns, None)
    if lines.has_mark:
        oddities.add(MARK, 1, 1)
    scheme = form.scheme or schemes.detect(moves)
    schemes.refuse_illegal(moves, scheme, source.path)
    return TokenFile(
        file=SourceFile(path=source.name, sha256=lines.sha256, n_bytes=lines.n_bytes, reader=reader),
        notes=(*oddities.notes(source.name), *schemes.notes(moves, scheme, source.name, tag_map=form.tag_map)),
        scheme=scheme,
        source=source,
        form=form,
        found=found,
        kept=_finished(kept, scheme, form) if n_blocks == 1 else None,
    )


def read_tokens(data: bytes, *, path: Path, form: TokenForm | None = None) -> pl.DataFrame:
    """The tokens of a file that is in memory, in the columns of `TOKEN_SCHEMA`; raises as `open_tokens` does."""
    source = Source(path=path, name=path.name, open=lambda: BytesIO(data))
    return pl.concat(open_tokens(source, reader="", form=form).batches())


def _finished(rows: pl.DataFrame, scheme: str, form: TokenForm) -> pl.DataFrame:
    tokens = schemes.convert(rows, scheme)
    if form.tag_map:
        tokens = schemes.rename_types(tokens, form.tag_map)
    return tokens.select(pl.col(name).cast(kind) for name, kind in TOKEN_SCHEMA.items())
