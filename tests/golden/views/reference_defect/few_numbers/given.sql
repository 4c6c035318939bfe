-- Published: places +0.1 across languages (N10). Recalls of 1/4 and 3/4 before are of four entities, 2/5 and 3/5 after of
-- five: one more (N9). Those of titles, 1/3 and 2/3, are of three items (T1).
-- Here: chunks by our count 1/4 of the types, by theirs 2/4: 1/4 more (N4). One of four places had no candidate (N6).
-- Two title items: correct B B, chosen B A: F1 of option B 2/3, accuracy 1/2: 1/6 apart (T1).
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, recall, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.25, 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'b', 'b', 'native', 'none', 0.75, 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'loc_place', 0.4, 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'b', 'b', 'native', 'loc_place', 0.6, 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'a', 'b', 'cross_lingual', 'none', 1 / 3, 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'none', 2 / 3, 0.5, 'primary', 'v', 's');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'a', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'b', 'test', 'none', 2, 9, 90, 'b'),
(3, 't', 'title', 'b', 'train', 'none', 3, 9, 90, 'c'), (4, 't', 'title', 'b', 'test', 'none', 4, 2, 20, 'd');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test, shared_types
)
values
('entity_chunk', 1, 2, 'none', 9, 9, 9, 9, 4, 4, 1), ('reference_entity_chunk', 1, 2, 'none', 9, 9, 9, 9, 4, 4, 2);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'reference_context_cosine', 1, 2, 2, null, 1, 1.0, '{}', 4, 3, 1);

insert into title_item (text_set, item, page, text, correct) values (4, 0, 'p', 't0', 'B'), (4, 1, 'p', 't1', 'B');

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'title', 'e', 'b', 3, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 4, 20, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values ('r', 4, 0, 'B', 0.9, true), ('r', 4, 1, 'A', 0.9, true);
