"""Perturbations: what each does to a score, before and after, by entity type and by dose, treatment beside placebo."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import slopes
from reports.markup import shown
from reports.next_step import lacking
from reports.query import Query
from reports.sections.arms import arms_section
from reports.sections.by_perturbation import by_dose, by_type, means
from reports.sections.points import CHANCE, SCORE, Task, points
from reports.study import Study, drawn_of, studies
from reports.theme import SETTING_WORDS, SETTINGS
from xlr_warehouse.warehouse import Warehouse

_READING = Section(
    title="How to read this page",
    blocks=(
        Prose(
            text="A perturbation changes a test set in one respect; the model stays as it is. The change of a score "
            "says how much was lost, and depends on how much was edited. The recall lost per edit does not: it "
            "compares the same mentions before and after. A placebo makes as many edits of the same kind without "
            "taking away what training knows, so what the treatment costs beyond it is the price of that knowledge."
        ),
    ),
)

_COLUMNS = (
    Column(name="perturbation", heading="perturbation"),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="setting", heading="setting"),
    Column(name="n_edited", heading="edits (mean)", format="count"),
    Column(name="before", heading="before", format="number"),
    Column(name="after", heading="after", format="number"),
    Column(name="change", heading="change, points", format="change"),
    Column(name="change_low", heading="95 % from", format="change"),
    Column(name="change_high", heading="to", format="change"),
    Column(name="n_seeds", heading="seeds of runs", format="count"),
    Column(name="n_perturbation_seeds", heading="seeds of edits", format="count"),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "perturbation", "tested")
    if missing:
        return (missing,)
    ner = [section for study in studies(warehouse) for section in _ner(warehouse, study)]
    titles = [section for study in studies(warehouse, task="title") for section in _titles(warehouse, study)]
    return (_READING, *ner, *titles)


def _ner(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, frame = points(warehouse, study, task="ner")
    if frame.is_empty():
        return
    yield Section(
        title=f"What each perturbation does ({study.place})", blocks=tuple(means(warehouse, study, task="ner"))
    )
    yield from arms_section(warehouse, study)
    yield from _before_and_after(frame, query, study, task="ner")
    yield from by_type(warehouse, study)
    yield from by_dose(warehouse, study, task="ner")


def _titles(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, frame = points(warehouse, study, task="title")
    if frame.is_empty():
        return
    yield Section(
        title=f"What each perturbation does to titles ({study.place})",
        blocks=tuple(means(warehouse, study, task="title")),
    )
    yield from _before_and_after(frame, query, study, task="title")
    yield from by_dose(warehouse, study, task="title")


def _before_and_after(frame: pl.DataFrame, query: Query, study: Study, *, task: Task) -> Iterator[Section]:
    """A slope for each pair, where there is anything to compare; what is left out is said."""
    drawn = frame.drop_nulls(["before", "after"])
    if drawn.is_empty():
        return
    score, guess = SCORE[task], "; dashed: chance" if task == "title" else ""
    names = frame.get_column("perturbation").unique(maintain_order=True).to_list()
    panels = [
        slopes(
            part,
            setting=setting,
            title=[name, SETTING_WORDS[setting]],
            unit=f"{score}, percent",
            chance=CHANCE if task == "title" else None,
        )
        for name in drawn_of(names)
        for setting in SETTINGS
        if (part := drawn.filter(perturbation=name, setting=setting)).height
    ]
    chart = Chart(
        caption=f"The {score} on the test set as it came and as perturbed, a line for each pair, the mean over "
        f"seeds{guess}. One language stands for native training, two for training on the first and testing on the "
        "second.",
        alt=f"Slope charts of {score} before and after each perturbation. {_said(drawn)}",
        panels=panels,
        size="small",
        table=Table(
            caption=f"{score} before and after; the interval is of the change, by paired bootstrap over sentences",
            frame=frame,
            columns=_COLUMNS,
            query=query,
        ),
    )
    of = "Before and after" if task == "ner" else "Titles before and after"
    yield Section(title=f"{of} ({study.place})", blocks=(*_left_out(frame, names), chart))


def _left_out(frame: pl.DataFrame, names: Sequence[str]) -> Iterator[Block]:
    shown = drawn_of(names)
    if len(shown) < len(names):
        listed = ", ".join(f"`{name}`" for name in names if name not in shown)
        yield Prose(text=f"Not drawn, but in the table under the chart: {listed}.", kind="note")
    without = frame.filter(pl.col("after").is_null()).height
    if without:
        yield Prose(text=f"Without edits, hence without a line: {without} of {frame.height} cases.", kind="note")


def _said(drawn: pl.DataFrame) -> str:
    """The mean change of each perturbation and setting, in words."""
    found = drawn.group_by("perturbation", "setting", maintain_order=True).agg(
        before=pl.col("before").mean(), after=pl.col("after").mean()
    )
    return " ".join(
        f"{name}, {SETTING_WORDS[setting]}: on average from {shown(before, 'number')} to {shown(after, 'number')}."
        for name, setting, before, after in found.iter_rows()
    )


PAGE = Page(title="Perturbations", order=30, sections=_sections)
