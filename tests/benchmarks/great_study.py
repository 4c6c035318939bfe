"""A made-up study of any size, written by SQL alone: every row is a hash of what names it, so it is always the same.

Its shape is that of the paper's: the pairs of the paper, so that several targets share a source; a run for each
encoder, seed and training language; and each run tested on the test set of its targets and on what was perturbed
against its own training set. A sentence has seven tokens, and seven of eight sentences name an entity.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from xlr_warehouse.warehouse import Warehouse

ENCODERS = ("bert-base-multilingual-cased", "xlm-roberta-base", "third", "fourth")
NER = ("entity_unshared", "entity_placebo", "context_cosine", "per_given_name", "loc_place", "entity_context")
TITLE = ("title_random", "title_cosine")
N_TOKENS = 7
N_TITLES = 1000
N_PAIRS = 13


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is made: encoders, seeds and perturbations of either task, and about so many rows of `prediction`."""

    rows: int
    encoders: int = 2
    seeds: int = 3
    perturbations: int = 3

    @property
    def sentences(self) -> int:
        """How many sentences a test set has."""
        evaluations = N_PAIRS * 2 * self.encoders * self.seeds * (1 + self.perturbations)
        return round(self.rows / evaluations / N_TOKENS)


STEPS = {
    "encoders": """
        create temporary macro below(bound, number) as cast(number % bound as integer);
        insert into encoder select unnest($encoders), 'hub', 'r', 1, '{}';
        insert into embedding select encoder || ' vectors', encoder, 9, 'mean', 'kept' from encoder
    """,
    "text sets": """
        create temporary table part (language varchar, split varchar);
        insert into part
        select distinct source, 'train' from pair union select target, 'train' from pair
        union select target, 'test' from pair;
        insert into text_set
        select
            row_number() over (order by task, split, language), 'made', task, language, split, 'none',
            row_number() over (order by task, split, language), n, $length * n, 'original'
        from part cross join (values ('ner', $sentences), ('title', $titles)) as of_task (task, n)
    """,
    # Against each training set; what reads vectors has a test set for each encoder.
    "perturbations": """
        create temporary table planned as
        with wanted as (
            select unnest($ner) as perturbation, 'ner' as task union all select unnest($title), 'title'
        )
        select
            row_number() over (order by task, perturbation, test_set, train_set, embedding)
            + (select max(text_set) from text_set) as number, *
        from (
            select
                wanted.perturbation, wanted.task, trained.text_set as train_set, tested.text_set as test_set,
                tested.language, embedding.embedding
            from pair
            inner join text_set as tested on tested.language = pair.target and tested.split = 'test'
            inner join text_set as trained
                on trained.split = 'train' and trained.task = tested.task
                and trained.language in (pair.source, pair.target)
            inner join wanted on wanted.task = tested.task
            left join embedding on wanted.perturbation in ('context_cosine', 'title_cosine')
        );
        insert into text_set
        select
            number, 'made', task, language, 'test', perturbation, test_set, if(task = 'ner', $sentences, $titles),
            if(task = 'ner', $sentences, $titles) * $length, number
        from planned;
        insert into perturbation
        select
            'p' || number, perturbation, train_set, test_set, number, embedding, 1, 1.0, '{}', $sentences,
            if(task = 'ner', $sentences, $titles) // 2, 0
        from planned
    """,
    "sentences": """
        insert into sentence
        select
            text_set, n, $length, below(4, hash(original, n, 'context')) <> 0,
            below(1000000007, hash(original, n)), null
        from text_set cross join generate_series(0, n_items - 1) as s (n)
        where task = 'ner'
        order by all
    """,
    # A mention has one or two tokens; one of a hundred starts with a stray I-.
    "mentions": """
        insert into mention
        select
            text_set, n, 0, below(6, hash(original, n, 'at')),
            below(6, hash(original, n, 'at')) + 1 + below(2, hash(original, n, 'long')),
            ['PER', 'LOC', 'ORG'][1 + below(3, hash(original, n, 'type'))], 'name ' || below(3000, hash(text_set, n)),
            below(100, hash(original, n, 'stray')) <> 0
        from text_set cross join generate_series(0, n_items - 1) as s (n)
        where task = 'ner' and below(8, hash(original, n)) <> 0
        order by all
    """,
    "tokens": """
        insert into token
        select
            text_set, n, place,
            if(inside, 'name' || below(2000, hash(text_set, n, place)), 'word' || below(5000, hash(n, place))),
            if(inside, if(place = first_token and coalesce(starts_with_b, false), 'B-', 'I-') || type, 'O')
        from (
            select
                s.*, mention.*, place >= mention.first_token and place < mention.end_token as inside
            from (
                select text_set, n, place
                from text_set cross join generate_series(0, n_items - 1) as s (n)
                cross join generate_series(0, $length - 1) as p (place)
                where task = 'ner'
            ) as s
            left join mention on s.text_set = mention.text_set and s.n = mention.sentence
        )
        order by all
    """,
    "titles": """
        insert into title_item
        select text_set, n, 'page', 'text', ['A', 'B', 'C', 'D'][1 + below(4, hash(original, n))]
        from text_set cross join generate_series(0, n_items - 1) as s (n)
        where task = 'title'
        order by all
    """,
    # Half of the mentions; of context, a word of each sentence.
    "edits": """
        insert into edit
        select
            'p' || number, number, n, if(is_context, null, 0), start, stop, start, stop, 'before', 'after',
            if(is_context, null, type), null, null, if(is_context, null, below(2, hash(number, n)) = 0),
            if(is_context, null, perturbation <> 'entity_unshared'), 0, 0, false
        from (
            select
                planned.*, mention.sentence as n, mention.type, perturbation = 'context_cosine' as is_context,
                if(is_context, (first_token + 3) % $length, first_token) as start,
                if(is_context, (first_token + 3) % $length + 1, end_token) as stop
            from planned inner join mention on planned.number = mention.text_set
            where planned.task = 'ner' and (is_context or below(2, hash(number, mention.sentence, 'edited')) = 0)
        )
        order by number, n
    """,
    "near in training": """
        insert into near_in_training
        select trained.text_set, tested.text_set, list_filter(
            range(0, $sentences), lambda n: below(20, hash(trained.text_set, tested.text_set, n)) = 0
        )
        from text_set as tested
        inner join text_set as trained on trained.task = 'ner' and trained.split = 'train'
        where tested.task = 'ner' and tested.split = 'test' and tested.perturbation = 'none'
    """,
    # Fifteen measures of all against all.
    "overlaps": """
        insert into overlap
        with measured as (
            select * from (values
                ('ner', 'entity_chunk', 'none'), ('ner', 'entity_chunk_typed', 'none'), ('ner', 'entity_token', 'none'),
                ('ner', 'word', 'none'), ('ner', 'word_lower', 'none'), ('ner', 'context_word', 'none'),
                ('ner', 'content_word', 'none'), ('ner', 'romanised', 'none'), ('ner', 'trigram', 'none'),
                ('ner', 'piece', 'mbert'), ('ner', 'piece', 'xlmr'), ('ner', 'entity_piece', 'mbert'),
                ('ner', 'entity_piece', 'xlmr'), ('ner', 'context_piece', 'mbert'), ('ner', 'context_piece', 'xlmr'),
                ('title', 'title_text', 'none'), ('title', 'title_word', 'none')
            ) as named (task, measure, tokenizer)
        )
        select
            measure, train_set, test_set, tokenizer, 1000, 1000, shared, shared, 500, 500, shared // 2
        from (
            select
                measure, tokenizer, trained.text_set as train_set, tested.text_set as test_set,
                below(1000, hash(measure, tokenizer, trained.language, tested.language)) as shared
            from measured
            inner join text_set as tested on tested.task = measured.task and tested.split = 'test'
            inner join text_set as trained on trained.task = measured.task and trained.split = 'train'
            where tested.perturbation = 'none'
        )
    """,
    "runs": """
        insert into run by name
        select
            text_set.task || '-' || encoder || '-made.' || language || '-s' || seed as run, text_set.task as task,
            encoder, language as train_language, text_set as train_set, seed, 'last' as selection,
            '{"epochs": 3, "learning_rate": 5e-05, "versions": {"torch": "2.13.0"}}' as config
        from text_set cross join encoder cross join generate_series(1, $seeds) as s (seed)
        where split = 'train'
    """,
    "evaluations": """
        create temporary table tested as
        select distinct run.run, run.task, text_set.text_set, text_set.original, text_set.n_items
        from run
        inner join pair on run.train_language in (pair.source, pair.target)
        inner join text_set
            on run.task = text_set.task and text_set.language = pair.target and text_set.split = 'test'
        left join perturbation on text_set.text_set = perturbation.perturbed_set
        where
            text_set.perturbation = 'none'
            or (
                perturbation.train_set = run.train_set
                and coalesce(perturbation.embedding, run.encoder || ' vectors') = run.encoder || ' vectors'
            );
        insert into evaluation select run, text_set, n_items * $length, 0, 1.0 from tested
    """,
    # Of ten mentions seven are found right, one with another type, one beside its place, and one is missed.
    "predicted mentions": """
        insert into predicted_mention
        select
            run, text_set, sentence, first_token, end_token + if(fate = 8, if(end_token < $length, 1, -1), 0),
            if(fate = 7, if(type = 'PER', 'ORG', 'PER'), type),
            below(50, hash(run, text_set, sentence, 'b')) <> 0, fate < 7
        from (
            select tested.run, mention.*, below(10, hash(run, mention.text_set, mention.sentence)) as fate
            from tested inner join mention on tested.text_set = mention.text_set
        )
        where fate < 9 and (fate < 8 or end_token < $length or end_token - first_token > 1)
        order by run, text_set, sentence, first_token
    """,
    "predictions": """
        insert into prediction
        select
            token.run, token.text_set, token.n, token.place,
            if(inside, if(place = first_token and starts_with_b, 'B-', 'I-') || type, 'O'),
            below(1000, hash(token.run, token.text_set, n, place)) / 1000,
            below(1000, hash(n, place, token.run, token.text_set)) / 1000,
            false
        from (
            select tested.run, tested.text_set, n, place
            from tested cross join generate_series(0, n_items - 1) as s (n)
            cross join generate_series(0, $length - 1) as p (place)
            where task = 'ner' and run = $run
        ) as token
        left join (
            select *, unnest(range(first_token, end_token)) as position, true as inside
            from predicted_mention where run = $run
        ) as found
            on token.text_set = found.text_set and token.n = found.sentence and token.place = found.position
        order by all
    """,
    "title predictions": """
        insert into title_prediction
        select
            run, tested.text_set, item, ['A', 'B', 'C', 'D'][option], .25, option = chosen, 9
        from (
            select
                tested.run, title_item.*,
                if(
                    below(10, hash(run, title_item.text_set, item)) < 7, below(4, hash(original, item)),
                    below(4, hash(run, title_item.text_set, item, 'other'))
                ) + 1 as chosen
            from tested inner join title_item on tested.text_set = title_item.text_set
        ) as tested
        cross join generate_series(1, 4) as o (option)
        order by run, text_set, item, option
    """,
}


def fill(warehouse: Warehouse, size: Size, *, without: Collection[str] = ()) -> None:
    """Fill an empty warehouse, without the steps that are not asked for."""
    values = {
        "encoders": list(ENCODERS[: size.encoders]),
        "ner": list(NER[: size.perturbations]),
        "title": list(TITLE),
        "seeds": size.seeds,
        "sentences": size.sentences,
        "titles": N_TITLES,
        "length": N_TOKENS,
    }
    for step, statements in STEPS.items():
        if step in without:
            continue
        for statement in statements.split(";"):
            named = {name: values[name] for name in re.findall(r"[$](\w+)", statement) if name in values}
            # A run at a time is what keeps a sort of a hundred million rows within memory.
            for run in _runs(warehouse) if step == "predictions" else [None]:
                warehouse.execute(statement, **named, **({} if run is None else {"run": run}))


def _runs(warehouse: Warehouse) -> list[str]:
    return warehouse.frame("select run from run where task = 'ner' order by run").to_series().to_list()
