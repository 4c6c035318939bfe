"""Embedding: the words of test sets become vectors, each form once, and land a chunk at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import torch

from runners.batches import FormPieces
from runners.bundle import runs_folder
from runners.embedding.found import Found, find, load
from runners.embedding.pooling import shortened, word_vectors
from runners.embedding.recipe import Recipe, n_layers_of, recipe
from runners.encoder import find_encoder
from runners.landing import PATIENCE_S
from runners.model import device_named, longest_input
from runners.planning import reading, require_torch
from runners.record import EncoderFacts
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

CHUNK_NUMBERS = 2**24
"""Numbers of vectors (64 MiB of them) that are made before they land."""
LONGEST = 512
"""Pieces of a word with the special ones; the rest of a longer one is left away."""
LACKING = """
with asked as (
    select form from token where list_contains($sets, text_set)
    union
    select unnest(words_of(text)) from title_item where list_contains($sets, text_set)
),
wanted as (select form from asked union select lower(nfc_normalize(form)) from asked)
select form, lower(nfc_normalize(form)) as lowered, form in (
    select form from word_vector where embedding = $embedding
) as is_known
from wanted order by form
"""


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """What was done: how many vectors landed, were there, and are of words too long for the model; and how."""

    embedding: str
    recipe: Recipe
    n_new: int
    n_known: int
    n_truncated: int
    is_pretrained: bool


def embed(  # noqa: PLR0913 (what the command can be told, each by its name)
    *,
    warehouse: Path,
    encoder: str,
    revision: str | None = None,
    layer: int | None = None,
    pooling: str = "mean_middle",
    casing: str = "kept",
    corpus: str | None = None,
    languages: Sequence[str] = (),
    device: str = "auto",
    batch_size: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Embedded:
    """Land a vector for each form of the original test sets of these languages (all if none is named).

    And for each lower-cased form; those that are there are left as they are. The warehouse is held only while vectors
    land; what has landed stays when this is interrupted. Raises `XlrError`.
    """
    require_torch("Embedding")
    if batch_size is not None and batch_size < 1:
        raise XlrError(f"The batch size must be at least 1, not {batch_size}.")
    where = device_named(device)
    known_as = find_encoder(encoder, revision=revision, made_in=runs_folder(warehouse))
    with reading(warehouse) as opened:
        found = find(opened, known_as, corpus=corpus, languages=languages)
        n_layers = n_layers_of(found.facts.config, found.facts.encoder)
        how = recipe(pooling, casing=casing, layer=layer, n_layers=n_layers)
        name = how.name(found.tokenizer.facts.tokenizer)
        numbers = found.test_sets.get_column("text_set").to_list()
        forms = opened.frame(LACKING, sets=numbers, embedding=name)
    lacking = forms.filter(~pl.col("is_known"))
    n_truncated = 0
    if not lacking.is_empty():
        n_truncated = _make(warehouse, found, lacking, how=how, device=where, batch_size=batch_size, progress=progress)
    return Embedded(
        embedding=name,
        recipe=how,
        n_new=lacking.height,
        n_known=forms.height - lacking.height,
        n_truncated=n_truncated,
        is_pretrained=found.encoder.folder is not None,
    )


def _make(
    warehouse: Path,
    found: Found,
    lacking: pl.DataFrame,
    *,
    how: Recipe,
    device: torch.device,
    batch_size: int | None,
    progress: Callable[[int, int], None] | None,
) -> int:
    """Make and land the vectors of forms, chunk by chunk; how many words were too long for the model."""
    model = load(found)
    facts = found.counted(model)
    specials = found.tokenizer.cutter.specials
    capacity = longest_input(model, wanted=LONGEST) - specials.n
    size = max(1, CHUNK_NUMBERS // int(model.config.hidden_size))  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue] (a number)
    model = shortened(model, how).to(device).eval()
    fed = lacking.get_column("form" if how.casing == "kept" else "lowered")
    cut = found.tokenizer.cutter.frame(fed).with_columns(n=pl.col("pieces").list.len()).sort("n", "form")
    pieces = FormPieces.of(cut.get_column("pieces"))
    done = 0
    for start in range(0, cut.height, size):
        if progress is not None:
            progress(start, cut.height)
        rows = torch.arange(start, min(start + size, cut.height))
        vectors = word_vectors(
            model, pieces, rows, recipe=how, specials=specials, capacity=capacity, batch_size=batch_size
        )
        made = pl.DataFrame({"fed": cut.get_column("form")[start : start + size], "vector": vectors.numpy()})
        land = lacking.with_columns(fed=fed).join(made, on="fed").select("form", pl.col("vector").arr.to_list())
        done += _land(warehouse, found, facts, land, how=how)
    if progress is not None:
        progress(cut.height, cut.height)
    return int((pieces.length > capacity).sum())


def _land(warehouse: Path, found: Found, facts: EncoderFacts, vectors: pl.DataFrame, *, how: Recipe) -> int:
    """Land vectors in one short transaction; those that somebody else has landed meanwhile are left as they are."""
    name = how.name(found.tokenizer.facts.tokenizer)
    row = {
        "embedding": name,
        "encoder": facts.encoder,
        "layer": how.last_layer,
        "pooling": how.pooling,
        "casing": how.casing,
    }
    with Warehouse.writing(warehouse, wait_s=PATIENCE_S) as opened, opened.transaction():
        found.note(opened, facts, embedding=pl.DataFrame(row))
        with opened.relation("made", vectors.select("form")):
            known = opened.frame(
                "select form from made semi join (select form from word_vector where embedding = $name) using (form)",
                name=name,
            )
        new = vectors.join(known, on="form", how="anti")
        return opened.append("word_vector", new.select(pl.lit(name).alias("embedding"), "form", "vector"))
