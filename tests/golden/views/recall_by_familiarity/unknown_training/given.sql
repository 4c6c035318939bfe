-- 'theirs' has no training set here: its two mentions, one of them found, are of no known kind. 'ours' was tested on a
-- text that was perturbed against another training set (5): it is listed, and not its own. Of the two, Anna is seen in
-- training (once); the text it was put in place of, on the original, was Lena (unseen): so no mention of the kind there.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 2, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 2, 'c'), (5, 'c', 'ner', 'fr', 'train', 'none', 5, 1, 1, 'd');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 5, 2, 3, 7, 1.0, '{}', 1, 1, 0);

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'Anna', 'B-PER'), (2, 0, 0, 'Lena', 'B-PER'), (2, 0, 1, 'Brest', 'B-LOC'), (3, 0, 0, 'Anna', 'B-PER'),
(3, 0, 1, 'Brest', 'B-LOC');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 0, 0, 1, 'PER', 'Lena', true), (2, 0, 1, 1, 2, 'LOC', 'Brest', true),
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 0, 1, 1, 2, 'LOC', 'Brest', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('theirs', 'ner', 'enc', 'br', null, 3, 'imported', '{}'), ('ours', 'ner', 'enc', 'br', 1, 1, 'last', '{"epochs": 1}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('theirs', 2, 2, 0, null), ('ours', 2, 2, 0, null), ('ours', 3, 2, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('theirs', 2, 0, 1, 2, 'LOC', true, true), ('ours', 2, 0, 1, 2, 'LOC', true, true), ('ours', 3, 0, 0, 1, 'PER', true, true);
