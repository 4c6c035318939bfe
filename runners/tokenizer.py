"""Tokenizers: fitted once on the training texts of a corpus, or as they came with an encoder or in a folder."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

from ingest.forms.pieces import Cutter, cutter
from runners.bundle import reason
from runners.drafts import draft, publish
from runners.record import TokenizerFacts
from xlr_warehouse.errors import InputError

FILE = "tokenizer.json"
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
COMPANIONS = ("tokenizer_config.json", "special_tokens_map.json")
OWN_CONFIG = MappingProxyType(
    {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    | {"sep_token": "[SEP]", "mask_token": "[MASK]"}
)


@dataclass(frozen=True, kw_only=True)
class OpenTokenizer:
    """A tokenizer, its facts, and the folder in which its files lie."""

    facts: TokenizerFacts
    cutter: Cutter
    folder: Path


def open_tokenizer(folder: Path, *, name: str, source: str) -> OpenTokenizer:
    """The tokenizer whose tokenizer.json lies in a folder; raises `InputError` when there is none to read."""
    file = folder / FILE
    if not file.is_file():
        raise InputError(f"There is no {FILE} here.", path=folder)
    cut = cutter(file)
    revision = hashlib.sha256(file.read_bytes()).hexdigest()
    facts = TokenizerFacts(tokenizer=name, source=source, revision=revision, n_pieces=cut.n_pieces)
    return OpenTokenizer(facts=facts, cutter=cut, folder=folder)


def fit(sentences: Iterable[str], *, vocabulary: int, into: Path) -> None:
    """Fit a cased byte-level BPE on sentences (words joined by spaces) and save it as the folder `into`.

    The same sentences give the same file to the byte, in any order; the WordPiece trainer of `tokenizers` numbers its
    pieces differently each time, so BPE it is. No word is unknown: what was not seen falls back to bytes.
    """
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))  # noqa: S106 (a piece, no password)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.ByteLevel(add_prefix_space=True, use_regex=False)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(sentences, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B [SEP]",
        special_tokens=[(piece, tokenizer.token_to_id(piece)) for piece in ("[CLS]", "[SEP]")],
    )
    try:
        with draft(into.parent, into.name) as folder:
            (folder / FILE).write_text(tokenizer.to_str(), encoding="utf-8")
            (folder / COMPANIONS[0]).write_text(json.dumps(dict(OWN_CONFIG), indent=1), encoding="utf-8")
            publish(folder, into)
    except OSError as failure:
        raise InputError(f"The tokenizer cannot be written: {reason(failure)}.", path=into) from failure


def convert(model: Path, *, into: Path) -> None:
    """Make a tokenizer.json, in the folder `into`, of the slow tokenizer files that lie with a model.

    Raises `InputError` when transformers finds no tokenizer there.
    """
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(model, trust_remote_code=False, local_files_only=True)
        with draft(into.parent, into.name) as folder:
            tokenizer.save_pretrained(folder)
            if (folder / FILE).is_file():
                publish(folder, into)
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as failure:
        raise InputError(
            f"No tokenizer can be made of the files here ({reason(failure)}): put a {FILE} beside them.", path=model
        ) from failure


def copy(tokenizer: Path, *, into: Path) -> None:
    """Put the files of a tokenizer beside a model, so that transformers loads both."""
    for name in (FILE, *COMPANIONS):
        if (tokenizer / name).is_file():
            shutil.copyfile(tokenizer / name, into / name)
