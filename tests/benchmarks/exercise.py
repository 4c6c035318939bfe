"""What every side of the training race is given: sentences, an encoder with its tokenizer, and values.

The sentences are real WikiANN (Norwegian; Danish for what the encoder knows before) where that is beside the checkout,
else those of the lab. Only such as fit whole into an input are taken, so that every side sees the same pieces.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
import torch
from tokenizers import Tokenizer

from ingest.corpora import lab, wikiann
from runners.config import TrainingConfig
from runners.making import set_up
from runners.tokenizer import open_tokenizer
from tests.benchmarks import own_side
from tests.tiny_encoder import tiny_encoder

SIZES: dict[str, dict[str, Any]] = {
    "tiny": {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64},
    "small": {"hidden_size": 256, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 1024},
    "minilm": {"hidden_size": 384, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 1536},
    "mbert": {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072},
    "xlmr": {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072},
}
KINDS = {"xlmr": "xlm-roberta"}
"""What transformers calls the family of a size, where it is not bert."""
BEFORE = TrainingConfig(epochs=2, batch_size=32, learning_rate=1e-3)
"""How an encoder learns Danish before the race: with random weights, seeds would differ by more than the sides do."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What the sides are given; a sentence is its words and their tags."""

    encoder: str
    kind: str
    train: list[dict[str, list[str]]]
    test: list[dict[str, list[str]]]
    labels: list[str]
    epochs: int
    batch_size: int
    learning_rate: float
    warmup: float
    max_length: int
    device: str
    n_threads: int

    def write(self, place: Path, *, side: str, seed: int) -> None:
        """Write what one side is given for one seed."""
        place.write_text(json.dumps({**asdict(self), "side": side, "seed": seed}), encoding="utf-8")


def exercise(
    folder: Path,
    *,
    corpus: Path,
    size: str,
    config: TrainingConfig,
    n_train: int,
    n_test: int,
    device: str,
    n_threads: int,
    n_before: int,
) -> Exercise:
    """An exercise whose encoder lies in `folder`; of the other language it has learned `n_before` sentences."""
    encoder = tiny_encoder(
        folder / "encoder",
        kind=KINDS.get(size, "bert"),
        masked=False,
        max_position_embeddings=514,
        initializer_range=0.02,
        **SIZES[size],
    )
    native, other = _languages(corpus)
    train, test = (_that_fit(native[split], encoder, max_length=config.max_length) for split in ("train", "test"))
    labels = ["O", *sorted({tag for sentence in train for tag in sentence["tags"]} - {"O"})]
    if n_before:
        known = _that_fit(other["train"], encoder, max_length=config.max_length)[:n_before]
        encoder = _taught(encoder, known, labels=labels, device=device, n_threads=n_threads)
    return Exercise(
        encoder=str(encoder),
        kind=KINDS.get(size, "bert"),
        train=train[:n_train],
        test=test[:n_test],
        labels=labels,
        epochs=config.epochs,
        batch_size=config.batch_size,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        max_length=config.max_length,
        device=device,
        n_threads=n_threads,
    )


def _languages(corpus: Path) -> list[dict[str, pl.DataFrame]]:
    """The tokens by split of the language that is learned in the race, and of the one learned before."""
    names = ["no", "da"] if corpus.is_dir() else ["qno", "qda"]
    text_sets = (wikiann.read(names, folder=corpus) if corpus.is_dir() else lab.read(seed=1)).text_sets
    known = {(one.language, one.split): one for one in text_sets if one.task == "ner"}
    found = [name for name in names if (name, "train") in known] or sorted({language for language, _ in known})[:2]
    return [{split: known[name, split].tokens for split in ("train", "test")} for name in found[:2]]


def _that_fit(tokens: pl.DataFrame, encoder: Path, *, max_length: int) -> list[dict[str, list[str]]]:
    """The sentences that a model sees in one input."""
    sentences = tokens.group_by("sentence", maintain_order=True).agg(words="form", tags="tag").select("words", "tags")
    rows = sentences.to_dicts()
    cut = Tokenizer.from_file(str(encoder / "tokenizer.json")).encode_batch(
        [row["words"] for row in rows], is_pretokenized=True
    )
    return [row for row, pieces in zip(rows, cut, strict=True) if len(pieces.ids) <= max_length]


def _taught(
    encoder: Path, sentences: list[dict[str, list[str]]], *, labels: list[str], device: str, n_threads: int
) -> Path:
    """The encoder, having learned the same labels from sentences of another language, in a folder of its own."""
    set_up(n_threads=n_threads)
    knows = encoder.with_name("encoder_that_knows_another_language")
    model = own_side.opened_model(encoder, labels=labels, seed=1)
    opened = open_tokenizer(encoder, name="encoder", source="encoder")
    examples = own_side.lesson(sentences, opened, labels=labels, config=BEFORE)
    own_side.taught(model, examples, config=BEFORE, seed=1, device=torch.device(device))
    model.base_model.cpu().save_pretrained(knows)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(encoder / name, knows / name)
    return knows
