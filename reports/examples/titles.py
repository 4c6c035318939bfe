"""Title items before and after a perturbation: the text, its edits, and what the model makes of the four titles."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from reports.charts.naming import ARROW
from reports.examples.cards import Card, Line, Part
from reports.query import Query, ask
from reports.theme import SETTING_WORDS
from xlr_warehouse.warehouse import Warehouse

A_CELL = 2
"""Items drawn for each perturbation, setting and outcome."""

N_WORDS = 60
"""Words of a text that are shown."""

SAMPLE = """
with tested as (
    select *
    from evaluation_setting
    where is_own_perturbation and task = 'title' and perturbation_id is not null and split = 'test' and dose = 1
    qualify row_number() over (
        partition by corpus, encoder, configuration, train_language, test_language, perturbation
        order by seed, perturbation_seed, perturbation_id
    ) = 1
),

answer as (
    select title_prediction.run, title_prediction.text_set, title_prediction.item,
        title_prediction.option = title_item.correct as is_right
    from title_prediction
    inner join title_item
        on title_prediction.text_set = title_item.text_set and title_prediction.item = title_item.item
    where title_prediction.is_chosen
),

outcome as (
    select
        tested.corpus, tested.encoder, tested.configuration, tested.perturbation, tested.perturbation_id,
        tested.setting, tested.train_language, tested.test_language, tested.run, tested.seed,
        tested.original, tested.text_set, after.item,
        case
            when before.is_right and after.is_right then 'still right'
            when before.is_right then 'lost'
            when after.is_right then 'gained'
            else 'still wrong'
        end as outcome
    from tested
    inner join answer as after on tested.run = after.run and tested.text_set = after.text_set
    inner join answer as before
        on tested.run = before.run and tested.original = before.text_set and after.item = before.item
)

select *
from outcome
qualify row_number() over (
    partition by corpus, encoder, configuration, perturbation, setting, outcome
    order by md5(concat_ws(' ', perturbation_id, run, item)), perturbation_id, run, item
) <= $a_cell
order by md5(concat_ws(' ', perturbation_id, run, item)), perturbation_id, run, item
"""
_ITEMS = """
with side as (
    select distinct original as text_set, item
    from sample
    union
    select distinct text_set, item
    from sample
)

select side.text_set, side.item, title_item.text, words_of(title_item.text) as words
from side
inner join title_item on side.text_set = title_item.text_set and side.item = title_item.item
order by all
"""
_EDITS = """
select edit.perturbation_id, edit.sentence as item, edit.first_token, edit.original_first_token
from edit
semi join sample on edit.perturbation_id = sample.perturbation_id and edit.sentence = sample.item
order by all
"""
_OPTIONS = """
select
    sample.run, sample.perturbation_id, sample.item, title_option.option, title_option.title,
    title_option.option = title_item.correct as is_correct,
    before.probability as probability_before, after.probability as probability_after,
    before.is_chosen as is_chosen_before, after.is_chosen as is_chosen_after
from sample
inner join title_option on sample.text_set = title_option.text_set and sample.item = title_option.item
inner join title_item on sample.text_set = title_item.text_set and sample.item = title_item.item
inner join title_prediction as before
    on
        sample.run = before.run and sample.original = before.text_set and sample.item = before.item
        and title_option.option = before.option
inner join title_prediction as after
    on
        sample.run = after.run and sample.text_set = after.text_set and sample.item = after.item
        and title_option.option = after.option
order by all
"""


def title_cards(warehouse: Warehouse) -> tuple[Query, list[Card]]:
    """The query of the sample, and a card for each item of it."""
    query, sample = ask(warehouse, SAMPLE, a_cell=A_CELL)
    if sample.is_empty():
        return query, []
    edits: dict[tuple[str, int], list[tuple[int, int]]] = {}
    options: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
    with warehouse.relation("sample", sample):
        texts = {(row[0], row[1]): (row[2], row[3]) for row in warehouse.frame(_ITEMS).iter_rows()}
        for perturbation, item, new, old in warehouse.frame(_EDITS).iter_rows():
            edits.setdefault((perturbation, item), []).append((old, new))
        for option in warehouse.frame(_OPTIONS).iter_rows(named=True):
            options.setdefault((option["run"], option["perturbation_id"], option["item"]), []).append(option)
    return query, [
        _card(
            row,
            before=texts[row["original"], row["item"]],
            after=texts[row["text_set"], row["item"]],
            edits=edits.get((row["perturbation_id"], row["item"]), []),
            options=options.get((row["run"], row["perturbation_id"], row["item"]), []),
        )
        for row in sample.iter_rows(named=True)
    ]


def _card(
    row: dict[str, Any],
    *,
    before: tuple[str, Sequence[str]],
    after: tuple[str, Sequence[str]],
    edits: Sequence[tuple[int, int]],
    options: Sequence[dict[str, Any]],
) -> Card:
    train, test = row["train_language"], row["test_language"]
    pair = test if train == test else f"{train}{ARROW}{test}"
    return Card(
        title=f"{pair}, {row['perturbation']}",
        note=f"{row['corpus']}, {row['encoder']}, seed {row['seed']}, item {row['item']}",
        lines=(
            Line(heading="before", parts=list(_text(*before, edited={old for old, _ in edits})), language=test),
            Line(heading="after", parts=list(_text(*after, edited={new for _, new in edits})), language=test),
            Line(heading="titles", parts=[_option(option) for option in options], language=test),
        ),
        facets={
            "language": (test,),
            "setting": (SETTING_WORDS[row["setting"]],),
            "perturbation": (row["perturbation"],),
            "what became of it": (row["outcome"],),
        },
    )


def _text(text: str, words: Sequence[str], *, edited: Collection[int]) -> Iterator[Part]:
    """The first words of a text with what stands between them, the edited ones by themselves."""
    if not text:
        yield Part(text="(no text)")
        return
    plain = end = 0
    for place, word in enumerate(words[:N_WORDS]):
        first = text.index(word, end)
        end = first + len(word)
        if place in edited:
            yield Part(text=text[plain:first])
            yield Part(text=word, is_edited=True)
            plain = end
    rest = " \N{HORIZONTAL ELLIPSIS}" if len(words) > N_WORDS else text[end:]
    yield Part(text=text[plain:end] + rest if words else text[: 6 * N_WORDS])


def _option(option: dict[str, Any]) -> Part:
    """A title with its probability before and after; the right one is an entity, a wrong choice an error."""
    said = f"{option['probability_before']:.2f} {ARROW} {option['probability_after']:.2f}"
    chosen = [
        when for when, is_so in (("before", option["is_chosen_before"]), ("after", option["is_chosen_after"])) if is_so
    ]
    label = f"{'right, ' if option['is_correct'] else ''}{said}{', chosen ' + ' and '.join(chosen) if chosen else ''}"
    is_wrong = option["is_chosen_after"] and not option["is_correct"]
    return Part(
        text=option["title"], label=label, error="wrong choice" if is_wrong else None, is_entity=option["is_correct"]
    )
