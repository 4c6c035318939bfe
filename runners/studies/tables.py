"""A table of a TOML file, taken key by key: every refusal names the file and the key."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from runners.config import LARGEST_SEED
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError

Value = TypeVar("Value")
KINDS: dict[type, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


class Table:
    """A table of a TOML file, whose values are taken key by key."""

    def __init__(self, values: dict[str, Any], *, file: Path, place: str = "") -> None:
        """Read the table that stands at `place` of a file."""
        self._values = values
        self.file = file
        self.place = place

    def __contains__(self, key: str) -> bool:
        """Whether a key is there."""
        return key in self._values

    def named(self, key: str) -> str:
        """The key as the reader of the file finds it: with the tables it stands in."""
        return f"{self.place}.{key}" if self.place else key

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise `InputError` for a key."""
        raise InputError(f"{self.named(key)}: {what}", path=self.file)

    def checked(self, key: str, make: Callable[[], Value]) -> Value:
        """What `make` answers; the sentence of an error of ours gets file and key before it."""
        try:
            return make()
        except XlrError as failure:
            raise InputError(f"{self.named(key)}: {failure}", path=self.file) from failure

    def known(self, key: str, name: str, known: Sequence[str], *, kind: str) -> str:
        """The name, which must be one of those that are known."""
        if name not in known:
            self.refuse(key, str(UnknownNameError(kind, name, list(known))))
        return name

    def one(self, key: str, kind: type[Value], default: Value | None = None) -> Value | None:
        """The value of a key, of that kind; the default where it is not there."""
        found = self._taken(key)
        return default if found is None else self._as(key, found, kind)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; without a default it must be there."""
        found = self.one(key, str, default)
        if found is None:
            self.refuse(key, "it is lacking, and nothing can stand for it.")
        if not found.strip() and found != default:
            self.refuse(key, "it is empty.")
        return found

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self.one(key, bool, default))

    def several(self, key: str, kind: type[Value], default: Sequence[Value] | None = None) -> tuple[Value, ...]:
        """Values of one kind, at least one and none twice; without a default they must be there."""
        found = self.items(key, is_needed=default is None)
        if found is None:
            return tuple(default or ())
        values = tuple(self._as(key, one, kind) for one in found)
        twice = next((one for number, one in enumerate(values) if one in values[:number]), None)
        if twice is not None:
            self.refuse(key, f"{twice!r} stands there twice.")
        return values

    def seeds(self, key: str = "seeds", default: Sequence[int] = (1,)) -> tuple[int, ...]:
        """Seeds, each once and within what can be stored."""
        seeds = self.several(key, int, default)
        for seed in seeds:
            if not 0 <= seed <= LARGEST_SEED:
                self.refuse(key, f"a seed must lie between 0 and {LARGEST_SEED}, not {seed}.")
        return seeds

    def items(self, key: str, *, is_needed: bool) -> list[Any] | None:
        """What a list holds, of any kind, at least one; None where it is not there and need not be."""
        found = self._taken(key)
        if found is None:
            if is_needed:
                self.refuse(key, "it is lacking, and nothing can stand for it.")
            return None
        if not isinstance(found, list):
            self.refuse(key, f"it must be a list in brackets, not {found!r}.")
        if not found:
            self.refuse(key, "the list is empty: name at least one, or leave the key out.")
        return found

    def table(self, key: str) -> "Table | None":
        """The table under a key; None where there is none."""
        found = self._taken(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.refuse(key, f"it must be a table, [{self.named(key)}], not {found!r}.")
        return Table(found, file=self.file, place=self.named(key))

    def tables(self, key: str) -> list["Table"]:
        """The tables under a key that is written [[key]]; none where there is none."""
        found = self._taken(key)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.refuse(key, f"it must be one or several tables, [[{self.named(key)}]].")
        return [Table(one, file=self.file, place=f"{self.named(key)}[{number}]") for number, one in enumerate(found, 1)]

    @property
    def present(self) -> list[str]:
        """The keys that are there."""
        return list(self._values)

    def only(self, *known: str) -> "Table":
        """The table itself; refuses keys that are none of these, with the nearest that is."""
        for key in self._values:
            self.known(key, key, known, kind="key")
        return self

    def _taken(self, key: str) -> Any:  # noqa: ANN401 (whatever the file has there)
        return self._values.get(key)

    def _as(self, key: str, value: object, kind: type[Value]) -> Value:
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            self.refuse(key, f"it must be {KINDS[kind]}, not {value!r}.")
        return value
