"""Entities: what knowing a name is worth, and on what the cost of taking it away hangs."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Chart, Column, Page, Prose, Section, Table
from reports.charts import forest
from reports.charts.naming import ARROW
from reports.markup import shown
from reports.next_step import lacking
from reports.query import Query, ask
from reports.sections.outcomes import outcomes
from reports.study import TREATMENT, Study, studies
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

FAMILIARITY = {
    "seen": "seen as this type",
    "other_type": "seen as another type",
    "in_part": "a word of it seen",
    "unseen": "never seen",
}
DIMENSIONS = {
    "context_words": ("By words of context in the sentence", ("0", "1-2", "3-5", "6+")),
    "training_frequency": ("By how often training has the name", ("0", "1", "2-4", "5-19", "20+")),
    "mention_length": ("By length of the name in tokens", ("1", "2", "3-4", "5+")),
}

_FAMILIAR = """
with pair as (
    select setting, train_language, test_language, familiarity, sum(n) as n, sum(n_recalled) / sum(n) as recall
    from recall_by_familiarity
    where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and familiarity is not null
    group by all
)

select setting, familiarity, count(*) as n_pairs, sum(n) as n, avg(recall) as recall, min(recall) as lowest,
    max(recall) as highest
from pair
group by all
order by setting desc, recall desc
"""

_ODDS = """
select setting, train_language, test_language, count(*) as n_seeds, sum(n_seen) as n_seen, sum(n_unseen) as n_unseen,
    avg(ln(odds_ratio)) as log_odds, avg(ln(odds_ratio_low)) as low, avg(ln(odds_ratio_high)) as high
from seen_odds_ratio
where perturbation = 'none' and split = 'test' and corpus = $corpus and encoder = $encoder
and configuration = $configuration and odds_ratio is not null
group by all
order by setting desc, log_odds desc, test_language
"""

_COST = """
with pair as (
    select setting, train_language, test_language, dimension, bin, sum(n_edited) as n_edited,
        (sum(n_recalled_before) - sum(n_recalled_after)) / sum(n_edited) as cost
    from edit_cost_by
    where split = 'test' and dose = 1 and perturbation = $perturbation and corpus = $corpus and encoder = $encoder
    and configuration = $configuration and bin is not null
    group by all
)

select setting, dimension, bin, count(*) as n_pairs, sum(n_edited) as n_edited, avg(cost) as cost, min(cost) as lowest,
    max(cost) as highest
