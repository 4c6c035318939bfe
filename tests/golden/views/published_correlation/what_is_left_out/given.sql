-- Left out: a score that is no primary one, a score of which only the perturbed half is primary, an overlap from an
-- earlier run, an overlap without a number, and an overlap of the other setting. One point remains before and after.
-- The change is rounded to six decimals: 0.3000004 - 0.1 and 0.2000001 - 0 both are 0.2, so there is a tie and no
-- correlation.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'none', 0.5, 'earlier_run', 'v', 's'),
('ner', 'mbert', 'c', 'd', 'cross_lingual', 'swap', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'e', 'f', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'g', 'h', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'i', 'j', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'none', 0.1, 'primary', 'v', 's'),
('title', 'mbert', 'd', 'd', 'native', 'none', 0.0, 'primary', 'v', 's'),
('title', 'mbert', 'b', 'b', 'native', 'swap', 0.3000004, 'primary', 'v', 's'),
('title', 'mbert', 'd', 'd', 'native', 'swap', 0.2000001, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'k', 'a', 'b', 'cross_lingual', null, 0.1, 'primary', 's'),
('ner', 'k', 'c', 'd', 'cross_lingual', null, 0.2, 'primary', 's'),
('ner', 'k', 'e', 'f', 'cross_lingual', null, 0.3, 'earlier_run', 's'),
('ner', 'k', 'g', 'h', 'cross_lingual', null, null, 'primary', 's'),
('ner', 'k', 'i', 'j', 'native', null, 0.3, 'primary', 's'),
('title', 'w', 'b', 'b', 'native', null, 0.1, 'primary', 's'),
('title', 'w', 'd', 'd', 'native', null, 0.2, 'primary', 's');
