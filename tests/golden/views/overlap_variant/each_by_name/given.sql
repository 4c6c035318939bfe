-- One count for all measures: 6 of 10 test occurrences shared; 3 of 5 test types, 20 training types.
--   reference: entity tokens, O words and title words 6/10; entity chunks, of distinct texts, 3/5.
--   LangRank: 3 / (20 + 5) = 3/25, half of Dice. MasakhaNER 2.0: the bare count, 3.
-- A measure that no one else publishes has no row. Stop lists: one for French alone, so not for both languages.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 40, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 4, 40, 'c'),
(4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 4, 40, 'd'),
(5, 't', 'title', 'fr', 'train', 'none', 5, 9, 90, 'e'),
(6, 't', 'title', 'br', 'test', 'none', 6, 4, 40, 'f');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select counted.measure, counted.train_set, counted.test_set, counted.tokenizer, 40, 10, 8, 6, 20, 5, 3
from
    (
        values
        ('entity_token', 1, 2, 'none'), ('reference_entity_chunk', 1, 2, 'none'),
        ('reference_context_word', 1, 2, 'none'), ('reference_context_word', 1, 3, 'none'), ('word', 1, 2, 'none'),
        ('subword', 1, 2, 'mbert'), ('subword', 1, 2, 'xlmr'), ('entity_chunk', 1, 2, 'none'),
        ('context_word', 1, 2, 'none'), ('reference_title_text', 5, 6, 'mbert')
    ) as counted (measure, train_set, test_set, tokenizer);

insert into stop_word (stop_list, language, word) values ('l', 'fr', 'le'), ('l', 'fr', 'la');
