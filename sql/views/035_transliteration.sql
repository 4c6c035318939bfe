create or replace view transliteration as
with trained as (
    select
        run.run,
        text_set.original as train_set,
        json_extract_string(run.config, '$.form') as form,
        -- A tokenizer fitted on the training texts is another one in another form, and no other difference.
        md5(
            json_merge_patch(
                run.config, '{"commit": null, "labels": null, "versions": null, "form": null, "tokenizer": null}'
            )
        ) as all_else,
        case
            when json_extract_string(run.config, '$.tokenizer.source') like 'fitted on %' then 'fitted'
            else coalesce(json_extract_string(run.config, '$.tokenizer.revision'), '')
        end as cut_by
    from run
    inner join text_set on run.train_set = text_set.text_set
    where
        run.task = 'ner'
        and text_set.perturbation = coalesce(json_extract_string(run.config, '$.form'), 'none')
),

-- One text set may stand for several perturbations: romanised with two seeds it is the same.
scored as (
    select distinct
        score.run,
        score.encoder,
        score.seed,
        score.corpus,
        score.split,
        score.train_language,
        score.test_language,
        score.setting,
        text_set.original as test_set,
        score.perturbation,
        score.f1_conlleval,
        score.configuration,
        trained.train_set,
        trained.all_else,
        trained.cut_by
    from score
    inner join text_set on score.text_set = text_set.text_set
    inner join trained on score.run = trained.run and score.perturbation = coalesce(trained.form, 'none')
    where coalesce(score.dose, 1) = 1
),

shared as (
    select
        train_set,
        test_set,
        max(share(shared_test, n_test)) filter (measure = 'entity_chunk') as entity_chunk,
        -- Of several versions of the library, the last by name.
        arg_max(share(shared_test, n_test), tokenizer) filter (measure = 'romanised_entity') as romanised_entity
    from overlap
    where measure in ('entity_chunk', 'romanised_entity')
    group by train_set, test_set
)

select
    before.encoder,
    before.seed,
    before.corpus,
    before.split,
    before.train_language,
    before.test_language,
    before.setting,
    before.f1_conlleval as f1_original,
    after.f1_conlleval as f1_romanised,
    after.f1_conlleval - before.f1_conlleval as change,
    shared.entity_chunk,
    shared.romanised_entity,
    before.run as run_original,
    after.run as run_romanised,
    before.configuration as configuration_original,
    after.configuration as configuration_romanised
from scored as before
inner join scored as after
    on
        before.encoder = after.encoder
        and before.seed = after.seed
        and before.train_set = after.train_set
        and before.test_set = after.test_set
        and before.all_else = after.all_else
        and before.cut_by = after.cut_by
        and after.perturbation = 'romanise'
left join shared on before.train_set = shared.train_set and before.test_set = shared.test_set
where before.perturbation = 'none';

comment on view transliteration is 'What does training and testing in Latin letters change? A run on the text as it came beside the run of the same encoder, seed and settings that was trained and tested on its romanised form (NER).';
comment on column transliteration.encoder is 'Encoder that was fine-tuned';
comment on column transliteration.seed is 'Seed of both runs';
comment on column transliteration.corpus is 'Corpus of the test set';
comment on column transliteration.split is 'Split of the test set';
comment on column transliteration.train_language is 'Language trained on';
comment on column transliteration.test_language is 'Language tested on';
comment on column transliteration.setting is 'native where the two languages are one, else cross_lingual';
comment on column transliteration.f1_original is 'f1_conlleval of the run trained and tested on the text as it came';
comment on column transliteration.f1_romanised is 'f1_conlleval of the run trained and tested on the romanised text';
comment on column transliteration.change is 'f1_romanised minus f1_original';
comment on column transliteration.entity_chunk is 'Share of the test mentions whose text training has, as written; NULL where it was not counted';
comment on column transliteration.romanised_entity is 'The same in Latin letters and lower case; NULL where it was not counted';
comment on column transliteration.run_original is 'Run on the text as it came';
comment on column transliteration.run_romanised is 'Run on the romanised text';
comment on column transliteration.configuration_original is 'Configuration of the one, as in score';
comment on column transliteration.configuration_romanised is 'Configuration of the other: the same but for the form and, where it was fitted on the training texts, the tokenizer';
