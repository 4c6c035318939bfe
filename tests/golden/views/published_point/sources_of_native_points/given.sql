-- a -> b stands beside b -> b, whose source is a. Both a and c are sources of d, so d is its own. A score or an overlap
-- of another status makes no point; an overlap of one model makes none for the other.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'swap', 0.5000004, 'primary', 'v', 's'),
('ner', 'mbert', 'b', 'b', 'native', 'none', 0.9, 'primary', 'v', 's'),
('ner', 'xlmr', 'b', 'b', 'native', 'none', 0.8, 'primary', 'v', 's'),
('ner', 'xlmr', 'b', 'b', 'native', 'none', 0.7, 'duplicate', 'v', 's'),
('ner', 'mbert', 'a', 'd', 'cross_lingual', 'none', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'none', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'd', 'd', 'native', 'none', 0.7, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'k', 'a', 'b', 'cross_lingual', null, 0.1, 'primary', 's'),
('ner', 'k', 'b', 'b', 'native', 'mbert', 0.7, 'derived', 's'),
('ner', 'k', 'd', 'd', 'native', null, 0.6, 'primary', 's'),
('ner', 'as_printed', 'a', 'b', 'cross_lingual', null, 0.1, 'as_printed', 's');
