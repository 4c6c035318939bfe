"""Every error xlr raises on purpose: one sentence that says what, where and what to do."""

from pathlib import Path


class XlrError(Exception):
    """Something the user can mend.

    The command prints the sentence on one line and exits with status 1.
    """


class InputError(XlrError):
    """Raised when a file that was given cannot be used as it is.

    `path` names the file and `line` counts from 1; either may be unknown.
    """

    def __init__(self, what: str, *, path: Path | None = None, line: int | None = None) -> None:
        """Put the place before the sentence `what`."""
        self.path = path
        self.line = line
        place = "" if path is None else f"{path}:{line}: " if line is not None else f"{path}: "
        super().__init__(f"{place}{what}")


class UnknownNameError(XlrError):
    """Raised when a name is none of the known ones; says the nearest."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        """Name the `kind` of thing, the unknown `name`, and what is known."""
        self.kind = kind
        self.name = name
        self.known = known
        super().__init__(f"There is no {kind} {name!r}{_suggestion(name, known)}")


class WarehouseError(XlrError):
    """Raised when a warehouse file is missing, foreign, busy, outdated, too new or cannot be written."""

    def __init__(self, what: str, *, path: Path) -> None:
        """Put the path of the warehouse before the sentence `what`."""
        self.path = path
        super().__init__(f"{path}: {what}")


class WarehouseMissingError(WarehouseError):
    """Raised when a reading command finds no warehouse."""


class WarehouseBusyError(WarehouseError):
    """Raised when another process holds the warehouse longer than one is willing to wait."""


class WarehouseForeignError(WarehouseError):
    """Raised when the file is no DuckDB file, or one that xlr did not make."""


class WarehouseOutdatedError(WarehouseError):
    """Raised when a reader finds tables, views or macros older than this program's."""


class WarehouseNewerError(WarehouseError):
    """Raised when the warehouse was written by a newer xlr than this one."""


class SchemaEditedError(XlrError):
    """Raised when a table file was edited after a warehouse had been made with it."""


class FrameError(XlrError):
    """Raised when a frame does not fit the table it is meant for."""


class QueryError(XlrError):
    """Raised when DuckDB refuses a query."""


class MissingExtraError(XlrError):
    """Raised when a command needs an optional part of xlr that is not installed."""

    def __init__(self, extra: str, command: str) -> None:
        """Name the `extra` and the `command` that needs it."""
        self.extra = extra
        super().__init__(f"{command} needs the optional part '{extra}': pip install 'xlr-warehouse[{extra}]'.")


def _suggestion(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    shown = ", ".join(sorted(known)[:12])
    return f"; known are {shown}{', ...' if len(known) > 12 else ''}." if known else "."  # noqa: PLR2004
