"""What becomes of entities when known names are taken away: missed, of a wrong type, with a wrong boundary."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Chart, Column, Section, Table
from reports.charts import axis_over, forest
from reports.markup import shown
from reports.query import ask
from reports.study import PLACEBO, TREATMENT, Study
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

KINDS = {
    "missed": "Missed",
    "wrong_type": "Of a wrong type",
    "wrong_boundary": "With a wrong boundary",
    "wrong_type_and_boundary": "Wrong in both",
}
TEXTS = {"none": "as the text came", PLACEBO: PLACEBO, TREATMENT: TREATMENT}
"""The texts compared: known names as they were, changed for other known ones, and for unknown ones."""

_OUTCOMES = """
with pair as (
    select
        tested.perturbation, tested.setting, tested.train_language, tested.test_language, mention_error.kind,
        sum(mention_error.n) as n
    from mention_error
    inner join evaluation_setting as tested
        on mention_error.run = tested.run and mention_error.text_set = tested.text_set
    where tested.perturbation in ('none', 'entity_unshared', 'entity_placebo') and tested.is_own_perturbation
    and coalesce(tested.dose, 1) = 1 and tested.split = 'test' and tested.corpus = $corpus
    and tested.encoder = $encoder and tested.configuration = $configuration and mention_error.kind <> 'spurious'
    group by all
),

of_gold as (
    select
        *,
        100 * n / sum(n) over (partition by perturbation, setting, train_language, test_language) as share
    from pair
),

-- A pair without mentions of a kind has none of them, which is a share too.
kind as (
    select unnest(['correct', 'missed', 'wrong_type', 'wrong_boundary', 'wrong_type_and_boundary']) as kind
)

select
    kind.kind, tested.perturbation, tested.setting, count(*) as n_pairs, coalesce(sum(of_gold.n), 0) as n,
    avg(coalesce(share, 0)) as share, min(coalesce(share, 0)) as lowest, max(coalesce(share, 0)) as highest
from (select distinct perturbation, setting, train_language, test_language from pair) as tested
cross join kind
left join of_gold using (perturbation, setting, train_language, test_language, kind)
group by kind.kind, tested.perturbation, tested.setting
order by kind.kind, tested.perturbation <> 'none', tested.perturbation, tested.setting desc
"""

_COLUMNS = (
    Column(name="kind", heading="what became of gold entities"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="setting", heading="setting"),
    Column(name="n_pairs", heading="pairs", format="count"),
    Column(name="n", heading="gold entities, all seeds", format="count"),
    Column(name="share", heading="percent of them, mean", format="number"),
    Column(name="lowest", heading="lowest pair", format="number"),
    Column(name="highest", heading="highest", format="number"),
)


def outcomes(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    """How gold entities fail before and after known names are replaced; nothing where no run was tested on either."""
    query, frame = ask(warehouse, _OUTCOMES, **study.parameters)
    if TREATMENT not in frame.get_column("perturbation"):
        return
    drawn = frame.filter(pl.col("kind") != "correct").with_columns(row=pl.col("perturbation").replace(TEXTS))
    unit = "percent of gold entities; lines: lowest to highest pair"
    axis = axis_over(drawn, "share", unit, step=10, also=("highest",))
    said = "; ".join(
        f"{KINDS[kind].lower()}, {row}, {SETTING_WORDS[setting]}: {shown(share, 'number')} %"
        for kind, row, setting, share in drawn.select("kind", "row", "setting", "share").iter_rows()
    )
    chart = Chart(
        caption="What becomes of the gold entities of a test set, known and unknown ones alike, as it came, with "
        "other known names and with unknown ones in the place of known names: the mean over pairs, between the lowest "
        "and the highest.",
        alt=f"Shares of gold entities by mistake. {said}.",
        panels=[
            forest(
                part.select("row", "setting", estimate="share", low="lowest", high="highest"),
                rows=list(TEXTS.values()),
                title=title,
                unit=axis.title,
                lowest=axis.low,
                highest=min(axis.high, 100),
            )
            for kind, title in KINDS.items()
            if (part := drawn.filter(kind=kind)).height
        ],
        table=Table(caption="Gold entities by what became of them", frame=frame, columns=_COLUMNS, query=query),
    )
    yield Section(title=f"How entities fail when known names go ({study.place})", blocks=(chart,))
