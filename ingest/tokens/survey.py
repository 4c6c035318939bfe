"""What can only be told from all of a text, its tag scheme and its oddities; and its tokens, once that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.text_sets import TOKEN_SCHEMA, Note
from ingest.tokens import schemes
from ingest.tokens.oddities import Oddities
from xlr_warehouse.errors import InputError

MOST_TAGS = 2000
LONGEST_TOKEN = 2000


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The scheme of a text, what to tell of it, and its tokens if one frame held them all."""

    scheme: str
    notes: tuple[Note, ...]
    kept: pl.DataFrame | None


def survey(
    rows: Iterable[pl.DataFrame],
    oddities: Oddities,
    *,
    scheme: str | None,
    tag_map: Mapping[str, str],
    path: Path,
    name: str,
) -> Survey:
    """Go through a text once: frames of `sentence`, `position`, `form`, `tag` and `number`, with tags as they stand.

    `oddities` may hold more by the time the last frame has come. Notes name the file `name`, errors `path`. Raises
    `InputError` for a tag that the scheme does not have, and for a text of no sentence.
    """
    moves, n_frames = schemes.total([]), 0
    last: pl.DataFrame | None = None
    for frame in rows:
        _refuse_breaks(frame, path)
        oddities.look_at(frame)
        moves = schemes.total([moves, schemes.transitions(frame)])
        if moves["tag"].n_unique() > MOST_TAGS:
            raise InputError(
                f"it has more than {MOST_TAGS:,} different tags; is this the column of the tags?", path=path
            )
        last, n_frames = frame, n_frames + 1
    if last is None:
        raise InputError("it holds no sentence.", path=path)
    found = scheme or schemes.detect(moves)
    schemes.check_map(tag_map)
    schemes.refuse_illegal(moves, found, path, is_detected=scheme is None)
    return Survey(
        scheme=found,
        notes=(*oddities.notes(name), *schemes.notes(moves, found, name, tag_map=tag_map)),
        kept=as_iob2(last, found, tag_map) if n_frames == 1 else None,
    )


def _refuse_breaks(rows: pl.DataFrame, path: Path) -> None:
    """A token with a tab or a line feed in it could be two, and one of thousands of characters is none."""
    found = rows.filter(pl.col("form").str.contains("[\t\n]"))
    if found.height:
        raise InputError("the token holds a tab or a line feed.", path=path, line=int(found["number"][0]))
    long = rows.filter(pl.col("form").str.len_chars() > LONGEST_TOKEN)
    if long.height:
        n, line = len(str(long["form"][0])), int(long["number"][0])
        raise InputError(f"the token has {n:,} characters; is a separator or a line end missing?", path=path, line=line)


def as_iob2(rows: pl.DataFrame, scheme: str, tag_map: Mapping[str, str]) -> pl.DataFrame:
    """The tokens in the columns of `TOKEN_SCHEMA`, with IOB2 tags of the types that `tag_map` says."""
    tokens = schemes.convert(rows, scheme)
    if tag_map:
        tokens = schemes.rename_types(tokens, tag_map)
    return tokens.select(pl.col(name).cast(kind) for name, kind in TOKEN_SCHEMA.items())
