-- The paper's French to Breton (areal): F1 .7, chunks shared 1/10; with unshared entities .6, with a native model .9 (its
-- chunks: 4/10; beside French). Arabic to Hindi (the control, two scripts) shares no chunk: nothing was replaced, so the
-- .5 printed after is no change of 0 but none, unlike that of the words around (.5 to .4). Token overlap is not asked for.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'none', 0.7, 'primary', 'v', 's'),
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'entity_unshared', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'br', 'br', 'native', 'none', 0.9, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'hi', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'hi', 'cross_lingual', 'entity_unshared', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'ar', 'hi', 'cross_lingual', 'context_cosine', 0.4, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
values
('ner', 'ner_entity_chunk', 'fr', 'br', 'cross_lingual', null, 0.1, 'derived', 's'),
('ner', 'ner_entity_token', 'fr', 'br', 'cross_lingual', null, 0.3, 'primary', 's'),
('ner', 'ner_entity_chunk', 'br', 'br', 'native', null, 0.4, 'derived', 's'),
('ner', 'ner_entity_chunk', 'ar', 'hi', 'cross_lingual', null, 0, 'derived', 's');
