-- One sentence with a PER found before and after, and one edited word. The edits are those of three perturbations:
-- 'own' against the training set of 'r', 'other' against that of 'half', 'plain' against none.
-- 'r' was tested on all, so it has rows of 'own' and 'plain'; 'half' was not tested on the original: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 2, 'b'),
(3, 'c', 'ner', 'br', 'test', 'words', 2, 1, 2, 'c'),
(4, 'c', 'ner', 'br', 'test', 'words', 2, 1, 2, 'd'),
(5, 'c', 'ner', 'br', 'test', 'plain', 2, 1, 2, 'e'),
(6, 'c', 'ner', 'fr', 'train', 'none', 6, 9, 90, 'f');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 1, 2, 'PER', 'Anna', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('own', 'words', 1, 2, 3, 7, 1.0, '{}', 1, 1, 0), ('other', 'words', 6, 2, 4, 7, 1.0, '{}', 1, 1, 0),
('plain', 'plain', null, 2, 5, 7, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, was_seen, is_seen, token_change, script_changed
)
values
('own', 3, 0, null, 0, 1, 0, 1, 'bras', 'bihan', true, false, 0, false),
('other', 4, 0, null, 0, 1, 0, 1, 'bras', 'kozh', true, false, 0, false),
('plain', 5, 0, null, 0, 1, 0, 1, 'bras', 'ruz', null, null, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('half', 'ner', 'enc', 'fr', 6, 2, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 2, 0, null), ('r', 3, 2, 0, null), ('r', 4, 2, 0, null), ('r', 5, 2, 0, null), ('half', 4, 2, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 1, 2, 'PER', true, true), ('r', 3, 0, 1, 2, 'PER', true, true), ('r', 5, 0, 1, 2, 'PER', true, true),
('half', 4, 0, 1, 2, 'PER', true, true);
