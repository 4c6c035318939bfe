-- Two seeds of a run on Greek tested on Tatar, which is written in Latin letters here: of two PER one is found in the text
-- as it came (F1 2/3; seed 2: both, 1), and both in Latin letters by runs that were trained on them (F1 1): changes of 1/3
-- and 0, on average 1/6. The score before is 5/6. Shared mentions are 1 of 4 as written, 3 of 4 in Latin letters.
delete from published_score;
delete from published_overlap;
delete from language;

insert into language (language, name, family, genus, script, iso639_3)
values ('el', 'Greek', 'E', 'G', 'Grek', 'ell'), ('tt', 'Tatar', 'F', 'H', 'Latn', 'tat');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'el', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'tt', 'test', 'none', 2, 1, 3, 'b'),
(11, 'c', 'ner', 'el', 'train', 'romanise', 1, 9, 90, 'c'), (12, 'c', 'ner', 'tt', 'test', 'romanise', 2, 1, 3, 'd');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, 0, place, place, place + 1, 'PER', 'm', true
from (values (2), (12)) as tested (text_set), range(2) as two (place);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p11', 'romanise', null, 1, 11, 1, 1.0, '{}', 9, 9, 0), ('p12', 'romanise', null, 2, 12, 1, 1.0, '{}', 2, 2, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('plain1', 'ner', 'enc', 'el', 1, 1, 'last', '{}'), ('plain2', 'ner', 'enc', 'el', 1, 2, 'last', '{}'),
('latin1', 'ner', 'enc', 'el', 11, 1, 'last', '{"form":"romanise"}'),
('latin2', 'ner', 'enc', 'el', 11, 2, 'last', '{"form":"romanise"}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('plain1', 2, 3, 0, null), ('plain2', 2, 3, 0, null), ('latin1', 12, 3, 0, null), ('latin2', 12, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('plain1', 2, 0, 0, 1, 'PER', true, true),
('plain2', 2, 0, 0, 1, 'PER', true, true), ('plain2', 2, 0, 1, 2, 'PER', true, true),
('latin1', 12, 0, 0, 1, 'PER', true, true), ('latin1', 12, 0, 1, 2, 'PER', true, true),
('latin2', 12, 0, 0, 1, 'PER', true, true), ('latin2', 12, 0, 1, 2, 'PER', true, true);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 2, 'none', 9, 4, 3, 1, 9, 4, 1), ('romanised_entity', 1, 2, 'u', 9, 4, 3, 3, 9, 4, 1);
