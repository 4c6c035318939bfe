create or replace view edit_cost_by as
with tested as materialized (
    select
        tested.run,
        tested.corpus,
        tested.split,
        tested.encoder,
        tested.configuration,
        tested.setting,
        tested.train_language,
        tested.test_language,
        tested.train_set,
        tested.seed,
        tested.original,
        tested.perturbation,
        tested.perturbation_id,
        tested.dose,
        tested.embedding,
        tested.parameters,
        tested.perturbation_seed
    from evaluation_setting as tested
    inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
    where tested.is_own_perturbation and tested.perturbation_id is not null and tested.task = 'ner'
),

-- Runs with one training set meet the same edits, so these are sorted into bins once for all of them.
form as materialized (
    select
        train_set,
        perturbation_id,
        original,
        row_number() over () as form
    from tested
    group by train_set, perturbation_id, original
),

trained as (
    select
        text_set,
        type,
        text,
        count(*) as n
    from mention
    where text_set in (select form.train_set from form)
    group by text_set, type, text
),

edited_mention as materialized (
    select
        form.form,
        form.train_set,
        form.original,
        edit.text_set,
        edit.sentence,
        edit.original_first_token,
        edit.first_token,
        edit.original_end_token - edit.original_first_token as n_tokens
    from form
    inner join edit on form.perturbation_id = edit.perturbation_id
    where edit.mention is not null
),

sentence_edited as (
    select distinct
        original,
        sentence
    from edited_mention
),

-- Words of a sentence are its tokens with a letter.
context as (
    select
        token.text_set,
        token.sentence,
        count(*) as n_words
    from token
    inner join sentence_edited
        on token.text_set = sentence_edited.original and token.sentence = sentence_edited.sentence
    where token.tag = 'O' and regexp_matches(token.form, '\p{L}')
    group by token.text_set, token.sentence
),

near as (
    select
        train_set,
        test_set,
        unnest(sentences) as sentence
    from near_in_training
),

binned as materialized (
    select
        edited.form,
        edited.original,
        edited.text_set,
        edited.sentence,
        edited.original_first_token,
        edited.first_token,
        case
            when context.n_words is null then '0'
            when context.n_words < 3 then '1-2'
            when context.n_words < 6 then '3-5'
            else '6+'
        end as context_words,
        case when edited.train_set is not null then training_frequency(coalesce(trained.n, 0)) end as frequency,
        case
            when edited.n_tokens < 3 then cast(edited.n_tokens as varchar)
            when edited.n_tokens < 5 then '3-4'
            else '5+'
        end as n_tokens,
        case
            when near.sentence is not null then 'nearly_in_training'
            when audited.train_set is not null then 'leak_free'
        end as leakage
    from edited_mention as edited
    inner join mention
        on
            edited.original = mention.text_set
            and edited.sentence = mention.sentence
            and edited.original_first_token = mention.first_token
    left join trained
        on edited.train_set = trained.text_set and mention.type = trained.type and mention.text = trained.text
    left join context on edited.original = context.text_set and edited.sentence = context.sentence
    left join near_in_training as audited
        on edited.train_set = audited.train_set and edited.original = audited.test_set
    left join near
        on edited.train_set = near.train_set and edited.original = near.test_set and edited.sentence = near.sentence
),

kind as materialized (
    select
        form,
        context_words,
        frequency,
        n_tokens,
        leakage,
        count(*) as n_edited,
        row_number() over () as kind
    from binned
    group by form, context_words, frequency, n_tokens, leakage
),

-- Where an edited mention stood before and where it stands after: both are looked up in one pass. One list: else DuckDB
-- takes the places for more than the predicted mentions, and looks them up among these, which takes longer.
place_list as (
    select
        list(
            {
                'place': case
                    when side.is_before then place_number(binned.original, binned.sentence, binned.original_first_token)
                    else place_number(binned.text_set, binned.sentence, binned.first_token)
                end,
                'kind': kind.kind,
                'is_before': side.is_before
            }
        ) as places
    from binned
    inner join kind
        on
            binned.form = kind.form
            and binned.context_words = kind.context_words
            and binned.frequency is not distinct from kind.frequency
            and binned.n_tokens = kind.n_tokens
            and binned.leakage is not distinct from kind.leakage
    cross join (values (true), (false)) as side (is_before)
),

place as (
    select unnest(places, recursive := true)
    from place_list
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
        count(*) filter (is_before) as n_before,
        count(*) filter (not is_before) as n_after
    from hit
    group by run, kind
),

