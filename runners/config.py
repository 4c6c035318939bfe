"""How a model is fine-tuned: the numbers of a training, checked where they are made."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from xlr_warehouse.errors import UnknownNameError, XlrError

LARGEST_SEED = 2**31 - 1
"""Seeds are stored as 32-bit integers."""


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """The numbers that, with the seed, determine a training; the defaults are those for pre-trained encoders.

    `warmup` is the share of steps in which the learning rate rises, `max_length` counts pieces with the special ones,
    `clip_norm` is the largest norm of a gradient. Raises `XlrError` for a value that makes no sense.
    """

    epochs: int = 1
    batch_size: int = 8
    learning_rate: float = 4e-5
    warmup: float = 0.06
    max_length: int = 128
    clip_norm: float = 1.0

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


_KINDS: dict[str, Callable[..., int | float]] = {
    "epochs": int,
    "batch_size": int,
    "learning_rate": float,
    "warmup": float,
    "max_length": int,
    "clip_norm": float,
}
_RANGES: dict[str, tuple[float, float, str]] = {
    "epochs": (1, 10_000, "a whole number from 1"),
    "batch_size": (1, 100_000, "a whole number from 1"),
    "learning_rate": (1e-12, 1, "a number above 0 and at most 1"),
    "warmup": (0, 1, "a share from 0 to 1"),
    "max_length": (8, 100_000, "a whole number from 8"),
    "clip_norm": (1e-12, 1e12, "a number above 0"),
}


def _check(name: str, value: object) -> None:
    low, high, wanted = _RANGES[name]
    is_number = isinstance(value, int if _KINDS[name] is int else (int, float)) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:  # pyright: ignore[reportOperatorIssue] (it is a number)
        raise XlrError(f"{name} must be {wanted}, not {value!r}.")
