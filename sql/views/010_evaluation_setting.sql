create or replace view evaluation_setting as
select
    run.run,
    run.task,
    run.encoder,
    run.seed,
    text_set.corpus,
    run.train_language,
    text_set.language as test_language,
    case when run.train_language = text_set.language then 'native' else 'cross_lingual' end as setting,
    text_set.split,
    text_set.perturbation,
    perturbation.perturbation_id,
    perturbation.dose,
    perturbation.seed as perturbation_seed,
    perturbed_against.language as perturbation_train_language,
    text_set.text_set,
    text_set.original,
    run.train_set,
    evaluation.n_tokens,
    evaluation.n_truncated,
    coalesce(perturbation.n_changed, 0) as n_edited,
    perturbation.perturbation_id is null
    or (
        (perturbation.train_set is null or perturbation.train_set = run.train_set)
        and (perturbation.embedding is null or embedding.encoder = run.encoder)
    ) as is_own_perturbation,
    substr(
        md5(json_merge_patch(run.config, '{"commit": null, "labels": null, "versions": null}')), 1, 8
    ) as configuration,
    perturbation.embedding,
    perturbation.parameters
from evaluation
inner join run on evaluation.run = run.run
inner join text_set on evaluation.text_set = text_set.text_set
left join perturbation on text_set.text_set = perturbation.perturbed_set
left join text_set as perturbed_against on perturbation.train_set = perturbed_against.text_set
left join embedding on perturbation.embedding = embedding.embedding;

comment on view evaluation_setting is 'Under what setting was a run tested on a text set? A row per evaluation and perturbation: one text set may stand for several perturbations that change nothing.';
comment on column evaluation_setting.run is 'Run';
comment on column evaluation_setting.task is 'ner or title';
comment on column evaluation_setting.encoder is 'Encoder that was fine-tuned';
comment on column evaluation_setting.seed is 'Seed of the run';
comment on column evaluation_setting.corpus is 'Corpus of the test set';
comment on column evaluation_setting.train_language is 'Language trained on';
comment on column evaluation_setting.test_language is 'Language tested on';
comment on column evaluation_setting.setting is 'native where the two languages are one, else cross_lingual';
comment on column evaluation_setting.split is 'Split of the test set';
comment on column evaluation_setting.perturbation is 'Name of the perturbation; none for an original';
comment on column evaluation_setting.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column evaluation_setting.dose is 'Share of eligible places touched; NULL for an original';
comment on column evaluation_setting.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column evaluation_setting.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column evaluation_setting.text_set is 'Text set tested on';
comment on column evaluation_setting.original is 'Text set the tested one was perturbed from; itself for an original';
comment on column evaluation_setting.train_set is 'Text set trained on; NULL where it is not in the warehouse, as for an imported run of which it was not said';
comment on column evaluation_setting.n_tokens is 'Tokens predicted';
comment on column evaluation_setting.n_truncated is 'Tokens of which the model did not see every piece';
comment on column evaluation_setting.n_edited is 'Edits made';
comment on column evaluation_setting.is_own_perturbation is 'Whether the test set is an original, or was perturbed against the run''s own training set and by its own encoder''s vectors, or against none';
comment on column evaluation_setting.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column evaluation_setting.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column evaluation_setting.parameters is 'Its further parameters, JSON; NULL for the original';
