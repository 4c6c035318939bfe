-- Greek trains (1) and is tested (2); 11 and 12 are their romanised forms, 13 half romanised. Gold is two PER in each.
--   'plain' finds one of two in 2 (F1 2/3: one predicted, right), both in its own romanised test: that is a perturbation.
--   'latin' is the same in all but the form, with a tokenizer fitted on the romanised texts: both found, F1 1. Two seeds
--   gave the same romanised text (p12, p12b), which is no second row; what it finds in 13 is another dose.
--   'longer' is trained and tested like 'latin', but for three epochs: nothing to compare it with.
--   'bert' and 'bert_latin' have one tokenizer, that of the encoder; 'bert_other' was cut by another one.
--   'gone' has lost its training set, so nobody knows that it is that of 'bert'.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'el', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'el', 'test', 'none', 2, 1, 3, 'b'),
(11, 'c', 'ner', 'el', 'train', 'romanise', 1, 9, 90, 'c'),
(12, 'c', 'ner', 'el', 'test', 'romanise', 2, 1, 3, 'd'),
(13, 'c', 'ner', 'el', 'test', 'romanise', 2, 1, 3, 'e');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select
    text_set,
    0,
    first_token,
    first_token,
    first_token + 1,
    'PER',
    'm',
    true
from (values (2), (12), (13)) as tested (text_set), (values (0), (1)) as place (first_token);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p11', 'romanise', null, 1, 11, 1, 1.0, '{}', 9, 9, 0),
('p12', 'romanise', null, 2, 12, 1, 1.0, '{}', 2, 2, 0),
('p12b', 'romanise', null, 2, 12, 2, 1.0, '{}', 2, 2, 0),
('p13', 'romanise', null, 2, 13, 1, 0.5, '{}', 2, 1, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('plain', 'ner', 'tiny', 'el', 1, 1, 'last',
    '{"epochs": 1, "commit": "x", "tokenizer": {"revision": "f1", "source": "fitted on the training sets of c"}}'),
('latin', 'ner', 'tiny', 'el', 11, 1, 'last',
    '{"epochs": 1, "form": "romanise",
      "tokenizer": {"revision": "f2", "source": "fitted on the training sets of c.romanise"}}'),
('longer', 'ner', 'tiny', 'el', 11, 1, 'last',
    '{"epochs": 3, "form": "romanise",
      "tokenizer": {"revision": "f2", "source": "fitted on the training sets of c.romanise"}}'),
('bert', 'ner', 'bert', 'el', 1, 1, 'last', '{"tokenizer": {"revision": "b", "source": "bert"}}'),
('bert_latin', 'ner', 'bert', 'el', 11, 1, 'last',
    '{"form": "romanise", "tokenizer": {"revision": "b", "source": "bert"}}'),
('bert_other', 'ner', 'bert', 'el', 11, 1, 'last',
    '{"form": "romanise", "tokenizer": {"revision": "o", "source": "other"}}'),
('gone', 'ner', 'bert', 'el', null, 1, 'last',
    '{"form": "romanise", "tokenizer": {"revision": "b", "source": "bert"}}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('plain', 2, 3, 0, null), ('plain', 12, 3, 0, null), ('latin', 12, 3, 0, null), ('latin', 13, 3, 0, null),
('longer', 12, 3, 0, null), ('bert', 2, 3, 0, null), ('bert_latin', 12, 3, 0, null), ('bert_other', 12, 3, 0, null),
('gone', 12, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('plain', 2, 0, 0, 1, 'PER', true, true),
('plain', 12, 0, 0, 1, 'PER', true, true), ('plain', 12, 0, 1, 2, 'PER', true, true),
('latin', 12, 0, 0, 1, 'PER', true, true), ('latin', 12, 0, 1, 2, 'PER', true, true),
('longer', 12, 0, 0, 1, 'PER', true, true),
('bert', 2, 0, 0, 1, 'PER', true, true), ('bert', 2, 0, 1, 2, 'PER', true, true),
('bert_other', 12, 0, 0, 1, 'PER', true, true);

-- Two versions of the library were counted: the later one, by name, is shown.
insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 2, 'none', 9, 4, 3, 1, 9, 4, 1),
('romanised_entity', 1, 2, 'uroman-1', 9, 4, 3, 2, 9, 4, 2),
('romanised_entity', 1, 2, 'uroman-2', 9, 4, 3, 3, 9, 4, 3);
