create or replace view setting_contrast as
-- A perturbed text as it was made with one seed, for one training set, for both of a pair or for none.
with made as materialized (
    select
        perturbed_set,
        perturbation,
        dose,
        embedding,
        parameters,
        seed,
        min(perturbation_id) as perturbation_id,
        list(train_set) as owners,
        bool_or(train_set is null) as is_anybodys
    from perturbation
    group by perturbed_set, perturbation, dose, embedding, parameters, seed
),

tested as materialized (
    select
        tested.run,
        tested.task,
        tested.corpus,
        tested.split,
        tested.encoder,
        tested.configuration,
        tested.setting,
        tested.train_language,
        tested.test_language,
        tested.train_set,
        tested.text_set,
        tested.original,
        tested.perturbation_id
    from evaluation_setting as tested
    inner join made on tested.perturbation_id = made.perturbation_id
    inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
    left join embedding on tested.embedding = embedding.embedding
    where tested.embedding is null or embedding.encoder = tested.encoder
),

model as (
    select
        * exclude (run),
        array_agg(run) as runs
    from tested
    group by all
),

-- A native and a cross-lingual model that were tested on one perturbed text.
met as (
    select
        other.task,
        other.corpus,
        other.split,
        other.encoder,
        other.configuration,
        other.train_language,
        other.test_language,
        other.text_set,
        other.original,
        other.perturbation_id,
        other.runs as other_runs,
        native.runs as native_runs,
        other.train_set as source_set,
        native.train_set as target_set,
        made.perturbation,
        made.dose,
        made.embedding,
        made.parameters,
        made.seed as perturbation_seed,
        case
            when made.is_anybodys then 'none'
            when list_contains(made.owners, other.train_set) and list_contains(made.owners, native.train_set)
                then 'both'
            when list_contains(made.owners, other.train_set) then 'source'
            when list_contains(made.owners, native.train_set) then 'target'
        end as perturbed_against
    from model as other
    inner join model as native
        on
            other.perturbation_id = native.perturbation_id
            and other.encoder = native.encoder
            and other.configuration = native.configuration
            and native.setting = 'native'
    inner join made on other.perturbation_id = made.perturbation_id
    where other.setting = 'cross_lingual'
),

facing as materialized (
    select
        *,
        row_number() over () as facing,
        dense_rank() over (order by source_set, target_set, original) as pair
    from met
    where perturbed_against is not null
),

pair as materialized (
    select distinct
        facing.pair,
        facing.original,
        source.sentences as near_source,
        target.sentences as near_target,
        source.sentences is not null and target.sentences is not null as is_compared
    from facing
    left join near_in_training as source
        on facing.source_set = source.train_set and facing.original = source.test_set
    left join near_in_training as target
        on facing.target_set = target.train_set and facing.original = target.test_set
),

-- What is left out of the leak-free sentences is counted, and taken from all: it is little.
near as materialized (
    select
        pair,
        unnest(list_distinct(list_concat(near_source, near_target))) as sentence
    from pair
    where is_compared
),

text as (
    select
        pair,
        text_set
    from facing
    union
    select
        pair,
        original as text_set
    from facing
),

near_of_text as materialized (
    select
        text.pair,
        text.text_set,
        near.sentence
    from text
    inner join near on text.pair = near.pair
),

near_gold as materialized (
    select
        near_of_text.pair,
        mention.text_set,
        count(*) as n_gold
    from mention
    inner join near_of_text on mention.text_set = near_of_text.text_set and mention.sentence = near_of_text.sentence
    group by near_of_text.pair, mention.text_set
),

near_predicted as materialized (
    select
        near_of_text.pair,
        predicted.run,
        predicted.text_set,
        count(*) as n_predicted,
        count(*) filter (predicted.is_correct) as n_correct
    from predicted_mention as predicted
    inner join near_of_text
        on predicted.text_set = near_of_text.text_set and predicted.sentence = near_of_text.sentence
    group by near_of_text.pair, predicted.run, predicted.text_set
),

counted as materialized (
    select
        run,
        text_set,
        sum(n_gold) as n_gold,
        sum(n_predicted) as n_predicted,
        sum(n_correct) as n_correct
    from mention_count
    group by run, text_set
),

answered as materialized (
    select
        run,
        text_set,
        min(accuracy) as accuracy
    from title_score
    group by run, text_set
),

perturbed_text as (
    select distinct
        pair,
        perturbation_id,
        original,
        text_set
    from facing
),

edited as materialized (
    select
        perturbed_text.pair,
        edit.perturbation_id,
        edit.mention is not null as is_mention,
        near.sentence is not null as is_near,
        perturbed_text.original,
        perturbed_text.text_set,
        edit.sentence,
        edit.original_first_token,
        edit.first_token
    from perturbed_text
    inner join edit on perturbed_text.perturbation_id = edit.perturbation_id
    left join near on perturbed_text.pair = near.pair and edit.sentence = near.sentence
),

