-- A table macro: differences is the name of a view, or of a step of the query around it, with the columns sample (a
-- struct of names: what is averaged together), source, target and y. A target that several sources serve counts once,
-- with its mean. The interval is Student's over the targets; p the exact sign-flip test over them.
create or replace macro averaged_over_targets(differences) as table
    with given as (
        select
            sample,
            source,
            target,
            cast(y as double) as y
        from query_table(differences)
        where y is not null
    ),

    of_target as (
        select
            sample,
            target,
            avg(y) as y
        from given
        group by sample, target
    ),

    averaged as (
        select
            sample,
            count(*) as n,
            avg(y) as mean,
            list(y order by target) as ys,
            -- Of equal numbers rounding leaves a trace; they have no spread to estimate from.
            case when max(y) > min(y) then stddev_samp(y) end as sd
        from of_target
        group by sample
    ),

    source_of_sample as (
        select distinct
            sample,
            source
        from given
    ),

    target_without_source as (
        select
            source_of_sample.sample,
            source_of_sample.source,
            given.target,
            avg(given.y) as y
        from source_of_sample
        left join given
            on source_of_sample.sample = given.sample and source_of_sample.source <> given.source
        group by source_of_sample.sample, source_of_sample.source, given.target
    ),

    mean_without_source as (
        select
            sample,
            source,
            avg(y) as mean
        from target_without_source
        group by sample, source
    ),

    -- Where leaving one out leaves nothing, what holds without every source is unknown.
    without_source as (
        select
            sample,
            count(*) as n_sources,
            case when bool_and(mean is not null) then min(mean) end as without_source_low,
            case when bool_and(mean is not null) then max(mean) end as without_source_high
        from mean_without_source
        group by sample
    )

    select
        averaged.sample,
        averaged.n,
        without_source.n_sources,
        averaged.mean,
        averaged.mean - student_t_975(averaged.n - 1) * averaged.sd / sqrt(averaged.n) as low,
        averaged.mean + student_t_975(averaged.n - 1) * averaged.sd / sqrt(averaged.n) as high,
        sign_flip_p(averaged.ys) as p,
        without_source.without_source_low,
        without_source.without_source_high
    from averaged
    inner join without_source on averaged.sample = without_source.sample;

comment on macro table averaged_over_targets is 'Mean of the differences of each sample over its targets: n, Student interval, exact sign-flip p, and the range of the mean without each source.'; -- noqa: PRS
