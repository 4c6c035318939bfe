"""Lexicons that are brought in: two forms a line, as the dictionaries of MUSE have them, or with a tab between."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse

SCHEMA = {"source_form": pl.String, "target_form": pl.String}


@dataclass(frozen=True, kw_only=True)
class LandedLexicon:
    """What landing a lexicon did: pairs that are new, were there, and went with the old file."""

    n_new: int
    n_known: int
    n_gone: int


def read_lexicon(path: Path) -> pl.DataFrame:
    """The distinct pairs of a file, in its order, NFC: source_form and target_form.

    The forms of a line stand on either side of its one tab, or, where it has none, of its one space; forms of several
    words need the tab. Empty lines, and those that begin with #, are passed over. Raises `InputError` for other lines,
    for a file that is no UTF-8, and for one without a pair.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as failure:
        raise InputError("this is no UTF-8 text; give a pair of forms a line.", path=path) from failure
    rows: list[tuple[str, str]] = []
    for number, line in enumerate(unicodedata.normalize("NFC", text).split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        forms = [" ".join(form.split()) for form in (line.split("\t") if "\t" in line else line.split())]
        match [form for form in forms if form]:
            case [source, target] if forms == [source, target]:
                rows.append((source, target))
            case _:
                raise InputError("a line has two forms, with a tab between; this has not.", path=path, line=number)
    if not rows:
        raise InputError("it holds no pair of forms.", path=path)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").unique(maintain_order=True)


def languages_of(warehouse: Warehouse, pair: str) -> tuple[str, str]:
    """The two languages that `L1-L2` names; codes have hyphens of their own.

    They need no text yet. Raises `InputError` where the pair is not of two, `UnknownNameError` for a code nobody knows.
    """
    known = warehouse.frame("select language from language union select language from text_set order by all")
    codes: list[str] = known.to_series().to_list()
    halves = [(pair[:at], pair[at + 1 :]) for at, character in enumerate(pair) if character == "-"]
    if not halves:
        raise InputError(f"{pair!r} is no pair; write L1-L2, such as fr-br.")
    one, other = next((both for both in halves if {*both} <= {*codes}), halves[0])
    for code in (one, other):
        if code not in codes:
            raise UnknownNameError("language", code, codes)
    if one == other:
        raise InputError(f"A lexicon is of two languages, not of {one} twice.")
    return one, other


def land_lexicon(
    warehouse: Warehouse, pairs: pl.DataFrame, *, languages: tuple[str, str], source: str, replace: bool = False
) -> LandedLexicon:
    """Land the pairs of two languages that are not there yet; with `replace` those of `source` that are, go first."""
    place = dict(zip(("one", "other"), languages, strict=True))
    same = "source_language = $one and target_language = $other"
    n_gone = 0
    with warehouse.transaction():
        if replace:
            named = f"{same} and source = $source"
            n_gone = warehouse.one(f"select count(*) from lexicon where {named}", **place, source=source)
            warehouse.execute(f"delete from lexicon where {named}", **place, source=source)
        known = warehouse.frame(f"select source_form, target_form from lexicon where {same}", **place)
        new = pairs.join(known, on=list(SCHEMA), how="anti", maintain_order="left").select(
            pl.lit(languages[0]).alias("source_language"),
            pl.lit(languages[1]).alias("target_language"),
            pl.all(),
            pl.lit(source).alias("source"),
        )
        n_new = warehouse.append("lexicon", new)
    return LandedLexicon(n_new=n_new, n_known=pairs.height - n_new, n_gone=n_gone)
