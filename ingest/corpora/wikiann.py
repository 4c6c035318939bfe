"""WikiANN from a local folder, in whichever form people have it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from ingest.languages import check_wikiann_language, shipped_languages
from ingest.readers import CorpusReader
from ingest.text_sets import Corpus, NerTextSet
from ingest.wikiann.files import read_splits
from ingest.wikiann.original import original_source, read_original
from xlr_warehouse.errors import InputError

VERSION = "2"
ALL = "all"
LICENCE = "not stated; text from Wikipedia, CC BY-SA"


def read(languages: Sequence[str], *, folder: Path, revision: str = "") -> Corpus:
    """Every split of the languages (`all` for every one) that the folder holds; `ingest.wikiann.files` says how.

    The original release of Pan et al. (2017) is another selection of sentences, and makes the corpus `wikiann_2017`.
    Raises `InputError` when the folder has nothing of a language, a split in two forms, or a file that is not as it
    should be, and `UnknownNameError` for a code that WikiANN does not have.
    """
    if not folder.is_dir():
        raise InputError("there is no such folder.", path=folder)
    if list(languages) == [ALL]:
        languages = [one for one in shipped_languages() if (folder / one).is_dir() or any(folder.glob(f"{one}.*"))]
        if not languages:
            raise InputError("it has nothing of any language; is this a WikiANN folder?", path=folder)
    for language in languages:
        check_wikiann_language(language)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        read = pool.map(_read_language, dict.fromkeys(languages), repeat(folder))
        text_sets = [text_set for of_language in read for text_set in of_language]
    names = sorted({text_set.corpus for text_set in text_sets})
    if len(names) > 1:
        raise InputError(
            "it has some languages as released first, some balanced; take them in one by one.", path=folder
        )
    return Corpus(
        name=names[0], source="files", revision=revision or "unknown", licence=LICENCE, text_sets=tuple(text_sets)
    )


def _read_language(language: str, folder: Path) -> list[NerTextSet]:
    reader = f"wikiann {VERSION}"
    found = read_splits(folder, language, reader=reader)
    original = original_source(folder, language)
    if found and original is not None:
        raise InputError(f"it has {language} as released first and balanced as well; leave one.", path=folder)
    if original is not None:
        return read_original(original, language, reader=reader)
    if not found:
        raise InputError(
            f"it has neither {language}/train.tsv (or .txt, .conllu, .parquet) nor {language}.train, {language}.tar.gz "
            f"or wikiann-{language}.bio; is this a WikiANN folder?",
            path=folder,
        )
    return found


CORPUS = CorpusReader(summary="WikiANN from a local folder", version=VERSION, read=read)
