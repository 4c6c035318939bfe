"""Masked places: which words of a text set are to be proposed for, and the window of pieces around each."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import torch
from torch import Tensor

from ingest.forms.pieces import Cutter
from ingest.words import WORD
from xlr_warehouse.warehouse import Warehouse

PLACES = """
with place as (
    select sentence, position, form from token
    where text_set = $text_set and tag = 'O' and word_of(form) is not null
    union all
    select item, position - 1, form from (
        select item, unnest(words_of(text)) as form, generate_subscripts(words_of(text), 1) as position
        from title_item where text_set = $text_set
    ) where word_of(form) is not null
)
select
    place.sentence::integer as sentence, place.position::integer as position, word_of(place.form) as word,
    coalesce(known.n >= $top, false) as is_known
from place
left join (
    select sentence, position, count(*) as n from proposal
    where embedding = $embedding and text_set = $text_set group by sentence, position
) as known using (sentence, position)
where not exists (
    select 1 from word_frequency as f inner join text_set as t using (corpus, task, language)
    where t.text_set = $text_set and f.word = word_of(place.form) and f.is_function
)
order by place.sentence, place.position
"""


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Masked places of equally many pieces: their rows in the frame of places, and the ids with the special pieces.

    `column` is where the masked piece stands in each.
    """

    rows: Tensor
    ids: Tensor
    column: Tensor


def places(warehouse: Warehouse, text_set: int, *, embedding: str, top: int) -> pl.DataFrame:
    """The context words of a text set: sentence, position, word, is_known (it has `top` proposals), in order.

    Tokens outside entities that have a letter; of section texts, every word that has one. Function words are left out
    where `word_frequency` knows those of the corpus and the language.
    """
    return warehouse.frame(PLACES, text_set=text_set, embedding=embedding, top=top)


def text(warehouse: Warehouse, text_set: int) -> pl.DataFrame:
    """What stands in a text set, in order: sentence, position (NULL for what stands between words), form.

    Section texts are cut into words and into what else stands between spaces.
    """
    tokens = warehouse.frame(
        "select sentence, position, form from token where text_set = $text_set order by sentence, position",
        text_set=text_set,
    )
    items = warehouse.frame(
        "select item as sentence, text from title_item where text_set = $text_set order by item", text_set=text_set
    )
    inner = WORD.removeprefix("[").removesuffix("]+")
    cut = items.select("sentence", form=pl.col("text").str.extract_all(rf"{WORD}|[^{inner}\s]+")).explode("form")
    is_word = pl.col("form").str.contains(f"^{WORD}$")
    position = pl.when(is_word).then(is_word.cum_sum().over("sentence").cast(pl.Int32) - 1)
    return pl.concat([tokens, cut.drop_nulls("form").select("sentence", position.alias("position"), "form")])


def windows(
    words: pl.DataFrame, masked: pl.DataFrame, *, cutter: Cutter, mask: int, capacity: int, batch_size: int
) -> Iterator[Windows]:
    """The masked places in batches of equally many pieces: the sentence with the whole word as one mask.

    A sentence that has more than `capacity` pieces gives a window with as many before the mask as after it, where
    there are so many.
    """
    pieces = cutter.frame(words.get_column("form"))
    whole = words.join(pieces, on="form", how="left", maintain_order="left").with_columns(n=pl.col("pieces").list.len())
    flat = whole.get_column("pieces").explode().cast(pl.Int64).to_torch()
    whole = whole.with_columns(start=pl.col("n").cum_sum() - pl.col("n")).with_columns(
        begin=pl.col("start").min().over("sentence"), end=(pl.col("start") + pl.col("n")).max().over("sentence")
    )
    at = masked.join(whole, on=["sentence", "position"], how="left", maintain_order="left").select(
        pl.col("start", "n", "begin", "end").cast(pl.Int64)
    )
    start, n, begin, end = (at.get_column(name).to_torch() for name in at.columns)
    before, after, room = start - begin, end - start - n, capacity - 1
    before, after = (
        torch.minimum(before, (room - after).clamp(min=room // 2)),
        torch.minimum(after, (room - before).clamp(min=room - room // 2)),
    )
    length = before + after + 1
    prefix, suffix = torch.tensor(cutter.specials.prefix), torch.tensor(cutter.specials.suffix)
    for size in length.unique().tolist():
        for rows in (length == size).nonzero()[:, 0].split(batch_size):
            place, left = torch.arange(size), before[rows][:, None]
            source = start[rows][:, None] - left + place + torch.where(place > left, n[rows][:, None] - 1, 0)
            ids = torch.where(place == left, mask, flat[source.clamp(max=len(flat) - 1)])
            around = [part.long().expand(len(rows), -1) for part in (prefix, suffix)]
            yield Windows(
                rows=rows, ids=torch.cat([around[0], ids, around[1]], dim=1), column=before[rows] + len(prefix)
            )
