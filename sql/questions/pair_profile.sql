create or replace macro pair_profile(source_language, target_language) as table
    with pair as (
        select
            corpus,
            task,
            split,
            setting,
            train_language,
            test_language,
            train_set,
            test_set
        from train_test_pair
        where
            test_language = target_language
            and train_language in (source_language, target_language)
            and split = 'test'
    ),

    shared as (
        select
            pair.train_set,
            pair.test_set,
            max(share(overlap.shared_test, overlap.n_test)) as overlap
        from pair
        inner join overlap on pair.train_set = overlap.train_set and pair.test_set = overlap.test_set
        where overlap.measure = primary_measure(pair.task)
        group by pair.train_set, pair.test_set
    ),

    scored as (
        select
            run,
            text_set,
            f1_conlleval as score
        from score
        union all
        select
            run,
            text_set,
            accuracy as score
        from title_score
    ),

    tested as (
        select
            run.train_set,
            scored.text_set as test_set,
            run.encoder,
            count(*) as n_runs,
            avg(scored.score) as score
        from scored
        inner join run on scored.run = run.run
        group by run.train_set, scored.text_set, run.encoder
    ),

    lost as (
        select
            run.train_set,
            perturbation.test_set,
            run.encoder,
            share(
                sum(effect.n_edited * effect.cost_per_edit) filter (where effect.perturbation = 'entity_unshared'),
                sum(effect.n_edited) filter (where effect.perturbation = 'entity_unshared')
            ) as cost_per_edit,
            share(
                sum(effect.n_edited * effect.cost_per_edit) filter (where effect.perturbation = 'entity_placebo'),
                sum(effect.n_edited) filter (where effect.perturbation = 'entity_placebo')
            ) as cost_of_placebo
        from edit_effect as effect
        inner join run on effect.run = run.run
        inner join perturbation on effect.perturbation_id = perturbation.perturbation_id
        where effect.perturbation in ('entity_unshared', 'entity_placebo') and perturbation.dose = 1
        group by run.train_set, perturbation.test_set, run.encoder
    )

    select
        pair.corpus,
        pair.task,
        pair.setting,
        pair.train_language,
        pair.test_language,
        shared.overlap,
        tested.encoder,
        tested.n_runs,
        tested.score,
        lost.cost_per_edit,
        lost.cost_of_placebo
    from pair
    left join shared on pair.train_set = shared.train_set and pair.test_set = shared.test_set
    left join tested on pair.train_set = tested.train_set and pair.test_set = tested.test_set
    left join lost
        on
            pair.train_set = lost.train_set
            and pair.test_set = lost.test_set
            and tested.encoder = lost.encoder
    order by pair.corpus, pair.task, pair.setting, tested.encoder;

comment on macro table pair_profile is 'A pair at a glance: what source and target training share with the target''s test set (primary measure), the mean score of their runs (F1; accuracy for titles), and what losing a seen name costs beside the placebo.'; -- noqa: PRS
