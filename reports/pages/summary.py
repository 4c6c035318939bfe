"""Summary: what was run, and the findings in plain sentences made from the numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from reports.blocks import Block, Column, Page, Prose, Section, Table
from reports.claims import claims_said
from reports.markup import shown
from reports.next_step import lacking
from reports.query import ask
from reports.study import Study, counted
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

FEWEST = 3
"""Points from which on a correlation has a p-value."""

_WHAT = """
select
    tested.corpus,
    tested.task,
    tested.encoder,
    tested.split,
    coalesce(
        string_agg(distinct tested.perturbation, ', ' order by tested.perturbation)
            filter (tested.perturbation <> 'none'),
        'none'
    ) as perturbations,
    count(distinct tested.run) as n_runs,
    count(distinct tested.seed) as n_seeds,
    count(distinct (tested.train_language, tested.test_language)) filter (tested.setting = 'native') as n_native,
    count(distinct (tested.train_language, tested.test_language))
        filter (tested.setting = 'cross_lingual') as n_cross_lingual,
    count(distinct tested.perturbation_id) as n_perturbed
from evaluation_setting as tested
where tested.is_own_perturbation
group by tested.corpus, tested.task, tested.encoder, tested.split
order by tested.corpus, tested.task, tested.encoder, tested.split
"""

_WHAT_COLUMNS = (
    Column(name="corpus", heading="corpus"),
    Column(name="task", heading="task"),
    Column(name="encoder", heading="encoder"),
    Column(name="split", heading="split"),
    Column(name="perturbations", heading="perturbations"),
    Column(name="n_runs", heading="runs", format="count"),
    Column(name="n_seeds", heading="seeds", format="count"),
    Column(name="n_native", heading="native pairs", format="count"),
    Column(name="n_cross_lingual", heading="cross-lingual pairs", format="count"),
    Column(name="n_perturbed", heading="perturbations built", format="count"),
)

_LANDED = """
select
    (select count(distinct corpus) from corpus) as n_corpora,
    (select count(distinct language) from text_set) as n_languages,
    (select count(*) from text_set where perturbation = 'none') as n_text_sets,
    (
        select count(*) from perturbation inner join text_set on perturbation.test_set = text_set.text_set
        where not starts_with(text_set.split, 'train')
    ) as n_perturbations,
    (select count(*) from run) as n_runs
"""

_LANDED_COLUMNS = (
    Column(name="n_corpora", heading="corpora", format="count"),
    Column(name="n_languages", heading="languages", format="count"),
    Column(name="n_text_sets", heading="text sets as they came", format="count"),
    Column(name="n_perturbations", heading="perturbations built", format="count"),
    Column(name="n_runs", heading="runs", format="count"),
)

_AGAINST_PLACEBO = """
with cost as (
    select
        treatment.corpus,
        treatment.encoder,
        treatment.configuration,
        treatment.setting,
        treatment.cost_per_edit as treatment,
        placebo.cost_per_edit as placebo,
        treatment.cost_per_edit - placebo.cost_per_edit as difference
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
)

select
    corpus,
    encoder,
    configuration,
    setting,
    count(*) as n,
    count(difference) as n_edited,
    count(*) filter (difference > 0) as n_more,
    100 * avg(treatment) filter (difference is not null) as treatment,
    100 * avg(placebo) filter (difference is not null) as placebo,
    100 * avg(difference) as difference,
    count(distinct configuration) over (partition by corpus, encoder) as n_configurations
from cost
group by corpus, encoder, configuration, setting
order by corpus, encoder, configuration, setting desc
"""

_AGAINST_PLACEBO_COLUMNS = (
    Column(name="corpus", heading="corpus"),
    Column(name="encoder", heading="encoder"),
    Column(name="configuration", heading="configuration", only_if_varied=True),
    Column(name="setting", heading="setting"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_edited", heading="pairs with both kinds of edit", format="count"),
    Column(name="n_more", heading="`entity_unshared` costs more", format="count"),
    Column(name="treatment", heading="cost, `entity_unshared`", format="change"),
    Column(name="placebo", heading="cost, `entity_placebo`", format="change"),
    Column(name="difference", heading="mean difference, points", format="change"),
)

_FOLLOWS = """
select corpus, encoder, configuration, setting, outcome, perturbation, n, n_incomplete, pearson_r, pearson_p,
    count(distinct configuration) over (partition by corpus, encoder) as n_configurations
from correlation
where
    task = 'ner'
    and split = 'test'
    and measure = 'entity_chunk'
    and (outcome = 'score_before' or (outcome = 'cost_per_edit' and perturbation = 'entity_unshared'))
order by corpus, encoder, configuration, outcome desc, setting desc
"""

_FOLLOWS_COLUMNS = (
    Column(name="corpus", heading="corpus"),
    Column(name="encoder", heading="encoder"),
    Column(name="configuration", heading="configuration", only_if_varied=True),
    Column(name="setting", heading="setting"),
    Column(name="outcome", heading="outcome"),
    Column(name="perturbation", heading="perturbation"),
    Column(name="n", heading="pairs", format="count"),
    Column(name="n_incomplete", heading="left out", format="count"),
    Column(name="pearson_r", heading="Pearson r", format="correlation"),
    Column(name="pearson_p", heading="p", format="p"),
)

_PLANTED = """
select
    count(*) as n,
    count(*) filter (n_planted = n_measured) as n_equal
