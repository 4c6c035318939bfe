-- Two pairs of mBERT. Student's .975 quantile for one degree of freedom is 12.706204736174694, a mean of two numbers has
-- a standard error of half their distance, and half of the four ways to choose their signs are as far from 0: p = 1/2.
-- NER across languages: before 0.5 and 0.4, overlap 0.2 and 0.1: r 1, of two pairs without p; entity_context -0.1 and -0.2:
--   r 1 as well. Places +0.1 and +0.2: mean 3/20 +- 0.635310236808735. entity_context less places: -0.2 and -0.4.
-- Native: before 0.9 and 0.9: -0.4 and -0.5; places 0 and 0.
-- Titles, native alone: -0.1 and -0.2, overlap of the pair 0.1 and 0.3: r -1; mean -3/20.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'fa', 'cross_lingual', 'none', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'entity_context', 0.4, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'fa', 'cross_lingual', 'entity_context', 0.2, 'primary', 'v', 's'),
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'loc_place', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'fa', 'cross_lingual', 'loc_place', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'br', 'br', 'native', 'none', 0.9, 'primary', 'v', 's'),
('ner', 'mbert', 'fa', 'fa', 'native', 'none', 0.9, 'primary', 'v', 's'),
('ner', 'mbert', 'br', 'br', 'native', 'loc_place', 0.9, 'primary', 'v', 's'),
('ner', 'mbert', 'fa', 'fa', 'native', 'loc_place', 0.9, 'primary', 'v', 's'),
('title', 'mbert', 'fr', 'br', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'ar', 'fa', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('title', 'mbert', 'br', 'br', 'native', 'none', 0.8, 'primary', 'v', 's'),
('title', 'mbert', 'fa', 'fa', 'native', 'none', 0.8, 'primary', 'v', 's'),
('title', 'mbert', 'br', 'br', 'native', 'title_random', 0.7, 'primary', 'v', 's'),
('title', 'mbert', 'fa', 'fa', 'native', 'title_random', 0.6, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'ner_entity_chunk', 'fr', 'br', 'cross_lingual', null, 0.2, 'derived', 's'),
('ner', 'ner_entity_chunk', 'ar', 'fa', 'cross_lingual', null, 0.1, 'derived', 's'),
('title', 'title_128_words', 'fr', 'br', 'cross_lingual', 'mbert', 0.1, 'primary', 's'),
('title', 'title_128_words', 'ar', 'fa', 'cross_lingual', 'mbert', 0.3, 'primary', 's');
