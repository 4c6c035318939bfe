-- No row stands twice in a table that is too big for a key of its own.
select
    'sentence' as place,
    'text_set, sentence' as key,
    concat_ws(', ', text_set, sentence) as row_that_stands_twice
from sentence
group by text_set, sentence
having count(*) > 1
union all
select
    'token' as place,
    'text_set, sentence, position' as key,
    concat_ws(', ', text_set, sentence, position) as row_that_stands_twice
from token
group by text_set, sentence, position
having count(*) > 1
union all
select
    'mention' as place,
    'text_set, sentence, first_token' as key,
    concat_ws(', ', text_set, sentence, first_token) as row_that_stands_twice
from mention
group by text_set, sentence, first_token
having count(*) > 1
union all
select
    'prediction' as place,
    'run, text_set, sentence, position' as key,
    concat_ws(', ', run, text_set, sentence, position) as row_that_stands_twice
from prediction
group by run, text_set, sentence, position
having count(*) > 1
union all
select
    'predicted_mention' as place,
    'run, text_set, sentence, first_token' as key,
    concat_ws(', ', run, text_set, sentence, first_token) as row_that_stands_twice
from predicted_mention
group by run, text_set, sentence, first_token
having count(*) > 1
union all
select
    'title_prediction' as place,
    'run, text_set, item, option' as key,
    concat_ws(', ', run, text_set, item, option) as row_that_stands_twice
from title_prediction
group by run, text_set, item, option
having count(*) > 1
union all
select
    'word_piece' as place,
    'tokenizer, form, piece_position' as key,
    concat_ws(', ', tokenizer, form, piece_position) as row_that_stands_twice
from word_piece
group by tokenizer, form, piece_position
having count(*) > 1
union all
select
    'edit' as place,
    'perturbation_id, sentence, original_first_token' as key,
    concat_ws(', ', perturbation_id, sentence, original_first_token) as row_that_stands_twice
from edit
group by perturbation_id, sentence, original_first_token
having count(*) > 1
order by all;
