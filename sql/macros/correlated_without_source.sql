-- A table macro; what `correlated` says of its argument holds here.
create or replace macro correlated_without_source(points) as table
    with complete_point as (
        select
            sample,
            source,
            x,
            y
        from query_table(points)
        where is_complete
    ),

    left_out as (
        select distinct
            sample,
            source
        from complete_point
    ),

    -- A sample that is all of one source has nothing left, and its row all the same.
    correlated as (
        select
            left_out.sample,
            left_out.source,
            count(point.x) as n,
            pearson(point.x, point.y) as pearson_r
        from left_out
        left join complete_point as point on left_out.sample = point.sample and left_out.source <> point.source
        group by left_out.sample, left_out.source
    )

    select
        sample,
        source,
        n,
        pearson_r
    from correlated;

comment on macro table correlated_without_source is 'Pearson correlation of each sample of points without those of each of its sources.'; -- noqa: PRS
