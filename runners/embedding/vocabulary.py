"""The pieces of a vocabulary that are whole words, for a masked language model to propose."""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache

import polars as pl
import torch
from tokenizers.decoders import ByteLevel
from torch import Tensor

from ingest.forms.pieces import Cutter
from ingest.words import WORD
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

MASKS = ("[MASK]", "<mask>", "<|mask|>")
SPACES = {"Metaspace": "▁", "ByteLevel": "Ġ"}
"""What a piece that begins a word begins with, by the kind of the tokenizer."""


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The whole words among the pieces: by id their form (else None) and the number of its lower-cased form (else -1).

    `lowered` has that number for each lower-cased form.
    """

    mask: int
    forms: tuple[str | None, ...]
    number: Tensor
    lowered: dict[str, int]

    def written_in(self, allowed: frozenset[str]) -> Tensor:
        """For each piece whether it is a whole word with letters of these scripts only."""
        return torch.tensor([form is not None and scripts(form) <= allowed for form in self.forms])


def vocabulary(warehouse: Warehouse, cutter: Cutter, *, tokenizer: str) -> Vocabulary:
    """The whole words of a tokenizer: no pieces that go on a word, one run of letters, marks and numbers, a letter.

    Raises `XlrError` when the tokenizer has no piece that masks, or pieces that do not show which of them begin words.
    """
    mask = next((found for piece in MASKS if (found := cutter.backend.token_to_id(piece)) is not None), None)
    if mask is None:
        raise XlrError(f"The tokenizer {tokenizer} has no piece that masks a word, so its encoder cannot propose any.")
    begins, goes_on = _marks(cutter)
    if not (begins or goes_on):
        raise XlrError(
            f"The pieces of the tokenizer {tokenizer} do not say where words begin, so its encoder cannot propose any."
        )
    special = {piece.content for piece in cutter.backend.get_added_tokens_decoder().values()}
    rows = [
        (number, ByteLevel().decode([piece])[1:] if begins == SPACES["ByteLevel"] else piece[len(begins) :])
        for piece, number in cutter.backend.get_vocab().items()
        if piece not in special and piece.startswith(begins) and not (goes_on and piece.startswith(goes_on))
    ]
    pieces = pl.DataFrame(rows, schema={"number": pl.Int64, "form": pl.String}, orient="row").filter(
        pl.col("form").str.contains(f"^{WORD}$"), pl.col("form").str.contains(r"\p{L}")
    )
    with warehouse.relation("piece", pieces):
        words = warehouse.frame(
            """
            select number, form, lower(nfc_normalize(form)) as lowered, dense_rank() over (order by lowered) - 1 as rank
            from piece order by number
            """
        )
    forms: list[str | None] = [None] * cutter.n_pieces
    number = torch.full((cutter.n_pieces,), -1)
    for place, form, _, rank in words.iter_rows():
        forms[place], number[place] = form, rank
    return Vocabulary(
        mask=mask,
        forms=tuple(forms),
        number=number,
        lowered=dict(words.select("lowered", "rank").iter_rows()),
    )


@cache
def scripts(form: str) -> frozenset[str]:
    """The scripts of the letters of a form, by the first word of their Unicode names (LATIN, GREEK, CJK, ...)."""
    letters = (character for character in form if unicodedata.category(character).startswith("L"))
    return frozenset(unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0].partition("-")[0] for letter in letters)


def _marks(cutter: Cutter) -> tuple[str, str]:
    """What the pieces that begin a word begin with, and those that go on one; either may be nothing."""
    described = json.loads(cutter.backend.to_str())
    if described["model"]["type"] == "WordPiece":
        return "", described["model"]["continuing_subword_prefix"]
    kinds = json.dumps([described["pre_tokenizer"], described["decoder"]])
    return next((mark for kind, mark in SPACES.items() if f'"{kind}"' in kinds), ""), ""