of_run as (
    select
        tested.corpus,
        tested.split,
        tested.encoder,
        tested.configuration,
        tested.setting,
        tested.train_language,
        tested.test_language,
        tested.train_set,
        tested.seed,
        tested.perturbation,
        tested.dose,
        tested.embedding,
        tested.parameters,
        tested.perturbation_seed,
        kind.context_words,
        kind.frequency,
        kind.n_tokens,
        kind.leakage,
        kind.n_edited,
        coalesce(recalled.n_before, 0) as n_before,
        coalesce(recalled.n_after, 0) as n_after
    from tested
    inner join form
        on tested.perturbation_id = form.perturbation_id and tested.train_set is not distinct from form.train_set
    inner join kind on form.form = kind.form
    left join recalled on tested.run = recalled.run and kind.kind = recalled.kind
),

summed as (
    select
        corpus,
        split,
        encoder,
        configuration,
        setting,
        train_language,
        test_language,
        train_set,
        perturbation,
        dose,
        embedding,
        parameters,
        grouping(context_words) = 0 as is_context,
        grouping(frequency) = 0 as is_frequency,
        grouping(n_tokens) = 0 as is_length,
        coalesce(context_words, frequency, n_tokens, leakage) as bin,
        count(distinct seed) as n_seeds,
        count(distinct perturbation_seed) as n_perturbation_seeds,
        cast(sum(n_edited) as bigint) as n_edited,
        cast(sum(n_before) as bigint) as n_recalled_before,
        cast(sum(n_after) as bigint) as n_recalled_after
    from of_run
    group by
        corpus, split, encoder, configuration, setting, train_language, test_language, train_set, perturbation, dose,
        embedding, parameters, grouping sets ((context_words), (frequency), (n_tokens), (leakage))
)

select
    corpus,
    split,
    encoder,
    configuration,
    setting,
    train_language,
    test_language,
    train_set,
    perturbation,
    dose,
    embedding,
    parameters,
    case
        when is_context then 'context_words'
        when is_frequency then 'training_frequency'
        when is_length then 'mention_length'
        else 'leakage'
    end as dimension,
    bin,
    n_seeds,
    n_perturbation_seeds,
    n_edited,
    n_recalled_before,
    n_recalled_after,
    n_recalled_before / n_edited as recall_before,
    n_recalled_after / n_edited as recall_after,
    (n_recalled_before - n_recalled_after) / n_edited as cost_per_edit
from summed;

comment on view edit_cost_by is 'On what does the cost of an edit hang? The edited mentions of a setting, of all its runs and perturbation seeds, sorted by one dimension after the other: in each dimension every edit is in one bin; no edits, no row.';
comment on column edit_cost_by.corpus is 'Corpus of the test set';
comment on column edit_cost_by.split is 'Split of the test set';
comment on column edit_cost_by.encoder is 'Encoder that was fine-tuned';
comment on column edit_cost_by.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column edit_cost_by.setting is 'native where the two languages are one, else cross_lingual';
comment on column edit_cost_by.train_language is 'Language trained on';
comment on column edit_cost_by.test_language is 'Language tested on';
comment on column edit_cost_by.train_set is 'Text set trained on; NULL where it is not in the warehouse';
comment on column edit_cost_by.perturbation is 'Name of the perturbation; only test sets perturbed against the run''s own training set, or against none';
comment on column edit_cost_by.dose is 'Share of eligible places touched';
comment on column edit_cost_by.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column edit_cost_by.parameters is 'Its further parameters, JSON';
comment on column edit_cost_by.dimension is 'context_words (of the sentence: tokens with a letter outside entities), training_frequency (how often training has the original as this type), mention_length (tokens of the original) or leakage (whether the sentence stands nearly in training)';
comment on column edit_cost_by.bin is 'context_words: 0, 1-2, 3-5, 6+; training_frequency: 0, 1, 2-4, 5-19, 20+; mention_length: 1, 2, 3-4, 5+; leakage: leak_free, nearly_in_training; NULL where it is not known, for want of a training set or of an audit';
comment on column edit_cost_by.n_seeds is 'Seeds of the runs that are summed';
comment on column edit_cost_by.n_perturbation_seeds is 'Seeds of the perturbations that are summed';
comment on column edit_cost_by.n_edited is 'Edited mentions, once for each run and perturbation seed';
comment on column edit_cost_by.n_recalled_before is 'Of these, those found on the original text set';
comment on column edit_cost_by.n_recalled_after is 'Of these, those found on the perturbed text set';
comment on column edit_cost_by.recall_before is 'n_recalled_before by n_edited';
comment on column edit_cost_by.recall_after is 'n_recalled_after by n_edited';
comment on column edit_cost_by.cost_per_edit is 'recall_before minus recall_after; positive where worse';
