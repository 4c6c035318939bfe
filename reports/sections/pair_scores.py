"""Scores of a study pair by pair: means over the pairs, a dot plot with seeds and intervals, a matrix."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import matrix, score_rows, seriated
from reports.charts.naming import named
from reports.language_names import with_names
from reports.markup import shown
from reports.sections.pair_rows import rows_of
from reports.sections.points import CHANCE, Task
from reports.sections.scored_pairs import grid_scores, mean_scores, seed_scores
from reports.study import Study, counted
from xlr_warehouse.warehouse import Warehouse

LISTED = 6
"""Pairs named in a sentence."""

_INTERVAL = (
    Column(name="low", heading="95 % from", format="number"),
    Column(name="high", heading="to", format="number"),
    Column(name="sd", heading="sd over seeds", format="number"),
)
_MEAN_COLUMNS = (
    Column(name="setting", heading="setting"),
    Column(name="n_pairs", heading="pairs", format="count"),
    Column(name="mean", heading="plain mean", format="number"),
    Column(name="pooled", heading="pooled", format="number"),
    Column(name="low", heading="95 % from", format="number"),
    Column(name="high", heading="to", format="number"),
    Column(name="without_low", heading="lowest without a source", format="number"),
    Column(name="without_high", heading="highest", format="number"),
)
_NATIVE = ("Trained natively", "language")
_CROSS = ("Trained on another language", "pair")


@dataclass(frozen=True, kw_only=True)
class Score:
    """How the score of a task is called, the one beside it in tables, and what it is counted over."""

    task: Task
    name: str
    other: str
    counted: str
    overlap: str
    chance: float | None = None


NER = Score(task="ner", name="F1", other="strict F1 (IOB2)", counted="gold mentions", overlap="entity overlap")
TITLE = Score(
    task="title", name="accuracy", other="macro F1", counted="items", overlap="overlap of words", chance=CHANCE
)


def by_pair(warehouse: Warehouse, study: Study, score: Score) -> Iterator[Block]:
    """The means in words and as a table, then every pair; the matrix where it says more than the list of pairs."""
    means_query, means = mean_scores(warehouse, study, task=score.task)
    query, seeds = seed_scores(warehouse, study, task=score.task)
    has_estimates = seeds.get_column("method").count() > 0
    has_intervals = seeds.get_column("low").count() > 0
    said = " ".join(_mean_said(score, row) for row in means.iter_rows(named=True))
    yield Prose(text=said)
    if not has_estimates:
        text = "No intervals have been worked out for these scores yet: points and strokes alone. Next: `xlr estimate`."
        yield Prose(text=text, kind="next")
    elif not has_intervals:
        yield Prose(text="No score here has an interval: `xlr estimate` found none for them.", kind="note")
    yield from _seeds_missing(seeds)
    columns = (
        *with_names(seeds),
        Column(name="setting", heading="setting"),
        Column(name="seed", heading="seed", format="count"),
        Column(name="overlap", heading=score.overlap, format="share"),
        Column(name="n", heading=score.counted, format="count"),
        Column(name="score", heading=f"{score.name}, percent", format="number"),
        Column(name="other", heading=score.other, format="number"),
        Column(name="mean", heading="mean over seeds", format="number"),
        *(_INTERVAL if has_intervals else ()),
    )
    rows = rows_of(seeds)
    if rows.n_left_out:
        left = counted(rows.n_left_out, "pair")
        yield Prose(text=f"Not drawn, but in the table under the chart: {left} between the two panels.", kind="note")
    yield Chart(
        caption=_caption(score, seeds),
        alt=f"Dot plot of {score.name} by pair. {said}",
        panels=[
            score_rows(
                rows.drawn(seeds, part),
                rows=part,
                title=title,
                unit=f"{score.name}, percent",
                chance=score.chance,
            )
            for title, part in rows.panels
        ],
        table=Table(caption=f"{score.name} by pair and seed", frame=seeds, columns=columns, query=query),
    )
    is_pooled = means.get_column("pooled").count() > 0
    pooled = "; pooled: random effects with Knapp and Hartung's interval" if is_pooled else ""
    yield Table(
        caption=f"Mean {score.name} over pairs, percent{pooled}",
        frame=means,
        columns=_MEAN_COLUMNS if is_pooled else _MEAN_COLUMNS[:3],
        query=means_query,
    )
    yield from _grid(warehouse, study, score)


def _mean_said(score: Score, row: dict[str, Any]) -> str:
    """The mean of a setting in a sentence, with its interval where there is one and pairs enough for it."""
    words, noun = _NATIVE if row["setting"] == "native" else _CROSS
    said = (
        f"{words}, the mean {score.name} is {shown(row['mean'], 'number')} percent over {counted(row['n_pairs'], noun)}"
    )
    if row["low"] is None or row["high"] is None:
        return f"{said}."
    low, high = max(row["low"], 0.0), min(row["high"], 100.0)
    is_cut = (low, high) != (row["low"], row["high"])
    cut = ", cut at the ends of the scale" if is_cut else ""
    return f"{said} (random effects: {shown(row['pooled'], 'number')}, 95 % interval {low:.1f} to {high:.1f}{cut})."


def _seeds_missing(seeds: pl.DataFrame) -> Iterator[Prose]:
    """The pairs with fewer seeds than others."""
    pairs = seeds.select("train_language", "test_language", "setting", "n_seeds").unique(maintain_order=True)
    most = pairs.get_column("n_seeds").max()
    fewer = named(pairs.filter(pl.col("n_seeds") < most)).get_column("pair").to_list()
    if fewer:
        listed = ", ".join(fewer[:LISTED]) + (f" and {len(fewer) - LISTED} more" if len(fewer) > LISTED else "")
        what = "pair has" if len(fewer) == 1 else "pairs have"
        yield Prose(text=f"{len(fewer)} {what} fewer seeds than the others ({most}): {listed}.", kind="note")


def _caption(score: Score, seeds: pl.DataFrame) -> str:
    is_seeded = seeds.filter(pl.col("n_seeds") > 1).height > 0
    stroke = "A stroke is one seed, a point their mean" if is_seeded else "A point is the score of the only seed"
    line = (
        ", a line its 95 % interval by bootstrap over the sentences of the test set: it covers the choice of "
        "sentences, not that of seeds."
        if seeds.get_column("low").count()
        else "."
    )
    order = (
        f"The pairs with the most {score.overlap} stand at the top."
        if seeds.get_column("overlap").count()
        else "The overlap has not been measured: the pairs stand in the order of their names."
    )
    guess = " Dashed: chance, one option of four." if score.chance is not None else ""
    what = score.name if score.name.isupper() else score.name.capitalize()
    return f"{what} on the unperturbed test sets. {stroke}{line} {order}{guess}"


def _grid(warehouse: Warehouse, study: Study, score: Score) -> Iterator[Chart]:
    """Every training language against every test language, where a test language has several to compare."""
    query, grid = grid_scores(warehouse, study, task=score.task)
    others = grid.filter(pl.col("train_language") != pl.col("test_language"))
    if others.height == others.get_column("test_language").n_unique():
        return
    best = others.sort("score").row(-1, named=True)
    columns = (
        *with_names(grid),
        Column(name="score", heading=f"{score.name}, percent", format="number"),
        Column(name="n_seeds", heading="runs", format="count"),
    )
    yield Chart(
        caption=f"{score.name} of every training language on every test language, percent, mean over seeds; "
        "native where both are one language",
        alt=f"Matrix of {score.name}, highest but for native for {best['train_language']} tested on "
        f"{best['test_language']} ({shown(best['score'], 'number')} percent).",
        panels=(
            matrix(
                grid,
                column="score",
                order=seriated(grid, column="score"),
                title=f"{score.name}, percent",
                highest=100.0,
                said=f"{score.name}, percent",
            ),
        ),
        table=Table(caption=f"{score.name} by training and test language", frame=grid, columns=columns, query=query),
    )
