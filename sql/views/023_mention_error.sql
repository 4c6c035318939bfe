create or replace view mention_error as
with paired as (
    select
        run,
        text_set,
        case
            when first_token <> gold_first_token or end_token <> gold_end_token
                then case when type = gold_type then 'wrong_boundary' else 'wrong_type_and_boundary' end
            else 'wrong_type'
        end as kind,
        gold_type,
        type as predicted_type,
        count(*) as n
    from paired_mention(false)
    where gold_type is not null
    group by run, text_set, kind, gold_type, predicted_type
),

found as (
    select
        run,
        text_set,
        gold_type as type,
        sum(n) as n
    from paired
    group by run, text_set, gold_type
),

explained as (
    select
        run,
        text_set,
        predicted_type as type,
        sum(n) as n
    from paired
    group by run, text_set, predicted_type
),

counted as (
    select
        met.run,
        met.text_set,
        met.type,
        met.n_correct,
        met.n_gold - met.n_correct - coalesce(found.n, 0) as n_missed,
        met.n_predicted - met.n_correct - coalesce(explained.n, 0) as n_spurious
    from mention_count as met
    left join found on met.run = found.run and met.text_set = found.text_set and met.type = found.type
    left join explained on met.run = explained.run and met.text_set = explained.text_set and met.type = explained.type
),

told as (
    select
        run,
        text_set,
        kind,
        gold_type,
        predicted_type,
        n
    from paired
    union all
    select
        run,
        text_set,
        'correct' as kind,
        type as gold_type,
        type as predicted_type,
        n_correct as n
    from counted
    union all
    select
        run,
        text_set,
        'missed' as kind,
        type as gold_type,
        null as predicted_type,
        n_missed as n
    from counted
    union all
    select
        run,
        text_set,
        'spurious' as kind,
        null as gold_type,
        type as predicted_type,
        n_spurious as n
    from counted
)

select
    run,
    text_set,
    kind,
    gold_type,
    predicted_type,
    cast(n as bigint) as n
from told
where n > 0;

comment on view mention_error is 'What kinds of mistakes does a run make on a text set (NER)? Each gold mention counts once under its type, each predicted one once under its own: a pair is one row''s count on both sides. A predicted mention is paired with the gold one it shares tokens with (with the rules of nervaluate''s ent_type: macro paired_mention). Nothing gold and nothing predicted, no row.';
comment on column mention_error.run is 'Run';
comment on column mention_error.text_set is 'Text set tested on';
comment on column mention_error.kind is 'correct; wrong_type (the tokens are right), wrong_boundary (the type is right), wrong_type_and_boundary (some tokens are shared); missed (no predicted mention is paired with it); spurious (it is paired with no gold mention)';
comment on column mention_error.gold_type is 'Type of the gold mention; NULL for spurious';
comment on column mention_error.predicted_type is 'Type of the predicted mention; NULL for missed';
comment on column mention_error.n is 'Gold mentions; predicted ones for spurious';
