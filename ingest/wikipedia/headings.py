"""Which headings say nothing about their section's subject: references, links, notes, in each language."""

import csv
from functools import cache
from importlib.resources import files

from ingest.wiki_codes import OLD_CODES
from ingest.wikipedia.cleaning import comparable

EVERY_LANGUAGE = "*"


@cache
def boilerplate(language: str) -> frozenset[str]:
    """The boilerplate headings of a language's Wikipedia, as `comparable` writes them, beside those found in all.

    They stand in `boilerplate.csv`. A language that has none of its own gets those for all of them.
    """
    lines = files("ingest.wikipedia").joinpath("boilerplate.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    wanted = {OLD_CODES.get(language, language), EVERY_LANGUAGE}
    return frozenset(comparable(row["heading"]) for row in rows if row["language"] in wanted)
