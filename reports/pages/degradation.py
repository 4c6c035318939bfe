"""Overlap and degradation: how scores and their losses follow overlap, what is arithmetic in it, and what is found."""

from collections.abc import Iterator, Sequence

import polars as pl

from reports.blocks import Block, Chart, Column, Page, Prose, Section, Table
from reports.charts import axis_over, overlap_axis, scatter
from reports.charts.naming import named
from reports.markup import shown
from reports.next_step import lacking
from reports.query import Query
from reports.sections.correlations import correlated, correlations
from reports.sections.points import Task, points
from reports.study import TREATMENT, Study, counted, drawn_of, studies
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

_READING = Section(
    title="Arithmetic and finding",
    blocks=(
        Prose(
            text="`entity_unshared` edits exactly the mentions that training has seen. The more a pair shares, the "
            "more is edited, and the more F1 falls. That slope is arithmetic: it is there whenever an edit costs "
            "anything at all, and says nothing of what overlap does. What one edit costs does not depend on how many "
            "were made. If transfer rests on remembered names, it is the recall lost per edit that must be large, and "
            "larger than that of the placebo; whether it grows with overlap is open. So the two stand side by side: on "
            "the left what the paper drew, on the right what can be learned from it."
        ),
    ),
)

_COLUMNS = (
    Column(name="perturbation", heading="perturbation"),
    Column(name="train_language", heading="trained on"),
    Column(name="test_language", heading="tested on"),
    Column(name="setting", heading="setting"),
    Column(name="overlap", heading="overlap", format="share"),
    Column(name="n_edited", heading="edits (mean)", format="count"),
    Column(name="change", heading="change, points", format="change"),
    Column(name="change_low", heading="95 % from", format="change"),
    Column(name="change_high", heading="to", format="change"),
)
_COST_COLUMNS = (
    Column(name="cost", heading="recall points lost per edit", format="change"),
    Column(name="cost_low", heading="95 % from", format="change"),
    Column(name="cost_high", heading="to", format="change"),
)
_SEEDS = (
    Column(name="n_seeds", heading="seeds of runs", format="count"),
    Column(name="n_perturbation_seeds", heading="seeds of edits", format="count"),
)
_OUTCOMES: dict[Task, dict[str, str]] = {
    "ner": {"change": "change of F1, points", "cost": "recall points lost per edit"},
    "title": {"change": "change of accuracy, points"},
}
_OVERLAP: dict[Task, str] = {
    "ner": "share of test mentions seen in training",
    "title": "share of the text's units seen in training",
}


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text", "overlap", "score")
    if missing:
        return (missing,)
    sections = [section for study in studies(warehouse) for section in _study(warehouse, study)]
    titles = [section for study in studies(warehouse, task="title") for section in _titles(warehouse, study)]
    return (_READING, *sections, *titles)