from planted_and_measured
"""

_PLANTED_COLUMNS = (
    Column(name="n", heading="planted and measured", format="count"),
    Column(name="n_equal", heading="of these with the same count", format="count"),
)


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    claims = Section(title="What is claimed, and what the numbers say", blocks=tuple(claims_said(warehouse)))
    missing = lacking(warehouse, "text")
    if missing:
        return (missing, claims)
    findings = (*_transfer(warehouse), *_planted(warehouse))
    return (
        Section(title="What was run", blocks=tuple(_what(warehouse))),
        claims,
        *((Section(title="What came out", blocks=findings),) if findings else ()),
    )


def _what(warehouse: Warehouse) -> Iterator[Block]:
    query, landed = ask(warehouse, _LANDED)
    yield Prose(text=_landed_sentence(landed.row(0, named=True)))
    tested_query, tested = ask(warehouse, _WHAT)
    if tested.height:
        yield Table(caption="What was tested", frame=tested, columns=_WHAT_COLUMNS, query=tested_query)
    else:
        yield Table(caption="What is there", frame=landed, columns=_LANDED_COLUMNS, query=query)
    missing = lacking(warehouse, "overlap", "perturbation", "score", "degradation")
    if missing:
        yield from missing.blocks


def _landed_sentence(row: dict[str, Any]) -> str:
    corpora = counted(row["n_corpora"], "corpus", "corpora")
    languages = counted(row["n_languages"], "language")
    runs = counted(row["n_runs"], "fine-tuned model")
    return (
        f"The warehouse holds {corpora} in {languages}, {counted(row['n_perturbations'], 'perturbation')} of their "
        f"test sets, and {runs}. Native means trained on the language tested on, cross-lingual on another."
    )


def _transfer(warehouse: Warehouse) -> Iterator[Block]:
    query, costs = ask(warehouse, _AGAINST_PLACEBO)
    if costs.height:
        for row in costs.iter_rows(named=True):
            yield Prose(text=_cost_sentence(row))
        yield Table(
            caption="Recall points lost per edit, means over the pairs in which both kinds of edit were made; "
            "no interval is given here",
            frame=costs,
            columns=_AGAINST_PLACEBO_COLUMNS,
            query=query,
        )
    follows_query, follows = ask(warehouse, _FOLLOWS)
    if follows.height:
        for row in follows.iter_rows(named=True):
            yield Prose(text=_follows_sentence(row))
        yield Table(
            caption="Correlation with the share of test mentions seen in training",
            frame=follows,
            columns=_FOLLOWS_COLUMNS,
            query=follows_query,
        )


def _where(row: dict[str, Any]) -> str:
    """Which setting of which study a sentence is about."""
    study = Study(
        corpus=row["corpus"],
        encoder=row["encoder"],
        configuration=row["configuration"],
        is_alone=row["n_configurations"] == 1,
    )
    return f"{SETTING_WORDS[row['setting']].capitalize()} ({study.place})"


def _cost_sentence(row: dict[str, Any]) -> str:
    where = _where(row)
    none = row["n"] - row["n_edited"]
    if not row["n_edited"]:
        return f"{where}: no pair has edits of both kinds, so there is no estimate."
    left_out = f" {counted(none, 'pair has', 'pairs have')} no such edits, so no estimate." if none else ""
    return (
        f"{where}: in {row['n_more']} of {counted(row['n_edited'], 'pair')} with edits, an entity replaced by an "
        f"unseen one (`entity_unshared`) cost more recall than one replaced by a seen one (`entity_placebo`); the mean "
        f"difference is {shown(row['difference'], 'change')} points per edit.{left_out}"
    )


def _follows_sentence(row: dict[str, Any]) -> str:
    where = _where(row)
    what = "F1 before any perturbation" if row["outcome"] == "score_before" else "the recall lost per edit"
    if row["pearson_r"] is None or row["pearson_p"] is None:
        why = "too few" if row["n"] < FEWEST else "too much alike"
        return f"{where}: {counted(row['n'], 'pair')} with complete numbers, {why} to relate {what} to entity overlap."
    r, p = shown(row["pearson_r"], "correlation"), shown(row["pearson_p"], "p")
    said = f"r = {r} over {row['n']} pairs, p {p if p.startswith('<') else f'= {p}'}"
    return f"{where}: {what} and entity overlap are correlated with {said}."


def _planted(warehouse: Warehouse) -> Iterator[Block]:
    query, frame = ask(warehouse, _PLANTED)
    row = frame.row(0, named=True)
    if row["n"]:
        n, n_equal = row["n"], row["n_equal"]
        yield Prose(
            text=f"In {n_equal} of {n} planted overlaps that were measured, the count is the one that was planted."
        )
        yield Table(caption="Planted and measured overlap", frame=frame, columns=_PLANTED_COLUMNS, query=query)


PAGE = Page(title="Summary", order=10, sections=_sections)
