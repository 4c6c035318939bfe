"""What a corpus reader is."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.text_sets import Corpus


@dataclass(frozen=True, kw_only=True)
class CorpusReader:
    """A way text comes in: what it reads, the version of its rules, and the function that does it."""

    summary: str
    version: str
    read: Callable[..., Corpus]
