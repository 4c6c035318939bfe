-- The only score that stands beside the paper's is that of 4, perturbed in full against the run's own training set by its
-- own encoder's vectors: F1 1. Left out: half a dose (5), the other pair's training set (6), another encoder's vectors (7),
-- the validation split (8) and another encoder: all of them F1 0.
delete from published_score;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values ('ner', 'xlmr', 'fr', 'br', 'cross_lingual', 'near', 0.5, 'primary', 'v', 's'),
('ner', 'xlmr', 'fr', 'br', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 1, 3, 'c'),
(4, 'c', 'ner', 'br', 'test', 'near', 3, 1, 3, 'd'),
(5, 'c', 'ner', 'br', 'test', 'near', 3, 1, 3, 'e'),
(6, 'c', 'ner', 'br', 'test', 'near', 3, 1, 3, 'f'),
(7, 'c', 'ner', 'br', 'test', 'near', 3, 1, 3, 'g'),
(8, 'c', 'ner', 'br', 'validation', 'none', 8, 1, 3, 'h');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, 0, 0, 0, 1, 'PER', 'Anna', true from text_set where text_set > 2;

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('own', 'xlm-roberta-base', 0, 'first', 'cased'), ('other', 'bert-base-multilingual-cased', 0, 'first', 'cased');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p4', 'near', 1, 3, 4, 'own', 7, 1.0, '{}', 2, 2, 0), ('p5', 'near', 1, 3, 5, 'own', 7, 0.5, '{}', 2, 1, 0),
('p6', 'near', 2, 3, 6, 'own', 7, 1.0, '{}', 2, 2, 0), ('p7', 'near', 1, 3, 7, 'other', 7, 1.0, '{}', 2, 2, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'xlm-roberta-base', 'fr', 1, 1, 'last', '{}'), ('lab', 'ner', 'lab-tiny', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('r', 4, 3, 0, null), ('r', 5, 3, 0, null), ('r', 6, 3, 0, null), ('r', 7, 3, 0, null), ('r', 8, 3, 0, null),
('lab', 4, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 4, 0, 0, 1, 'PER', true, true);
