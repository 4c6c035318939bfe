-- 4 items. f (French) is right on all before and on 0 and 1 after; b (Breton) on 0 and 1 before and on 0 after. An item
-- without an answer is wrong. Perturbed against French, two words: f 1 -> 1/2, b 1/2 -> 1/4.
-- Contrast: -1/2 + 1/4 = -1/4. Titles have no leak-free subset, whatever was audited, and no cost per edit.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 't', 'title', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 't', 'title', 'br', 'test', 'none', 3, 4, 8, 'c'), (11, 't', 'title', 'br', 'test', 'title_random', 3, 4, 8, 'd');

insert into title_item (text_set, item, page, text, correct)
select text_set, number, 'p', 'ar mor', 'A'
from range(4) as numbers (number) cross join (values (3), (11)) as text (text_set);

insert into near_in_training (train_set, test_set, sentences) values (1, 3, [0]), (2, 3, [1]);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('s', 'title_random', 1, 3, 11, null, 1, 1.0, '{}', 2, 2, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('s', 11, 0, null, 0, 1, 0, 1, 'ar', 'un', null, true, false, 0, false),
('s', 11, 1, null, 0, 1, 0, 1, 'ar', 'un', null, true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('f', 'title', 'enc', 'fr', 1, 1, 'last', '{}'), ('b', 'title', 'enc', 'br', 2, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('f', 3, 8, 0, null), ('f', 11, 8, 0, null), ('b', 3, 8, 0, null), ('b', 11, 8, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select run, text_set, unnest(items), 'A', 1, true
from (values ('f', 3, [0, 1, 2, 3]), ('f', 11, [0, 1]), ('b', 3, [0, 1]), ('b', 11, [0])) as chosen (run, text_set, items);
