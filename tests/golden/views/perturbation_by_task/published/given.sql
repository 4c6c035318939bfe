-- Two pairs of the paper. NER, chance 0: .8 to .4 and .4 to .3: half and a quarter are lost, 5/12 of both. Titles, chance
-- 1/4: .75 to .5 (half of what is above chance) and .25 to .15 (nothing to lose): -1/4 and -1/10 by 3/4.
-- Perturbations by name: a text for the kinds that this paper has not.
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
select task, 'mbert', 'fr', l2, 'cross_lingual', perturbation, f1, 'primary', 'v', 's'
from
(
    values
    ('ner', 'br', 'none', 0.8), ('ner', 'oc', 'none', 0.4), ('ner', 'br', 'entity_context', 0.4),
    ('ner', 'oc', 'entity_context', 0.3), ('title', 'br', 'none', 0.75), ('title', 'oc', 'none', 0.25),
    ('title', 'br', 'title_cosine', 0.5), ('title', 'oc', 'title_cosine', 0.15),
    ('ner', 'br', 'context_only', 0.8), ('ner', 'br', 'context_mlm', 0.8), ('ner', 'br', 'typo', 0.8),
    ('title', 'br', 'title_option_only', 0.75), ('ner', 'br', 'mine', 0.8), ('ner', 'br', 'loc_place', 0.9),
    ('title', 'oc', 'title_random_sparing', 0.25), ('title', 'br', 'title_placebo', 0.75)
) as given (task, l2, perturbation, f1);

insert into published_overlap (task, kind, l1, l2, setting, model, overlap_l2, status, source)
select task, kind, 'fr', l2, 'cross_lingual', null, 0.5, 'primary', 's'
from (values ('ner', 'ner_entity_chunk'), ('title', 'title_128_words')) as kind (task, kind),
    (values ('br'), ('oc')) as pair (l2);
