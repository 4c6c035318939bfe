create or replace view score_by_subset as
with subset as (
    select unnest(sentence_subsets(), recursive := true)
),

tested as (
    select
        evaluation_setting.*,
        near_in_training.train_set is not null as is_compared
    from evaluation_setting
    left join near_in_training
        on
            evaluation_setting.train_set = near_in_training.train_set
            and evaluation_setting.original = near_in_training.test_set
    where evaluation_setting.task = 'ner'
),

-- Runs with one training set leave out the same sentences of a test set, and of all that was made from it.
pair as materialized (
    select
        train_set,
        original,
        row_number() over () as pair
    from tested
    group by train_set, original
),

form as materialized (
    select
        tested.run,
        tested.text_set,
        pair.pair,
        row_number() over () as form
    from tested
    inner join pair
        on tested.train_set is not distinct from pair.train_set and tested.original = pair.original
    group by tested.run, tested.text_set, pair.pair
),

near as (
    select
        train_set,
        test_set,
        unnest(sentences) as sentence
    from near_in_training
),

-- Cells: whether a sentence stands nearly in training, and whether it has context.
place as materialized (
    select
        pair.pair,
        sentence.sentence,
        near.sentence is not null as is_near,
        sentence.has_context
    from pair
    inner join sentence on pair.original = sentence.text_set
    left join near
        on pair.train_set = near.train_set and pair.original = near.test_set and sentence.sentence = near.sentence
),

size as (
    select
        pair,
        is_near,
        has_context,
        count(*) as n_sentences
    from place
    group by pair, is_near, has_context
),

text_of_pair as (
    select distinct
        pair,
        text_set
    from form
),

-- What is counted is kept first: else DuckDB groups by sentence before it joins, which takes ten times as long.
gold_mention as materialized (
    select
        text_of_pair.pair,
        text_of_pair.text_set,
        place.is_near,
        place.has_context,
        mention.starts_with_b
    from text_of_pair
    inner join mention on text_of_pair.text_set = mention.text_set
    inner join place on text_of_pair.pair = place.pair and mention.sentence = place.sentence
),

gold as (
    select
        pair,
        text_set,
        is_near,
        has_context,
        count(*) as n_gold,
        count(*) filter (starts_with_b) as n_gold_strict
    from gold_mention
    group by pair, text_set, is_near, has_context
),

of_form as materialized (
    select
        form.form,
        form.pair,
        predicted_mention.sentence,
        predicted_mention.is_correct,
        predicted_mention.starts_with_b
    from predicted_mention
    inner join form on predicted_mention.run = form.run and predicted_mention.text_set = form.text_set
),

found as materialized (
    select
        of_form.form,
        place.is_near,
        place.has_context,
        of_form.is_correct,
        of_form.starts_with_b
    from of_form
    inner join place on of_form.pair = place.pair and of_form.sentence = place.sentence
),

predicted as (
    select
        form,
        is_near,
        has_context,
        count(*) as n_predicted,
        count(*) filter (is_correct) as n_correct,
        count(*) filter (starts_with_b) as n_predicted_strict,
        count(*) filter (is_correct and starts_with_b) as n_correct_b
    from found
    group by form, is_near, has_context
),

-- Found with B- where the gold has a stray I-: right in the lenient reading, wrong in the strict one.
stray_mention as materialized (
    select
        run,
        text_set,
        sentence
    from predicted_mention
    where
        is_correct
        and starts_with_b
        and (text_set, sentence, first_token) in (
            select (mention.text_set, mention.sentence, mention.first_token)
            from mention
            where not mention.starts_with_b
        )
),

stray as (
    select
        form.form,
        place.is_near,
        place.has_context,
        count(*) as n_stray
    from stray_mention
    inner join form on stray_mention.run = form.run and stray_mention.text_set = form.text_set
    inner join place on form.pair = place.pair and stray_mention.sentence = place.sentence
    group by form.form, place.is_near, place.has_context
),

