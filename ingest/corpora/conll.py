"""A CoNLL file: a token a line, its tag in a column, a blank line between sentences."""

from pathlib import Path

from ingest.corpus_names import check_corpus_name
from ingest.languages import check_language
from ingest.readers import CorpusReader
from ingest.sources import file_source
from ingest.text_sets import Corpus, NerTextSet
from ingest.tokens.files import open_tokens
from ingest.tokens.form import TokenForm

VERSION = "2"


def read(
    path: Path,
    *,
    corpus: str,
    language: str,
    split: str,
    form: TokenForm | None = None,
    revision: str = "",
    licence: str = "unknown",
) -> Corpus:
    """The one split the file holds; raises `InputError` naming the first line that is not as it should be."""
    check_corpus_name(corpus)
    check_language(language)
    source = file_source(path, name=path.name)
    file = open_tokens(source, reader=f"conll {VERSION}", form=form)
    text_set = NerTextSet(
        corpus=corpus, language=language, split=split, batches=file.batches, files=(file.file,), notes=file.notes
    )
    return Corpus(name=corpus, source="files", revision=revision or "unknown", licence=licence, text_sets=(text_set,))


CORPUS = CorpusReader(summary="a CoNLL file", version=VERSION, read=read)
