"""WikiANN from a local folder: `DIR/<lang>/<split>.{tsv,txt,conllu}`, or `DIR/<lang>.<split>` in the raw form."""

from collections.abc import Sequence
from pathlib import Path

from ingest.languages import check_wikiann_language
from ingest.readers import CorpusReader
from ingest.text_sets import Corpus, NerTextSet, one_batch
from ingest.token_files import has_prefix, read_bytes, read_tokens
from xlr_warehouse.errors import InputError

SPLITS = {"train": ("train",), "validation": ("dev", "val", "validation"), "test": ("test",)}
"""Our name of a split and the names it has on disk."""

ENDINGS = (".tsv", ".txt", ".conllu")

VERSION = "1"


def read(languages: Sequence[str], *, folder: Path, revision: str = "") -> Corpus:
    """Every split of the languages that the folder holds.

    Raises `InputError` when the folder has nothing of a language or a file is not as it should be, and
    `UnknownNameError` for a code that WikiANN does not have.
    """
    for language in languages:
        check_wikiann_language(language)
    if not folder.is_dir():
        raise InputError("there is no such folder.", path=folder)
    text_sets = [text_set for language in dict.fromkeys(languages) for text_set in _read_language(language, folder)]
    return Corpus(
        name="wikiann",
        source="files",
        revision=revision or "unknown",
        licence="not stated; text from Wikipedia, CC BY-SA",
        text_sets=tuple(text_sets),
    )


def _read_language(language: str, folder: Path) -> list[NerTextSet]:
    found = {split: path for split in SPLITS if (path := _find(folder, language, split)) is not None}
    if not found:
        raise InputError(
            f"it has neither {language}/train.tsv (or .txt, .conllu) nor {language}.train; is this a WikiANN folder?",
            path=folder,
        )
    return [_read_split(language, split, path, folder) for split, path in found.items()]


def _find(folder: Path, language: str, split: str) -> Path | None:
    names = [folder / language / f"{name}{ending}" for name in SPLITS[split] for ending in ENDINGS]
    names += [folder / f"{language}.{name}" for name in SPLITS[split]]
    found = [path for path in names if path.is_file()]
    if len(found) > 1:
        others = ", ".join(str(path.relative_to(folder)) for path in found)
        raise InputError(f"which one is the {split} split of {language}: {others}? Leave one.", path=folder)
    return found[0] if found else None


def _read_split(language: str, split: str, path: Path, folder: Path) -> NerTextSet:
    data, file = read_bytes(path, reader=f"wikiann {VERSION}", name=path.relative_to(folder).as_posix())
    prefix = f"{language}:"
    tokens = read_tokens(data, path=path, strip_prefix=prefix if has_prefix(data, prefix) else None)
    if tokens.is_empty():
        raise InputError("it holds no sentence.", path=path)
    return NerTextSet(corpus="wikiann", language=language, split=split, batches=one_batch(tokens), files=(file,))


CORPUS = CorpusReader(summary="WikiANN from a local folder", version=VERSION, read=read)
