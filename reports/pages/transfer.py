"""Transfer: unperturbed scores by pair, native beside cross-lingual, and against entity overlap."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import axis_over, matrix, overlap_axis, scatter, score_rows, seriated
from reports.next_step import lacking
from reports.query import ask
from reports.study import Study, counted, studies
from reports.text import visible
from xlr_warehouse.warehouse import Warehouse

_SEEDS = """
select
    score.train_language,
    score.test_language,
    score.setting,
    score.seed,
    share(overlap.shared_test, overlap.n_test) as overlap,
    score.n_gold,
    100 * score.f1_conlleval as score
from score
inner join run on score.run = run.run
left join overlap
    on
        run.train_set = overlap.train_set
        and score.text_set = overlap.test_set
        and overlap.measure = 'entity_chunk'
where score.perturbation = 'none' and score.split = 'test' and score.corpus = $corpus and score.encoder = $encoder
and score.configuration = $configuration
order by score.test_language, score.setting desc, score.train_language, score.seed, score.run
"""

_PAIRS = """
select train_language, test_language, setting, overlap, 100 * score_before as score, n_seeds
from overlap_and_degradation
where
    task = 'ner'
    and split = 'test'
    and perturbation = 'none'
    and measure = 'entity_chunk'
    and corpus = $corpus
    and encoder = $encoder
    and configuration = $configuration
order by setting desc, overlap desc, train_language, test_language
"""

_GRID = """
select train_language, test_language, avg(f1_conlleval) as f1, count(distinct run) as n_seeds
from score
where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
and configuration = $configuration
group by train_language, test_language
order by train_language, test_language
"""

_SUBSETS = """
select
    train_language,
    test_language,
    setting,
    100 * avg(f1_conlleval) filter (subset = 'all') as f1,
    100 * avg(f1_conlleval) filter (subset = 'leak_free') as leak_free,
    100 * avg(f1_conlleval) filter (subset = 'with_context') as with_context,
    100 * avg(f1_conlleval) filter (subset = 'leak_free_with_context') as leak_free_with_context,
    max(n_sentences) filter (subset = 'leak_free_with_context') as n_sentences,
    count(distinct run) as n_seeds
