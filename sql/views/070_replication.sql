create or replace view replication as
-- Sentences the paper trained its NER models on (METHOD, section 2).
with trained_on as (
    select
        unnest([
            'fr', 'br', 'ar', 'fa', 'en', 'cy', 'es', 'ca', 'cs', 'sk', 'id', 'ms', 'nl', 'it',
            'hi', 'sco', 'oc', 'af', 'scn', 'an', 'ast'
        ]) as language,
        unnest([
            13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602, 13602,
            9466, 7771, 13532, 11839, 4144, 10175, 4478
        ]) as n_sentences
),

scored as (
    select
        'ner' as task,
        run,
        text_set,
        perturbation_id,
        f1_conlleval as f1
    from score
    union all
    select
        'title' as task,
        run,
        text_set,
        perturbation_id,
        f1_option_b as f1
    from title_score
),

-- The paper's two encoders, by the names of the hub with or without their owner.
by_run as (
    select
        scored.task,
        tested.encoder,
        case regexp_extract(split_part(tested.encoder, '@', 1), '[^/]*$')
            when 'bert-base-multilingual-cased' then 'mbert'
            when 'xlm-roberta-base' then 'xlmr'
        end as model,
        tested.configuration,
        tested.corpus,
        tested.train_language,
        tested.test_language,
        tested.setting,
        tested.perturbation,
        tested.embedding,
        tested.parameters,
        tested.seed,
        run.config,
        training.n_items as n_trained_on,
        scored.f1
    from evaluation_setting as tested
    inner join scored
        on
            tested.run = scored.run
            and tested.text_set = scored.text_set
            and tested.perturbation_id is not distinct from scored.perturbation_id
    inner join run on tested.run = run.run
    left join text_set as training on tested.train_set = training.text_set
    where tested.is_own_perturbation and tested.split = 'test' and coalesce(tested.dose, 1) = 1
),

by_seed as (
    select
        * exclude (config, n_trained_on, f1),
        any_value(config) as config,
        max(n_trained_on) as n_trained_on,
        avg(f1) as f1
    from by_run
    where model is not null
    group by
        task, encoder, model, configuration, corpus, train_language, test_language, setting, perturbation, embedding,
        parameters, seed
),

ours as (
    select
        * exclude (seed, config, n_trained_on, f1),
        any_value(config) as config,
        max(n_trained_on) as n_trained_on,
        avg(f1) as f1,
        case when count(*) > 1 then stddev_samp(f1) end as sd,
        count(*) as n_seeds
    from by_seed
    group by
        task, encoder, model, configuration, corpus, train_language, test_language, setting, perturbation, embedding,
        parameters
),

resampled as (
    select *
    from estimate
    where
        quantity = 'score'
        and method = 'paired_bootstrap'
        and task = 'ner'
        and split = 'test'
        and subset = 'all'
        and coalesce(dose, 1) = 1
        and test_language is not null
),

