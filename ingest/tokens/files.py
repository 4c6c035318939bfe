"""Reading a token and its tag a line, a blank line between sentences: the form of CoNLL, WikiANN and predictions.

A file is read in blocks of whole sentences. What can only be told from all of it (the tag scheme, what is odd in the
text) is found in a first reading; a file of one block is kept and not read again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

import polars as pl

from ingest.sources import Source
from ingest.text_sets import Note, SourceFile
from ingest.tokens.form import TokenForm, find_form
from ingest.tokens.lines import Lines
from ingest.tokens.oddities import MARK, RETURN, Oddities
from ingest.tokens.rows import parse
from ingest.tokens.survey import as_iob2, survey
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class TokenFile:
    """A file that was read once: what it was, what was noticed, and how to read its sentences.

    Each call of `batches` gives its tokens with IOB2 tags in frames of `TOKEN_SCHEMA`, from the start; it raises
    `InputError` when the file changed since it was read first.
    """

    file: SourceFile
    notes: tuple[Note, ...]
    scheme: str
    batches: Callable[[], Iterator[pl.DataFrame]]


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
    oddities = Oddities()

    def rows() -> Iterator[pl.DataFrame]:
        yield from parse(chain([first], blocks), found, source, oddities)
        oddities.add(RETURN, lines.n_returns, None)
        oddities.add(MARK, int(lines.has_mark), 1)

    seen = survey(rows(), oddities, scheme=form.scheme, tag_map=form.tag_map, path=source.path, name=source.name)
    file = SourceFile(path=source.name, sha256=lines.sha256, n_bytes=lines.n_bytes, reader=reader)

    def batches() -> Iterator[pl.DataFrame]:
        if seen.kept is not None:
            yield seen.kept
            return
        again = Lines(source, encoding=form.encoding)
        for tokens in parse(again, found, source):
            yield as_iob2(tokens, seen.scheme, form.tag_map)
        if again.sha256 != file.sha256:
            raise InputError("the file changed while it was read; repeat the command.", path=source.path)

    return TokenFile(file=file, notes=seen.notes, scheme=seen.scheme, batches=batches)


def read_tokens(data: bytes, *, path: Path, form: TokenForm | None = None) -> pl.DataFrame:
    """The tokens of a file that is in memory, in the columns of `TOKEN_SCHEMA`; raises as `open_tokens` does."""
    source = Source(path=path, name=path.name, open=lambda: BytesIO(data))
    return pl.concat(open_tokens(source, reader="", form=form).batches())
