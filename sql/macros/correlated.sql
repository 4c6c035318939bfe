-- A table macro: points is the name of a view, or of a step of the query around it, with the columns sample (a number
-- or a struct of names: what is correlated with one another), source, x, y and is_complete (points that are not are
-- only counted).
create or replace macro correlated(points) as table
    with given as (
        from query_table(points)
    ),

    -- Sorting by a number is ten times as fast as by a struct of names.
    sample_number as materialized (
        select
            sample,
            row_number() over () as number
        from given
        group by sample
    ),

    ranked_point as (
        select
            sample_number.number,
            point.is_complete,
            point.x,
            point.y,
            rank() over (part order by point.x)
            + (count(*) over (part order by point.x groups between current row and current row) - 1) / 2 as rank_x,
            rank() over (part order by point.y)
            + (count(*) over (part order by point.y groups between current row and current row) - 1) / 2 as rank_y
        from given as point
        inner join sample_number on point.sample = sample_number.sample
        window part as (partition by sample_number.number, point.is_complete)
    ),

    correlated_number as (
        select
            number,
            count(*) filter (is_complete) as n,
            count(*) filter (not is_complete) as n_incomplete,
            pearson(case when is_complete then x end, case when is_complete then y end) as pearson_r,
            pearson(case when is_complete then rank_x end, case when is_complete then rank_y end) as spearman_rho
        from ranked_point
        group by number
    ),

    found as (
        select
            sample_number.sample,
            correlated_number.n,
            correlated_number.n_incomplete,
            correlated_number.pearson_r,
            correlated_number.spearman_rho
        from correlated_number
        inner join sample_number on correlated_number.number = sample_number.number
    ),

    -- Where one of them leaves nothing to correlate, what holds without every source is unknown.
    without_source as (
        select
            sample,
            case when bool_and(pearson_r is not null) then min(pearson_r) end as without_source_low,
            case when bool_and(pearson_r is not null) then max(pearson_r) end as without_source_high
        from correlated_without_source(points)
        group by sample
    )

    select
        found.sample,
        found.n,
        found.n_incomplete,
        found.pearson_r,
        correlation_p(found.pearson_r, found.n) as pearson_p,
        fisher_bound(found.pearson_r, found.n, -1) as pearson_low,
        fisher_bound(found.pearson_r, found.n, 1) as pearson_high,
        found.spearman_rho,
        correlation_p(found.spearman_rho, found.n) as spearman_p,
        detectable_r(found.n) as detectable_r,
        without_source.without_source_low,
        without_source.without_source_high
    from found
    left join without_source on found.sample = without_source.sample;

comment on macro table correlated is 'Pearson and Spearman correlations of samples of points: n, p, interval, what n points can find, and the range of r without each source.'; -- noqa: PRS
