-- The least-squares line through the pairs there are, a point each, and Student's interval for one point more:
-- y +- t * s * sqrt(1 + 1/n + (x - mean)^2 / sxx), s^2 = what is left of the squares / (n - 2).
create or replace macro expected_score(overlap_of_new_pair) as table
    with point as (
        select
            score.corpus,
            score.encoder,
            score.configuration,
            any_value(shared.containment_test) as overlap,
            avg(score.f1_conlleval) as f1
        from score
        inner join run on score.run = run.run
        inner join overlap_ratio as shared
            on
                run.train_set = shared.train_set
                and score.text_set = shared.test_set
                and shared.measure = primary_measure('ner')
        where score.setting = 'cross_lingual' and score.perturbation = 'none' and score.split = 'test'
        group by score.corpus, score.encoder, score.configuration, score.train_language, score.test_language
    ),

    line as (
        select
            corpus,
            encoder,
            configuration,
            count(*) as n,
            avg(overlap) as mean_overlap,
            regr_sxx(f1, overlap) as sxx,
            regr_sxy(f1, overlap) / nullif(regr_sxx(f1, overlap), 0) as slope,
            avg(f1) as mean_f1,
            regr_syy(f1, overlap) as syy
        from point
        group by corpus, encoder, configuration
    ),

    expected as (
        select
            *,
            mean_f1 + slope * (overlap_of_new_pair - mean_overlap) as f1,
            case
                when n > 2
                    then student_t_975(n - 2) * sqrt(
                        greatest(0, syy - slope * slope * sxx) / (n - 2)
                        * (1 + 1 / n + pow(overlap_of_new_pair - mean_overlap, 2) / sxx)
                    )
            end as margin
        from line
        where slope is not null
    )

    select
        corpus,
        encoder,
        configuration,
        n as n_pairs,
        slope,
        f1 as expected_f1,
        case when margin is not null then greatest(0, f1 - margin) end as low,
        case when margin is not null then least(1, f1 + margin) end as high
    from expected
    order by corpus, encoder, configuration;

comment on macro table expected_score is 'Which cross-lingual F1 is to be expected of a new pair of a given entity overlap, with a 95 % prediction interval? By a straight line through the pairs there are; of a pair unlike them nothing is known.'; -- noqa: PRS
