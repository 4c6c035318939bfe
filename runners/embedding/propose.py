"""Proposing: each context word of the test sets is masked once, and what a model puts there lands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runners.bundle import runs_folder
from runners.embedding.found import Found, find
from runners.embedding.likeliest import Likeliest, check_weights, load_masked
from runners.embedding.masking import places, text, windows
from runners.embedding.recipe import MASKED, n_layers_of
from runners.embedding.vocabulary import Vocabulary, vocabulary
from runners.encoder import find_encoder
from runners.landing import PATIENCE_S
from runners.model import device_named, longest_input
from runners.planning import reading, require_torch
from runners.record import EncoderFacts
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

LONGEST = 128
"""Pieces of a window with the special ones: as long as what models are fine-tuned on."""
AT_ONCE = {"cpu": 32, "cuda": 512, "mps": 128}
"""Masked places in a batch: each takes a number for every piece of the vocabulary, several times over."""
CHUNK = 20_000
"""Masked places whose proposals land together."""
KEY = ["text_set", "sentence", "position"]


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What was done: proposals landed, words masked now, those of them that got none, and words that had enough."""

    embedding: str
    n_proposals: int
    n_new: int
    n_without: int
    n_known: int


def propose(
    *,
    warehouse: Path,
    encoder: str,
    revision: str | None = None,
    top: int = 10,
    corpus: str | None = None,
    languages: Sequence[str] = (),
    device: str = "auto",
    batch_size: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proposed:
    """Land proposals for the context words of the original test sets of these languages (all if none is named).

    The warehouse is held only while proposals land; what has landed stays when this is interrupted. Raises `XlrError`.
    """
    require_torch("Proposing")
    for what, value in (("number of proposals", top), ("batch size", batch_size)):
        if value is not None and value < 1:
            raise XlrError(f"The {what} must be at least 1, not {value}.")
    where = device_named(device)
    known_as = find_encoder(encoder, revision=revision, made_in=runs_folder(warehouse))
    check_weights(known_as)
    with reading(warehouse) as opened:
        found = find(opened, known_as, corpus=corpus, languages=languages)
        name = f"{found.tokenizer.facts.tokenizer}.{MASKED}.l{n_layers_of(found.facts.config, found.facts.encoder)}"
        sets = found.test_sets.get_column("text_set").to_list()
        asked = pl.concat(
            places(opened, number, embedding=name, top=top).select(pl.lit(number, pl.Int32).alias("text_set"), pl.all())
            for number in sets
        )
        words = vocabulary(opened, found.tokenizer.cutter, tokenizer=found.tokenizer.facts.tokenizer)
    model = load_masked(known_as)
    new = asked.filter(~pl.col("is_known"))
    n_proposals = n_with = done = 0
    if not new.is_empty():
        capacity = longest_input(model, wanted=LONGEST) - found.tokenizer.cutter.specials.n
        size = batch_size or AT_ONCE[where.type]
        likeliest = Likeliest(model.to(where).eval(), words, top=top)
        facts = found.counted(model)
        for chunk, made in _made(
            warehouse, found, new, likeliest=likeliest, words=words, capacity=capacity, batch_size=size
        ):
            if progress is not None:
                progress(done, new.height)
            n_proposals += _land(warehouse, found, facts, made, name=name)
            n_with += made.select(KEY).n_unique()
            done += chunk
    if progress is not None:
        progress(new.height, new.height)
    return Proposed(
        embedding=name,
        n_proposals=n_proposals,
        n_new=new.height,
        n_without=new.height - n_with,
        n_known=asked.height - new.height,
    )


def _made(
    warehouse: Path,
    found: Found,
    new: pl.DataFrame,
    *,
    likeliest: Likeliest,
    words: Vocabulary,
    capacity: int,
    batch_size: int,
) -> Iterator[tuple[int, pl.DataFrame]]:
    """The proposals for masked places, chunk by chunk, with the number of places."""
    for of_set in new.partition_by("text_set", maintain_order=True):
        with reading(warehouse) as opened:
            whole = text(opened, of_set.item(0, "text_set"))
        for chunk in of_set.iter_slices(CHUNK):
            masked = chunk.with_row_index("row")
            batches = windows(
                whole, masked, cutter=found.tokenizer.cutter, mask=words.mask, capacity=capacity, batch_size=batch_size
            )
            word = chunk.get_column("word")
            made = pl.concat([likeliest(batch, word.gather(batch.rows.tolist()).to_list()) for batch in batches])
            yield (
                chunk.height,
                made.join(masked, on="row").sort(*KEY, "rank").select(*KEY, "rank", "form", "probability"),
            )


def _land(warehouse: Path, found: Found, facts: EncoderFacts, made: pl.DataFrame, *, name: str) -> int:
    """Land the proposals that are not there in one short transaction: a word may have had fewer than asked for now."""
    layer = n_layers_of(facts.config, facts.encoder)
    row = {"embedding": name, "encoder": facts.encoder, "layer": layer, "pooling": MASKED, "casing": "kept"}
    with Warehouse.writing(warehouse, wait_s=PATIENCE_S) as opened, opened.transaction():
        found.note(opened, facts, embedding=pl.DataFrame(row))
        known = opened.frame(
            "select text_set, sentence, position, rank, form from proposal where embedding = $name "
            "and list_contains($sets, text_set)",
            name=name,
            sets=made.get_column("text_set").unique().to_list(),
        )
        rows = made
        for column in ("rank", "form"):
            rows = rows.join(known, on=[*KEY, column], how="anti", maintain_order="left")
        return opened.append("proposal", rows.select(pl.lit(name).alias("embedding"), pl.all()))
