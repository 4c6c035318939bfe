-- Which gold mention does each predicted one that is not right, but touches one, stand for?
--
-- Predicted mentions are taken in the order of the text. Of the gold ones that share tokens with it (at least 1 % of
-- the gold one's) and that none before it has taken, each takes the nearest of its own type (by the distances of both
-- ends), else the first: so nervaluate does it in its schema ent_type. In strict, exact and partial each takes the
-- first that is free, whatever its type: has_place says whether there is one.
--
-- The mentions of one tagging never overlap. So nearly always a predicted one touches one gold one, which is taken by
-- the first to touch it. Only where one touches several (as the neighbours of the gold ones tell) is there a choice;
-- and no walk through the text is needed there either. Only the first gold one that it touches can be taken, by the
-- one before it. It is taken if that one touches nothing else, or takes it whatever was taken before; it is free if
-- that one takes another whatever was taken before; else it is what it was for that one. So the nearest one before
-- that settles it is looked up.
create or replace macro paired_mention(of_one_type) as table
    with gold as (
        select
            text_set,
            sentence,
            first_token,
            end_token,
            type,
            lag(end_token) over in_order as end_before,
            lead(first_token) over in_order as first_after,
            not of_one_type as is_of_any_type
        from mention
        window in_order as (
            partition by text_set, sentence, case when of_one_type then type end
            order by first_token
        )
    ),

    touched as (
        select
            predicted.run,
            predicted.text_set,
            predicted.sentence,
            predicted.first_token,
            predicted.end_token,
            predicted.type,
            gold.first_token as gold_first_token,
            gold.end_token as gold_end_token,
            gold.type as gold_type,
            coalesce(predicted.first_token < gold.end_before, false)
            or coalesce(predicted.end_token > gold.first_after, false) as is_touching_more,
            gold.first_token < predicted.first_token or gold.end_token > predicted.end_token as is_left_over
        from predicted_mention as predicted
        inner join gold
            on
                predicted.text_set = gold.text_set
                and predicted.sentence = gold.sentence
                and predicted.first_token < gold.end_token
                and predicted.end_token > gold.first_token
        where
            not predicted.is_correct
            and (gold.is_of_any_type or predicted.type = gold.type)
            and 100 * (
                least(predicted.end_token, gold.end_token) - greatest(predicted.first_token, gold.first_token)
            ) >= gold.end_token - gold.first_token
    ),

    contested as (
        select
            run,
            text_set,
            sentence,
            gold_first_token,
            min(first_token) as first_to_touch,
            bool_or(is_touching_more) as is_entangled
        from touched
        where is_left_over or is_touching_more
        group by run, text_set, sentence, gold_first_token
        having count(*) > 1 or bool_or(is_touching_more)
    ),

    marked as (
        select
            touched.*,
            coalesce(contested.is_entangled, false) as is_entangled,
            coalesce(contested.first_to_touch = touched.first_token, true) as is_first
        from touched
        left join contested
            on
                touched.run = contested.run
                and touched.text_set = contested.text_set
                and touched.sentence = contested.sentence
                and touched.gold_first_token = contested.gold_first_token
    ),

    -- A rank is distance * 2^31 + place; all of another type come after, by place (2^62 + place).
    ranked as (
        select
            *,
            gold_first_token + case
                when gold_type = type
                    then 2147483648 * (abs(gold_first_token - first_token) + abs(gold_end_token - end_token))
                else 4611686018427387904
            end as gold_rank
        from marked
        where is_entangled
    ),

    entangled as (
        select
            run,
            text_set,
            sentence,
            first_token,
            end_token,
            type,
            count(*) as n_touched,
            min(gold_first_token) as first_touched,
            max(gold_first_token) as last_touched,
            min(gold_rank) as choice,
            min(gold_rank) filter (where gold_first_token >= first_token) as choice_if_taken
        from ranked
        group by run, text_set, sentence, first_token, end_token, type
    ),

    linked as (
        select
            *,
            lag(n_touched) over in_order as n_touched_before,
            coalesce(lag(last_touched) over in_order = first_touched, false) as is_linked,
            lag(choice) over in_order % 2147483648 as choice_before,
            lag(choice_if_taken) over in_order % 2147483648 as choice_if_taken_before
        from entangled
        window in_order as (partition by run, text_set, sentence order by first_token)
    ),

    -- Whether the first one touched is taken, by place and by type: NULL where it is as it was for the one before.
    settled as (
        select
            *,
            case
                when not is_linked or n_touched_before > 2 then false
                when n_touched_before = 1 then true
            end as is_taken_by_place,
            case
                when not is_linked then false
                when n_touched_before = 1 or choice_before = first_touched then true
                when choice_if_taken_before <> first_touched then false
            end as is_taken_by_type
        from linked
    ),

    decided as (
        select
            run,
            text_set,
            sentence,
            first_token,
            end_token,
            type,
            n_touched > 1 or not last_value(is_taken_by_place ignore nulls) over in_order as has_place,
            case
                when last_value(is_taken_by_type ignore nulls) over in_order then choice_if_taken
                else choice
            end % 2147483648 as gold_first_token
        from settled
        window in_order as (partition by run, text_set, sentence order by first_token)
    )

    select
        run,
        text_set,
        sentence,
        first_token,
        end_token,
        type,
        is_first as has_place,
        case when is_first then gold_first_token end as gold_first_token,
        case when is_first then gold_end_token end as gold_end_token,
        case when is_first then gold_type end as gold_type
    from marked
    where not is_entangled
    union all
    select
        decided.run,
        decided.text_set,
        decided.sentence,
        decided.first_token,
        decided.end_token,
        decided.type,
        decided.has_place,
        gold.first_token as gold_first_token,
        gold.end_token as gold_end_token,
        gold.type as gold_type
    from decided
    left join mention as gold
        on
            decided.text_set = gold.text_set
            and decided.sentence = gold.sentence
            and decided.gold_first_token = gold.first_token;

comment on macro table paired_mention is 'Predicted mentions that are not right but share tokens with a gold one, each with the gold one it is paired with (the nearest of its type that is free, else the first; NULL where none is free), and whether it has one when pairs are made by place alone; with of_one_type, mentions of other types are no candidates.'; -- noqa: PRS
