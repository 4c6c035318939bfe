"""Degradation: what the perturbations cost, against overlap, before and after, and treatment beside placebo."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import axis_over, cost_rows, overlap_axis, scatter, slopes
from reports.charts.naming import named
from reports.next_step import lacking
from reports.query import ask
from reports.study import PLACEBO, TREATMENT, Study, counted, drawn_of, studies
from reports.theme import SETTING_WORDS, SETTINGS
from xlr_warehouse.warehouse import Warehouse

_POINTS = """
select
    perturbation,
    train_language,
    test_language,
    setting,
    overlap,
    n_edited,
    100 * score_before as before,
    100 * (score_before + score_change) as after,
    100 * score_change as change,
    100 * cost_per_edit as cost,
    n_seeds,
    n_perturbation_seeds
from overlap_and_degradation
where
    task = 'ner'
    and split = 'test'
    and perturbation <> 'none'
    and dose = 1
    and measure = 'entity_chunk'
    and corpus = $corpus
    and encoder = $encoder
    and configuration = $configuration
order by
    perturbation <> 'entity_unshared', perturbation <> 'entity_placebo',
    perturbation <> 'entity_seen', perturbation <> 'entity_unseen_placebo', perturbation,
    setting desc, overlap desc, train_language, test_language
"""

_ARMS = """
select
    treatment.train_language,
    treatment.test_language,
    treatment.setting,
    treatment.overlap,
    treatment.n_edited as n_treatment,
    placebo.n_edited as n_placebo,
    100 * treatment.cost_per_edit as treatment,
    100 * placebo.cost_per_edit as placebo,
    100 * (treatment.cost_per_edit - placebo.cost_per_edit) as difference
from overlap_and_degradation as treatment
inner join overlap_and_degradation as placebo
    using (task, corpus, measure, tokenizer, encoder, configuration, setting, dose, train_set, test_set)
where
    treatment.perturbation = 'entity_unshared'
    and placebo.perturbation = 'entity_placebo'
    and treatment.task = 'ner'
    and treatment.split = 'test'
    and treatment.dose = 1
    and treatment.measure = 'entity_chunk'
    and treatment.corpus = $corpus
    and treatment.encoder = $encoder
    and treatment.configuration = $configuration
