-- Breton is tested (3, one PER), French (1) trains. Perturbed with one seed: with the vectors v (4) and w (5) of the run's
-- own encoder, and at two rates (6 and 7). The run finds the PER before (F1 1), and after in 4 and 6 alone: a change of
-- 0 with v and at rate 0.1, of -1 with w and at rate 0.2. Averaged over vectors or rates each would be -1/2.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 1, 4, 'c'),
(4, 'c', 'ner', 'br', 'test', 'near', 3, 1, 4, 'd'),
(5, 'c', 'ner', 'br', 'test', 'near', 3, 1, 4, 'e'),
(6, 'c', 'ner', 'br', 'test', 'noise', 3, 1, 4, 'f'),
(7, 'c', 'ner', 'br', 'test', 'noise', 3, 1, 4, 'g');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select number, 0, 0, 0, 1, 'PER', 'Anna', true from (values (3), (4), (5), (6), (7)) as text_sets (number);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('m1', 1, 3, 'none', 90, 8, 5, 2, 50, 7, 2);

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('v', 'enc', 0, 'first', 'kept'), ('w', 'enc', 0, 'cls', 'kept');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p4', 'near', 1, 3, 4, 'v', 7, 1.0, '{}', 2, 2, 0), ('p5', 'near', 1, 3, 5, 'w', 7, 1.0, '{}', 2, 2, 0),
('p6', 'noise', null, 3, 6, null, 7, 1.0, '{"rate": 0.1}', 2, 2, 0),
('p7', 'noise', null, 3, 7, null, 7, 1.0, '{"rate": 0.2}', 2, 2, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('cross', 'ner', 'enc', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select 'cross', number, 4, 0, null from (values (3), (4), (5), (6), (7)) as text_sets (number);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select 'cross', number, 0, 0, 1, 'PER', true, true from (values (3), (4), (6)) as text_sets (number);
