"""Finding files of predictions, and reading from their paths what they are of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from xlr_warehouse.errors import InputError, UnknownNameError

PLACEHOLDERS = {
    "encoder": r"[^/]+?",
    "language": r"[A-Za-z0-9-]+",
    "trained_on": r"[A-Za-z0-9-]+",
    "seed": r"[0-9]+",
    "corpus": r"[^/]+?",
    "split": r"[^/]+?",
    "perturbation_id": r"[^/]+",
}
"""What a pattern may ask of a path, and what each may be; a perturbation has dots in its name and takes what it can."""

PART = re.compile(r"\{([^{}]*)\}|(\*)")


@dataclass(frozen=True, kw_only=True)
class FoundFile:
    """A file, its name below the folder that was given, and what its path says."""

    path: Path
    name: str
    said: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Search:
    """The files that fit a pattern, and the names of those that do not."""

    found: tuple[FoundFile, ...]
    others: tuple[str, ...] = ()


def named_in(pattern: str) -> list[str]:
    """The placeholders of a pattern; raises `UnknownNameError` for one that is none."""
    names = [name for name, star in PART.findall(pattern) if not star]
    for name in names:
        if name not in PLACEHOLDERS:
            raise UnknownNameError("placeholder", f"{{{name}}}", [f"{{{known}}}" for known in PLACEHOLDERS])
    return names


def find_files(paths: Sequence[Path], *, pattern: str | None) -> Search:
    """The files that are given, or those below the folders given whose paths fit the pattern.

    Of a file that is given by itself, as many last parts of its path are looked at as the pattern has. Raises
    `InputError` when nothing fits.
    """
    if pattern is None:
        return Search(found=tuple(FoundFile(path=path, name=path.name, said={}) for path in paths))
    wanted = _compiled(pattern)
    found: dict[Path, FoundFile] = {}
    others: list[str] = []
    for path in paths:
        for file, name in _files(path, depth=pattern.count("/") + 1):
            fits = wanted.fullmatch(name)
            if fits is None:
                others.append(name)
            else:
                found.setdefault(file.resolve(), FoundFile(path=file, name=name, said=fits.groupdict()))
    if not found:
        example = f"; there is {_likest(others, pattern)!r}, for one" if others else "; there is no file at all"
        raise InputError(f"no file fits the pattern {pattern!r}{example}.", path=paths[0])
    return Search(found=tuple(found.values()), others=tuple(others))


def _likest(names: Sequence[str], pattern: str) -> str:
    """The name that looks most like the pattern, of the first thousand."""
    return max(names[:1000], key=lambda name: SequenceMatcher(a=pattern, b=name, autojunk=False).ratio())


def filled(text: str, said: Mapping[str, str]) -> str:
    """A text with what a path says in the place of `{name}`; raises `InputError` for a name that it does not say."""

    def of(match: re.Match[str]) -> str:
        if match[1] not in said:
            raise InputError(f"{text!r} names {match[0]}, which the pattern does not have.")
        return said[match[1]]

    return re.sub(r"\{([^{}]*)\}", of, text)


def _compiled(pattern: str) -> re.Pattern[str]:
    """A placeholder that stands twice must be the same both times; `*` is anything within one name."""
    named_in(pattern)
    written, end, met = "", 0, set[str]()
    for part in PART.finditer(pattern):
        written += re.escape(pattern[end : part.start()])
        end = part.end()
        name = part[1]
        if name is None:
            written += "[^/]*"
        elif name in met:
            written += f"(?P={name})"
        else:
            met.add(name)
            written += f"(?P<{name}>{PLACEHOLDERS[name]})"
    return re.compile(written + re.escape(pattern[end:]))


def _files(path: Path, *, depth: int) -> list[tuple[Path, str]]:
    """The files below a folder by their names in it; hidden ones are none."""
    if path.is_file():
        return [(path, "/".join(path.absolute().parts[-depth:]))]
    if not path.is_dir():
        raise InputError("there is no such file or folder.", path=path)
    below = [(file, file.relative_to(path)) for file in path.rglob("*") if file.is_file()]
    return sorted(
        ((file, name.as_posix()) for file, name in below if not any(part.startswith(".") for part in name.parts)),
        key=lambda one: one[1],
    )
