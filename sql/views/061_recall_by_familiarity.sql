create or replace view recall_by_familiarity as
-- Runs with one training set meet a text set alike, so its mentions are sorted into kinds once for all of them.
with form as materialized (
    select
        run.train_set,
        evaluation.text_set,
        row_number() over () as form
    from evaluation
    inner join run on evaluation.run = run.run
    where run.task = 'ner'
    group by run.train_set, evaluation.text_set
),

known as (
    select
        form.form,
        mention.sentence,
        mention.first_token,
        case
            when mention.is_seen_in_training then 'seen'
            when mention.is_seen_as_other_type then 'other_type'
            when mention.n_seen_tokens > 0 then 'in_part'
            else 'unseen'
        end as familiarity,
        training_frequency(mention.training_count) as frequency
    from form
    inner join mention_familiarity as mention
        on form.train_set = mention.train_set and form.text_set = mention.text_set
    union all
    select
        form.form,
        mention.sentence,
        mention.first_token,
        null as familiarity,
        null as frequency
    from form
    inner join mention on form.text_set = mention.text_set
    where form.train_set is null
),

kind as materialized (
    select
        form,
        familiarity,
        frequency,
        count(*) as n,
        row_number() over () as kind,
        row_number() over (partition by form order by count(*) desc, familiarity asc, frequency asc) = 1 as is_largest
    from known
    group by form, familiarity, frequency
),

-- The largest kind is what is left of all that was found, so it need not be looked up. One list: else DuckDB takes the
-- places for more than the predicted mentions, and looks them up among these, which takes thrice as long.
place_list as (
    select
        list(
            {
                'place': place_number(form.text_set, known.sentence, known.first_token),
                'kind': kind.kind
            }
        ) as places
    from known
    inner join kind
        on
            known.form = kind.form
            and known.familiarity = kind.familiarity
            and known.frequency = kind.frequency
    inner join form on known.form = form.form
    where not kind.is_largest
),

place as (
    select unnest(places, recursive := true)
    from place_list
),

form_of_run as materialized (
    select
        evaluation.run,
        evaluation.text_set,
        form.form
    from evaluation
    inner join run on evaluation.run = run.run
    inner join form on evaluation.text_set = form.text_set and run.train_set is not distinct from form.train_set
),

-- Also for training sets that are not the run's, where several met a text set: counting first and choosing then is
-- faster.
hit as materialized (
    select
        found.run,
        place.kind
    from predicted_mention as found
    inner join place
        on place_number(found.text_set, found.sentence, found.first_token) = place.place
    where found.is_correct
),

recalled as (
    select
        run,
        kind,
        count(*) as n_recalled
    from hit
    group by run, kind
),

correct as (
    select
        run,
        text_set,
        count(*) as n
    from predicted_mention
    where is_correct
    group by run, text_set
),

counted as materialized (
    select
        form_of_run.run,
        form_of_run.text_set,
        kind.familiarity,
        kind.frequency,
        kind.n,
        case
            when not kind.is_largest then coalesce(recalled.n_recalled, 0)
            else
                coalesce(correct.n, 0)
                - coalesce(sum(recalled.n_recalled) over (partition by form_of_run.run, form_of_run.text_set), 0)
        end as n_recalled
    from form_of_run
    inner join kind on form_of_run.form = kind.form
    left join recalled on form_of_run.run = recalled.run and kind.kind = recalled.kind
    left join correct on form_of_run.run = correct.run and form_of_run.text_set = correct.text_set
),

tested_before as (
    select
        tested.run,
        tested.original
    from evaluation_setting as tested
    inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
    group by tested.run, tested.original
)

select
    tested.run,
    tested.encoder,
    tested.configuration,
    tested.seed,
    tested.corpus,
    tested.train_language,
    tested.test_language,
    tested.setting,
    tested.split,
    tested.perturbation,
    tested.perturbation_id,
    tested.dose,
    tested.perturbation_seed,
    tested.is_own_perturbation,
    tested.text_set,
    counted.familiarity,
    counted.frequency as training_frequency,
    counted.n,
    cast(counted.n_recalled as bigint) as n_recalled,
    counted.n_recalled / counted.n as recall,
    case when tested_before.run is not null then coalesce(before.n, 0) end as n_original,
    before.n_recalled / before.n as recall_original
from evaluation_setting as tested
inner join counted on tested.run = counted.run and tested.text_set = counted.text_set
left join tested_before on tested.run = tested_before.run and tested.original = tested_before.original
left join counted as before
    on
        tested.run = before.run
        and tested.original = before.text_set
        and counted.familiarity is not distinct from before.familiarity
        and counted.frequency is not distinct from before.frequency;

comment on view recall_by_familiarity is 'How much better are familiar entities found? Gold mentions of a tested text set by how the run''s training set knows them: each mention is in one row, so rows can be summed; no gold mention of a kind, no row.';
comment on column recall_by_familiarity.run is 'Run';
comment on column recall_by_familiarity.encoder is 'Encoder that was fine-tuned';
comment on column recall_by_familiarity.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column recall_by_familiarity.seed is 'Seed of the run';
comment on column recall_by_familiarity.corpus is 'Corpus of the test set';
comment on column recall_by_familiarity.train_language is 'Language trained on';
comment on column recall_by_familiarity.test_language is 'Language tested on';
comment on column recall_by_familiarity.setting is 'native where the two languages are one, else cross_lingual';
comment on column recall_by_familiarity.split is 'Split of the test set';
comment on column recall_by_familiarity.perturbation is 'Name of the perturbation; none for an original';
comment on column recall_by_familiarity.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column recall_by_familiarity.dose is 'Share of eligible places touched; NULL for an original';
comment on column recall_by_familiarity.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column recall_by_familiarity.is_own_perturbation is 'Whether the test set is an original, or was perturbed against the run''s own training set and by its own encoder''s vectors, or against none';
comment on column recall_by_familiarity.text_set is 'Text set tested on';
comment on column recall_by_familiarity.familiarity is 'seen (training has the text as this type), other_type (only as other types), in_part (some of its tokens stand in entities of training), unseen; NULL where the run has no training set here';
comment on column recall_by_familiarity.training_frequency is 'How often training has the text as this type: 0, 1, 2-4, 5-19 or 20+; NULL likewise';
comment on column recall_by_familiarity.n is 'Gold mentions of this kind';
comment on column recall_by_familiarity.n_recalled is 'Of these, those the run found, tokens and type';
comment on column recall_by_familiarity.recall is 'n_recalled by n';
comment on column recall_by_familiarity.n_original is 'Gold mentions of the same kind in the original text set (other mentions, where names were replaced); NULL where the run was not tested on it';
comment on column recall_by_familiarity.recall_original is 'Recall of these by the same run; NULL where there are none';
