-- mBERT, places: native -0.1 and -0.2 (mean -3/20), cross-lingual 0 and 0: differences 1/10 and 2/10, mean 3/20. Their
-- standard error is 1/20, Student's .975 quantile for one degree of freedom 12.706204736174694: +- 0.635310236808735.
-- Of the four ways to choose the signs two are as far from 0: p = 1/2. Without a 2/10 is left, without c 1/10.
-- Before: native 8/10 and 6/10, cross-lingual 5/10 and 4/10: differences -3/10 and -2/10.
-- XLM-R, known names, one pair: -2/10 native, -1/20 cross-lingual: 3/20, of one target no interval, p 1, and without its
-- source nothing is left. Half of the chunks are shared natively: -2/10 / (1/2) = -4/10; none across languages, so
-- there is nothing to compare. Tokens: 1/4 and 1/5 are shared: -8/10 and -1/4: 11/20.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'b', 'b', 'native', 'none', 0.8, 'primary', 'v', 's'),
('ner', 'mbert', 'b', 'b', 'native', 'loc_place', 0.7, 'primary', 'v', 's'),
('ner', 'mbert', 'd', 'd', 'native', 'none', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'd', 'd', 'native', 'loc_place', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'loc_place', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'none', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'loc_place', 0.4, 'primary', 'v', 's'),
('ner', 'xlmr', 'b', 'b', 'native', 'none', 0.8, 'primary', 'v', 's'),
('ner', 'xlmr', 'b', 'b', 'native', 'entity_unshared', 0.6, 'primary', 'v', 's'),
('ner', 'xlmr', 'a', 'b', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'xlmr', 'a', 'b', 'cross_lingual', 'entity_unshared', 0.45, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'ner_entity_chunk', 'b', 'b', 'native', null, 0.5, 'derived', 's'),
('ner', 'ner_entity_chunk', 'a', 'b', 'cross_lingual', null, 0.0, 'derived', 's'),
('ner', 'ner_entity_token', 'b', 'b', 'native', null, 0.25, 'primary', 's'),
('ner', 'ner_entity_token', 'a', 'b', 'cross_lingual', null, 0.2, 'primary', 's');
