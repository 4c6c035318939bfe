"""The original release of WikiANN (Pan et al., 2017): a file a language, links in columns between, and no splits.

It is another selection of sentences than the balanced release of Rahimi et al. (2019) that Hugging Face has, and the
one the paper of arXiv 2403.20056 used. A fifth of its sentences is the test split and the rest the training split:
which, is told by a hash of the sentence, so that equal sentences are never on both sides.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from ingest.choices import draw
from ingest.sources import Source, file_source
from ingest.text_sets import NerTextSet
from ingest.tokens.files import TokenFile, open_tokens
from ingest.tokens.form import TokenForm

CORPUS_NAME = "wikiann_2017"
TEST_SHARE = 0.2


def original_source(folder: Path, language: str) -> Source | None:
    """The file of a language, if the folder has it: `wikiann-<lang>.bio`, plain or in gzip."""
    paths = [folder / f"wikiann-{language}.bio{packed}" for packed in ("", ".gz")]
    found = [path for path in paths if path.is_file()]
    return file_source(found[0]) if found else None


def read_original(source: Source, language: str, *, reader: str) -> list[NerTextSet]:
    """Its training and its test split; raises `InputError` naming the first line that is not as it should be."""
    file = open_tokens(source, reader=reader, form=TokenForm(scheme="iob2", token_column=0, tag_column=-1))
    return [
        NerTextSet(
            corpus=CORPUS_NAME,
            language=language,
            split=split,
            batches=_side(file, language, is_test=split == "test"),
            files=(file.file,),
            notes=file.notes,
        )
        for split in ("train", "test")
    ]


def _side(file: TokenFile, language: str, *, is_test: bool) -> Callable[[], Iterator[pl.DataFrame]]:
    def batches() -> Iterator[pl.DataFrame]:
        n_sentences = 0
        for tokens in file.batches():
            texts = tokens.group_by("sentence", maintain_order=True).agg(text=pl.col("form").str.join(" "))
            chosen = [_is_test(language, text) == is_test for text in texts["text"]]
            kept = texts.filter(pl.Series(chosen)).select("sentence", number=pl.int_range(pl.len(), dtype=pl.Int32))
            side = tokens.join(kept, on="sentence", how="inner", maintain_order="left")
            yield side.select(pl.col("number").alias("sentence") + n_sentences, "position", "form", "tag")
            n_sentences += kept.height

    return batches


def _is_test(language: str, text: str) -> bool:
    return draw(CORPUS_NAME, language, text) < TEST_SHARE * 2**64
