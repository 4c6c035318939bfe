"""Reading a gazetteer: its form found, its names in one writing and each once, with an account of the rest."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ingest.languages import check_language
from ingest.names.choice import FORM_NAMES, FORMS, KINDS, Choice, RawNames
from ingest.names.forms import HEAD, form_of, with_newlines
from ingest.names.geonames import read_geonames
from ingest.names.lists import read_countries, read_list, read_table
from ingest.names.normal import normalised
from ingest.names.wiktionary import read_category, read_dump, read_titles
from ingest.sources import described, read_bytes, unpacked
from ingest.text_bytes import text_of
from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError, UnknownNameError

VERSION = "1"

DOUBTFUL = 0.5
"""The share of unusable names from which a plain list is taken for something else."""


@dataclass(frozen=True, kw_only=True)
class NamesRead:
    """The different names of a file in their order, where they come from, and how many there were before.

    `file.reader` says the form and what was chosen from it.
    """

    choice: Choice
    names: tuple[str, ...]
    file: SourceFile
    form: str
    chosen: str
    n_read: int
    n_unusable: int

    @property
    def n_twice(self) -> int:
        """How many were left out because they had been read before."""
        return self.n_read - self.n_unusable - len(self.names)


def read_names(path: Path, choice: Choice, *, form: str | None = None) -> NamesRead:
    """The names of a kind and language that a file holds; the form is found where it is not given.

    Raises `InputError` when the file has no form known, is not as its form should be, or holds no usable name, and
    `UnknownNameError` for a kind, form, country or column there is none of.
    """
    check_language(choice.language)
    for what, name, known in (("kind of names", choice.kind, KINDS), ("form of names", form or "list", FORMS)):
        if name not in known:
            raise UnknownNameError(what, name, list(known))
    with unpacked(path) as (stream, name):
        head = stream.read(HEAD)
        found = form or form_of(head, name=name, path=path)
        choice.check_fits(found)
        stream.seek(0)
        raw = _read(found, stream, choice, path)
        names, n_read, n_unusable = _counted(raw)
    if not names:
        raise InputError(_nothing(n_read, found, choice), path=path)
    if form is None and found == "list" and n_unusable > DOUBTFUL * n_read:
        raise InputError(f"{n_unusable:,} of its {n_read:,} lines are no names; say what it is with --form.", path=path)
    reader = f"names {VERSION}: {'; '.join(filter(None, (found, raw.chosen)))}"
    return NamesRead(
        choice=choice,
        names=tuple(names),
        file=described(path, reader=reader),
        form=FORM_NAMES[found],
        chosen=raw.chosen,
        n_read=n_read,
        n_unusable=n_unusable,
    )


def _read(form: str, stream: IO[bytes], choice: Choice, path: Path) -> RawNames:
    match form:
        case "geonames":
            return read_geonames(stream, choice, path=path)
        case "dump":
            return read_dump(stream, choice, path=path)
        case "category":
            return read_category(_text(path), path=path)
        case "countries":
            return read_countries(_text(path), choice, path=path)
        case "table":
            return read_table(_text(path), choice, path=path)
        case _:
            return RawNames(names=read_titles(read_list(_text(path)).names))


def _counted(raw: RawNames) -> tuple[dict[str, None], int, int]:
    names: dict[str, None] = {}
    n_read = n_unusable = 0
    for name in map(normalised, raw.names):
        n_read += 1
        if name is None:
            n_unusable += 1
        else:
            names[name] = None
    return names, n_read, n_unusable


def _text(path: Path) -> str:
    data, _ = read_bytes(path, reader="")
    return with_newlines(text_of(data, path=path))


def _nothing(n_read: int, form: str, choice: Choice) -> str:
    if form == "geonames" and n_read and not choice.alternate:
        return (
            f"none of the {n_read:,} places has its main name in the script of {choice.language!r}; "
            "--alternate takes their other names too."
        )
    if n_read:
        return f"none of its {n_read:,} names is usable."
    if form == "dump":
        return f"no page of it is a {choice.kind} of {choice.language!r}."
    return "it holds no name of those asked for."