beside as (
    select
        published.task,
        published.model,
        published.l1,
        published.l2,
        published.setting,
        published.perturbation,
        published.f1 as published_f1,
        ours.f1 as our_f1,
        ours.sd as our_sd,
        ours.n_seeds,
        resampled.low as our_low,
        resampled.high as our_high,
        ours.corpus,
        ours.encoder,
        ours.configuration,
        ours.perturbation as our_perturbation,
        ours.embedding,
        ours.parameters,
        -- What of ours is not as it was in the paper; the first that is true is named.
        case
            when ours.f1 is null then 'no run of ours yet'
            when published.task = 'title'
                then
                    'other data: the paper crawled its own sections, '
                    || 'and scored before and after on differently prepared text'
            when ours.corpus <> 'wikiann_2017'
                then 'other data: the paper drew its own sentences from the first release of WikiANN (wikiann_2017)'
            when ours.n_trained_on is null or trained_on.n_sentences is null
                then 'size of the training set unknown'
            when
                greatest(ours.n_trained_on, trained_on.n_sentences)
                > 1.1 * least(ours.n_trained_on, trained_on.n_sentences)
                then
                    'other size: trained on ' || ours.n_trained_on
                    || ' sentences, the paper on ' || trained_on.n_sentences
            when
                not coalesce(
                    cast(ours.config ->> '$.epochs' as integer) = 1
                    and cast(ours.config ->> '$.batch_size' as integer) = 8
                    and cast(ours.config ->> '$.learning_rate' as double) = 4e-5
                    and cast(ours.config ->> '$.warmup' as double) = 0.06
                    and cast(ours.config ->> '$.max_length' as integer) = 128
                    and cast(ours.config ->> '$.clip_norm' as double) = 1
                    and ours.config ->> '$.selection' = 'last',
                    false
                )
                then 'other training: not the values of the paper'
            when ours.perturbation not in ('none', 'reference_context_cosine')
                then 'other edits: how the paper put replacements into a sentence is unknown'
            when
                ours.perturbation = 'reference_context_cosine'
                and not coalesce(
                    embedding.pooling = 'cls' and embedding.casing = 'lower' and embedding.layer = 12, false
                )
                then 'other word vectors: the paper took position 0 of the last layer, of lower-cased words'
        end as why_not
    from published_score as published
    left join ours
        on
            published.task = ours.task
            and published.model = ours.model
            and published.l1 = ours.train_language
            and published.l2 = ours.test_language
            and published.setting = ours.setting
            and published.perturbation = replace(ours.perturbation, 'reference_', '')
    left join trained_on on published.l1 = trained_on.language
    left join embedding on ours.embedding = embedding.embedding
    left join resampled
        on
            ours.task = resampled.task
            and ours.corpus = resampled.corpus
            and ours.encoder = resampled.encoder
            and ours.configuration = resampled.configuration
            and ours.train_language = resampled.train_language
            and ours.test_language = resampled.test_language
            and ours.perturbation = resampled.perturbation
            and ours.embedding is not distinct from resampled.embedding
            and ours.parameters is not distinct from resampled.parameters
    where published.status = 'primary'
)

select
    task,
    model,
    l1,
    l2,
    setting,
    perturbation,
    case task when 'ner' then 'f1_conlleval' else 'f1_option_b' end as score_name,
    published_f1,
    our_f1,
    our_sd,
    n_seeds,
    our_low,
    our_high,
    our_f1 - published_f1 as difference,
    why_not is null as is_comparable,
    why_not,
    corpus,
    encoder,
    configuration,
    our_perturbation,
    embedding,
    parameters
from beside;

comment on view replication is 'Our scores beside those of the paper''s repository: averaged over the seeds of the perturbations, then over those of the runs. A published score stands beside each of our configurations and variants that it can stand for.';
comment on column replication.task is 'ner or title';
comment on column replication.model is 'mbert or xlmr';
comment on column replication.l1 is 'Language trained on';
comment on column replication.l2 is 'Language tested on';
comment on column replication.setting is 'native or cross_lingual';
comment on column replication.perturbation is 'Name of the perturbation; none for an original';
comment on column replication.score_name is 'f1_conlleval for NER, f1_option_b for titles: what the paper''s repository called F1';
comment on column replication.published_f1 is 'Its F1, of one run';
comment on column replication.our_f1 is 'Ours, mean over seeds; NULL where no run of ours matches';
comment on column replication.our_sd is 'Standard deviation over the seeds of the runs; NULL for one seed';
comment on column replication.n_seeds is 'Seeds of the runs; NULL where there is none';
comment on column replication.our_low is 'Lower end of the 95 % bootstrap interval over the sentences of our test set (xlr estimate); NULL for titles, and where it was not estimated';
comment on column replication.our_high is 'Upper end';
comment on column replication.difference is 'Ours minus theirs';
comment on column replication.is_comparable is 'Was ours made as theirs, as far as that is known: from the same release of WikiANN, a training set of the same size (within a tenth), the paper''s values of training, and the original text or the reference''s own variant of the perturbation? The sentences drawn are others all the same, and theirs is one run without a known seed: even then numbers can agree only within what test sets of that size and seeds leave open, and our_low to our_high is one side of that alone. Titles are never comparable';
comment on column replication.why_not is 'The first thing in which ours differs; NULL where they are comparable';
comment on column replication.corpus is 'Corpus of our runs; NULL where there is none';
comment on column replication.encoder is 'Encoder of our runs, as it is named here; NULL where there is none';
comment on column replication.configuration is 'Configuration of our runs, as in evaluation_setting; NULL where there is none';
comment on column replication.our_perturbation is 'Our perturbation, which may be the reference''s own variant (reference_...); NULL where there is none';
comment on column replication.embedding is 'Word vectors that ours was perturbed with; NULL where none have a part';
comment on column replication.parameters is 'Further parameters of ours, JSON; NULL for an original';
