"""A CoNLL file: a token a line, its tag in the last column, a blank line between sentences."""

from pathlib import Path

from ingest.languages import check_language
from ingest.readers import CorpusReader
from ingest.text_sets import Corpus, NerTextSet, one_batch
from ingest.token_files import read_bytes, read_tokens
from xlr_warehouse.errors import InputError

VERSION = "1"


def read(path: Path, *, corpus: str, language: str, split: str, licence: str = "unknown") -> Corpus:
    """The one split the file holds; raises `InputError` naming the first line that is not as it should be."""
    check_language(language)
    data, file = read_bytes(path, reader=f"conll {VERSION}", name=f"{language}/{split}/{path.name}")
    tokens = read_tokens(data, path=path)
    if tokens.is_empty():
        raise InputError("it holds no sentence.", path=path)
    text_set = NerTextSet(corpus=corpus, language=language, split=split, batches=one_batch(tokens), files=(file,))
    return Corpus(name=corpus, source="files", revision="unknown", licence=licence, text_sets=(text_set,))


CORPUS = CorpusReader(summary="a CoNLL file", version=VERSION, read=read)
