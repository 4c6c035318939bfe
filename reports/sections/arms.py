"""The four arms: what one edit costs when a name is known and when it is not, treatment beside placebo."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Chart, Column, Section, Table
from reports.charts import arms, axis_over
from reports.charts.naming import named
from reports.markup import shown
from reports.query import ask
from reports.study import Study, counted
from reports.theme import SETTING_WORDS, SETTINGS
from xlr_warehouse.warehouse import Warehouse

CONTRASTS = {("entity_unshared", "entity_placebo"): "taken away", ("entity_seen", "entity_unseen_placebo"): "given"}
"""Treatment and placebo of the two-by-two, and what happens to the knowledge of a name."""

_ARMS = """
with contrast as (
    select
        arm_contrast.treatment,
        arm_contrast.placebo,
        arm_contrast.setting,
        arm_contrast.train_language,
        arm_contrast.test_language,
        count(*) as n_runs,
        sum(n_treatment) as n_treatment,
        sum(n_placebo) as n_placebo,
        100 * avg(cost_treatment) as treatment_cost,
        100 * avg(cost_placebo) as placebo_cost,
        100 * avg(contrast) as difference
    from arm_contrast
    inner join evaluation_setting as tested
        on arm_contrast.run = tested.run and arm_contrast.test_set = tested.text_set
    where arm_contrast.type is null and arm_contrast.split = 'test' and arm_contrast.dose = 1
    and arm_contrast.embedding is null and tested.corpus = $corpus and tested.encoder = $encoder
    and tested.configuration = $configuration
    group by all
),

-- Two training sets of one language have estimates that cannot be told apart: then neither has an interval.
interval as (
    select perturbation as treatment, placebo, train_language, test_language, max(low) as low, max(high) as high,
        max(p_corrected) as p
    from estimate
    where method = 'paired_bootstrap' and quantity = 'arm_contrast' and subset = 'all' and type is null and dose = 1
    and split = 'test' and corpus = $corpus and encoder = $encoder and configuration = $configuration
    group by all
    having count(*) = 1
)

select contrast.*, 100 * low as low, 100 * high as high, p
from contrast
left join interval using (treatment, placebo, train_language, test_language)
order by treatment <> 'entity_unshared', treatment, placebo, setting desc, difference desc, train_language,
    test_language
"""

_COLUMNS = (
    Column(name="treatment", heading="treatment"),
    Column(name="placebo", heading="placebo"),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="setting", heading="setting"),
    Column(name="n_treatment", heading="edits, treatment", format="count"),
    Column(name="n_placebo", heading="edits, placebo", format="count"),
    Column(name="treatment_cost", heading="cost, treatment", format="change"),
    Column(name="placebo_cost", heading="cost, placebo", format="change"),
    Column(name="difference", heading="difference, points", format="change"),
    Column(name="low", heading="95 % from", format="change"),
    Column(name="high", heading="to", format="change"),
    Column(name="p", heading="p corrected", format="p"),
)


def arms_section(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    """Treatment beside placebo by pair; nothing where no run was tested on both."""
    query, frame = ask(warehouse, _ARMS, **study.parameters)
    drawn = frame.drop_nulls("difference")
    drawn = drawn.rename({"treatment": "arm", "placebo": "other"}).rename(
        {"treatment_cost": "treatment", "placebo_cost": "placebo"}
    )
    kinds = [kind for kind in CONTRASTS if drawn.filter(arm=kind[0], other=kind[1]).height]
    if not kinds:
        return
    axis = axis_over(drawn, "treatment", "recall points lost per edit", step=10, also=("placebo",))
    panels = [
        arms(
            part,
            rows=named(part).get_column("pair").unique(maintain_order=True).to_list(),
            x=axis,
            setting=setting,
            words=kind,
            title=f"Knowledge {CONTRASTS[kind]}, {SETTING_WORDS[setting]}",
        )
        for kind in kinds
        for setting in SETTINGS
        if (part := drawn.filter(arm=kind[0], other=kind[1], setting=setting)).height
    ]
    said = " ".join(_said(drawn.filter(arm=kind[0], other=kind[1]), kind) for kind in kinds)
    yield Section(
        title=f"The four arms, per edit ({study.place})",
        blocks=(
            Chart(
                caption="Recall points lost on an edited mention: `entity_unshared` puts an unseen name where a seen "
                "one was, `entity_placebo` another seen one; `entity_seen` puts a seen name where an unseen one was, "
                "`entity_unseen_placebo` another unseen one. The largest difference stands at the top.",
                alt=f"Cost per edit, treatment beside placebo. {said}",
                panels=panels,
                table=Table(
                    caption="Cost of one edit, treatment beside placebo; intervals by paired bootstrap over sentences",
                    frame=frame,
                    columns=_COLUMNS,
                    query=query,
                ),
            ),
        ),
    )


def _said(part: pl.DataFrame, kind: tuple[str, str]) -> str:
    """In how many pairs the treatment costs more, and how much on average."""
    more = part.filter(pl.col("difference") > 0).height
    mean = part.select(pl.col("difference").mean()).item()
    return (
        f"{kind[0]} costs more than {kind[1]} in {more} of {counted(part.height, 'case')}, on average by "
        f"{shown(mean, 'change')} points."
    )
