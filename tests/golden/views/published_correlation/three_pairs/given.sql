-- Three pairs, the overlap 0.1, 0.2, 0.3 (of entity tokens) and F1 0.6, 0.5, 0.7 before, 0.6, 0.45, 0.6 after.
-- Before: x - mean: -1 0 1, y - mean: 0 -1 1 (tenths): r = 1/2; ranks 2 1 3: rho 1/2; 1 degree of freedom: p = 2/3.
-- Change: 0, -0.05, -0.1: a falling line: -1, p 0.
-- Without a or c two points rise, without e they fall: from -1 to 1. All of the kinds here explore: Benjamini-Hochberg
-- of 2/3 and 0 is 2/3 and 0. Three points have no interval.
-- The overlap of title words depends on the model: 'mbert' has two pairs (r 1, no p), 'xlmr' two with one overlap (NULL).
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'e', 'f', 'cross_lingual', 'none', 0.7, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'swap', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'swap', 0.45, 'primary', 'v', 's'),
('ner', 'mbert', 'e', 'f', 'cross_lingual', 'swap', 0.6, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'none', 0.6, 'primary', 'v', 's'),
('title', 'mbert', 'd', 'd', 'native', 'none', 0.7, 'primary', 'v', 's'),
('title', 'xlmr', 'b', 'b', 'native', 'none', 0.6, 'primary', 'v', 's'),
('title', 'xlmr', 'd', 'd', 'native', 'none', 0.7, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'ner_entity_token', 'a', 'b', 'cross_lingual', null, 0.1, 'primary', 's'),
('ner', 'ner_entity_token', 'c', 'd', 'cross_lingual', null, 0.2, 'derived', 's'),
('ner', 'ner_entity_token', 'e', 'f', 'cross_lingual', null, 0.3, 'primary', 's'),
('title', 'title_words', 'b', 'b', 'native', 'mbert', 0.1, 'primary', 's'),
('title', 'title_words', 'd', 'd', 'native', 'mbert', 0.2, 'primary', 's'),
('title', 'title_words', 'b', 'b', 'native', 'xlmr', 0.3, 'primary', 's'),
('title', 'title_words', 'd', 'd', 'native', 'xlmr', 0.3, 'primary', 's');