from score_by_subset
where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
and configuration = $configuration
group by train_language, test_language, setting
order by setting desc, train_language, test_language
"""

_IS_COMPARED = """
select count(*) > 0 from near_in_training inner join text_set on near_in_training.test_set = text_set.text_set
where corpus = $corpus and split = 'test'
"""

_LANGUAGES = (Column(name="train_language", heading="trained on"), Column(name="test_language", heading="tested on"))
_OVERLAP = Column(name="overlap", heading="entity overlap", format="share")


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "score")
    if missing:
        return (missing,)
    return [section for study in studies(warehouse) for section in _study(warehouse, study)]


def _study(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, seeds = ask(warehouse, _SEEDS, **study.parameters)
    if seeds.is_empty():
        return
    drawn, rows = _rows(seeds)
    columns = (
        *_LANGUAGES,
        Column(name="setting", heading="setting"),
        Column(name="seed", heading="seed", format="count"),
        _OVERLAP,
        Column(name="n_gold", heading="gold mentions", format="count"),
        Column(name="score", heading="F1, percent", format="number"),
    )
    chart = Chart(
        caption="F1 on the unperturbed test sets. A stroke is one seed, a point their mean; the pairs with the most "
        "entity overlap stand at the top.",
        alt=f"Dot plot of F1 by pair. {_means(seeds)}",
        panels=(score_rows(drawn, rows=rows, title=f"{study.place}: native beside cross-lingual"),),
        table=Table(caption="F1 by pair and seed", frame=seeds, columns=columns, query=query),
    )
    yield Section(
        title=f"Scores by pair ({study.place})", blocks=(Prose(text=_means(seeds)), chart, *_grid(warehouse, study))
    )
    yield Section(title=f"Scores against overlap ({study.place})", blocks=_against_overlap(warehouse, study))
    yield Section(title=f"Scores without leaked sentences ({study.place})", blocks=(_by_subset(warehouse, study),))


def _grid(warehouse: Warehouse, study: Study) -> Iterator[Chart]:
    """Every training language against every test language, where a test language has several to compare."""
    query, grid = ask(warehouse, _GRID, **study.parameters)
    others = grid.filter(pl.col("train_language") != pl.col("test_language"))
    if others.height == others.get_column("test_language").n_unique():
        return
    best = grid.sort("f1").row(-1, named=True)
    columns = (
        *_LANGUAGES,
        Column(name="f1", heading="F1", format="share"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    yield Chart(
        caption="F1 of every training language on every test language, mean over seeds",
        alt=f"Matrix of F1, highest for {best['train_language']} tested on {best['test_language']} ({best['f1']:.3f}).",
        panels=(matrix(grid, column="f1", order=seriated(grid, column="f1"), title="F1"),),
        table=Table(caption="F1 by training and test language", frame=grid, columns=columns, query=query),
    )


def _against_overlap(warehouse: Warehouse, study: Study) -> Sequence[Block]:
    query, pairs = ask(warehouse, _PAIRS, **study.parameters)
    if pairs.is_empty():
        return (Prose(text="No entity overlap has been measured for these runs. Next: `xlr overlap`.", kind="next"),)
    columns = (
        *_LANGUAGES,
        Column(name="setting", heading="setting"),
        _OVERLAP,
        Column(name="score", heading="F1, percent", format="number"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    axis = axis_over(pairs, "score", "F1, percent", step=10)
    panel = scatter(pairs, x=overlap_axis(pairs), y=axis, title="Entity overlap and F1")
    chart = Chart(
        caption="F1 on the unperturbed test sets against the share of the test set's mentions whose text is an entity "
        "of the training set. Each point is the mean over seeds.",
        alt=f"Scatter plot of F1 against entity overlap, {counted(pairs.height, 'point')}.",
        panels=(panel,),
        table=Table(caption="F1 and entity overlap by pair", frame=pairs, columns=columns, query=query),
    )
    return (chart,)


def _by_subset(warehouse: Warehouse, study: Study) -> Block:
    """The scores with and without what the audit found, or the command that finds it."""
    if not warehouse.one(_IS_COMPARED, corpus=study.corpus):
        text = "Which test sentences nearly stand in a training set has not been worked out yet. Next: `xlr audit`."
        return Prose(text=text, kind="next")
    query, frame = ask(warehouse, _SUBSETS, **study.parameters)
    columns = (
        *_LANGUAGES,
        Column(name="setting", heading="setting"),
        Column(name="f1", heading="F1, all", format="number"),
        Column(name="leak_free", heading="F1, leak-free", format="number"),
        Column(name="with_context", heading="F1, with context", format="number"),
        Column(name="leak_free_with_context", heading="F1, both", format="number"),
        Column(name="n_sentences", heading="sentences, both", format="count"),
        Column(name="n_seeds", heading="seeds", format="count"),
    )
    return Table(
        caption="F1 in percent, mean over seeds, on all sentences, on those that do not nearly stand in training, on "
        "those with words outside entities, and on those that are both; a dash where training was not compared or "
        "nothing is left",
        frame=frame,
        columns=columns,
        query=query,
    )


def _rows(seeds: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """What is drawn in which row: the native scores stand beside those of every pair with the same test language."""
    is_native = pl.col("setting") == "native"
    cross = seeds.filter(~is_native).with_columns(row=pl.col("train_language") + "→" + pl.col("test_language"))
    pairs = cross.group_by("row", "test_language").agg(pl.col("overlap").max())
    native = seeds.filter(is_native)
    beside = native.join(pairs.select("row", "test_language"), on="test_language", how="left", maintain_order="left")
    beside = beside.with_columns(pl.col("row").fill_null(pl.col("test_language")))
    order = pairs.sort(["overlap", "row"], descending=[True, False], nulls_last=True).get_column("row").to_list()
    alone = sorted(set(beside.get_column("row").to_list()) - set(order))
    return pl.concat([cross, beside], how="diagonal"), [visible(row) for row in (*order, *alone)]


def _means(seeds: pl.DataFrame) -> str:
    """The mean scores in a sentence."""
    by_pair = seeds.group_by("setting", "train_language", "test_language").agg(pl.col("score").mean())
    means = by_pair.group_by("setting").agg(pl.col("score").mean(), pairs=pl.len())
    by_setting = {setting: (score, n) for setting, score, n in means.iter_rows()}
    said: list[str] = []
    for setting, words, noun in (
        ("native", "Trained natively", "language"),
        ("cross_lingual", "Trained on another language", "pair"),
    ):
        if setting in by_setting:
            score, n = by_setting[setting]
            said.append(f"{words}, the mean F1 is {score:.1f} percent over {counted(n, noun)}.")
    return " ".join(said)


PAGE = Page(title="Transfer", order=20, sections=_sections)
