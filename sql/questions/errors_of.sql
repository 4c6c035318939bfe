create or replace macro errors_of(run_name) as table
    with paired as (
        select
            *,
            gold_first_token is not null as is_paired
        from paired_mention(false)
        where run = run_name
    ),

    predicted_here as (
        select
            text_set,
            sentence,
            first_token,
            end_token,
            type,
            is_correct
        from predicted_mention
        where run = run_name
    ),

    tested_here as (
        select text_set
        from evaluation
        where run = run_name
    ),

    -- Each wrong predicted mention, with the gold one that it stands for.
    told as (
        select
            predicted.text_set,
            predicted.sentence,
            predicted.first_token,
            predicted.end_token,
            predicted.type as predicted_type,
            paired.gold_first_token,
            paired.gold_type
        from predicted_here as predicted
        left join paired
            on
                predicted.text_set = paired.text_set
                and predicted.sentence = paired.sentence
                and predicted.first_token = paired.first_token
        where not predicted.is_correct
        union all
        select
            mention.text_set,
            mention.sentence,
            null as first_token,
            null as end_token,
            null as predicted_type,
            mention.first_token as gold_first_token,
            mention.type as gold_type
        from mention
        inner join tested_here on mention.text_set = tested_here.text_set
        where
            not exists (
                select 1
                from predicted_here as found
                where
                    found.is_correct
                    and found.text_set = mention.text_set
                    and found.sentence = mention.sentence
                    and found.first_token = mention.first_token
            )
            and not exists (
                select 1
                from paired
                where
                    paired.text_set = mention.text_set
                    and paired.sentence = mention.sentence
                    and paired.gold_first_token = mention.first_token
            )
    ),

    predicted_text as (
        select
            told.text_set,
            told.sentence,
            told.first_token,
            string_agg(token.form, ' ' order by token.position) as text
        from told
        inner join token
            on
                told.text_set = token.text_set
                and told.sentence = token.sentence
                and token.position >= told.first_token
                and token.position < told.end_token
        group by told.text_set, told.sentence, told.first_token
    )

    select
        text_set.language as test_language,
        text_set.perturbation,
        told.text_set,
        told.sentence,
        case
            when told.gold_type is null then 'spurious'
            when told.predicted_type is null then 'missed'
            when told.first_token = gold.first_token and told.end_token = gold.end_token then 'wrong_type'
            when told.predicted_type = told.gold_type then 'wrong_boundary'
            else 'wrong_type_and_boundary'
        end as kind,
        gold.text as gold,
        told.gold_type,
        predicted_text.text as predicted,
        told.predicted_type
    from told
    inner join text_set on told.text_set = text_set.text_set
    left join mention as gold
        on
            told.text_set = gold.text_set
            and told.sentence = gold.sentence
            and told.gold_first_token = gold.first_token
    left join predicted_text
        on
            told.text_set = predicted_text.text_set
            and told.sentence = predicted_text.sentence
            and told.first_token = predicted_text.first_token
    order by told.text_set, told.sentence, coalesce(told.gold_first_token, told.first_token), told.first_token;

comment on macro table errors_of is 'Every mistake of a run (NER), with the texts: as mention_error counts them.'; -- noqa: PRS