total as (
    select
        form.run,
        form.text_set,
        subset.subset,
        cast(sum(size.n_sentences) as bigint) as n_sentences,
        cast(sum(coalesce(gold.n_gold, 0)) as bigint) as n_gold,
        cast(sum(coalesce(predicted.n_predicted, 0)) as bigint) as n_predicted,
        cast(sum(coalesce(predicted.n_correct, 0)) as bigint) as n_correct,
        cast(sum(coalesce(gold.n_gold_strict, 0)) as bigint) as n_gold_strict,
        cast(sum(coalesce(predicted.n_predicted_strict, 0)) as bigint) as n_predicted_strict,
        cast(sum(coalesce(predicted.n_correct_b, 0) - coalesce(stray.n_stray, 0)) as bigint) as n_correct_strict
    from form
    inner join size on form.pair = size.pair
    inner join subset
        on not (subset.is_leak_free and size.is_near) and (size.has_context or not subset.is_with_context)
    left join gold
        on
            form.pair = gold.pair
            and form.text_set = gold.text_set
            and size.is_near = gold.is_near
            and size.has_context = gold.has_context
    left join predicted
        on
            form.form = predicted.form
            and size.is_near = predicted.is_near
            and size.has_context = predicted.has_context
    left join stray
        on form.form = stray.form and size.is_near = stray.is_near and size.has_context = stray.has_context
    group by form.run, form.text_set, subset.subset
)

select
    tested.run,
    subset.subset,
    tested.encoder,
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
    tested.perturbation_train_language,
    tested.text_set,
    coalesce(total.n_sentences, 0) as n_sentences,
    coalesce(total.n_gold, 0) as n_gold,
    coalesce(total.n_predicted, 0) as n_predicted,
    coalesce(total.n_correct, 0) as n_correct,
    case when total.n_sentences > 0 then coalesce(share(total.n_correct, total.n_predicted), 0.0) end as precision,
    case when total.n_sentences > 0 then coalesce(share(total.n_correct, total.n_gold), 0.0) end as recall,
    case when total.n_sentences > 0 then f1(total.n_correct, total.n_predicted, total.n_gold) end as f1_conlleval,
    coalesce(total.n_gold_strict, 0) as n_gold_strict,
    coalesce(total.n_predicted_strict, 0) as n_predicted_strict,
    coalesce(total.n_correct_strict, 0) as n_correct_strict,
    case
        when total.n_sentences > 0 then f1(total.n_correct_strict, total.n_predicted_strict, total.n_gold_strict)
    end as f1_iob2_strict,
    tested.configuration
from tested
inner join subset on tested.is_compared or not subset.is_leak_free
left join total on tested.run = total.run and tested.text_set = total.text_set and subset.subset = total.subset;

comment on view score_by_subset is 'How good is a run on a part of the test sentences (NER)? The leak-free parts have a row only where xlr audit compared the test set with the run''s own training set, so never where that is not known.';
comment on column score_by_subset.run is 'Run';
comment on column score_by_subset.subset is 'all; leak_free: not nearly in the run''s training set; with_context: with words outside entities; leak_free_with_context: both';
comment on column score_by_subset.encoder is 'Encoder that was fine-tuned';
comment on column score_by_subset.seed is 'Seed of the run';
comment on column score_by_subset.corpus is 'Corpus of the test set';
comment on column score_by_subset.train_language is 'Language trained on';
comment on column score_by_subset.test_language is 'Language tested on';
comment on column score_by_subset.setting is 'native where the two languages are one, else cross_lingual';
comment on column score_by_subset.split is 'Split of the test set';
comment on column score_by_subset.perturbation is 'Name of the perturbation; none for an original';
comment on column score_by_subset.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column score_by_subset.dose is 'Share of eligible places touched; NULL for an original';
comment on column score_by_subset.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column score_by_subset.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column score_by_subset.text_set is 'Text set tested on; which of its sentences belong to the subset is told by its original';
comment on column score_by_subset.n_sentences is 'Sentences of the subset';
comment on column score_by_subset.n_gold is 'Gold mentions in them';
comment on column score_by_subset.n_predicted is 'Predicted mentions in them';
comment on column score_by_subset.n_correct is 'Predicted mentions with the tokens and the type of a gold one';
comment on column score_by_subset.precision is 'n_correct / n_predicted; 0 where undefined, NULL where the subset has no sentence';
comment on column score_by_subset.recall is 'n_correct / n_gold; 0 where undefined, NULL where the subset has no sentence';
comment on column score_by_subset.f1_conlleval is 'F1 in the lenient reading: seqeval''s default, and conlleval''s; NULL where the subset has no sentence';
comment on column score_by_subset.n_gold_strict is 'Gold mentions whose first tag is B-';
comment on column score_by_subset.n_predicted_strict is 'Predicted mentions whose first tag is B-';
comment on column score_by_subset.n_correct_strict is 'Of these, those with the tokens and the type of such a gold mention';
comment on column score_by_subset.f1_iob2_strict is 'F1 in seqeval''s strict mode with IOB2; NULL where the subset has no sentence';
comment on column score_by_subset.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
