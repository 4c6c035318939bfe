"""Sentences before and after a perturbation, with the entities that are there and those that were found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts.naming import ARROW
from reports.examples.cards import Card, Line, Part
from reports.query import Query, ask
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

A_CELL = 3
"""Sentences drawn for each perturbation, setting and outcome."""

SAMPLE = """
with tested as (
    select *
    from evaluation_setting
    where is_own_perturbation and task = 'ner' and perturbation_id is not null and split = 'test' and dose = 1
    qualify row_number() over (
        partition by corpus, encoder, configuration, train_language, test_language, perturbation
        order by seed, perturbation_seed, perturbation_id
    ) = 1
),

edited as (
    select distinct perturbation_id, sentence
    from edit
),

n_gold as (
    select text_set, sentence, count(*) as n
    from mention
    group by text_set, sentence
),

n_found as (
    select run, text_set, sentence, count(*) as n
    from predicted_mention
    where is_correct
    group by run, text_set, sentence
),

outcome as (
    select
        tested.corpus, tested.encoder, tested.configuration, tested.perturbation, tested.perturbation_id,
        tested.setting, tested.train_language, tested.test_language, tested.run, tested.seed,
        tested.original, tested.text_set, edited.sentence,
        case
            when coalesce(after.n, 0) < coalesce(before.n, 0) then 'lost'
            when coalesce(after.n, 0) > coalesce(before.n, 0) then 'gained'
            when coalesce(after.n, 0) = n_gold.n then 'all found'
            else 'still missed'
        end as outcome
    from tested
    inner join edited on tested.perturbation_id = edited.perturbation_id
    inner join n_gold on tested.text_set = n_gold.text_set and edited.sentence = n_gold.sentence
    left join n_found as before
        on tested.run = before.run and tested.original = before.text_set and edited.sentence = before.sentence
    left join n_found as after
        on tested.run = after.run and tested.text_set = after.text_set and edited.sentence = after.sentence
)

select *
from outcome
qualify row_number() over (
    partition by corpus, encoder, configuration, perturbation, setting, outcome
    order by md5(concat_ws(' ', perturbation_id, run, sentence)), perturbation_id, run, sentence
) <= $a_cell
order by md5(concat_ws(' ', perturbation_id, run, sentence)), perturbation_id, run, sentence
"""
"""The sentences shown: of each pair the first seed, of each perturbation, setting and outcome a few by a hash."""


_SIDES = """
with side as (
    select distinct run, original as text_set, sentence
    from sample
    union
    select distinct run, text_set, sentence
    from sample
)
"""
_TOKENS = f"""{_SIDES}
select side.run, side.text_set, side.sentence, token.position, token.form, prediction.gold_probability
from side
inner join token on side.text_set = token.text_set and side.sentence = token.sentence
left join prediction
    on
        side.run = prediction.run
        and side.text_set = prediction.text_set
        and side.sentence = prediction.sentence
        and token.position = prediction.position
order by side.run, side.text_set, side.sentence, token.position
"""
_ENTITIES = f"""{_SIDES}
select side.run, side.text_set, side.sentence, mention.first_token, mention.end_token, mention.type, true as is_gold
from side
inner join mention on side.text_set = mention.text_set and side.sentence = mention.sentence
union all
select side.run, side.text_set, side.sentence, found.first_token, found.end_token, found.type, false as is_gold
from side
inner join predicted_mention as found
    on side.run = found.run and side.text_set = found.text_set and side.sentence = found.sentence
order by all
"""
_EDITS = """
select
    edit.perturbation_id, edit.sentence, edit.first_token, edit.end_token, edit.original_first_token,
    edit.original_end_token
