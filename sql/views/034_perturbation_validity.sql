create or replace view perturbation_validity as
with measured as (
    select
        perturbation_id,
        count(*) as n_edits,
        avg(token_change) as mean_token_change,
        avg(cast(token_change = 0 as integer)) as share_same_length,
        avg(length(replacement) - length(original)) as mean_character_change,
        avg(cast(not script_changed as integer)) as share_script_kept,
        avg(
            cast(
                (upper(original) = original and lower(original) <> original)
                = (upper(replacement) = replacement and lower(replacement) <> replacement)
                and (lower(original[1]) <> original[1]) = (lower(replacement[1]) <> replacement[1])
                as integer
            )
        ) as share_capital_kept,
        avg(piece_change) as mean_piece_change,
        avg(similarity) as mean_similarity,
        count(distinct concat_ws(chr(31), original, type)) as n_distinct_originals,
        count(distinct concat_ws(chr(31), replacement, new_type)) as n_distinct_replacements
    from edit
    group by perturbation_id
)

select
    perturbation.perturbation_id,
    perturbation.perturbation,
    trained.language as train_language,
    tested.language as test_language,
    tested.split,
    perturbation.embedding,
    perturbation.seed,
    perturbation.dose,
    perturbation.n_eligible,
    perturbation.n_changed,
    perturbation.n_no_candidate,
    share(perturbation.n_changed, perturbation.n_eligible) as share_changed,
    measured.mean_token_change,
    measured.share_same_length,
    measured.mean_character_change,
    measured.share_script_kept,
    measured.share_capital_kept,
    measured.mean_piece_change,
    measured.mean_similarity,
    coalesce(measured.n_distinct_originals, 0) as n_distinct_originals,
    coalesce(measured.n_distinct_replacements, 0) as n_distinct_replacements
from perturbation
inner join text_set as tested on perturbation.test_set = tested.text_set
left join text_set as trained on perturbation.train_set = trained.text_set
left join measured on perturbation.perturbation_id = measured.perturbation_id;

comment on view perturbation_validity is 'What did a perturbation change besides what it is about? Lengths, word pieces, script and capitals of its edits; NULL where it made none.';
comment on column perturbation_validity.perturbation_id is 'Perturbation as built';
comment on column perturbation_validity.perturbation is 'Its name';
comment on column perturbation_validity.train_language is 'Language of the training set that says what is seen; NULL where none has a part';
comment on column perturbation_validity.test_language is 'Language of the text perturbed';
comment on column perturbation_validity.split is 'Split of the text perturbed';
comment on column perturbation_validity.embedding is 'Word vectors used; NULL where none have a part';
comment on column perturbation_validity.seed is 'Seed of its random choices';
comment on column perturbation_validity.dose is 'Share of eligible places touched, above 0 to 1';
comment on column perturbation_validity.n_eligible is 'Places that may be changed';
comment on column perturbation_validity.n_changed is 'Places that were changed';
comment on column perturbation_validity.n_no_candidate is 'Places left because nothing could replace them';
comment on column perturbation_validity.share_changed is 'n_changed / n_eligible; NULL where no place is eligible';
comment on column perturbation_validity.mean_token_change is 'Tokens more (or less, below 0), on average over the edits';
comment on column perturbation_validity.share_same_length is 'Share of the edits that put in as many tokens as they took out';
comment on column perturbation_validity.mean_character_change is 'Characters more (or less), on average';
comment on column perturbation_validity.share_script_kept is 'Share of the edits whose letters come from the same scripts as before';
comment on column perturbation_validity.share_capital_kept is 'Share of the edits that begin with a capital where the original did, and are in capitals throughout where it was';
comment on column perturbation_validity.mean_piece_change is 'Word pieces more (or less), on average; NULL where no tokenizer has a part';
comment on column perturbation_validity.mean_similarity is 'Cosine of original and replacement, on average; NULL where no vectors have a part';
comment on column perturbation_validity.n_distinct_originals is 'Distinct texts (with their types) replaced';
comment on column perturbation_validity.n_distinct_replacements is 'Distinct texts (with their types) put in';
