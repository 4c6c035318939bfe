"""Rewriting the options of title items, word by word: for perturbations that change what text is written in.

Perturbations of the text leave the options alone, because a heading is what is asked about. One that is about the
writing itself would then tear section and heading apart, and a set that is trained on would teach just that.
"""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from ingest.perturbing.doses import touched
from ingest.perturbing.perturbation import PerturbationInput, Perturbed
from ingest.perturbing.rewriting import rewrite, words
from ingest.perturbing.running_text import texts_with_words
from ingest.words import WORD

OPTION = ("item", "option")


def written_anew(given: PerturbationInput, form_of: Callable[[pl.Series], pl.Series]) -> Perturbed:
    """Text and options in another writing; `form_of` says what each of a series of words becomes."""
    written = words(given)
    changed = written.with_columns(form_of(written.get_column("form")).alias("new")).filter(
        pl.col("new") != pl.col("form")
    )
    perturbed = rewrite(given, changed)
    if given.task != "title":
        return perturbed
    return replace(perturbed, options=_options(given, form_of))


def _options(given: PerturbationInput, form_of: Callable[[pl.Series], pl.Series]) -> pl.DataFrame:
    """The options with the words of the touched ones rewritten; what stands between words stays.

    The dose chooses among the options that change as it does
    among the places of the text, by themselves. Options of an item that would come out alike stay as they were.
    """
    titles = given.options.with_row_index("sentence").with_columns(pl.col("sentence").cast(pl.Int32))
    cut = titles.select("sentence", form=pl.col("title").str.extract_all(WORD)).explode("form").drop_nulls("form")
    rewritten = form_of(cut.get_column("form"))
    new = texts_with_words(titles.select("sentence", text="title"), cut, rewritten).select("sentence", new="text")
    changed = titles.join(new, on="sentence", how="inner", maintain_order="left").filter(
        pl.col("new") != pl.col("title")
    )
    chosen = touched(changed, by=OPTION, names=(*given.names, "option"), dose=given.dose)
    after = given.options.join(chosen.select(*OPTION, "new"), on=OPTION, how="left", maintain_order="left")
    written = pl.coalesce("new", "title")
    told_apart = written.n_unique().over("item") == pl.col("title").n_unique().over("item")
    return after.with_columns(title=pl.when(told_apart).then(written).otherwise("title")).drop("new")
