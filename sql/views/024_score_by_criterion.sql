create or replace view score_by_criterion as
with tested as (
    select
        evaluation.run,
        evaluation.text_set
    from evaluation
    inner join run on evaluation.run = run.run
    where run.task = 'ner'
),

-- With any type as a candidate, and, for the scores by type, with that type alone.
paired as (
    select
        run,
        text_set,
        null as type,
        first_token = gold_first_token and end_token = gold_end_token as is_same_place,
        has_place,
        type = gold_type as is_same_type
    from paired_mention(false)
    union all
    select
        run,
        text_set,
        type,
        false as is_same_place,
        has_place,
        type = gold_type as is_same_type
    from paired_mention(true)
),

pair_count as (
    select
        run,
        text_set,
        type,
        count(*) filter (where is_same_place) as n_same_place,
        count(*) filter (where has_place) as n_touching,
        count(*) filter (where is_same_type) as n_same_type,
        count(*) filter (where not is_same_type) as n_other_type
    from paired
    group by run, text_set, type
),

met as (
    select
        run,
        text_set,
        type,
        n_gold,
        n_predicted,
        n_correct
    from mention_count
    union all
    select
        tested.run,
        tested.text_set,
        null as type,
        cast(coalesce(sum(mention_count.n_gold), 0) as bigint) as n_gold,
        cast(coalesce(sum(mention_count.n_predicted), 0) as bigint) as n_predicted,
        cast(coalesce(sum(mention_count.n_correct), 0) as bigint) as n_correct
    from tested
    left join mention_count on tested.run = mention_count.run and tested.text_set = mention_count.text_set
    group by tested.run, tested.text_set
),

counted as (
    select
        met.*,
        coalesce(pair_count.n_same_place, 0) as n_same_place,
        coalesce(pair_count.n_touching - pair_count.n_same_place, 0) as n_overlapping,
        coalesce(pair_count.n_same_type, 0) as n_same_type,
        coalesce(pair_count.n_other_type, 0) as n_other_type
    from met
    left join pair_count
        on
            met.run = pair_count.run
            and met.text_set = pair_count.text_set
            and met.type is not distinct from pair_count.type
),

judged as (
    select
        run,
        text_set,
        'strict' as criterion,
        type,
        n_correct,
        n_same_place + n_overlapping as n_incorrect,
        0 as n_partial,
        n_gold,
        n_predicted
    from counted
    union all
    select
        run,
        text_set,
        'exact' as criterion,
        type,
        n_correct + n_same_place as n_correct,
        n_overlapping as n_incorrect,
        0 as n_partial,
        n_gold,
        n_predicted
    from counted
    union all
    select
        run,
        text_set,
        'partial' as criterion,
        type,
        n_correct + n_same_place as n_correct,
        0 as n_incorrect,
        n_overlapping as n_partial,
        n_gold,
        n_predicted
    from counted
    union all
    select
        run,
        text_set,
        'ent_type' as criterion,
        type,
        n_correct + n_same_type as n_correct,
        n_other_type as n_incorrect,
        0 as n_partial,
        n_gold,
        n_predicted
    from counted
)

select
    run,
    text_set,
    criterion,
    type,
    n_correct,
    n_incorrect,
    n_partial,
    n_gold - n_correct - n_incorrect - n_partial as n_missed,
    n_predicted - n_correct - n_incorrect - n_partial as n_spurious,
    n_predicted,
    n_gold,
    coalesce(share(n_correct + n_partial / 2, n_predicted), 0.0) as precision,
    coalesce(share(n_correct + n_partial / 2, n_gold), 0.0) as recall,
    f1(n_correct + n_partial / 2, n_predicted, n_gold) as f1
from judged;

comment on view score_by_criterion is 'How good is a run on a text set when half right counts, as SemEval 2013 task 9 and nervaluate score it (NER)? For each evaluation four rows of all types together, and four for each type by itself.';
comment on column score_by_criterion.run is 'Run';
comment on column score_by_criterion.text_set is 'Text set tested on';
comment on column score_by_criterion.criterion is 'What must be right: strict (tokens and type), exact (tokens), partial (tokens, half for some), ent_type (type and some token)';
comment on column score_by_criterion.type is 'Entity type, mentions of others being left aside on both sides; NULL for all types together';
comment on column score_by_criterion.n_correct is 'Predicted mentions that are right by the criterion: nervaluate''s COR';
comment on column score_by_criterion.n_incorrect is 'Those paired with a gold mention and wrong: INC';
comment on column score_by_criterion.n_partial is 'Those that have some of its tokens right, under partial: PAR';
comment on column score_by_criterion.n_missed is 'Gold mentions that no predicted one is paired with: MIS';
comment on column score_by_criterion.n_spurious is 'Predicted mentions that are paired with no gold one: SPU';
comment on column score_by_criterion.n_predicted is 'Predicted mentions: ACT';
comment on column score_by_criterion.n_gold is 'Gold mentions: POS';
comment on column score_by_criterion.precision is '(n_correct + n_partial / 2) / n_predicted; 0 where undefined';
comment on column score_by_criterion.recall is '(n_correct + n_partial / 2) / n_gold; 0 where undefined';
comment on column score_by_criterion.f1 is 'Harmonic mean of precision and recall; 0 where undefined';
