"""Gazetteers as the tests write them."""

from pathlib import Path

from ingest.names.choice import Choice
from ingest.names.reading import NamesRead, read_names

COUNTRIES = (
    "Country,Region,Gender,Localized Name,Romanized Name\n"
    "FR,,F,Zoé,Zoe\nBE,,M,Léo,Leo\nGB,Wales,M,Dylan,Dylan\nGB,England,M,George,George\nIR,,F,زهرا,Zahra\n"
)


def names_of(
    tmp_path: Path,
    content: str | bytes,
    *,
    file: str = "names.txt",
    form: str | None = None,
    language: str = "br",
    kind: str = "given_name",
    **choice: object,
) -> NamesRead:
    """The names of a file with this content, given names of Breton unless said otherwise."""
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    asked = Choice(language=language, kind=kind, **choice)
    return read_names(path, asked, form=form)