kind as materialized (
    select
        pair,
        perturbation_id,
        is_near,
        is_mention,
        count(*) as n_edited,
        row_number() over () as kind
    from edited
    group by pair, perturbation_id, is_near, is_mention
),

-- Where an edited mention stood before and where it stands after: both are looked up in one pass.
place as (
    select
        kind.kind,
        side.is_before,
        case
            when side.is_before then place_number(edited.original, edited.sentence, edited.original_first_token)
            else place_number(edited.text_set, edited.sentence, edited.first_token)
        end as place
    from edited
    inner join kind
        on
            edited.pair = kind.pair
            and edited.perturbation_id = kind.perturbation_id
            and edited.is_near = kind.is_near
            and kind.is_mention
    cross join (values (true), (false)) as side (is_before)
    where edited.is_mention
),

hit as materialized (
    select
        found.run,
        place.kind,
        place.is_before
    from predicted_mention as found
    inner join place on place_number(found.text_set, found.sentence, found.first_token) = place.place
    where found.is_correct
),

recalled as materialized (
    select
        run,
        kind,
        count(*) filter (is_before) - count(*) filter (not is_before) as n_lost
    from hit
    group by run, kind
),

edit_count as materialized (
    select
        pair,
        perturbation_id,
        cast(sum(n_edited) as bigint) as n_edited,
        cast(sum(n_edited) filter (is_mention) as bigint) as n_mentions,
        cast(coalesce(sum(n_edited) filter (is_near), 0) as bigint) as n_near_edited,
        cast(coalesce(sum(n_edited) filter (is_near and is_mention), 0) as bigint) as n_near_mentions
    from kind
    group by pair, perturbation_id
),

lost as materialized (
    select
        recalled.run,
        kind.pair,
        kind.perturbation_id,
        sum(recalled.n_lost) as n_lost,
        coalesce(sum(recalled.n_lost) filter (kind.is_near), 0) as n_near_lost
    from recalled
    inner join kind on recalled.kind = kind.kind
    group by recalled.run, kind.pair, kind.perturbation_id
),

side as (
    select
        facing,
        pair,
        perturbation_id,
        task,
        text_set,
        original,
        true as is_native,
        unnest(native_runs) as run
    from facing
    union all
    select
        facing,
        pair,
        perturbation_id,
        task,
        text_set,
        original,
        false as is_native,
        unnest(other_runs) as run
    from facing
),

-- What is left out: nothing, or the near sentences.
subset as (
    select
        subset,
        cast(is_leak_free as integer) as without_near
    from (select unnest(sentence_subsets(), recursive := true)) as named
    where not is_with_context
),

of_run as (
    select
        side.facing,
        side.is_native,
        subset.subset,
        coalesce(edit_count.n_edited, 0) - subset.without_near * coalesce(edit_count.n_near_edited, 0) as n_edited,
        edit_count.n_mentions - subset.without_near * edit_count.n_near_mentions as n_mentions,
        coalesce(lost.n_lost, 0) - subset.without_near * coalesce(lost.n_near_lost, 0) as n_lost,
        case side.task
            when 'title' then answered_after.accuracy - answered_before.accuracy
            else
                f1(
                    coalesce(after.n_correct, 0) - subset.without_near * coalesce(near_after.n_correct, 0),
                    coalesce(after.n_predicted, 0) - subset.without_near * coalesce(near_after.n_predicted, 0),
                    coalesce(after.n_gold, 0) - subset.without_near * coalesce(near_gold_after.n_gold, 0)
                )
                - f1(
                    coalesce(before.n_correct, 0) - subset.without_near * coalesce(near_before.n_correct, 0),
                    coalesce(before.n_predicted, 0) - subset.without_near * coalesce(near_before.n_predicted, 0),
                    coalesce(before.n_gold, 0) - subset.without_near * coalesce(near_gold_before.n_gold, 0)
                )
        end as score_change
    from side
    inner join pair on side.pair = pair.pair
    inner join subset on subset.without_near = 0 or (pair.is_compared and side.task = 'ner')
    left join edit_count on side.pair = edit_count.pair and side.perturbation_id = edit_count.perturbation_id
    left join lost
        on side.run = lost.run and side.pair = lost.pair and side.perturbation_id = lost.perturbation_id
    left join counted as after on side.run = after.run and side.text_set = after.text_set
    left join counted as before on side.run = before.run and side.original = before.text_set
    left join near_predicted as near_after
        on side.pair = near_after.pair and side.run = near_after.run and side.text_set = near_after.text_set
    left join near_predicted as near_before
        on side.pair = near_before.pair and side.run = near_before.run and side.original = near_before.text_set
    left join near_gold as near_gold_after
        on side.pair = near_gold_after.pair and side.text_set = near_gold_after.text_set
    left join near_gold as near_gold_before
        on side.pair = near_gold_before.pair and side.original = near_gold_before.text_set
    left join answered as answered_after on side.run = answered_after.run and side.text_set = answered_after.text_set
    left join answered as answered_before on side.run = answered_before.run and side.original = answered_before.text_set
),

