"""The text to perturb, read from the warehouse: tokens and mentions, or section texts as words, and back."""

from dataclasses import dataclass

import polars as pl

from ingest.perturbing.perturbation import Perturbed
from ingest.perturbing.running_text import texts_with_words
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Text:
    """An original text set: what perturbations read, and for titles its items and options."""

    task: str
    tokens: pl.DataFrame
    mentions: pl.DataFrame
    option_words: pl.DataFrame
    items: pl.DataFrame
    options: pl.DataFrame


def read_text(warehouse: Warehouse, text_set: int, *, task: str) -> Text:
    """A text set as perturbations read it: see `PerturbationInput`."""
    tokens = warehouse.frame(_WORDS if task == "title" else _TOKENS, number=text_set)
    mentions = warehouse.frame(
        "select * exclude (text_set) from mention where text_set = $number order by sentence, mention", number=text_set
    )
    items = warehouse.frame("select * exclude (text_set) from title_item where text_set = $number", number=text_set)
    options = warehouse.frame("select * exclude (text_set) from title_option where text_set = $number", number=text_set)
    option_words = warehouse.frame(_OPTION_WORDS, number=text_set)
    return Text(
        task=task,
        tokens=tokens,
        mentions=mentions,
        option_words=option_words,
        items=items.sort("item"),
        options=options.sort("item", "option"),
    )


def perturbed_items(text: Text, perturbed: Perturbed) -> pl.DataFrame:
    """The items with the texts that came out: words put back between what stood between them."""
    texts = perturbed.texts
    if texts is None:
        originals = text.items.select("text", sentence="item")
        texts = texts_with_words(originals, text.tokens, perturbed.tokens.get_column("form"))
    new = texts.select(item="sentence", new_text="text")
    return text.items.join(new, on="item", how="left", maintain_order="left").select(
        "item", "page", pl.coalesce("new_text", "text").alias("text"), "correct"
    )


_TOKENS = """
select sentence, position, form, tag, word_of(form) as word from token where text_set = $number
order by sentence, position
"""

_WORDS = """
select sentence, position::integer as position, form, 'O' as tag, word_of(form) as word
from (
    select item as sentence, generate_subscripts(words_of(text), 1) - 1 as position, unnest(words_of(text)) as form
    from title_item where text_set = $number
)
order by sentence, position
"""

_OPTION_WORDS = """
select distinct item as sentence, word_of(unnest(words_of(title))) as word from title_option
where text_set = $number order by all
"""
