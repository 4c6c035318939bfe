-- Every sentence is nearly in training, and none has context: the parts have no sentences, so there is no score before
-- or after, and never a 0. The one edit is in all.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 1, 'c');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values (2, 0, 1, false, 7, null), (3, 0, 1, false, 8, null);

insert into near_in_training (train_set, test_set, sentences) values (1, 2, [0]);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 0, 0, 0, 1, 'PER', 'Vari', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values ('p', 3, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 1, 0, null), ('r', 3, 1, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 2, 0, 0, 1, 'PER', true, true);