def _study(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, frame = points(warehouse, study, task="ner")
    rows = correlated(warehouse, study, task="ner")
    if frame.drop_nulls("overlap").height:
        found = tuple(Prose(text=text) for text in _found(rows.frame))
        yield Section(
            title=f"Change and cost against overlap ({study.place})",
            blocks=(*found, *_side_by_side(frame, query, task="ner")),
        )
    else:
        missing = lacking(warehouse, "degradation")
        if missing:
            yield Section(title=f"Change and cost against overlap ({study.place})", blocks=missing.blocks)
    yield from correlations(warehouse, study, task="ner", rows=rows)


def _titles(warehouse: Warehouse, study: Study) -> Iterator[Section]:
    query, frame = points(warehouse, study, task="title")
    if frame.drop_nulls(["overlap", "change"]).height:
        yield Section(
            title=f"Titles: change against overlap ({study.place})",
            blocks=tuple(_side_by_side(frame, query, task="title")),
        )
    yield from correlations(warehouse, study, task="title")


def _side_by_side(frame: pl.DataFrame, query: Query, *, task: Task) -> Iterator[Block]:
    """Each perturbation over the same axis of overlap: the change of the score, and of entities the cost of an edit."""
    drawn = frame.drop_nulls("overlap")
    names = drawn.get_column("perturbation").unique(maintain_order=True).to_list()
    shown_names = drawn_of(names)
    yield from _left_out(frame, names, shown_names)
    part = drawn.filter(pl.col("perturbation").is_in(shown_names))
    x = overlap_axis(part, title=_OVERLAP[task])
    axes = [
        axis_over(part, column, title, step=10, also=(f"{column}_low", f"{column}_high"))
        for column, title in _OUTCOMES[task].items()
    ]
    panels = [
        scatter(
            one,
            x=x,
            y=y,
            title=f"{name}: {'change (arithmetic)' if y.column == 'change' else 'cost of one edit'}",
            interval=(f"{y.column}_low", f"{y.column}_high"),
            is_hollow=name.split(" ")[0].endswith("_placebo"),
        )
        for name in shown_names
        for y in axes
        if (one := part.filter(perturbation=name).drop_nulls(y.column)).height
    ]
    if panels:
        yield Chart(
            caption="Each point is a pair, the mean over seeds, with the 95 % interval of a paired bootstrap over "
            "sentences where `xlr estimate` was run; one language stands for native training, two for training on the "
            "first and testing on the second.",
            alt=f"Scatter plots of {' and of '.join(_OUTCOMES[task].values())} against overlap. {_ranges(part)}",
            panels=panels,
            table=Table(
                caption="What each perturbation did to every pair, and the overlap of the pair",
                frame=frame,
                columns=(*_COLUMNS, *(_COST_COLUMNS if task == "ner" else ()), *_SEEDS),
                query=query,
            ),
        )


def _found(rows: pl.DataFrame) -> Iterator[str]:
    """What the correlations with the primary measure say of change and of cost, in a sentence for each setting."""
    for setting, words in SETTING_WORDS.items():
        found: dict[str, str] = {}
        for outcome in ("score_change", "cost_per_edit"):
            one = rows.filter(setting=setting, outcome=outcome, perturbation=TREATMENT, is_primary=True)
            if one.height and one.row(0, named=True)["pearson_low"] is not None:
                row = one.row(0, named=True)
                low, high = shown(row["pearson_low"], "correlation"), shown(row["pearson_high"], "correlation")
                found[outcome] = (
                    f"r = {shown(row['pearson_r'], 'correlation')} (95 % {low} to {high}, {counted(row['n'], 'pair')})"
                )
        if len(found) > 1:
            yield (
                f"{words.capitalize()}, `{TREATMENT}`: overlap and the change of F1 are correlated with "
                f"{found['score_change']}, as arithmetic has it; overlap and the cost of one edit with "
                f"{found['cost_per_edit']}."
            )


def _left_out(frame: pl.DataFrame, names: Sequence[str], drawn: Sequence[str]) -> Iterator[Prose]:
    if len(drawn) < len(names):
        listed = ", ".join(f"`{name}`" for name in names if name not in drawn)
        yield Prose(text=f"Not drawn, but in the table under the chart: {listed}.", kind="note")
    unmeasured = frame.filter(pl.col("overlap").is_null()).height
    if unmeasured:
        yield Prose(text=f"Without a measured overlap, hence not drawn: {counted(unmeasured, 'case')}.", kind="note")
    unedited = frame.filter(pl.col("n_edited").fill_null(0) == 0)
    if unedited.height:
        pairs = named(unedited).group_by("perturbation", maintain_order=True).agg(pl.col("pair"))
        said = "; ".join(f"`{name}` has none in {', '.join(listed)}" for name, listed in pairs.iter_rows())
        yield Prose(text=f"No edits, hence no estimate: {said}.", kind="note")


def _ranges(part: pl.DataFrame) -> str:
    """The lowest and highest change and cost of each perturbation and setting, in words."""
    wide = part.unpivot(("change", "cost"), index=("perturbation", "setting"), variable_name="of").drop_nulls("value")
    ranges = wide.group_by("perturbation", "setting", "of", maintain_order=True).agg(
        low=pl.col("value").min(), high=pl.col("value").max()
    )
    return " ".join(
        f"{name}, {SETTING_WORDS[setting]}: {of} {shown(low, 'change')} to {shown(high, 'change')}."
        for name, setting, of, low, high in ranges.iter_rows()
    )


PAGE = Page(title="Overlap and degradation", order=40, sections=_sections)
