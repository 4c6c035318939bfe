"""Models: make one from a configuration or from weights, say what it can take, and keep it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from runners.bundle import reason
from xlr_warehouse.errors import XlrError


def make_model(config: Mapping[str, Any], *, labels: Sequence[str], seed: int) -> nn.Module:
    """An untrained model of a configuration, its weights determined by the seed."""
    from transformers import AutoConfig, AutoModelForTokenClassification

    _be_quiet()
    settings = {**config, **_head(labels)}
    torch.manual_seed(seed)
    made = AutoConfig.for_model(settings.pop("model_type"), **settings)
    return AutoModelForTokenClassification.from_config(made)


def load_model(folder: Path, *, labels: Sequence[str], seed: int) -> nn.Module:
    """A pre-trained model with a fresh head for these labels, the head determined by the seed.

    Raises `XlrError` when transformers cannot load it without running foreign code.
    """
    model = _from_folder(folder, labels=labels, seed=seed)
    head = getattr(model, "classifier", None)
    if isinstance(head, nn.Linear):  # it may come from a folder of a model that was fine-tuned before
        torch.manual_seed(seed)
        nn.init.normal_(head.weight, std=getattr(model.config, "initializer_range", 0.02))
        nn.init.zeros_(head.bias)
    return model


def load_kept(folder: Path, *, labels: Sequence[str]) -> nn.Module:
    """A model that was fine-tuned and kept."""
    return _from_folder(folder, labels=labels, seed=0)


def _from_folder(folder: Path, *, labels: Sequence[str], seed: int) -> nn.Module:
    return from_folder("AutoModelForTokenClassification", folder, seed=seed, **_head(labels))[0]


def from_folder(kind: str, folder: Path, *, seed: int, **settings: object) -> tuple[Any, frozenset[str]]:
    """The model that the class `kind` of transformers makes of the weights in a folder, and which weights it lacked.

    Those it lacked (or had in another size) are fresh, determined by the seed. Raises `XlrError` when transformers
    cannot load it without running foreign code.
    """
    import transformers
    from safetensors import SafetensorError

    _be_quiet()
    torch.manual_seed(seed)
    try:
        model, told = getattr(transformers, kind).from_pretrained(
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


def _be_quiet() -> None:
    """Keep transformers from writing about what is as it should be: fresh heads, and bars for files."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


def _head(labels: Sequence[str]) -> dict[str, Any]:
    return {
        "num_labels": len(labels),
        "id2label": dict(enumerate(labels)),
        "label2id": {label: number for number, label in enumerate(labels)},
    }


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
    return device


def device_label(device: torch.device) -> str:
    """What the device is, for people to read."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