from pair
group by all
order by dimension, bin, setting desc
"""


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "score")
    if missing:
        return (missing,)
    return [section for study in studies(warehouse) for section in _study(warehouse, study)]


def _study(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, familiar = ask(warehouse, _FAMILIAR, **study.parameters)
    if familiar.is_empty():
        text = "These runs have no training set in the warehouse, so nobody can say what they have seen."
        yield Section(title=f"Seen and unseen entities ({study.place})", blocks=(Prose(text=text, kind="note"),))
        return
    yield Section(title=f"Seen and unseen entities ({study.place})", blocks=(_familiar(familiar, query),))
    query, odds = ask(warehouse, _ODDS, **study.parameters)
    if odds.height:
        yield Section(title=f"What knowing a name is worth ({study.place})", blocks=(_odds(odds, query),))
    query, cost = ask(warehouse, _COST, perturbation=TREATMENT, **study.parameters)
    if cost.height:
        yield Section(title=f"When a known name is taken away ({study.place})", blocks=(_cost(cost, query),))
    yield from outcomes(warehouse, study)


def _familiar(frame: pl.DataFrame, query: Query) -> Chart:
    rows = frame.with_columns(row=pl.col("familiarity").replace(FAMILIARITY))
    said = "; ".join(
        f"{row['row']}, {SETTING_WORDS[row['setting']]}: {shown(row['recall'], 'share')}"
        for row in rows.iter_rows(named=True)
    )
    columns = (
        Column(name="setting", heading="setting"),
        Column(name="familiarity", heading="in training"),
        Column(name="n_pairs", heading="pairs", format="count"),
        Column(name="n", heading="gold mentions, all seeds", format="count"),
        Column(name="recall", heading="recall, mean", format="share"),
        Column(name="lowest", heading="lowest pair", format="share"),
        Column(name="highest", heading="highest", format="share"),
    )
    return Chart(
        caption="Recall of gold entities by what training knows of them, on the test sets as they came: the mean over "
        "pairs, between the lowest and the highest",
        alt=f"Recall by familiarity. {said}.",
        panels=(
            forest(
                rows.select("row", "setting", estimate="recall", low="lowest", high="highest"),
                rows=list(FAMILIARITY.values()),
                title="Recall by familiarity",
                unit="recall; lines: lowest to highest pair",
                lowest=0,
                highest=1,
            ),
        ),
        table=Table(caption="Recall by familiarity", frame=frame, columns=columns, query=query),
    )


def _odds(frame: pl.DataFrame, query: Query) -> Chart:
    train, test = pl.col("train_language"), pl.col("test_language")
    rows = frame.with_columns(row=pl.when(train == test).then(test).otherwise(train + ARROW + test))
    ends = [abs(value) for name in ("low", "high", "log_odds") for value in rows.get_column(name).drop_nulls()]
    far = min(8.0, max([1.0, *ends]))
    columns = (
        Column(name="setting", heading="setting"),
        Column(name="train_language", heading="trained on"),
        Column(name="test_language", heading="tested on"),
        Column(name="n_seeds", heading="seeds", format="count"),
        Column(name="n_seen", heading="seen mentions", format="count"),
        Column(name="n_unseen", heading="unseen", format="count"),
        Column(name="log_odds", heading="log odds ratio", format="correlation"),
        Column(name="low", heading="95 % from", format="correlation"),
        Column(name="high", heading="to", format="correlation"),
    )
    n_above = rows.filter(pl.col("low") > 0).height
    return Chart(
        caption="How much likelier a seen entity is to be found than one training knows nothing of: the log odds ratio "
        "(0.7 doubles the odds), with the mean of the 95 % intervals over seeds",
        alt=f"Log odds ratios of {rows.height} pairs; in {n_above} the interval lies above zero.",
        panels=(
            forest(
                rows.select("row", "setting", estimate="log_odds", low="low", high="high"),
                rows=rows.get_column("row").unique(maintain_order=True).to_list(),
                title="Seen beside unseen",
                unit="log odds ratio",
                lowest=max(-far, min([0.0, *rows.get_column("low").to_list()])),
                highest=far,
            ),
        ),
        table=Table(caption="Odds of being found, seen by unseen", frame=frame, columns=columns, query=query),
    )


def _cost(frame: pl.DataFrame, query: Query) -> Chart:
    columns = (
        Column(name="dimension", heading="by"),
        Column(name="bin", heading="value"),
        Column(name="setting", heading="setting"),
        Column(name="n_pairs", heading="pairs", format="count"),
        Column(name="n_edited", heading="edits, all seeds", format="count"),
        Column(name="cost", heading="cost per edit, mean", format="share"),
        Column(name="lowest", heading="lowest pair", format="share"),
        Column(name="highest", heading="highest", format="share"),
    )
    drawn = {name: frame.filter(dimension=name) for name in DIMENSIONS if name in frame.get_column("dimension")}
    return Chart(
        caption=f"Recall lost on a mention that `{TREATMENT}` edits: the mean over pairs, between the lowest and the "
        "highest",
        alt="; ".join(_cost_said(part, DIMENSIONS[name][0]) for name, part in drawn.items()),
        panels=[
            forest(
                part.select("setting", row="bin", estimate="cost", low="lowest", high="highest"),
                rows=[value for value in DIMENSIONS[name][1] if value in part.get_column("bin")],
                title=DIMENSIONS[name][0],
                unit="recall lost per edit; lines: lowest to highest pair",
                lowest=min([0.0, *frame.get_column("lowest").to_list()]),
                highest=max([0.1, *frame.get_column("highest").to_list()]),
                negligible=0.05,
            )
            for name, part in drawn.items()
        ],
        table=Table(
            caption="Cost per edit by context, frequency and length", frame=frame, columns=columns, query=query
        ),
    )


def _cost_said(part: pl.DataFrame, title: str) -> str:
    values = ", ".join(
        f"{bin_} {SETTING_WORDS[setting]} {shown(cost, 'share')}"
        for bin_, setting, cost in part.select("bin", "setting", "cost").iter_rows()
    )
    return f"{title}: {values}"


PAGE = Page(title="Entities", order=45, sections=_sections)
