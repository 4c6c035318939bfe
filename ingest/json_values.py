"""JSON in files: one value, or one a line."""

import json
from pathlib import Path

from xlr_warehouse.errors import InputError

_TOO_DEEP = "its JSON nests too deep or holds too long a number."


def json_values(text: str, *, path: Path) -> tuple[list[tuple[int, object]], bool]:
    """The values of a text, each with the line it stands in (from 1), and whether they stand one a line.

    A text that is one value as a whole has that alone, in line 1. Raises `InputError` where it is no JSON.
    """
    try:
        return [(1, json.loads(text))], False
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise InputError(f"this is no JSON: {error.msg}.", path=path, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise InputError(_TOO_DEEP, path=path) from error
    lines = enumerate(text.split("\n"), start=1)
    return [(number, _of_line(line, number, path)) for number, line in lines if line.strip()], True


def _of_line(line: str, number: int, path: Path) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"the line is no JSON: {error.msg}.", path=path, line=number) from error
    except (RecursionError, ValueError) as error:
        raise InputError(_TOO_DEEP, path=path, line=number) from error
