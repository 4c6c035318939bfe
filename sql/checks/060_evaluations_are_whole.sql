-- A run that was tested on a text set has a prediction for each of its tokens, or an answer to each of its items.
with tagged as (
    select
        run,
        text_set,
        count(*) as n,
        count(*) filter (is_truncated) as n_truncated
    from prediction
    group by run, text_set
),

answered as (
    select
        run,
        text_set,
        count(distinct item) as n,
        count(*) filter (is_chosen) as n_chosen
    from title_prediction
    group by run, text_set
)

select
    evaluation.run,
    evaluation.text_set,
    text_set.task,
    case text_set.task when 'ner' then text_set.n_tokens else text_set.n_items end as n_wanted,
    coalesce(tagged.n, answered.n, 0) as n_predicted,
    answered.n_chosen
from evaluation
inner join text_set on evaluation.text_set = text_set.text_set
left join tagged on evaluation.run = tagged.run and evaluation.text_set = tagged.text_set
left join answered on evaluation.run = answered.run and evaluation.text_set = answered.text_set
where
    (
        text_set.task = 'ner'
        and (coalesce(tagged.n, 0) <> text_set.n_tokens or evaluation.n_tokens <> text_set.n_tokens)
    )
    or (
        text_set.task = 'title'
        and (coalesce(answered.n, 0) <> text_set.n_items or answered.n_chosen <> text_set.n_items)
    )
order by evaluation.run, evaluation.text_set;
