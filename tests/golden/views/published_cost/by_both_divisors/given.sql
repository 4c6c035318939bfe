-- Entities: F1 falls by 1/10; a quarter of the chunks were shared and half of the tokens: -4/10 and -2/10. With nothing
-- shared there is no quotient. Context words: -1/20 of one fifth: -1/4. per_given_name has no share to divide by.
-- Titles: -1/10 each; the cross-lingual pair shares one fifth of the words (-1/2), and the native model read the same
-- text: -1/2 again, although it shares four fifths with its own training text.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'entity_unshared', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'context_cosine', 0.55, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'per_given_name', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'entity_context', 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'a', 'b', 'cross_lingual', 'title_random', 0.4, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'none', 0.7, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'title_random', 0.6, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'ner_entity_chunk', 'a', 'b', 'cross_lingual', null, 0.25, 'derived', 's'),
('ner', 'ner_entity_token', 'a', 'b', 'cross_lingual', null, 0.5, 'primary', 's'),
('ner', 'ner_o_words', 'a', 'b', 'cross_lingual', null, 0.2, 'primary', 's'),
('ner', 'ner_entity_chunk', 'c', 'd', 'cross_lingual', null, 0.0, 'derived', 's'),
('title', 'title_128_words', 'a', 'b', 'cross_lingual', 'mbert', 0.2, 'primary', 's'),
('title', 'title_128_words', 'b', 'b', 'native', 'mbert', 0.8, 'primary', 's');
