create or replace view mention_count as
with predicted as (
    select
        run,
        text_set,
        type,
        count(*) as n_predicted,
        count(*) filter (is_correct) as n_correct,
        count(*) filter (starts_with_b) as n_predicted_strict,
        count(*) filter (is_correct and starts_with_b) as n_correct_b
    from predicted_mention
    group by run, text_set, type
),

gold as (
    select
        text_set,
        type,
        count(*) as n_gold,
        count(*) filter (starts_with_b) as n_gold_strict
    from mention
    group by text_set, type
),

-- Found with B- where the gold has a stray I-: right in the lenient reading, wrong in the strict one.
-- A semi join, as DuckDB groups before an inner one: then by every mention, not by the few that are found here.
stray as (
    select
        run,
        text_set,
        type,
        count(*) as n_stray
    from predicted_mention
    where
        is_correct
        and starts_with_b
        and (text_set, sentence, first_token) in (
            select (mention.text_set, mention.sentence, mention.first_token)
            from mention
            where not mention.starts_with_b
        )
    group by run, text_set, type
),

met as (
    select
        evaluation.run,
        gold.text_set,
        gold.type
    from evaluation
    inner join gold on evaluation.text_set = gold.text_set
    union
    select
        run,
        text_set,
        type
    from predicted
)

select
    met.run,
    met.text_set,
    met.type,
    coalesce(gold.n_gold, 0) as n_gold,
    coalesce(predicted.n_predicted, 0) as n_predicted,
    coalesce(predicted.n_correct, 0) as n_correct,
    coalesce(gold.n_gold_strict, 0) as n_gold_strict,
    coalesce(predicted.n_predicted_strict, 0) as n_predicted_strict,
    coalesce(predicted.n_correct_b, 0) - coalesce(stray.n_stray, 0) as n_correct_strict
from met
left join predicted on met.run = predicted.run and met.text_set = predicted.text_set and met.type = predicted.type
left join gold on met.text_set = gold.text_set and met.type = gold.type
left join stray on met.run = stray.run and met.text_set = stray.text_set and met.type = stray.type;

comment on view mention_count is 'How many mentions of a type are gold, predicted and right, for a run on a text set? A type that is neither gold nor predicted there has no row.';
comment on column mention_count.run is 'Run';
comment on column mention_count.text_set is 'Text set tested on';
comment on column mention_count.type is 'Entity type';
comment on column mention_count.n_gold is 'Gold mentions';
comment on column mention_count.n_predicted is 'Predicted mentions';
comment on column mention_count.n_correct is 'Predicted mentions with the tokens and the type of a gold one';
comment on column mention_count.n_gold_strict is 'Gold mentions whose first tag is B-';
comment on column mention_count.n_predicted_strict is 'Predicted mentions whose first tag is B-';
comment on column mention_count.n_correct_strict is 'Of these, those with the tokens and the type of such a gold mention';
