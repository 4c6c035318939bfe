create or replace macro sentence_of(run_name, text_set_number, sentence_number) as table
    with gold as (
        select
            position,
            form,
            tag
        from token
        where text_set = text_set_number and sentence = sentence_number
    ),

    predicted as (
        select
            position,
            tag,
            probability,
            gold_probability
        from prediction
        where run = run_name and text_set = text_set_number and sentence = sentence_number
    )

    select
        gold.position,
        gold.form,
        gold.tag as gold,
        predicted.tag as predicted,
        predicted.probability,
        predicted.gold_probability
    from gold
    left join predicted on gold.position = predicted.position
    order by gold.position;

comment on macro table sentence_of is 'A sentence of a text set, token by token, with what a run predicted and how sure it was.'; -- noqa: PRS
