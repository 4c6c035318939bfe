-- A probability is between 0 and 1; that of the gold tag is not above that of the tag predicted.
select
    run,
    text_set,
    sentence,
    position as place,
    probability,
    gold_probability
from prediction
where
    probability not between 0 and 1
    or gold_probability not between 0 and 1
    or gold_probability > probability
union all
select
    run,
    text_set,
    item as sentence,
    null as place,
    probability,
    null as gold_probability
from title_prediction
where probability not between 0 and 1
order by all;
