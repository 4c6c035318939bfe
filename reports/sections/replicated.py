"""Ours beside published: the same encoder, pair, setting and perturbation, with what keeps them from being compared."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Chart, Column, Prose, Section, Table
from reports.charts import Axis, agreement
from reports.query import ask
from reports.sections.published import MODELS
from reports.study import counted, drawn_of
from xlr_warehouse.warehouse import Warehouse

_OURS = """
select
    task, model, l1, l2, setting, perturbation, our_perturbation, score_name, corpus, encoder, configuration, embedding,
    parameters, 100 * published_f1 as published, 100 * our_f1 as ours, 100 * our_sd as sd, n_seeds,
    100 * our_low as low, 100 * our_high as high, 100 * difference as difference, is_comparable, why_not
from replication
where our_f1 is not null
order by task, perturbation <> 'none', perturbation, model, l1, l2, setting desc, corpus, encoder, configuration,
    embedding, parameters
"""

_COLUMNS = (
    Column(name="task", heading="task"),
    Column(name="model", heading="model"),
    Column(name="l1", heading="source"),
    Column(name="l2", heading="target"),
    Column(name="setting", heading="setting"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="our_perturbation", heading="ours", only_if_varied=True),
    Column(name="score_name", heading="score"),
    Column(name="corpus", heading="our corpus"),
    Column(name="configuration", heading="configuration", only_if_varied=True),
    Column(name="published", heading="published F1", format="number"),
    Column(name="ours", heading="our F1", format="number"),
    Column(name="sd", heading="sd over seeds", format="number"),
    Column(name="n_seeds", heading="seeds", format="count"),
    Column(name="low", heading="95 % from", format="number"),
    Column(name="high", heading="to", format="number"),
    Column(name="difference", heading="ours minus theirs", format="change"),
    Column(name="why_not", heading="not comparable because"),
)


def replicated(warehouse: Warehouse) -> Iterator[Section]:
    """Our scores against the published ones, or what would bring some."""
    query, frame = ask(warehouse, _OURS)
    title = "Ours beside the paper"
    if frame.is_empty():
        text = (
            "No run here has the paper's encoders on its languages. "
            "`xlr ingest wikiann LANG... --from DIR` and `xlr train` bring them, `xlr run paper` all of them."
        )
        yield Section(title=title, blocks=(Prose(text=text, kind="next"),))
        return
    n = frame.filter(pl.col("is_comparable")).height
    why = (
        frame.filter(~pl.col("is_comparable")).get_column("why_not").drop_nulls().unique(maintain_order=True).to_list()
    )
    said = f"{counted(frame.height, 'published score')} with one of ours beside, {n} of them comparable."
    reasons = f" The others are not: {'; '.join(why)}." if why else ""
    score = Axis(column="published", title="published F1, percent", low=0, high=100)
    ours = Axis(column="ours", title="our F1, percent", low=0, high=100)
    points = frame.rename({"l2": "test_language"}).with_columns(
        train_language=pl.when(pl.col("setting") == "native").then("test_language").otherwise("l1")
    )
    names = drawn_of(points.get_column("perturbation").unique(maintain_order=True).to_list())
    chart = Chart(
        caption="Our F1 against the published one; on the dashed line they are the same. Lines: the 95 % interval of a "
        "paired bootstrap of ours, where `xlr estimate` was run; the published scores are one run each.",
        alt=f"Our scores against the published ones, {counted(frame.height, 'point')}.",
        panels=[
            agreement(part, x=score, y=ours, title=f"{MODELS[model]}, {perturbation}", interval=("low", "high"))
            for (model, perturbation), part in points.group_by("model", "perturbation", maintain_order=True)
            if perturbation in names
        ],
        table=Table(caption="Ours beside the paper", frame=frame, columns=_COLUMNS, query=query),
    )
    yield Section(title=title, blocks=(Prose(text=said + reasons), chart))
