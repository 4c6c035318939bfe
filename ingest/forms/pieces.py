"""Word pieces: each distinct form is cut once, alone, exactly as the tokenizer cuts it within a list of words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from tokenizers import Tokenizer

from xlr_warehouse.errors import InputError

PADDING = ("[PAD]", "<pad>", "<|padding|>")
UNKNOWN = ("[UNK]", "<unk>")
PROBE = "a"
"""A word that every tokenizer cuts into something, to see which special pieces are put around it."""


@dataclass(frozen=True, kw_only=True)
class Specials:
    """The ids put before and after the pieces of a sentence, between those of a pair, and the one that fills up."""

    prefix: tuple[int, ...]
    suffix: tuple[int, ...]
    padding: int
    between: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """How many pieces they take of every window."""
        return len(self.prefix) + len(self.suffix)

    @property
    def n_of_pair(self) -> int:
        """How many pieces they take of every pair."""
        return self.n + len(self.between)


@dataclass(frozen=True, kw_only=True)
class Cutter:
    """A tokenizer and the ids that it puts around, or in place of, the pieces of words.

    `backend` sees words, each as one after a space, and `as_it_came` running text.
    """

    backend: Tokenizer
    as_it_came: Tokenizer
    specials: Specials
    unknown: int | None
    n_pieces: int

    def cut(self, forms: Sequence[str]) -> list[list[int]]:
        """The piece ids of each form; a form that yields none gets the unknown piece.

        Raises `InputError` when a form yields none and the tokenizer has no unknown piece.
        """
        cut = self.backend.encode_batch_fast([[form] for form in forms], is_pretokenized=True, add_special_tokens=False)
        return [encoding.ids or self._nothing(form) for encoding, form in zip(cut, forms, strict=True)]

    def running(self, texts: Sequence[str]) -> list[list[int]]:
        """The piece ids of running texts, without special pieces; an empty one has none."""
        cut = self.as_it_came.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in cut]

    def frame(self, forms: Iterable[str]) -> pl.DataFrame:
        """Columns `form` and `pieces` (a list of ids), a row for each distinct form."""
        distinct = list(dict.fromkeys(forms))
        schema = {"form": pl.String, "pieces": pl.List(pl.Int32)}
        return pl.DataFrame({"form": distinct, "pieces": self.cut(distinct)}, schema=schema)

    def _nothing(self, form: str) -> list[int]:
        if self.unknown is None:
            raise InputError(
                f"The word {form!r} yields no piece and this tokenizer has no unknown piece to put instead."
            )
        return [self.unknown]


def cutter(file: Path) -> Cutter:
    """The cutter of a tokenizer.json; raises `InputError` when it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8")
        described = json.loads(text)
        before = json.dumps(described.get("pre_tokenizer"))
        _put_a_space_before_words(described.get("pre_tokenizer"))
        backend = Tokenizer.from_str(json.dumps(described))
        as_it_came = backend if json.dumps(described.get("pre_tokenizer")) == before else Tokenizer.from_str(text)
    except (OSError, ValueError) as failure:
        raise InputError(f"This tokenizer cannot be read: {failure}.", path=file) from failure
    except Exception as failure:  # (tokenizers raises bare exceptions)
        raise InputError(
            f"This is no tokenizer.json that the installed tokenizers knows: {failure}.", path=file
        ) from failure
    for tokenizer in (backend, as_it_came):
        tokenizer.no_padding()
        tokenizer.no_truncation()
    bare = backend.encode([PROBE], is_pretokenized=True, add_special_tokens=False).ids
    whole = backend.encode([PROBE], is_pretokenized=True).ids
    at = next(start for start in range(len(whole)) if whole[start : start + len(bare)] == bare)
    prefix, suffix = tuple(whole[:at]), tuple(whole[at + len(bare) :])
    pair = backend.encode([PROBE], [PROBE], is_pretokenized=True).ids
    unknown = _first_id(backend, [*_unknown_piece(described["model"]), *UNKNOWN])
    return Cutter(
        backend=backend,
        as_it_came=as_it_came,
        specials=Specials(
            prefix=prefix,
            suffix=suffix,
            padding=_first_id(backend, PADDING) or 0,
            between=tuple(pair[len(prefix) + len(bare) : len(pair) - len(bare) - len(suffix)]),
        ),
        unknown=unknown,
        n_pieces=max(backend.get_vocab().values()) + 1,
    )


def _put_a_space_before_words(node: Any) -> None:  # noqa: ANN401 (JSON of any shape)
    """Let byte-level tokenizers see each word as one after a space, which is how they know words from text."""
    if isinstance(node, dict):
        if node.get("type") == "ByteLevel":
            node["add_prefix_space"] = True
        for value in node.values():
            _put_a_space_before_words(value)
    elif isinstance(node, list):
        for value in node:
            _put_a_space_before_words(value)


def _unknown_piece(model: dict[str, Any]) -> list[str]:
    """The unknown piece as the model of a tokenizer.json names it: by itself, or by its place in the vocabulary."""
    if model.get("unk_token") is not None:
        return [model["unk_token"]]
    if model.get("unk_id") is not None:
        return [model["vocab"][model["unk_id"]][0]]
    return []


def _first_id(backend: Tokenizer, pieces: Iterable[str]) -> int | None:
    return next((found for piece in pieces if (found := backend.token_to_id(piece)) is not None), None)
