"""Models: make one from a configuration or from weights, say what it can take, and keep it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from runners.bundle import reason
from xlr_warehouse.errors import XlrError

DEVICES = ("cpu", "cuda", "mps")
"""Kinds of devices that models are trained on."""
POOLER = ".pooler."
"""Weights that some encoders are published without; they are fresh then, as those of the head."""


def make_model(head: str, config: Mapping[str, Any], *, settings: Mapping[str, Any], seed: int) -> nn.Module:
    """An untrained model of a configuration, its weights determined by the seed.

    `head` is the class of transformers for its task, `settings` what the configuration says of the task.
    """
    import transformers

    _be_quiet()
    wanted = {**config, **settings}
    torch.manual_seed(seed)
    made = transformers.AutoConfig.for_model(wanted.pop("model_type"), **wanted)
    return getattr(transformers, head).from_config(made)


def load_model(head: str, folder: Path, *, settings: Mapping[str, Any], seed: int) -> nn.Module:
    """A pre-trained model with a fresh head for a task, the head determined by the seed.

    Raises `XlrError` when transformers cannot load it without running foreign code, or when weights of the encoder
    itself are not in its files.
    """
    model, fresh = from_folder(head, folder, seed=seed, **settings)
    lacking = sorted(key for key in fresh if key.startswith(f"{model.base_model_prefix}.") and POOLER not in key)
    if lacking:
        raise XlrError(
            f"The weights in {folder} are not those of its config.json: {len(lacking)} are missing, such as "
            f"{lacking[0]}."
        )
    classifier = getattr(model, "classifier", None)
    if isinstance(classifier, nn.Linear):  # it may come from a folder of a model that was fine-tuned before
        torch.manual_seed(seed)
        nn.init.normal_(classifier.weight, std=getattr(model.config, "initializer_range", 0.02))
        nn.init.zeros_(classifier.bias)
    return model


def load_kept(head: str, folder: Path, *, settings: Mapping[str, Any]) -> nn.Module:
    """A model that was fine-tuned and kept."""
    return from_folder(head, folder, seed=0, **settings)[0]


def from_folder(kind: str, folder: Path, *, seed: int, **settings: object) -> tuple[Any, frozenset[str]]:
    """The model that the class `kind` of transformers makes of the weights in a folder, and which weights it lacked.

    Those it lacked (or had in another size) are fresh, determined by the seed. Raises `XlrError` when transformers
    cannot load it without running foreign code, or has no such class for its family.
    """
    import transformers
    from safetensors import SafetensorError

    _be_quiet()
    torch.manual_seed(seed)
    maker = getattr(transformers, kind)
    try:
        config = transformers.AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
        if type(config) not in maker._model_mapping:  # noqa: SLF001 (else its error lists every family there is)
            raise XlrError(
                f"The encoder in {folder} is of the family {config.model_type}, for which transformers has no model "
                f"for {_spelled(kind)}: take another encoder."
            )
        model, told = maker.from_pretrained(
            folder,
            trust_remote_code=False,
            use_safetensors=True,
            local_files_only=True,
            dtype=torch.float32,
            ignore_mismatched_sizes=True,
            output_loading_info=True,
            **settings,
        )
    except (OSError, ValueError, RuntimeError, KeyError, ImportError, SafetensorError) as failure:
        raise XlrError(f"The model in {folder} cannot be loaded: {reason(failure)}.") from failure
    fresh = {*told["missing_keys"], *(key if isinstance(key, str) else key[0] for key in told["mismatched_keys"])}
    return model, frozenset(fresh)


def _spelled(kind: str) -> str:
    """What a class of transformers is for, for people to read: `AutoModelForMultipleChoice` is for multiple choice."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.removeprefix("AutoModel").removeprefix("For")).lower() or "its text"


def _be_quiet() -> None:
    """Keep transformers from writing about what is as it should be: fresh heads, and bars for files."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


def n_parameters(model: nn.Module) -> int:
    """Parameters of the encoder, the task head not counted."""
    base = getattr(model, "base_model", model)
    return sum(parameter.numel() for parameter in base.parameters())


def longest_input(model: nn.Module, *, wanted: int) -> int:
    """How many pieces the model takes at once, at most as many as wanted."""
    limit = getattr(model.config, "max_position_embeddings", None)
    for name, module in model.named_modules():
        if isinstance(module, nn.Embedding) and name.endswith("position_embeddings") and module.padding_idx is not None:
            # The RoBERTa family counts positions from after the padding.
            limit = module.num_embeddings - module.padding_idx - 1
    return min(wanted, limit) if isinstance(limit, int) and limit > 0 else wanted


def device_named(name: str) -> torch.device:
    """The device of that name; `auto` is a GPU where there is one. Raises `XlrError` for one that is not here."""
    if name == "auto":
        mps = torch.backends.mps.is_available()
        return torch.device("cuda" if torch.cuda.is_available() else "mps" if mps else "cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError) as failure:
        raise XlrError(f"There is no device {name!r} here: {reason(failure)}.") from failure
    if device.type not in DEVICES:
        raise XlrError(f"There is no device {name!r} to train on: name one of {', '.join(DEVICES)}, or auto.")
    return device


def device_label(device: torch.device) -> str:
    """What the device is, for people to read."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
