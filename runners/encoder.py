"""Encoders: what a name stands for (ours by configuration or pre-trained here, a folder, the hub) and its facts."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from runners import hub
from runners.bundle import reason
from runners.config import PRETRAINED, TrainingConfig
from runners.record import EncoderFacts
from runners.scratch import ScratchEncoder
from xlr_warehouse.errors import InputError, XlrError

CATALOGUE = Path(__file__).with_name("encoders")
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
PLACES = ("_name_or_path", "name_or_path")
"""What a config.json says of where it once lay; no part of what the model is."""
PRETRAINED_HERE = "pretrained here"
PRETRAINING = "pretraining.json"
"""The record beside the weights of an encoder that `xlr pretrain` made."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """An encoder that was found: made from a configuration (`scratch`) or with weights in a `folder`.

    `training` says, by task, how it is fine-tuned by default.
    """

    name: str
    source: str
    revision: str | None
    training: Mapping[str, TrainingConfig]
    scratch: ScratchEncoder | None = None
    folder: Path | None = None

    def facts(self, *, vocab_size: int, pad_token_id: int, tokenizer: str | None) -> EncoderFacts:
        """The row of the table `encoder`, once the vocabulary is known.

        An encoder made for the vocabulary of a foreign `tokenizer` is another encoder and says so in its name.
        """
        name, revision = self.name, self.revision
        if self.scratch is None:
            config = _config(self.folder or Path())
        else:
            size = self.scratch.vocabulary if tokenizer is None else vocab_size
            config = self.scratch.hub_config(vocab_size=size, pad_token_id=pad_token_id)
            name = self.name if tokenizer is None else f"{self.name}.{tokenizer}"
            revision = hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()
        return EncoderFacts(encoder=name, source=self.source, revision=revision or "", n_parameters=None, config=config)


def known_encoders() -> list[str]:
    """The names of the encoders of this catalogue; nothing is imported for it."""
    return sorted(path.stem.replace("_", "-") for path in CATALOGUE.glob("*.py") if not path.stem.startswith("_"))


def made_folder(made_in: Path, name: str) -> Path:
    """Where the encoder of that name lies that `xlr pretrain` made; `made_in` is the runs folder of a warehouse."""
    return made_in / f"{name}.encoder"


def find_encoder(name: str, *, revision: str | None = None, made_in: Path | None = None) -> Encoder:
    """The encoder of that name: of the catalogue, else pre-trained here, else a folder, else of the hub.

    `made_in` is the runs folder of the warehouse, where those that were pre-trained here are. Raises `XlrError` when
    there is none, or none with weights that are safe to load.
    """
    plain = name.replace("_", "-")
    if plain in known_encoders():
        scratch: ScratchEncoder = import_module(f"runners.encoders.{plain.replace('-', '_')}").ENCODER
        return Encoder(name=plain, source="configuration", revision=None, training=scratch.training, scratch=scratch)
    if made_in is not None and "/" not in name and made_folder(made_in, name).is_dir():
        return _in_folder(made_folder(made_in, name), name=name, source=PRETRAINED_HERE)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _in_folder(folder, name=folder.resolve().name.removesuffix(".encoder"), source="folder")
    if not re.fullmatch(r"[\w-][\w.-]*(/[\w-][\w.-]*)?", name):
        raise XlrError(f"There is no encoder {name!r}: no such folder, and it is no name of the hub.")
    fetched = hub.fetch(name, revision=revision)
    check_folder(fetched)
    label = name if revision is None else f"{name}@{revision}"
    return Encoder(name=label, source="hub", revision=fetched.name, training=PRETRAINED, folder=fetched)


def check_folder(folder: Path) -> None:
    """Raise `InputError` unless a folder holds a configuration and weights that are safe to load."""
    if not (folder / "config.json").is_file():
        raise InputError("There is no config.json here, so it is no model that transformers can load.", path=folder)
    if any(folder.glob("*.safetensors")):
        return
    if any(file for pattern in PICKLES for file in folder.glob(pattern)):
        raise InputError(
            "Its weights are pickled, which can run foreign code when loaded: save them as safetensors.", path=folder
        )
    raise InputError("There are no weights (model.safetensors) here.", path=folder)


def _in_folder(folder: Path, *, name: str, source: str) -> Encoder:
    """The encoder in a folder; how it is fine-tuned by default is what its pre-training says, where xlr made it."""
    check_folder(folder)
    training = PRETRAINED
    if (folder / PRETRAINING).is_file():
        try:
            record = json.loads((folder / PRETRAINING).read_text(encoding="utf-8"))
            training = {task: TrainingConfig(**values) for task, values in record["fine_tuning"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, XlrError) as failure:
            raise InputError(
                f"This record of a pre-training cannot be read: {reason(failure)}.", path=folder / PRETRAINING
            ) from failure
    return Encoder(name=name, source=source, revision=_weights_sha256(folder), training=training, folder=folder)


def _config(folder: Path) -> Mapping[str, Any]:
    file = folder / "config.json"
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        raise InputError(f"This configuration cannot be read: {reason(failure)}.", path=file) from failure
    return {name: value for name, value in config.items() if name not in PLACES}


def _weights_sha256(folder: Path) -> str:
    """The sha256 of the weights; of several files, that of their names and sums."""
    sums: list[str] = []
    for file in sorted(folder.glob("*.safetensors")):
        with file.open("rb") as stream:
            sums.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    return sums[0].split()[0] if len(sums) == 1 else hashlib.sha256("".join(sums).encode()).hexdigest()
