"""Which files of a folder are the splits of a language of WikiANN, and what is in them.

A split is one of

- `DIR/<lang>/<split>` with the ending .tsv, .txt, .conllu, .conll, .bio or none: a token and its tag a line, columns in
  between or a number before them as in CoNLL-U,
- `DIR/<lang>.<split>`: the raw form, `lang:token<TAB>tag`; both may end in .gz as well,
- `DIR/<lang>/<split>.parquet`, or its parts `<split>-00000-of-00001.parquet`: the release of Hugging Face,
- a file of one of these names in `DIR/<lang>.tar.gz` (or .tgz, .tar), which is read without unpacking it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path, PurePosixPath

from ingest.sources import Source, archive_sources, file_source
from ingest.split_names import SPLIT_NAMES
from ingest.text_sets import NerTextSet
from ingest.tokens.files import open_tokens
from ingest.tokens.form import TokenForm, with_prefix
from ingest.tokens.lists import read_parquet
from xlr_warehouse.errors import InputError

PART = re.compile(r"-(\d+)-of-(\d+)\.parquet$")
SHOWN = 5
"""How many files an error names."""

ENDINGS = tuple(map("".join, product(("", ".tsv", ".txt", ".conllu", ".conll", ".bio"), ("", ".gz"))))
ARCHIVES = (".tar.gz", ".tgz", ".tar")

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""The classes of the Hugging Face release, by number, for files that do not name them."""

Reading = Callable[[str], NerTextSet]
"""How a split is read, once its name is known."""


def read_splits(folder: Path, language: str, *, reader: str) -> list[NerTextSet]:
    """Every split of a language that the folder holds; none is an empty list.

    Raises `InputError` when a split is there twice, in two forms.
    """
    found: list[NerTextSet] = []
    for split, names in SPLIT_NAMES.items():
        candidates = dict(_candidates(folder, language, names, reader))
        if len(candidates) > 1:
            raise InputError(
                f"which one is the {split} split of {language}: {', '.join(candidates)}? Leave one.", path=folder
            )
        found += [read(split) for read in candidates.values()]
    return found


def _candidates(folder: Path, language: str, names: tuple[str, ...], reader: str) -> Iterator[tuple[str, Reading]]:
    """Each place where the split is, with how to read it."""
    places = [folder / language / f"{name}{ending}" for name in names for ending in ENDINGS]
    places += [folder / f"{language}.{name}{packed}" for name in names for packed in ("", ".gz")]
    for path in places:
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield name, _of_text(file_source(path, name=name), language, reader)
    for name in names:
        parts = _whole(sorted((folder / language).glob(f"{name}-*-of-*.parquet")))
        for paths in (parts, [path for path in [folder / language / f"{name}.parquet"] if path.is_file()]):
            if paths:
                yield paths[0].relative_to(folder).as_posix(), _of_parquet(paths, folder, language, reader)
    for path in [folder / f"{language}{ending}" for ending in ARCHIVES]:
        if path.is_file():
            for source in archive_sources(path):
                if _is_split(PurePosixPath(source.name).name, names):
                    yield source.name, _of_text(source, language, reader)


def _whole(parts: list[Path]) -> list[Path]:
    """The parts of a split; raises `InputError` when one of them is missing."""
    numbers = [(int(found[1]), int(found[2])) for path in parts if (found := PART.search(path.name))]
    if numbers != [(number, len(parts)) for number in range(len(parts))]:
        there = ", ".join(path.name for path in parts[:SHOWN])
        raise InputError(f"parts of this split are missing or double (there are {there}); fetch them.", path=parts[0])
    return parts


def _is_split(file_name: str, names: tuple[str, ...]) -> bool:
    return any(file_name == f"{name}{ending}" for name in names for ending in ENDINGS)


def _of_text(source: Source, language: str, reader: str) -> Reading:
    def read(split: str) -> NerTextSet:
        form = with_prefix(TokenForm(scheme="iob2"), source, f"{language}:")
        file = open_tokens(source, reader=reader, form=form)
        return NerTextSet(
            corpus="wikiann",
            language=language,
            split=split,
            batches=file.batches,
            files=(file.file,),
            notes=file.notes,
        )

    return read


def _of_parquet(paths: list[Path], folder: Path, language: str, reader: str) -> Reading:
    def read(split: str) -> NerTextSet:
        file = read_parquet(
            paths, below=folder, tokens="tokens", tags="ner_tags", labels=LABELS, scheme="iob2", reader=reader
        )
        return NerTextSet(
            corpus="wikiann", language=language, split=split, batches=file.batches, files=file.files, notes=file.notes
        )

    return read
