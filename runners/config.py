"""How a model is fine-tuned: the values of a training, checked where they are made."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Self

from xlr_warehouse.errors import UnknownNameError, XlrError

LARGEST_SEED = 2**31 - 1
"""Seeds are stored as 32-bit integers."""
SELECTIONS = ("last", "source_dev")
PRECISIONS = ("auto", "float32", "bfloat16")


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """The values that, with the seed, determine a training; the defaults are those for NER with pre-trained encoders.

    `warmup` is the share of steps in which the learning rate rises, `max_length` counts pieces with the special ones,
    `clip_norm` is the largest norm of a gradient. `selection` says which weights are taken: the last, or those of the
    epoch that is best on the validation set of the language trained on; never any that a test set decides.
    `precision` is that of the computation: `auto` takes bfloat16 on GPUs that have it and float32 elsewhere. Raises
    `XlrError` for a value that makes no sense.
    """

    epochs: int = 1
    batch_size: int = 8
    learning_rate: float = 4e-5
    warmup: float = 0.06
    max_length: int = 128
    clip_norm: float = 1.0
    selection: str = "last"
    precision: str = "auto"

    def __post_init__(self) -> None:
        """Refuse values of a wrong type or out of range."""
        for field in fields(self):
            _check(field.name, getattr(self, field.name))

    def changed(self, overrides: Mapping[str, object]) -> Self:
        """The same with other values; None stands for a value that was not given.

        Raises `UnknownNameError` for a name that is no setting and `XlrError` for a value that makes no sense.
        """
        known = [field.name for field in fields(self)]
        for name in overrides:
            if name not in known:
                raise UnknownNameError("training setting", name, known)
        given = {name: value for name, value in overrides.items() if value is not None}
        for name, value in given.items():
            _check(name, value)
        values: dict[str, Any] = asdict(self) | {name: _KINDS[name](value) for name, value in given.items()}
        return type(self)(**values)


_KINDS: dict[str, Callable[..., int | float | str]] = {
    "epochs": int,
    "batch_size": int,
    "learning_rate": float,
    "warmup": float,
    "max_length": int,
    "clip_norm": float,
    "selection": str,
    "precision": str,
}
_CHOICES = {"selection": SELECTIONS, "precision": PRECISIONS}
_RANGES: dict[str, tuple[float, float, str]] = {
    "epochs": (1, 10_000, "a whole number from 1"),
    "batch_size": (1, 100_000, "a whole number from 1"),
    "learning_rate": (1e-12, 1, "a number above 0 and at most 1"),
    "warmup": (0, 1, "a share from 0 to 1"),
    "max_length": (8, 100_000, "a whole number from 8"),
    "clip_norm": (1e-12, 1e12, "a number above 0"),
}


def _check(name: str, value: object) -> None:
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise UnknownNameError(name, str(value), list(_CHOICES[name]))
        return
    low, high, wanted = _RANGES[name]
    is_number = isinstance(value, int if _KINDS[name] is int else (int, float)) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:  # pyright: ignore[reportOperatorIssue] (it is a number)
        raise XlrError(f"{name} must be {wanted}, not {value!r}.")


PRETRAINED: Mapping[str, TrainingConfig] = MappingProxyType(
    {"ner": TrainingConfig(), "title": TrainingConfig(epochs=3, batch_size=32, learning_rate=2e-5)}
)
"""By task, how pre-trained encoders are fine-tuned by default: as the paper did."""
FAST: Mapping[str, object] = MappingProxyType({"batch_size": 32, "learning_rate": 5e-5})
"""What the profile `fast` changes: batches that keep a GPU busy, and a rate that suits them."""
PROFILES: Mapping[str, Mapping[str, object]] = MappingProxyType({"paper": {}, "fast": FAST})
