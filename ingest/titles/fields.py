"""Which field of a file of title items is the text, the options, the answer and the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.titles.records import Records
from xlr_warehouse.errors import InputError, UnknownNameError

LETTERS = ("A", "B", "C", "D")

NUMBER = "id"
"""What a file may call the page of an item, or its own number."""

KNOWN = {
    "text": ("sectiontext", "text", "section", "context", "passage", "content"),
    "correct": ("correcttitle", "correct", "label", "answer", "correctoption", "correctanswer", "gold", "target"),
    "options": ("options", "titles", "choices", "candidates"),
    "page": ("page", "pagetitle", "pageid", "pageurl", "url", "curid", NUMBER),
} | {
    letter: tuple(form.format(letter.lower()) for form in ("{}", "title{}", "option{}", "choice{}", "candidate{}"))
    for letter in LETTERS
}
"""What a file may call each role, without case and punctuation; the first that a file has is taken."""

ROLES = tuple(KNOWN)


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The fields of the roles: `options` is one field with a list, or four with a title each."""

    text: str
    correct: str
    options: tuple[str, ...]
    page: str | None


def find(records: Records, *, named: Mapping[str, str]) -> Fields:
    """The field of every role: as `named` by the user, else by the names that files are known to use.

    A field `id` says the page only where one of its values stands with several texts; else it numbers the items.
    Raises `InputError`, naming the fields there are, when a role has none, and `UnknownNameError` for a role or a field
    that does not exist.
    """
    names = tuple(records.columns)
    for role, name in named.items():
        if role not in ROLES:
            raise UnknownNameError("part of a title item", role, list(ROLES))
        if name not in names:
            raise UnknownNameError("field", name, list(names))
    found = {role: named.get(role) or _known(role, names) for role in ROLES}
    letters = tuple(name for letter in LETTERS if (name := found[letter]) is not None)
    listed = found["options"]
    if listed is not None and (listed in named.values() or len(letters) < len(LETTERS)):
        letters = (listed,)
    missing = [role for role in ("text", "correct") if found[role] is None]
    if len(letters) not in {1, len(LETTERS)} or (len(letters) == 1 and letters[0] != listed):
        missing.append("options")
    text, correct = found["text"], found["correct"]
    if missing or text is None or correct is None:
        raise InputError(
            f"which field is {' and which '.join(missing)}? It has {', '.join(map(repr, names))}; say it with "
            f"--field {_example(missing[0], names)}.",
            path=records.path,
        )
    page = found["page"]
    if page is not None and page not in named.values() and _plain(page) == NUMBER:
        page = page if _is_of_several_texts(records.columns[page], records.columns[text]) else None
    return Fields(text=text, correct=correct, options=letters, page=page)


def mapping(given: Sequence[str]) -> dict[str, str]:
    """What `--field ROLE=NAME` said; raises `InputError` for one that is not of this form."""
    pairs = [one.partition("=") for one in given]
    for one, (role, _, name) in zip(given, pairs, strict=True):
        if not role or not name:
            raise InputError(f"--field {one!r} is not of the form ROLE=NAME, such as text=sectionText.")
    return {role: name for role, _, name in pairs}


def _known(role: str, names: Sequence[str]) -> str | None:
    plain = {_plain(name): name for name in reversed(names)}
    return next((plain[form] for form in KNOWN[role] if form in plain), None)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _is_of_several_texts(pages: Sequence[object], texts: Sequence[object]) -> bool:
    """Whether a page has more than one text."""
    known: dict[str, object] = {}
    return any(known.setdefault(str(page), text) != text for page, text in zip(pages, texts, strict=True))


def _example(role: str, names: Sequence[str]) -> str:
    if role == "options":
        return "A=NAME --field B=NAME --field C=NAME --field D=NAME (or options=NAME for one field with a list)"
    return f"{role}={names[0] if names else 'NAME'}"
