create or replace view arm_contrast as
with contrast (treatment, placebo) as (
    values
    ('entity_unshared', 'entity_placebo'),
    ('entity_unshared_strict', 'entity_placebo'),
    ('entity_semantic', 'entity_placebo'),
    ('entity_cross_type', 'entity_placebo'),
    ('entity_seen', 'entity_unseen_placebo'),
    ('entity_semantic', 'entity_unshared'),
    ('entity_unshared_strict', 'entity_unshared')
),

effect as (
    select
        run,
        perturbation_id,
        setting,
        train_language,
        test_language,
        split,
        type,
        sum(n_edited) as n_edited,
        sum(round(n_edited * recall_before)) - sum(round(n_edited * recall_after)) as n_lost
    from edit_effect
    group by run, perturbation_id, setting, train_language, test_language, split, type
),

tested as (
    select distinct
        run,
        perturbation_id
    from effect
),

-- Two perturbations of the same text with the same seed and dose, both with edits that the run was tested on.
paired as (
    select
        treated.run,
        contrast.treatment,
        contrast.placebo,
        treatment.embedding,
        treatment.test_set,
        treatment.dose,
        treatment.seed,
        treatment.perturbation_id as treatment_id,
        placebo.perturbation_id as placebo_id
    from contrast
    inner join perturbation as treatment on contrast.treatment = treatment.perturbation
    inner join perturbation as placebo
        on
            contrast.placebo = placebo.perturbation
            and treatment.train_set is not distinct from placebo.train_set
            and treatment.test_set = placebo.test_set
            and treatment.seed = placebo.seed
            and treatment.dose = placebo.dose
            and (placebo.embedding is null or placebo.embedding = treatment.embedding)
    inner join tested as treated on treatment.perturbation_id = treated.perturbation_id
    inner join tested as untreated
        on placebo.perturbation_id = untreated.perturbation_id and treated.run = untreated.run
),

side as (
    select
        * exclude (treatment_id, placebo_id),
        treatment_id as perturbation_id,
        true as is_treatment
    from paired
    union all
    select
        * exclude (treatment_id, placebo_id),
        placebo_id as perturbation_id,
        false as is_treatment
    from paired
),

sided as (
    select
        side.*,
        effect.setting,
        effect.train_language,
        effect.test_language,
        effect.split,
        effect.type,
        effect.n_edited,
        effect.n_lost
    from side
    inner join effect on side.run = effect.run and side.perturbation_id = effect.perturbation_id
),

summed as (
    select
        run,
        treatment,
        placebo,
        embedding,
        test_set,
        dose,
        setting,
        train_language,
        test_language,
        split,
        type,
        count(distinct seed) as n_seeds,
        coalesce(sum(n_edited) filter (where is_treatment), 0) as n_treatment,
        coalesce(sum(n_edited) filter (where not is_treatment), 0) as n_placebo,
        sum(n_lost) filter (where is_treatment) as lost_treatment,
        sum(n_lost) filter (where not is_treatment) as lost_placebo
    from sided
    group by
        run, treatment, placebo, embedding, test_set, dose, setting, train_language, test_language, split,
        grouping sets ((type), ())
)

select
    run,
    setting,
    train_language,
    test_language,
    split,
    type,
    dose,
    treatment,
    placebo,
    embedding,
    n_seeds,
    cast(n_treatment as bigint) as n_treatment,
    cast(n_placebo as bigint) as n_placebo,
    share(lost_treatment, n_treatment) as cost_treatment,
    share(lost_placebo, n_placebo) as cost_placebo,
    share(lost_treatment, n_treatment) - share(lost_placebo, n_placebo) as contrast,
    test_set
from summed
where n_treatment > 0 and n_placebo > 0;

comment on view arm_contrast is 'What does a treatment cost more than replacing does by itself? Cost per edit of one perturbation minus that of another on the same kind of edit: unseen for seen less seen for seen is the cost of losing familiarity, seen for unseen less unseen for unseen that of gaining it (negative where it helps). Over the perturbation seeds that both have every edit weighs alike; no edits on either side, no row.';
comment on column arm_contrast.run is 'Run';
comment on column arm_contrast.setting is 'native where the two languages are one, else cross_lingual';
comment on column arm_contrast.train_language is 'Language trained on';
comment on column arm_contrast.test_language is 'Language tested on';
comment on column arm_contrast.split is 'Split of the test set';
comment on column arm_contrast.type is 'Entity type before the edit; NULL for all types together';
comment on column arm_contrast.dose is 'Share of eligible places touched, the same on both sides';
comment on column arm_contrast.treatment is 'Perturbation whose cost is asked for';
comment on column arm_contrast.placebo is 'Perturbation that it is compared with';
comment on column arm_contrast.embedding is 'Word vectors of the treatment; NULL where none have a part';
comment on column arm_contrast.n_seeds is 'Perturbation seeds that both have, counting those with edits of the type';
comment on column arm_contrast.n_treatment is 'Edits of the treatment, over these seeds';
comment on column arm_contrast.n_placebo is 'Edits of the placebo, over these seeds';
comment on column arm_contrast.cost_treatment is 'Recall lost on an edited mention under the treatment';
comment on column arm_contrast.cost_placebo is 'Recall lost on an edited mention under the placebo';
comment on column arm_contrast.contrast is 'cost_treatment minus cost_placebo';
comment on column arm_contrast.test_set is 'The original text set';