order by treatment.setting desc, treatment.overlap desc, treatment.train_language, treatment.test_language
"""

_READING = Section(
    title="How to read this page",
    blocks=(
        Prose(
            text="`entity_unshared` replaces every test mention that training has seen by one it has not; "
            "`entity_placebo` replaces the same mentions by others that training has seen about as often. "
            "What both cost is the price of replacing; what the first costs beyond the second is the price of losing "
            "the overlap. `entity_seen` replaces every mention that training has not seen by one it has, and "
            "`entity_unseen_placebo` by another unseen one: a cost below zero is recall gained."
        ),
        Prose(
            text="Arithmetic: the first two edit exactly the shared mentions, so the more a pair shares, the more is "
            "edited, and the change of F1 falls with overlap by construction; the last two edit exactly the others. "
            "These slopes are expected and are no finding. Finding: the cost of one edit, and treatment against "
            "placebo, do not depend on how many edits were made. Where nothing was edited there is no estimate, and no "
            "point is drawn; edits of words outside entities have no cost per edit here (`context_edit_effect` has)."
        ),
    ),
)

_LANGUAGES = (
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="setting", heading="setting"),
)
_OVERLAP = Column(name="overlap", heading="entity overlap", format="share")
_POINT_COLUMNS = (
    Column(name="perturbation", heading="perturbation"),
    *_LANGUAGES,
    _OVERLAP,
    Column(name="n_edited", heading="edits (mean)", format="count"),
    Column(name="before", heading="F1 before", format="number"),
    Column(name="after", heading="F1 after", format="number"),
    Column(name="change", heading="change, points", format="change"),
    Column(name="cost", heading="recall points lost per edit", format="change"),
    Column(name="n_seeds", heading="seeds of runs", format="count"),
    Column(name="n_perturbation_seeds", heading="seeds of edits", format="count"),
)
_ARM_COLUMNS = (
    *_LANGUAGES,
    _OVERLAP,
    Column(name="n_treatment", heading="edits, `entity_unshared`", format="count"),
    Column(name="n_placebo", heading="edits, `entity_placebo`", format="count"),
    Column(name="treatment", heading="cost, `entity_unshared`", format="change"),
    Column(name="placebo", heading="cost, `entity_placebo`", format="change"),
    Column(name="difference", heading="difference, points", format="change"),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "overlap", "perturbation", "score", "degradation")
    if missing:
        return (missing,)
    return [_READING, *(section for study in studies(warehouse) for section in _study(warehouse, study))]


def _study(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, points = ask(warehouse, _POINTS, **study.parameters)
    if points.is_empty():
        return
    table = Table(
        caption="Overlap, scores before and after, and cost per edit", frame=points, columns=_POINT_COLUMNS, query=query
    )
    yield Section(title=f"Overlap and degradation ({study.place})", blocks=tuple(_against_overlap(table)))
    arms_query, arms = ask(warehouse, _ARMS, **study.parameters)
    if arms.drop_nulls(["treatment", "placebo"]).height:
        arms_table = Table(caption="Cost of one edit", frame=arms, columns=_ARM_COLUMNS, query=arms_query)
        yield Section(title=f"Treatment beside placebo ({study.place})", blocks=(_beside(arms_table),))
    if points.get_column("after").count():
        yield Section(title=f"Before and after ({study.place})", blocks=(_before_and_after(table),))


def _against_overlap(table: Table) -> Iterator[Block]:
    points = table.frame
    names = points.get_column("perturbation").unique(maintain_order=True).to_list()
    shown = drawn_of(names)
    if len(shown) < len(names):
        yield Prose(text=_not_drawn([name for name in names if name not in shown]), kind="note")
    unedited = points.filter(pl.col("n_edited").fill_null(0) == 0)
    if unedited.height:
        yield Prose(text=_without_estimate(unedited), kind="note")
    for column, title, caption, step in (
        ("change", "change of F1, points", "Arithmetic: the change of F1 against entity overlap.", 10),
        ("cost", "recall points lost per edit", "Finding: what one edit costs, against entity overlap.", 10),
    ):
        if not points.get_column(column).count():
            continue
        drawn = points.drop_nulls(column).filter(pl.col("perturbation").is_in(shown))
        if drawn.is_empty():
            continue
        y = axis_over(drawn, column, title, step=step)
        x = overlap_axis(drawn)
        panels = [
            scatter(drawn.filter(perturbation=name), x=x, y=y, title=name, is_hollow=name.endswith("_placebo"))
            for name in drawn.get_column("perturbation").unique(maintain_order=True).to_list()
        ]
        yield Chart(
            caption=f"{caption} Each point is a pair, the mean over seeds; one language stands for native training, "
            "two for training on the first and testing on the second.",
            alt=f"Scatter plots of {title} against entity overlap, by perturbation. {_ranges(drawn, column)}",
            panels=panels,
            table=table,
        )


def _beside(table: Table) -> Chart:
    arms = table.frame.drop_nulls(["treatment", "placebo"])
    ends = pl.concat([arms.get_column("treatment"), arms.get_column("placebo")])
    axis = axis_over(pl.DataFrame({"cost": ends}), "cost", "", step=10)
    panels = [
        cost_rows(
            part,
            rows=named(part).get_column("pair").unique(maintain_order=True).to_list(),
            setting=setting,
            lowest=axis.low,
            highest=axis.high,
            title=SETTING_WORDS[setting],
        )
        for setting in SETTINGS
        if (part := arms.filter(setting=setting)).height
    ]
    more = arms.filter(pl.col("difference") > 0).height
    return Chart(
        caption="Recall lost on an edited mention when it gives way to an unseen one (filled) and to another seen one "
        "(open). The pairs with the most overlap stand at the top.",
        alt=f"Cost per edit by pair. {TREATMENT} costs more than {PLACEBO} in {more} of {arms.height} cases.",
        panels=panels,
        table=table,
    )


def _before_and_after(table: Table) -> Chart:
    points = table.frame.drop_nulls(["before", "after"])
    shown = drawn_of(points.get_column("perturbation").unique(maintain_order=True).to_list())
    points = points.filter(pl.col("perturbation").is_in(shown))
    panels = [
        slopes(part, setting=setting, title=f"{name}, {SETTING_WORDS[setting]}")
        for name in points.get_column("perturbation").unique(maintain_order=True).to_list()
        for setting in SETTINGS
        if (part := points.filter(perturbation=name, setting=setting)).height
    ]
    return Chart(
        caption="F1 on the test set as it came and as perturbed, a line for each pair.",
        alt=f"Slope charts of F1 before and after each perturbation. {_ranges(points, 'change')}",
        panels=panels,
        table=table,
    )


def _not_drawn(names: Sequence[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in names)
    return f"Not drawn, but in the table under each chart: {listed}."


def _without_estimate(unedited: pl.DataFrame) -> str:
    pairs = named(unedited).group_by("perturbation", maintain_order=True).agg(pl.col("pair"))
    said = "; ".join(f"`{name}` has none in {', '.join(listed)}" for name, listed in pairs.iter_rows())
    return f"No edits, hence no estimate: {said}."


def _ranges(points: pl.DataFrame, column: str) -> str:
    """The lowest and highest value of each perturbation and setting in a sentence each."""
    summary = points.drop_nulls(column).group_by("perturbation", "setting", maintain_order=True)
    return " ".join(
        f"{name}, {SETTING_WORDS[setting]}: {low:.1f} to {high:.1f} in {counted(n, 'pair')}."
        for name, setting, low, high, n in summary.agg(
            low=pl.col(column).min(), high=pl.col(column).max(), n=pl.len()
        ).iter_rows()
    )


PAGE = Page(title="Degradation", order=30, sections=_sections)
