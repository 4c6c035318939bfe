-- Across pairs, as xlr estimate lands it: the estimate and interval of the random-effects mean, p and n of the sign flips.
-- Left out: the change of score where the cost of an edit is asked for, a perturbation of no claim, half a dose, another
-- split, one entity type, the anti-conservative bootstrap.
-- Of pairs, by the bootstrap. Titles across languages: -2/10 and -4/10 under title_random, -1/10 under the placebo:
--   differences -1/10 and -3/10, mean -1/5 +- 12.706204736174694 / 10; half of the signs are as far from 0: p = 1/2.
-- NER in b: -3/10 under entity_context, -1/10 under context_cosine with the same vectors: -1/5, of one target; with other
--   vectors nothing stands beside it. Before: 1/2 from a (100 sentences), 8/10 in b itself (95): -3/10; in d, with half
--   as many sentences as c, nothing is compared.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'w', 'ner', 'a', 'train', 'none', 1, 100, 90, 'a'), (2, 'w', 'ner', 'b', 'train', 'none', 2, 95, 90, 'b'),
(3, 'w', 'ner', 'c', 'train', 'none', 3, 100, 90, 'c'), (4, 'w', 'ner', 'd', 'train', 'none', 4, 50, 90, 'd');

insert into estimate (
    quantity, task, corpus, split, subset, outcome, encoder, configuration, setting, train_language, test_language,
    perturbation, placebo, perturbed_against, embedding, parameters, dose, type, method, estimate, low, high, p, n,
    without_source_low, without_source_high
)
values
('setting_contrast', 'ner', 'w', 'test', 'leak_free', 'cost_per_edit', 'e', 'k', null, null, null, 'entity_unshared_both', null, 'both', null, '{}', 1, null, 'random_effects_knapp_hartung', -0.1, -0.2, 0, 0.04, 3, -0.15, -0.05),
('setting_contrast', 'ner', 'w', 'test', 'leak_free', 'cost_per_edit', 'e', 'k', null, null, null, 'entity_unshared_both', null, 'both', null, '{}', 1, null, 'sign_flip', -0.11, null, null, 0.25, 2, null, null),
('setting_contrast', 'ner', 'w', 'test', 'leak_free', 'cost_per_edit', 'e', 'k', null, null, null, 'entity_unshared_both', null, 'both', null, '{}', 1, null, 'cluster_bootstrap_over_sources', -0.1, -0.11, -0.09, null, 3, null, null),
('setting_contrast', 'ner', 'w', 'test', 'leak_free', 'score_change', 'e', 'k', null, null, null, 'entity_unshared_both', null, 'both', null, '{}', 1, null, 'sign_flip', 0.1, null, null, 0.5, 2, null, null),
('setting_contrast', 'ner', 'w', 'test', 'all', 'score_change', 'e', 'k', null, null, null, 'context_cosine', null, 'target', 'v', '{}', 1, null, 'random_effects_knapp_hartung', 0.1, null, null, null, 1, null, null),
('setting_contrast', 'ner', 'w', 'test', 'all', 'cost_per_edit', 'e', 'k', null, null, null, 'entity_semantic', null, 'target', 'v', '{}', 1, null, 'sign_flip', 0.1, null, null, 0.5, 2, null, null),
('arm_contrast', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', null, null, 'entity_unshared', 'entity_placebo', null, null, null, 1, null, 'random_effects_knapp_hartung', 0.3, 0.2, 0.4, 0.01, 5, 0.25, 0.35),
('arm_contrast', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', null, null, 'entity_unshared', 'entity_placebo', null, null, null, 0.5, null, 'sign_flip', 0.2, null, null, 0.5, 5, null, null),
('arm_contrast', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', null, null, 'entity_unshared', 'entity_placebo', null, null, null, 1, 'PER', 'sign_flip', 0.2, null, null, 0.5, 5, null, null),
('arm_contrast', 'ner', 'w', 'validation', 'all', null, 'e', 'k', 'native', null, null, 'entity_unshared', 'entity_placebo', null, null, null, 1, null, 'sign_flip', 0.2, null, null, 0.5, 5, null, null),
('score_change', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'cross_lingual', null, null, 'loc_place', null, null, null, '{}', 1, null, 'sign_flip', 0.04, null, null, 0.5, 2, null, null),
('score_change', 'title', 't', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'a', 'b', 'title_random', null, null, null, '{}', 1, null, 'paired_bootstrap', -0.2, null, null, null, 9, null, null),
('score_change', 'title', 't', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'a', 'b', 'title_placebo', null, null, null, '{}', 1, null, 'paired_bootstrap', -0.1, null, null, null, 9, null, null),
('score_change', 'title', 't', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'c', 'd', 'title_random', null, null, null, '{}', 1, null, 'paired_bootstrap', -0.4, null, null, null, 9, null, null),
('score_change', 'title', 't', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'c', 'd', 'title_placebo', null, null, null, '{}', 1, null, 'paired_bootstrap', -0.1, null, null, null, 9, null, null),
('score_change', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', 'b', 'b', 'entity_context', null, null, 'v', '{}', 1, null, 'paired_bootstrap', -0.3, null, null, null, 9, null, null),
('score_change', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', 'b', 'b', 'context_cosine', null, null, 'v', '{}', 1, null, 'paired_bootstrap', -0.1, null, null, null, 9, null, null),
('score_change', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', 'b', 'b', 'context_cosine', null, null, 'u', '{}', 1, null, 'paired_bootstrap', -0.9, null, null, null, 9, null, null),
('score', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', 'b', 'b', 'none', null, null, null, null, null, null, 'paired_bootstrap', 0.8, null, null, null, 9, null, null),
('score', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'a', 'b', 'none', null, null, null, null, null, null, 'paired_bootstrap', 0.5, null, null, null, 9, null, null),
('score', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'native', 'd', 'd', 'none', null, null, null, null, null, null, 'paired_bootstrap', 0.8, null, null, null, 9, null, null),
('score', 'ner', 'w', 'test', 'all', null, 'e', 'k', 'cross_lingual', 'c', 'd', 'none', null, null, null, null, null, null, 'paired_bootstrap', 0.8, null, null, null, 9, null, null);
