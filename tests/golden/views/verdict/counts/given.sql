-- Known names: e native and f native support, e across languages is undecided: two of three, none against: supported;
-- of e alone one of two: undecided. Published nothing bears on it.
-- Places: within .02 on either side of 0: contradicted. Published: one pair, undecided.
-- Degradation: published it is so by construction; here there are no runs.
delete from claim where claim not in
('known_names_are_memorised', 'new_places_are_easier', 'degradation_follows_entity_overlap');
update claim set statement = 'said';
delete from published_score;
delete from published_overlap;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'none', 0.5, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'loc_place', 0.6, 'primary', 'v', 's'),
('ner', 'mbert', 'a', 'b', 'cross_lingual', 'entity_unshared', 0.4, 'primary', 'v', 's');

insert into published_overlap (task, kind, l1, l2, setting, overlap_l2, status, source)
values ('ner', 'ner_entity_chunk', 'a', 'b', 'cross_lingual', 0.5, 'derived', 's');

insert into estimate (
    quantity, task, corpus, split, subset, encoder, configuration, setting, perturbation, placebo, dose, method,
    estimate, low, high, p, n, without_source_low, without_source_high
)
select
    quantity, 'ner', 'w', 'test', 'all', encoder, 'k', setting, perturbation, placebo, 1,
    unnest(['random_effects_knapp_hartung', 'sign_flip']), estimate, low, high, p, 8, low, high
from (
    values
    ('arm_contrast', 'e', 'native', 'entity_unshared', 'entity_placebo', 0.3, 0.2, 0.4, 0.01),
    ('arm_contrast', 'e', 'cross_lingual', 'entity_unshared', 'entity_placebo', 0.3, -0.1, 0.5, 0.5),
    ('arm_contrast', 'f', 'native', 'entity_unshared', 'entity_placebo', 0.3, 0.2, 0.4, 0.01),
    ('score_change', 'e', 'cross_lingual', 'loc_place', null, 0.001, 0.0, 0.01, 0.5)
) as cell (quantity, encoder, setting, perturbation, placebo, estimate, low, high, p);
