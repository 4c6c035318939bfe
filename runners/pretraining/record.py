"""What is noted of a pre-training: everything that is needed to repeat it, in the folder of the encoder."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from runners.bundle import reason
from runners.encoder import PRETRAINING as RECORD
from runners.pretraining.presets import Size
from runners.pretraining.request import Request
from runners.pretraining.texts import Texts
from xlr_warehouse.errors import InputError

FORMAT = 1


def settings_of(request: Request, size: Size, texts: Texts) -> dict[str, Any]:
    """All that determines the weights, but for the machine and the software."""
    shape = asdict(size.shape)
    del shape["training"]
    settings = {
        "task": request.task,
        "text_sets": [
            {**asdict(text_set.name), "n_sentences": n}
            for text_set, n in zip(texts.text_sets, texts.n_sentences, strict=True)
        ],
        "size": request.size,
        "shape": shape,
        "values": asdict(size.pretraining),
        "seed": request.seed,
    }
    return json.loads(json.dumps(settings))  # as it is read again, so that the two can be compared


def digest_of(settings: Mapping[str, Any]) -> str:
    """What names these settings: 8 hexadecimal digits."""
    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:8]


def read_record(folder: Path) -> dict[str, Any]:
    """The record in the folder of an encoder; raises `InputError` when it is none."""
    file = folder / RECORD
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        lacking = {"settings", "fine_tuning", "encoder", "loss_curve"} - record.keys()
        if lacking:
            raise KeyError(min(lacking))  # noqa: TRY301 (it reads like the other failures)
    except (OSError, ValueError, KeyError, AttributeError) as failure:
        raise InputError(
            f"This record of a pre-training cannot be read ({reason(failure)}): remove the folder.", path=file
        ) from failure
    return record


def differences(known: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """How two settings differ, for people to read; empty where they do not."""
    told: list[str] = []
    if known["text_sets"] != wanted["text_sets"]:
        told.append(f"on {_places(known['text_sets'])}, not {_places(wanted['text_sets'])}")
    for part in ("shape", "values"):
        told += [
            f"{name} {known[part].get(name)}, not {value}"
            for name, value in wanted[part].items()
            if known[part].get(name) != value
        ]
    told += [
        f"{name} {known[name]}, not {wanted[name]}" for name in ("task", "size", "seed") if known[name] != wanted[name]
    ]
    return "; ".join(told)


def _places(text_sets: Sequence[Mapping[str, Any]]) -> str:
    """Text sets with the beginning of their sha256, by which two of the same name are told apart."""
    return ", ".join(
        f"{one['language']}{'' if one['perturbation'] == 'none' else ':' + one['perturbation']} {one['split']} of "
        f"{one['corpus']} ({one['sha256'][:8]})"
        for one in text_sets
    )
