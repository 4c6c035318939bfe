-- Every cell but those of titles asks whether known names are memorised: the contrast of arms above 0, of at least .05.
-- Corpus w, leak-free sentences: p .01, .04 and .02, by Holm .03, .04 and .04.
--   native: above 0 throughout: supported. cross_lingual: it turns without one source: undecided.
--   native of another encoder: within .05 on either side of 0: contradicted.
-- All sentences of the first: one p alone, .01; as large and the other way round: contradicted, but not the headline.
-- The lab: supported, and no headline, as there is another corpus.
-- Titles, one pair: -3/10 at random, -2/10 sparing the words of the options, -1/10 under the placebo: the sparing one is
-- the headline.
delete from published_score;

insert into estimate (
    quantity, task, corpus, split, subset, encoder, configuration, setting, train_language, test_language, perturbation,
    dose, method, estimate, n
)
select
    'score_change', 'title', 't', 'test', 'all', 'e', 'k', 'cross_lingual', 'a', 'b', perturbation, 1,
    'paired_bootstrap', change, 9
from (values ('title_random', -0.3), ('title_random_sparing', -0.2), ('title_placebo', -0.1)) as one (perturbation, change);

insert into estimate (
    quantity, task, corpus, split, subset, encoder, configuration, setting, perturbation, placebo, dose, method,
    estimate, low, high, p, n, without_source_low, without_source_high
)
select
    'arm_contrast', 'ner', corpus, 'test', subset, encoder, 'k', setting, 'entity_unshared', 'entity_placebo', 1,
    unnest(['random_effects_knapp_hartung', 'sign_flip']), estimate, low, high, p, 8, without_low, without_high
from (
    values
    ('w', 'leak_free', 'e', 'native', 0.3, 0.2, 0.4, 0.01, 0.25, 0.35),
    ('w', 'leak_free', 'e', 'cross_lingual', 0.3, 0.1, 0.5, 0.04, -0.01, 0.35),
    ('w', 'leak_free', 'f', 'native', 0.02, 0.01, 0.03, 0.02, 0.01, 0.03),
    ('w', 'all', 'e', 'native', -0.3, -0.4, -0.2, 0.01, -0.35, -0.25),
    ('lab', 'all', 'e', 'native', 0.3, 0.2, 0.4, 0.01, 0.25, 0.35)
) as cell (corpus, subset, encoder, setting, estimate, low, high, p, without_low, without_high);