from edit
semi join sample on edit.perturbation_id = sample.perturbation_id and edit.sentence = sample.sentence
order by all
"""

Key = tuple[str, int, int]
"""A run, a text set and a sentence."""


@dataclass(frozen=True, kw_only=True)
class _Side:
    """A sentence as a run met it: words, gold probabilities, entities that are there and that were found."""

    forms: Sequence[str]
    probabilities: Sequence[float | None]
    gold: Sequence[tuple[int, int, str]]
    found: Sequence[tuple[int, int, str]]


def ner_cards(warehouse: Warehouse) -> tuple[Query, list[Card]]:
    """The query of the sample, and a card for each sentence of it."""
    query, sample = ask(warehouse, SAMPLE, a_cell=A_CELL)
    if sample.is_empty():
        return query, []
    edits: dict[tuple[str, int], list[dict[str, Any]]] = {}
    with warehouse.relation("sample", sample):
        sides = _sides(warehouse)
        for edit in warehouse.frame(_EDITS).iter_rows(named=True):
            edits.setdefault((edit["perturbation_id"], edit["sentence"]), []).append(edit)
    return query, [
        _card(
            row,
            before=sides[row["run"], row["original"], row["sentence"]],
            after=sides[row["run"], row["text_set"], row["sentence"]],
            edits=edits[row["perturbation_id"], row["sentence"]],
        )
        for row in sample.iter_rows(named=True)
    ]


def _sides(warehouse: Warehouse) -> dict[Key, _Side]:
    tokens = warehouse.frame(_TOKENS)
    entities: dict[tuple[Key, bool], list[tuple[int, int, str]]] = {}
    for run, text_set, sentence, first, end, kind, is_gold in warehouse.frame(_ENTITIES).iter_rows():
        entities.setdefault(((run, text_set, sentence), is_gold), []).append((first, end, kind))
    sides: dict[Key, _Side] = {}
    for key, rows in tokens.group_by("run", "text_set", "sentence", maintain_order=True):
        known: Key = (str(key[0]), int(str(key[1])), int(str(key[2])))
        sides[known] = _Side(
            forms=rows.get_column("form").to_list(),
            probabilities=rows.get_column("gold_probability").to_list(),
            gold=entities.get((known, True), []),
            found=entities.get((known, False), []),
        )
    return sides


def _card(row: dict[str, Any], *, before: _Side, after: _Side, edits: Sequence[dict[str, Any]]) -> Card:
    train, test = row["train_language"], row["test_language"]
    pair = test if train == test else f"{train}{ARROW}{test}"
    old = [(edit["original_first_token"], edit["original_end_token"]) for edit in edits]
    new = [(edit["first_token"], edit["end_token"]) for edit in edits]
    parts = list(_parts(after, new))
    return Card(
        title=f"{pair}, {row['perturbation']}",
        note=f"{row['corpus']}, {row['encoder']}, seed {row['seed']}, sentence {row['sentence']}",
        lines=(
            Line(heading="before", parts=list(_parts(before, old)), language=test),
            Line(heading="after", parts=parts, language=test),
        ),
        facets={
            "language": (test,),
            "setting": (SETTING_WORDS[row["setting"]],),
            "perturbation": (row["perturbation"],),
            "what became of it": (row["outcome"],),
            "entity type": tuple(sorted({kind for _, _, kind in after.gold})),
            "error after": tuple(sorted({part.error for part in parts if part.error})) or ("none",),
        },
    )


def _parts(side: _Side, edits: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """The sentence in order: entities that are there, entities that were found where none is, and what is between."""
    free = [
        (first, end, kind)
        for first, end, kind in side.found
        if not any(first < last and start < end for start, last, _ in side.gold)
    ]
    spans = sorted([*((*span, True) for span in side.gold), *((*span, False) for span in free)])
    place = 0
    for first, end, kind, is_gold in spans:
        yield from _plain(side, place, first, edits)
        text = " ".join(side.forms[first:end])
        is_edited = any(first < last and start < end for start, last in edits)
        if is_gold:
            yield _gold_part(side, (first, end, kind), text=text, is_edited=is_edited)
        else:
            yield Part(text=text, label=f"no entity, found as {kind}", error="spurious", is_edited=is_edited)
        place = end
    yield from _plain(side, place, len(side.forms), edits)


def _gold_part(side: _Side, span: tuple[int, int, str], *, text: str, is_edited: bool) -> Part:
    first, end, kind = span
    known = [value for value in side.probabilities[first:end] if value is not None]
    sure = f" {sum(known) / len(known):.2f}" if known else ""
    touching = [one for one in side.found if first < one[1] and one[0] < end]
    if span in touching:
        return Part(text=text, label=f"{kind}{sure}", is_entity=True, is_edited=is_edited)
    if not touching:
        return Part(text=text, label=f"{kind}{sure}, missed", error="missed", is_edited=is_edited)
    seen = ", ".join(f"{' '.join(side.forms[start:last])} as {other}" for start, last, other in touching)
    same_place = any((start, last) == (first, end) for start, last, _ in touching)
    error = "wrong type" if same_place else "wrong boundary"
    return Part(text=text, label=f"{kind}{sure}, found {seen}", error=error, is_edited=is_edited)


def _plain(side: _Side, first: int, end: int, edits: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Words outside entities, the edited ones by themselves."""
    run: list[str] = []
    for place in range(first, end):
        if any(start <= place < last for start, last in edits):
            if run:
                yield Part(text=" ".join(run))
                run = []
            yield Part(text=side.forms[place], is_edited=True)
        else:
            run.append(side.forms[place])
    if run:
        yield Part(text=" ".join(run))
