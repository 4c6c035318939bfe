-- Correct: A A B B C D; chosen: A B B B A D. Right are items 0, 2, 3 and 5: accuracy 4/6 = 2/3.
--   A: chosen 2, gold 2, right 1: F1 1/2.   B: chosen 3, gold 2, right 2: F1 = 2 * (2/3 * 1) / (5/3) = 4/5.
--   C: chosen 0, gold 1: F1 0.              D: chosen 1, gold 1, right 1: F1 1.
-- Macro F1 = (1/2 + 4/5 + 0 + 1) / 4 = 23/40. Option B, which seqeval alone would see, has 4/5.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 't', 'title', 'br', 'test', 'none', 2, 6, 60, 'b');

insert into title_item (text_set, item, page, text, correct)
values
(2, 0, 'p', 't0', 'A'), (2, 1, 'p', 't1', 'A'), (2, 2, 'p', 't2', 'B'), (2, 3, 'p', 't3', 'B'), (2, 4, 'p', 't4', 'C'),
(2, 5, 'p', 't5', 'D');

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'title', 'enc', 'fr', 1, 5, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 60, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select
    'r' as run,
    2 as text_set,
    chosen.item,
    letter.option,
    case when letter.option = chosen.option then 0.7 else 0.1 end as probability,
    letter.option = chosen.option as is_chosen
from (values (0, 'A'), (1, 'B'), (2, 'B'), (3, 'B'), (4, 'A'), (5, 'D')) as chosen (item, option)
cross join (values ('A'), ('B'), ('C'), ('D')) as letter (option);
