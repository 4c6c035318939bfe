-- No overlap was counted: the scores stand alone, across languages too. A configuration is a hash of all that was set;
-- of '{}' its 99914b93, and of the other md5('{"form":"romanise"}').
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'ru', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'be', 'test_leak_free', 'none', 2, 1, 3, 'b'),
(3, 'c', 'ner', 'ru', 'train', 'romanise', 1, 9, 90, 'c'),
(4, 'c', 'ner', 'be', 'test_leak_free', 'romanise', 2, 1, 3, 'd');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p3', 'romanise', null, 1, 3, 1, 1.0, '{}', 9, 9, 0), ('p4', 'romanise', null, 2, 4, 1, 1.0, '{}', 2, 2, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'ru', 1, 5, 'last', '{}'), ('l', 'ner', 'enc', 'ru', 3, 5, 'last', '{"form":"romanise"}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 3, 0, null), ('l', 4, 3, 0, null);
