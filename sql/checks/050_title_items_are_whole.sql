-- A title item has its options, and the right answer is one of them.
with offered as (
    select
        text_set,
        item,
        count(*) as n_options,
        list(option) as options
    from title_option
    group by text_set, item
)

select
    title_item.text_set,
    title_item.item,
    coalesce(offered.n_options, 0) as n_options,
    title_item.correct
from title_item
left join offered on title_item.text_set = offered.text_set and title_item.item = offered.item
where coalesce(offered.n_options, 0) < 2 or not list_contains(offered.options, title_item.correct)
order by title_item.text_set, title_item.item;
