create or replace view replication as
with own as (
    select
        run,
        text_set,
        coalesce(perturbation_id, '') as perturbed
    from evaluation_setting
    where is_own_perturbation
),

ours as (
    select
        'ner' as task,
        encoder,
        configuration,
        corpus,
        train_language,
        test_language,
        setting,
        perturbation,
        seed,
        avg(f1_conlleval) as f1
    from score
    where
        split = 'test'
        and coalesce(dose, 1) = 1
        and (run, text_set, coalesce(perturbation_id, '')) in (select own.* from own)
    group by encoder, configuration, corpus, train_language, test_language, setting, perturbation, seed
    union all
    select
        'title' as task,
        encoder,
        configuration,
        corpus,
        train_language,
        test_language,
        setting,
        perturbation,
        seed,
        avg(f1_option_b) as f1
    from title_score
    where
        split = 'test'
        and coalesce(dose, 1) = 1
        and (run, text_set, coalesce(perturbation_id, '')) in (select own.* from own)
    group by encoder, configuration, corpus, train_language, test_language, setting, perturbation, seed
),

-- The paper's two encoders, by the names of the hub with or without their owner.
averaged as (
    select
        task,
        case regexp_extract(split_part(encoder, '@', 1), '[^/]*$')
            when 'bert-base-multilingual-cased' then 'mbert'
            when 'xlm-roberta-base' then 'xlmr'
        end as model,
        configuration,
        corpus,
        train_language,
        test_language,
        setting,
        perturbation,
        avg(f1) as f1,
        case when count(*) > 1 then stddev_samp(f1) end as sd
    from ours
    group by task, model, configuration, corpus, train_language, test_language, setting, perturbation
)

select
    published_score.task,
    published_score.model,
    published_score.l1,
    published_score.l2,
    published_score.setting,
    published_score.perturbation,
    case published_score.task when 'ner' then 'f1_conlleval' else 'f1_option_b' end as score_name,
    published_score.f1 as published_f1,
    averaged.f1 as our_f1,
    averaged.sd as our_sd,
    averaged.f1 - published_score.f1 as difference,
    false as is_comparable,
    case
        when averaged.f1 is null then 'no run of ours yet'
        when published_score.task = 'ner'
            then 'other data: the paper drew its own sentences from the first release of WikiANN'
        else 'other data: the paper crawled its own sections, and scored before and after on differently prepared text'
    end as why_not,
    averaged.corpus,
    averaged.configuration
from published_score
left join averaged
    on
        published_score.task = averaged.task
        and published_score.model = averaged.model
        and published_score.l1 = averaged.train_language
        and published_score.l2 = averaged.test_language
        and published_score.setting = averaged.setting
        and published_score.perturbation = averaged.perturbation
where published_score.status = 'primary';

comment on view replication is 'Our scores beside those of the paper''s repository: averaged over the seeds of the runs, then over those of the perturbations.';
comment on column replication.task is 'ner or title';
comment on column replication.model is 'mbert or xlmr';
comment on column replication.l1 is 'Language trained on';
comment on column replication.l2 is 'Language tested on';
comment on column replication.setting is 'native or cross_lingual';
comment on column replication.perturbation is 'Name of the perturbation; none for an original';
comment on column replication.score_name is 'f1_conlleval for NER, f1_option_b for titles: what the paper''s repository called F1';
comment on column replication.published_f1 is 'Its F1';
comment on column replication.our_f1 is 'Ours, mean over seeds; NULL where no run of ours matches';
comment on column replication.our_sd is 'Standard deviation over the seeds of the runs; NULL for one seed';
comment on column replication.difference is 'Ours minus theirs';
comment on column replication.is_comparable is 'Whether the two were made on the same data in the same way';
comment on column replication.why_not is 'Why they are not comparable';
comment on column replication.corpus is 'Corpus of our runs; NULL where there is none';
comment on column replication.configuration is 'Configuration of our runs, as in evaluation_setting; NULL where there is none';