of_outcome as (
    select
        facing,
        is_native,
        subset,
        'score_change' as outcome,
        n_edited,
        case when n_edited > 0 then score_change end as value
    from of_run
    union all
    select
        facing,
        is_native,
        subset,
        'cost_per_edit' as outcome,
        n_mentions as n_edited,
        share(n_lost, n_mentions) as value
    from of_run
    where n_mentions is not null
),

of_perturbation_seed as (
    select
        facing,
        subset,
        outcome,
        any_value(n_edited) as n_edited,
        avg(value) filter (is_native) as native,
        avg(value) filter (not is_native) as cross_lingual,
        least(count(*) filter (is_native), count(*) filter (not is_native)) as n_seeds
    from of_outcome
    group by facing, subset, outcome
)

select
    facing.task,
    facing.corpus,
    facing.split,
    of_seed.subset,
    facing.encoder,
    facing.configuration,
    facing.train_language,
    facing.test_language,
    facing.perturbation,
    facing.dose,
    facing.embedding,
    facing.parameters,
    facing.perturbed_against,
    of_seed.outcome,
    avg(of_seed.n_edited) as n_edited,
    avg(of_seed.native) as native,
    avg(of_seed.cross_lingual) as cross_lingual,
    avg(of_seed.cross_lingual) - avg(of_seed.native) as contrast,
    min(of_seed.n_seeds) as n_seeds,
    count(*) as n_perturbation_seeds,
    facing.source_set,
    facing.target_set,
    facing.original as test_set
from of_perturbation_seed as of_seed
inner join facing on of_seed.facing = facing.facing
group by
    facing.task, facing.corpus, facing.split, of_seed.subset, facing.encoder, facing.configuration,
    facing.train_language, facing.test_language, facing.perturbation, facing.dose, facing.embedding,
    facing.parameters, facing.perturbed_against, of_seed.outcome, facing.source_set, facing.target_set,
    facing.original;

comment on view setting_contrast is 'Which loses more by the very same edits, the native model or the cross-lingual one? Only texts that both were tested on; averaged over the seeds of the runs, then over those of the perturbation. What was perturbed against the training set of a third language is no row.';
comment on column setting_contrast.task is 'ner or title';
comment on column setting_contrast.corpus is 'Corpus of the test set';
comment on column setting_contrast.split is 'Split of the test set';
comment on column setting_contrast.subset is 'all, or leak_free: without the sentences that stand nearly in the training set of either model; the latter only of NER, and only where both were audited';
comment on column setting_contrast.encoder is 'Encoder that was fine-tuned';
comment on column setting_contrast.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column setting_contrast.train_language is 'Source: the language that the cross-lingual model was trained on';
comment on column setting_contrast.test_language is 'Language tested on, which the native model was trained on';
comment on column setting_contrast.perturbation is 'Name of the perturbation';
comment on column setting_contrast.dose is 'Share of eligible places touched';
comment on column setting_contrast.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column setting_contrast.parameters is 'Its further parameters, JSON';
comment on column setting_contrast.perturbed_against is 'Whose training set the text was perturbed against: source, target, both (one text that belongs to either) or none';
comment on column setting_contrast.outcome is 'cost_per_edit (recall before minus after of the edited mentions; no row where no mention is edited) or score_change (f1_conlleval or accuracy, after minus before)';
comment on column setting_contrast.n_edited is 'Edits, of cost_per_edit those of mentions, averaged over the seeds of the perturbation';
comment on column setting_contrast.native is 'The outcome of the native model; NULL where nothing was edited';
comment on column setting_contrast.cross_lingual is 'The outcome of the cross-lingual model; NULL likewise';
comment on column setting_contrast.contrast is 'cross_lingual minus native: below 0 in cost_per_edit and above 0 in score_change where the cross-lingual model is the more robust one';
comment on column setting_contrast.n_seeds is 'Seeds of runs, the fewest that either model has on any seed of the perturbation';
comment on column setting_contrast.n_perturbation_seeds is 'Seeds of the perturbation';
comment on column setting_contrast.source_set is 'Training set of the cross-lingual model; NULL where it is not in the warehouse';
comment on column setting_contrast.target_set is 'Training set of the native model; NULL likewise';
comment on column setting_contrast.test_set is 'The original text set';
